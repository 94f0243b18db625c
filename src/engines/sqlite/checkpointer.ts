import type { Logger } from '../../base/logger.ts';
import { createWorkerPool, type WorkerPool } from '../worker-pool/worker-pool.ts';
import type { CheckpointWorkerData } from './checkpoint-worker.ts';
import type { SqliteDatabase } from './sqlite-transaction.ts';

/**
 * Folds the log of a database (its WAL) into its file, in a thread of its own: most of that is waiting for the disk, three
 * quarters on a machine with a fast one, and the thread that writes has other things to do meanwhile.
 */
export interface Checkpointer {
  /** To be called after each transaction; where the log has grown long, it begins to be folded in. */
  start(): void;
  /**
   * Resolves when nothing is being folded in. Who writes waits for it: SQLite begins its log anew only in a transaction that
   * finds all of it folded in, and else lets it grow.
   */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface CheckpointerOptions {
  /** The connection that writes. */
  readonly database: SqliteDatabase;
  readonly file: string;
  readonly logger: Logger;
  /**
   * The worker's module; by default the built one beside this one. Where the package runs from its TypeScript sources, which
   * Node's threads cannot load, it stays with what SQLite does by itself.
   */
  readonly entry?: URL | undefined;
  /** Pages of the log that are folded in together; default 2,000. */
  readonly minPages?: number | undefined;
}

/** 16 MB of pages of 8 kB. */
const MIN_PAGES = 2_000;
/** What SQLite does by itself, in the thread that writes (https://www.sqlite.org/pragma.html#pragma_wal_autocheckpoint). */
const AUTOCHECKPOINT_PAGES = 1_000;
/** Where the thread does not come to it. */
const LAST_RESORT_PAGES = 8_000;
/** A checkpoint took 30 ms; a disk that others use may take a thousand times as long. */
const TIMEOUT_MS = 10 * 60_000;
const MAX_HEAP_MB = 16;

export function createCheckpointer(options: CheckpointerOptions): Checkpointer {
  const { entry = builtEntry() } = options;
  return entry === undefined ? NO_CHECKPOINTER : new ThreadCheckpointer(options, entry);
}

const builtEntry = (): URL | undefined =>
  import.meta.url.endsWith('.js') ? new URL('./checkpoint-worker.js', import.meta.url) : undefined;

const NO_CHECKPOINTER: Checkpointer = {
  start: () => undefined,
  idle: async () => undefined,
  close: async () => undefined,
};

interface LogState {
  /** Pages in the log. */
  readonly log: number;
  readonly checkpointed: number;
}

class ThreadCheckpointer implements Checkpointer {
  private readonly options: CheckpointerOptions;
  private readonly pool: WorkerPool<null, undefined>;
  private readonly logState: ReturnType<SqliteDatabase['prepare']>;
  private running: Promise<void> | undefined;
  private isBroken = false;

  constructor(options: CheckpointerOptions, entry: URL) {
    const { database, file } = options;
    const workerData: CheckpointWorkerData = { file };
    this.options = options;
    this.pool = createWorkerPool({
      entry,
      workers: 1,
      timeoutMs: TIMEOUT_MS,
      maxHeapMb: MAX_HEAP_MB,
      workerData,
    });
    this.logState = database.prepare('PRAGMA wal_checkpoint(NOOP)');
    database.exec(`PRAGMA wal_autocheckpoint = ${LAST_RESORT_PAGES}`);
  }

  start(): void {
    if (this.running !== undefined || this.isBroken) return;
    const { minPages = MIN_PAGES } = this.options;
    const { log, checkpointed } = this.logState.get() as LogState;
    if (log - checkpointed >= minPages) this.running = this.run();
  }

  async idle(): Promise<void> {
    await this.running;
  }

  async close(): Promise<void> {
    await this.running;
    await this.pool.close();
    this.leaveToSqlite();
  }

  /** Never rejects: a log that was not folded in stays as it is, and a disk that is full is told by the next transaction. */
  private async run(): Promise<void> {
    const fault = await this.pool.run(null).then(
      (result) => (result.kind === 'failed' ? result.message : undefined),
      (error: unknown) => String(error),
    );
    this.running = undefined;
    if (fault === undefined) return;
    this.isBroken = true;
    this.leaveToSqlite();
    const { logger, file } = this.options;
    logger.warn(`the log of ${file} is folded in between two pages from now on: ${fault.split('\n', 1)[0]}`);
  }

  private leaveToSqlite(): void {
    this.options.database.exec(`PRAGMA wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}`);
  }
}
