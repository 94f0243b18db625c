import { countRollbacks, type SqliteDatabase } from '../sqlite/sqlite-transaction.ts';

/** Most that are remembered: about 10 MB. */
const MAX_NUMBERS = 100_000;

interface KnownNumbers {
  readonly byId: Map<string, number>;
  readonly rollbacks: number;
}

const KNOWN = new WeakMap<SqliteDatabase, KnownNumbers>();

/**
 * Numbers of articles by their ids, as far as a search has just read them: ranking then need not look each up again. A
 * number is given once, so that one of an article that is gone leads nowhere.
 */
export function knownNumbers(database: SqliteDatabase): Map<string, number> {
  const rollbacks = countRollbacks(database);
  const known = KNOWN.get(database);
  if (known?.rollbacks === rollbacks && known.byId.size < MAX_NUMBERS) return known.byId;
  // A number whose transaction came to nothing is given again.
  const byId = new Map<string, number>();
  KNOWN.set(database, { byId, rollbacks });
  return byId;
}
