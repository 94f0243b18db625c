/** A hit by the number of its article. */
export interface ScoredHit {
  readonly number: number;
  readonly score: number;
}

/** Hits as SQLite lists them in one row: whole numbers in ASCII with commas between, nulls where there is none. */
export interface HitLists {
  readonly numbers: Uint8Array | null;
  /** In the same order, in units of `SCORE_UNIT`. */
  readonly scores: Uint8Array | null;
}

/**
 * Scores are listed as whole numbers of this: SQLite writes and we read those several times as fast. FTS5 weighs a word that half
 * of all articles hold 1e-6, of which six digits are left; the best score, some tens, stays below 2^53.
 */
export const SCORE_UNIT = 1e12;

const [COMMA, MINUS, ZERO] = [0x2c, 0x2d, 0x30];

/**
 * Counts hits and takes the best `limit` (1 at least), in no order; of equal ones those that are listed first. There may be a
 * million, so that none is made an object before it is known to be among the best.
 */
export function takeBest(lists: HitLists, limit: number): { total: number; best: ScoredHit[] } {
  const numbers = readList(lists.numbers);
  const scores = readList(lists.scores);
  const least = scores.length <= limit ? -Infinity : scores.slice().sort()[scores.length - limit]!;
  const best: ScoredHit[] = [];
  const add = (index: number): void => {
    best.push({ number: numbers[index]!, score: scores[index]! / SCORE_UNIT });
  };
  for (const [index, score] of scores.entries()) if (score > least) add(index);
  for (let index = 0; index < scores.length && best.length < limit; index++) {
    if (scores[index] === least) add(index);
  }
  return { total: numbers.length, best };
}

function readList(list: Uint8Array | null): Float64Array {
  if (list === null) return new Float64Array();
  let commas = 0;
  for (const byte of list) commas += byte === COMMA ? 1 : 0;
  const read = new Float64Array(commas + 1);
  let [index, value, sign] = [0, 0, 1];
  for (const byte of list) {
    if (byte === COMMA) {
      read[index++] = value * sign;
      [value, sign] = [0, 1];
    } else if (byte === MINUS) sign = -1;
    else value = value * 10 + byte - ZERO;
  }
  read[index] = value * sign;
  return read;
}
