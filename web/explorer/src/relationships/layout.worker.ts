import { layout, type Task } from './layout';

addEventListener('message', ({ data }: MessageEvent<{ task: Task; number: number }>) => {
  postMessage({ number: data.number, places: layout(data.task) });
});
