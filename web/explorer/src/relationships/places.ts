import { layout, type Place, type Task } from './layout';
import LayoutWorker from './layout.worker.ts?worker';

/** So few that the work is done before a worker would have started. */
const FEW = 150;

let worker: Worker | null = null;
let number = 0;

/** Places for nodes; those of many found beside the page's own thread, so that nothing stutters meanwhile. */
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
