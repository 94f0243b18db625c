import { Buffer } from 'node:buffer';

/**
 * Octal: FTS5 gathers postings in a hash table whose hash takes three bits of each character (`fts5_hash.c`), so that
 * octal numbers hardly ever collide. Those in base 36 did: 5.6 entries were looked at for each posting, now 1.1.
 */
const BITS = 3;
const BASE = 1 << BITS;
const ZERO = 0x30;
const SPACE = 0x20;
/** An id of the vocabulary is below 2^31: eleven digits and the space behind them. */
const MAX_CODE_BYTES = 12;
const MAX_SHIFT = 30;

let bytes = Buffer.alloc(1 << 14);

/** How the postings write a token: its id in octal. */
export const toCode = (id: number): string => id.toString(BASE);

/**
 * Codes with a space behind each, list after list. Written as bytes: a string that is put together from hundreds of
 * pieces is copied piece by piece when SQLite takes it.
 */
export function toCodes(...lists: readonly (readonly number[])[]): string {
  const ids = lists.reduce((sum, { length }) => sum + length, 0);
  if (bytes.length < ids * MAX_CODE_BYTES) bytes = Buffer.alloc(ids * MAX_CODE_BYTES);
  let end = 0;
  for (const list of lists) {
    for (const id of list) {
      let shift = 0;
      while (shift < MAX_SHIFT && id >> (shift + BITS) > 0) shift += BITS;
      for (; shift >= 0; shift -= BITS) bytes[end++] = ZERO + ((id >> shift) & (BASE - 1));
      bytes[end++] = SPACE;
    }
  }
  return bytes.toString('latin1', 0, end);
}
