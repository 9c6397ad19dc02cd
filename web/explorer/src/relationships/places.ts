import { layout, type Place, type Task } from './layout';
import LayoutWorker from './layout.worker.ts?worker';

/** The number of nodes up to which the layout is faster than the start of a worker. */
const FEW = 150;

let worker: Worker | null = null;
let number = 0;

/** Computes positions for nodes; in a worker if there are many, so that the page stays responsive. */
export function placesFor(task: Task): Promise<Map<string, Place>> {
  if (task.nodes.length <= FEW) return Promise.resolve(layout(task));
  worker ??= new LayoutWorker();
  const mine = ++number;
  const at = worker;
  return new Promise((resolve) => {
    at.addEventListener(
      'message',
      function told({ data }: MessageEvent<{ number: number; places: Map<string, Place> }>) {
        if (data.number !== mine) return;
        at.removeEventListener('message', told);
        resolve(data.places);
      },
    );
    at.postMessage({ task, number: mine });
  });
}
