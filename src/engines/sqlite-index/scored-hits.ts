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
 * Counts hits and takes the best `limit` (1 at least), in order of number; of equal ones those that are listed first. There may be
 * a million, so that no more than the best are made objects, and no other's number is read.
 */
export function takeBest(lists: HitLists, limit: number): { total: number; best: ScoredHit[] } {
  if (lists.numbers === null || lists.scores === null) return { total: 0, best: [] };
  const scores = readScores(lists.scores);
  const least = scores.length <= limit ? -Infinity : scores.slice().sort()[scores.length - limit]!;
  const indices: number[] = [];
  for (let index = 0; index < scores.length; index++) if (scores[index]! > least) indices.push(index);
  for (let index = 0; index < scores.length && indices.length < limit; index++) {
    if (scores[index] === least) indices.push(index);
  }
  indices.sort((one, other) => one - other);
  const numbers = numbersAt(lists.numbers, indices);
  return {
    total: scores.length,
    best: indices.map((index, at) => ({ number: numbers[at]!, score: scores[index]! / SCORE_UNIT })),
  };
}

function readScores(list: Uint8Array): Float64Array {
  // Of one digit each and a comma, there are no more than that.
  const read = new Float64Array((list.length + 1) >> 1);
  let [count, value, sign] = [0, 0, 1];
  for (const byte of list) {
    if (byte >= ZERO) value = value * 10 + (byte - ZERO);
    else if (byte === COMMA) {
      read[count++] = value * sign;
      [value, sign] = [0, 1];
    } else if (byte === MINUS) sign = -1;
  }
  read[count++] = value * sign;
  return read.subarray(0, count);
}

/** The numbers of the list at those indices, which ascend. */
function numbersAt(list: Uint8Array, indices: readonly number[]): number[] {
  let [at, index] = [0, 0];
  return indices.map((wanted) => {
    while (index < wanted) if (list[at++] === COMMA) index++;
    let number = 0;
    for (let digit = list[at]!; digit >= ZERO; digit = list[++at] ?? COMMA)
      number = number * 10 + (digit - ZERO);
    return number;
  });
}
