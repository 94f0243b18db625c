import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TracuuError } from '../../base/tracuu-error.ts';
import { holdStatements } from './hold-statements.ts';
import { loadSqlite } from './load-sqlite.ts';
import { enterMissingArticles, rebuildPostings } from '../sqlite-index/article-indexer.ts';
import { addSqlFunctions } from './sql-functions.ts';
import { MIGRATIONS } from './sqlite-schema.ts';
import { inTransaction, type SqliteDatabase } from './sqlite-transaction.ts';

export { inTransaction, type SqliteDatabase } from './sqlite-transaction.ts';

/** How long a statement waits for another connection's lock before it gives up. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Pages kept in memory, filled as they are read. With SQLite's 2 MB, building an index read a page again for every one that it
 * wrote (37,403 to 38,122 for 5,000 articles). With 64 MB a crawl came near the 300 MB that it may take.
 */
const WRITER_CACHE_KIB = 24 * 1024;
const READER_CACHE_KIB = 32 * 1024;

/** The schema from which on postings are written as they are now. */
const OCTAL_POSTINGS = 6;

export interface OpenDatabaseOptions {
  readonly mode: 'read' | 'write';
  /** Memory for pages of the database; default by `mode`. */
  readonly cacheKib?: number | undefined;
}

/**
 * Opens the archive's database; `write` creates and migrates it.
 *
 * @throws TracuuError `archive-missing`, `archive-newer`, `archive-corrupt`, `not-readable`
 */
export function openDatabase(file: string, options: OpenDatabaseOptions): SqliteDatabase {
  if (options.mode === 'read' && !existsSync(file)) {
    throw missingArchive(file);
  }
  try {
    if (options.mode === 'write') mkdirSync(dirname(file), { recursive: true });
    const { DatabaseSync } = loadSqlite();
    const source = options.mode === 'read' ? readableSource(file) : file;
    const readOnly = options.mode === 'read';
    const database = holdStatements(new DatabaseSync(source, { readOnly, timeout: BUSY_TIMEOUT_MS }));
    prepareDatabase(database, file, options);
    return database;
  } catch (error) {
    throw toTracuuError(error, file);
  }
}

/**
 * SQLite reads a database in WAL mode through a file beside it, which a read-only file system cannot hold. Nobody can
 * write there, so the database may be read as one that never changes; a log that was never folded in stays an error.
 */
function readableSource(file: string): string | URL {
  if (existsSync(`${file}-wal`) || !isOnReadOnlyFileSystem(file)) return file;
  const url = pathToFileURL(file);
  url.searchParams.set('immutable', '1');
  return url;
}

function isOnReadOnlyFileSystem(file: string): boolean {
  try {
    accessSync(dirname(file), constants.W_OK);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EROFS';
  }
}

const missingArchive = (file: string): TracuuError =>
  new TracuuError(
    'archive-missing',
    `${dirname(file)} holds no archive; run "tracuu add FILE" or "tracuu crawl" first, or name another folder with --data`,
  );

function prepareDatabase(database: SqliteDatabase, file: string, options: OpenDatabaseOptions): void {
  if (options.mode === 'write') {
    // Of a database that is made now: on pages of 4 kB a fifth stays empty, since few rows of 1 to 2 kB fit together.
    database.exec('PRAGMA page_size = 8192;');
    // NORMAL: the disk is waited for when the log is folded in, not after every page, which took half of a commit. A
    // killed job loses nothing by it. Where the power fails, the archive is whole but may be as it was some pages ago,
    // frontier and all, so that a crawl fetches those again (https://www.sqlite.org/pragma.html#pragma_synchronous).
    // An empty transaction finds out now, and not in the middle of a crawl, whether the file may be written.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE; COMMIT;');
  }
  const { cacheKib = options.mode === 'write' ? WRITER_CACHE_KIB : READER_CACHE_KIB } = options;
  database.exec(`PRAGMA foreign_keys = ON; PRAGMA cache_size = -${cacheKib};`);
  addSqlFunctions(database);
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > MIGRATIONS.length) {
    throw new TracuuError(
      'archive-newer',
      `${file} was written by a newer tracuu (schema ${version}, this one knows ${MIGRATIONS.length}); upgrade tracuu`,
    );
  }
  if (version === MIGRATIONS.length) return;
  // A job that was killed before it wrote its first table left an empty file: there is no archive yet.
  if (options.mode === 'read' && version === 0) throw missingArchive(file);
  if (options.mode === 'read') {
    throw new TracuuError(
      'archive-corrupt',
      `${file} has schema ${version}, this tracuu reads ${MIGRATIONS.length}; run "tracuu doctor --mend" to bring it up to date`,
    );
  }
  // All or nothing: a job that is killed here leaves the archive as it was.
  inTransaction(database, () => {
    for (const sql of MIGRATIONS.slice(version)) database.exec(sql);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    enterMissingArticles(database);
    if (version > 0 && version < OCTAL_POSTINGS) rebuildPostings(database);
  });
}

/**
 * Waits until the disk holds all that was committed, whatever becomes of the power; for the end of a job, while others
 * may still read.
 */
export function writeToDisk(database: SqliteDatabase, file: string): void {
  try {
    database.exec('PRAGMA wal_checkpoint(PASSIVE)');
  } catch (error) {
    throw toTracuuError(error, file);
  }
}

/** Says in one line what a person can do about a fault of SQLite; passes on what is not one. */
export function toTracuuError(error: unknown, file: string): unknown {
  if (error instanceof TracuuError || !(error instanceof Error)) return error;
  const say = (code: TracuuError['code'], message: string): TracuuError =>
    new TracuuError(code, message, { cause: error });
  if (/disk is full|ENOSPC/u.test(error.message)) {
    return say(
      'disk-full',
      `no space left to write ${file}; free some and run the command again: nothing was lost`,
    );
  }
  if (/not a database|malformed|corrupt/u.test(error.message)) {
    return say(
      'archive-corrupt',
      `${file} is not a readable archive; restore a backup or name another folder with --data`,
    );
  }
  if (/database is locked|SQLITE_BUSY/u.test(error.message)) {
    return say(
      'archive-locked',
      `${file} is being written by another program; try again when it has finished`,
    );
  }
  if (/EEXIST|ENOTDIR/u.test(error.message)) {
    return say('not-readable', `${dirname(file)} is a file, not a folder; name another folder with --data`);
  }
  if (/readonly|EACCES|EROFS|EPERM|unable to open/u.test(error.message)) {
    return say(
      'not-readable',
      `${file} cannot be opened (${error.message}); check its permissions or name another folder with --data`,
    );
  }
  return error;
}

/** `engine` whose methods throw what a person can act on where SQLite throws. */
export function translateErrors<Engine extends object>(engine: Engine, file: string): Engine {
  const entries = Object.entries(engine).map(([name, member]: [string, unknown]) => [
    name,
    typeof member !== 'function'
      ? member
      : (...args: unknown[]): unknown => {
          try {
            return (member as (...args: unknown[]) => unknown)(...args);
          } catch (error) {
            throw toTracuuError(error, file);
          }
        },
  ]);
  return Object.fromEntries(entries) as Engine;
}
