import process from 'node:process';
import { parentPort } from 'node:worker_threads';

/** A worker of a pool, as `serveTasks` makes one: plain JavaScript, because Node's threads load no TypeScript. */
parentPort.on('message', ({ id, task }) => {
  try {
    parentPort.postMessage({ kind: 'done', id, result: perform(task) });
  } catch (error) {
    parentPort.postMessage({ kind: 'threw', id, message: String(error) });
  }
});
parentPort.postMessage({ kind: 'ready' });

function perform(task) {
  switch (task.do) {
    case 'answer':
      return task.value * 2;
    case 'throw':
      throw new Error('as asked');
    case 'hang':
      for (;;);
    case 'eat':
      for (const eaten = []; ;) eaten.push(Array.from({ length: 100_000 }, (_, index) => index));
    case 'exit':
      process.exit(1);
  }
}
