import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Logger } from '../../../src/base/logger.ts';
import { createCheckpointer, type Checkpointer } from '../../../src/engines/sqlite/checkpointer.ts';
import { openDatabase, type SqliteDatabase } from '../../../src/engines/sqlite/sqlite-database.ts';
import { inTransaction } from '../../../src/engines/sqlite/sqlite-transaction.ts';

const BUILT = new URL('../../../dist/engines/sqlite/checkpoint-worker.js', import.meta.url);
/** A log of this many pages is long; see `MIN_PAGES`. */
const LONG = 2_000;

let folder: string;
let file: string;
let database: SqliteDatabase;
let warnings: string[];
let checkpointer: Checkpointer | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracuu-checkpoints-'));
  file = join(folder, 'tracuu.db');
  database = openDatabase(file, { mode: 'write' });
  database.exec('CREATE TABLE pages (bytes BLOB)');
  warnings = [];
});
afterEach(async () => {
  await checkpointer?.close();
  checkpointer = undefined;
  database.close();
  rmSync(folder, { recursive: true });
});

function open(entry?: URL): Checkpointer {
  const warn: Logger['warn'] = (message) => warnings.push(message);
  const logger: Logger = { info: warn, warn };
  checkpointer = createCheckpointer({ database, file, logger, entry });
  return checkpointer;
}

function write(pages: number): void {
  inTransaction(database, () => {
    const insert = database.prepare('INSERT INTO pages VALUES (zeroblob(8000))');
    for (let page = 0; page < pages; page += 1) insert.run();
  });
}

interface LogState {
  readonly log: number;
  readonly checkpointed: number;
}
const logState = (): LogState => database.prepare('PRAGMA wal_checkpoint(NOOP)').get() as LogState;

const limit = (): unknown =>
  (database.prepare('PRAGMA wal_autocheckpoint').get() as Record<string, unknown>)['wal_autocheckpoint'];

/** What a copy of the database file alone, without its log, would bring back. */
function pagesInFile(): number {
  const copy = join(folder, 'copy.db');
  copyFileSync(file, copy);
  const reader = openDatabase(copy, { mode: 'read' });
  try {
    return (reader.prepare('SELECT count(*) AS pages FROM pages').get() as { pages: number }).pages;
  } finally {
    reader.close();
  }
}

describe('createCheckpointer', () => {
  test('a long log is folded into the file beside the writer, and begun anew', async () => {
    const made = open(BUILT);
    write(LONG / 2);
    made.start();
    await made.idle();
    expect(logState().checkpointed).toBe(0);
    write(LONG);
    made.start();
    // What is written while the thread is at it is not lost, and nothing waits for anything.
    write(10);
    await made.idle();
    expect(logState().checkpointed).toBeGreaterThanOrEqual(LONG);
    expect(pagesInFile()).toBeGreaterThanOrEqual(LONG * 1.5);
    write(LONG);
    made.start();
    await made.idle();
    write(1);
    expect(logState().log).toBeLessThan(20);
    expect(pagesInFile()).toBe(LONG * 2.5 + 10);
    expect(warnings).toEqual([]);
  });

  test('SQLite does it by itself only where the thread does not come to it, and again once it is closed', async () => {
    const made = open(BUILT);
    expect(limit()).toBe(8_000);
    await made.close();
    expect(limit()).toBe(1_000);
  });

  test('a thread that cannot be started is told once, and SQLite does it by itself', async () => {
    const made = open(new URL('no-such-worker.js', BUILT));
    for (let round = 0; round < 3; round += 1) {
      write(LONG);
      made.start();
      await made.idle();
    }
    expect(warnings).toEqual([expect.stringContaining('no-such-worker.js')]);
    expect(limit()).toBe(1_000);
    expect(pagesInFile()).toBeGreaterThan(LONG);
  });

  test('without threads SQLite does it by itself', async () => {
    const made = open();
    write(LONG);
    made.start();
    await made.idle();
    expect(limit()).toBe(1_000);
    expect(pagesInFile()).toBe(LONG);
  });
});
