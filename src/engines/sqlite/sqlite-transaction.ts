import type * as Sqlite from '@photostructure/sqlite';

export type SqliteDatabase = Sqlite.DatabaseSyncInstance;

/** Runs `write` in one transaction; a call inside another transaction joins it. */
export function inTransaction<T>(database: SqliteDatabase, write: () => T): T {
  if (isInTransaction(database)) return write();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = write();
    doWaitingWork(database);
    database.exec('COMMIT');
    return result;
  } catch (error) {
    waitingWork.delete(database);
    // SQLite may have rolled back by itself, as it does on a full disk.
    if (isInTransaction(database)) database.exec('ROLLBACK');
    rollbacks.set(database, countRollbacks(database) + 1);
    throw error;
  }
}

/** Has `work` done before the transaction commits that runs now: once, however often it is asked for. */
export function beforeCommit(database: SqliteDatabase, work: () => void): void {
  const waiting = waitingWork.get(database) ?? new Set();
  waitingWork.set(database, waiting.add(work));
}

function doWaitingWork(database: SqliteDatabase): void {
  const waiting = waitingWork.get(database);
  waitingWork.delete(database);
  for (const work of waiting ?? []) work();
}

const waitingWork = new WeakMap<SqliteDatabase, Set<() => void>>();

/** What a caller remembers of rows that it wrote is true while this stays the same. */
export const countRollbacks = (database: SqliteDatabase): number => rollbacks.get(database) ?? 0;

const rollbacks = new WeakMap<SqliteDatabase, number>();

/** Runs `read` so that all of its statements see one state of the archive. */
export function inSnapshot<T>(database: SqliteDatabase, read: () => T): T {
  if (isInTransaction(database)) return read();
  database.exec('BEGIN');
  try {
    return read();
  } finally {
    database.exec('COMMIT');
  }
}

/** A call, so that the compiler does not take the answer before a statement for the answer after it. */
const isInTransaction = (database: SqliteDatabase): boolean => database.isTransaction;
