import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TracuuError } from '../../base/tracuu-error.ts';
import { loadSqlite } from './load-sqlite.ts';
import { toTracuuError } from './sqlite-database.ts';

export interface JobLock {
  release(): void;
}

/**
 * Lets one job at a time write to a data folder.
 *
 * The lock is an open exclusive transaction on a small SQLite file, so the operating system frees it however
 * the holder ends; a lock file with a timestamp lost its lock when its holder's event loop was busy for 14 s.
 *
 * @throws TracuuError `archive-locked` when another job holds it
 */
export function acquireJobLock(dataFolder: string): JobLock {
  const file = join(dataFolder, 'tracuu.lock');
  try {
    mkdirSync(dataFolder, { recursive: true });
    const { DatabaseSync } = loadSqlite();
    const database = new DatabaseSync(file, { timeout: 0 });
    try {
      database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      throw error;
    }
    return {
      release: () => {
        database.close();
      },
    };
  } catch (error) {
    const known = toTracuuError(error, file);
    if (!(known instanceof TracuuError) || known.code !== 'archive-locked') throw known;
    throw new TracuuError(
      'archive-locked',
      `another tracuu job is writing to ${dataFolder}; wait until it has finished or name another folder with --data`,
      { cause: error },
    );
  }
}
