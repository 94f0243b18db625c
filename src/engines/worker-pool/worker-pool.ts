import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { WorkerMessage, WorkerTask } from './serve-tasks.ts';

/** What became of one task. */
export type WorkResult<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | {
      readonly kind: 'failed';
      /** It took longer than the limit; its worker died of it (out of memory); it threw, which is a bug. */
      readonly cause: 'too-slow' | 'worker-died' | 'threw';
      readonly message: string;
    };

/** Runs tasks in threads of their own, so that one that hangs or eats memory is ended and nothing else. */
export interface WorkerPool<Task, Result> {
  /** Rejects only where no worker can be started. */
  run(task: Task): Promise<WorkResult<Result>>;
  /** Ends the workers; tasks that are not done are not answered any more. */
  close(): Promise<void>;
}

export interface WorkerPoolOptions {
  /** A module that calls `serveTasks`. */
  readonly entry: URL;
  readonly workers: number;
  /** Of one task, from its start in the worker. */
  readonly timeoutMs: number;
  /** Of one worker's heap. */
  readonly maxHeapMb?: number | undefined;
  /** Given to each worker at its start. */
  readonly workerData?: unknown;
}

/** A page of 20 MB is read in less than 200 MB; one worker of that size on each core is what a small machine bears. */
const DEFAULT_MAX_HEAP_MB = 320;
/**
 * Three semi-spaces of 8 MB: most of a page's tree dies young in them. Reading pages of 100 KB took 14.0 ms of CPU with 8 MB
 * each, 12.5 with 16, 11.8 with 32 or 64 (Node 20, 150 pages, on a busy machine); a crawl of 3,000 pages took 259 MB with 8
 * and 305 with 16, and 300 are what it may take.
 */
const MAX_YOUNG_MB = 24;
/**
 * Tasks that one worker holds: the next ones lie ready when one is done, so that it need not wait for this thread, which a
 * transaction of eight pages keeps busy for some thirty milliseconds.
 */
const TASKS_PER_WORKER = 8;
/** Results that came while this thread was busy are read before a worker is called too slow. */
const GRACE_MS = 20;

/** One worker for each core but the one that fetches and writes. */
export const defaultWorkers = (): number => Math.max(1, availableParallelism() - 1);

/** Two flags of V8 are set for the whole process: see `keepYoung` and `keepSmall`. */
export function createWorkerPool<Task, Result>(options: WorkerPoolOptions): WorkerPool<Task, Result> {
  keepYoung();
  keepSmall();
  const pool = new ThreadPool(options);
  return {
    run: (task) => pool.run(task) as Promise<WorkResult<Result>>,
    close: () => pool.close(),
  };
}

/**
 * V8 makes objects of a kind that has survived so far among the old ones at once. It judges by a worker's first pages, whose
 * nursery of 1 MB is smaller than one page's tree: from then on every tree was made old, and what hung from it stayed until
 * the next full collection, one for every 21 pages. Without that guess 0.2 MB of five pages of 100 KB grow old instead of 4.3,
 * and a page takes 15 % less CPU in all threads (Node 20). Flags are the process's; this one changes no result.
 */
function keepYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}

/**
 * V8 lets what is old grow to four times what was in use before it looks through it again, and a limit can be set for workers
 * alone (`resourceLimits`). The thread that fetches and writes has 27 MB in use in a crawl and had 77 to 107 before; twice as
 * much is where it stops now. It takes no more CPU. Each heap of the process is looked through when it has doubled.
 */
function keepSmall(): void {
  setFlagsFromString('--heap-growing-percent=100');
}

interface Job {
  readonly id: number;
  readonly task: unknown;
  readonly resolve: (result: WorkResult<unknown>) => void;
  readonly reject: (error: Error) => void;
}

class ThreadPool {
  private readonly options: WorkerPoolOptions;
  private readonly waiting: Job[] = [];
  private readonly threads = new Set<Thread>();
  private lastId = 0;
  private isClosed = false;

  constructor(options: WorkerPoolOptions) {
    this.options = options;
  }

  run(task: unknown): Promise<WorkResult<unknown>> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ id: ++this.lastId, task, resolve, reject });
      this.assign();
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.threads].map((thread) => thread.end()));
  }

  private assign(): void {
    while (this.waiting.length > 0 && !this.isClosed) {
      const thread = this.freeThread();
      if (thread === undefined) return;
      thread.give(this.waiting.shift()!);
    }
  }

  /** The thread with the fewest tasks; a new one while there may be more and none is idle. */
  private freeThread(): Thread | undefined {
    const [best] = [...this.threads].sort((a, b) => a.load - b.load);
    if ((best === undefined || best.load > 0) && this.threads.size < this.options.workers) {
      const thread = new Thread(this.options, {
        onFree: () => {
          this.assign();
        },
        onEnd: (jobs) => {
          this.threads.delete(thread);
          this.waiting.unshift(...jobs);
          this.assign();
        },
      });
      this.threads.add(thread);
      return thread;
    }
    return best !== undefined && best.load < TASKS_PER_WORKER ? best : undefined;
  }
}

interface ThreadEvents {
  readonly onFree: () => void;
  /** The thread is no more; `jobs` were given to it and not begun. */
  readonly onEnd: (jobs: readonly Job[]) => void;
}

/** One worker with the tasks that it holds, the first of which it is at. */
class Thread {
  private readonly options: WorkerPoolOptions;
  private readonly events: ThreadEvents;
  private readonly worker: Worker;
  private readonly jobs: Job[] = [];
  private isReady = false;
  private isEnding = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(options: WorkerPoolOptions, events: ThreadEvents) {
    this.options = options;
    this.events = events;
    this.worker = new Worker(options.entry, {
      workerData: options.workerData,
      resourceLimits: {
        maxOldGenerationSizeMb: options.maxHeapMb ?? DEFAULT_MAX_HEAP_MB,
        maxYoungGenerationSizeMb: MAX_YOUNG_MB,
      },
    });
    this.worker.on('message', (message: WorkerMessage) => {
      this.take(message);
    });
    this.worker.on('error', (error) => {
      this.die(error);
    });
    this.worker.on('exit', (code) => {
      this.die(new Error(`the worker ended with code ${code}`));
    });
  }

  get load(): number {
    return this.jobs.length;
  }

  give(job: Job): void {
    this.jobs.push(job);
    const task: WorkerTask = { id: job.id, task: job.task };
    this.worker.postMessage(task);
    if (this.isReady && this.jobs.length === 1) this.startTimer();
  }

  async end(): Promise<void> {
    this.isEnding = true;
    clearTimeout(this.timer);
    await this.worker.terminate();
  }

  private take(message: WorkerMessage): void {
    if (this.isEnding) return;
    clearTimeout(this.timer);
    if (message.kind === 'ready') this.isReady = true;
    else this.finish(message);
    if (this.jobs.length > 0) this.startTimer();
    this.events.onFree();
  }

  private finish(message: Exclude<WorkerMessage, { kind: 'ready' }>): void {
    const job = this.jobs.shift();
    if (message.kind === 'done') job?.resolve({ kind: 'done', result: message.result });
    else job?.resolve({ kind: 'failed', cause: 'threw', message: message.message });
  }

  private startTimer(): void {
    const { timeoutMs } = this.options;
    this.timer = setTimeout(() => {
      this.timer = setTimeout(() => {
        const message = `it was not done within ${timeoutMs} ms`;
        this.settleFirst({ kind: 'failed', cause: 'too-slow', message });
        void this.worker.terminate();
      }, GRACE_MS);
    }, timeoutMs);
  }

  private die(error: Error): void {
    if (this.isEnding) return;
    if (this.isReady) {
      this.settleFirst({ kind: 'failed', cause: 'worker-died', message: error.message });
      return;
    }
    // Its module cannot be loaded, or has no memory to: another worker would fare no better.
    this.isEnding = true;
    for (const job of this.jobs) job.reject(error);
    this.events.onEnd([]);
  }

  /** The first task ended its worker; the others have not been begun. */
  private settleFirst(result: WorkResult<unknown>): void {
    this.isEnding = true;
    clearTimeout(this.timer);
    this.jobs.shift()?.resolve(result);
    this.events.onEnd(this.jobs);
  }
}
