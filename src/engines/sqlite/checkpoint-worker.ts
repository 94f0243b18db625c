import { serveTasks } from '../worker-pool/serve-tasks.ts';
import { loadSqlite } from './load-sqlite.ts';

/** What a checkpointing worker is given at its start. */
export interface CheckpointWorkerData {
  /** Of the database. */
  readonly file: string;
}

/** How long a checkpoint waits for another one that is under way. */
const BUSY_TIMEOUT_MS = 10_000;

// A connection for each: opened in a millisecond, and the thread may be ended whenever it has none.
serveTasks((data) => {
  const { file } = data as CheckpointWorkerData;
  const { DatabaseSync } = loadSqlite();
  return () => {
    const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    try {
      database.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_checkpoint(PASSIVE)');
    } finally {
      database.close();
    }
  };
});
