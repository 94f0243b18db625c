import { createRequire } from 'node:module';
import type * as Sqlite from '@photostructure/sqlite';
import { TracuuError } from '../../base/tracuu-error.ts';

/** Loads the driver on first use: it looks for its binary on disk, and importing the package must touch nothing. */
export function loadSqlite(): typeof Sqlite {
  try {
    return createRequire(import.meta.url)('@photostructure/sqlite') as typeof Sqlite;
  } catch (cause) {
    throw new TracuuError(
      'engine-missing',
      `the SQLite driver cannot be loaded (${String(cause)}); install again with "npm ci", on a platform that it has a binary for`,
      { cause },
    );
  }
}
