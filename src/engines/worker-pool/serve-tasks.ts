import { parentPort, workerData } from 'node:worker_threads';

/** What a worker says to its pool. */
export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'threw'; readonly id: number; readonly message: string };

/** What a pool says to its worker. */
export interface WorkerTask {
  readonly id: number;
  readonly task: unknown;
}

/**
 * Makes this thread a worker of a pool. `start` is given the pool's `workerData` and returns what answers a task; tasks
 * are answered one after another.
 */
export function serveTasks(start: (workerData: unknown) => (task: unknown) => unknown): void {
  const port = parentPort;
  if (port === null) throw new Error('serveTasks must run in a worker thread');
  const say = (message: WorkerMessage): void => {
    port.postMessage(message);
  };
  const handle = start(workerData);
  port.on('message', ({ id, task }: WorkerTask) => {
    try {
      say({ kind: 'done', id, result: handle(task) });
    } catch (error) {
      say({
        kind: 'threw',
        id,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  });
  say({ kind: 'ready' });
}
