import { foldDiacritics } from './fold-diacritics.ts';

/** Shorter texts share too much by chance: a notice that an office is closed reads like any other. */
const MIN_SYLLABLES = 60;
/** Syllables that make one feature: enough to tell word order, few enough that one edit spoils few of them. */
const SHINGLE_SYLLABLES = 3;

/**
 * A 64-bit hash whose bits differ little where texts differ little (Charikar, STOC 2002; used for web pages by
 * Manku, Jain and Das Sarma, WWW 2007). Case, marks, punctuation and white space do not count.
 *
 * `null` for a text that is too short to tell.
 */
export function simhash(text: string): bigint | null {
  const syllables = foldDiacritics(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  if (syllables.length < MIN_SYLLABLES) return null;
  const votes = new Int32Array(64);
  for (let index = 0; index + SHINGLE_SYLLABLES <= syllables.length; index++) {
    vote(votes, syllables.slice(index, index + SHINGLE_SYLLABLES).join(' '));
  }
  return votes.reduce((hash, sum, bit) => (sum > 0 ? hash | (1n << BigInt(bit)) : hash), 0n);
}

function vote(votes: Int32Array, feature: string): void {
  // Two 32-bit FNV-1a hashes, the second over the same bytes from another start, mixed as in MurmurHash3.
  let low = 0x811c9dc5;
  let high = 0xc9dc5118;
  for (let index = 0; index < feature.length; index++) {
    const unit = feature.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x01000193);
  }
  low = mix(low);
  high = mix(high);
  for (let bit = 0; bit < 32; bit++) {
    votes[bit]! += ((low >>> bit) & 1) * 2 - 1;
    votes[bit + 32]! += ((high >>> bit) & 1) * 2 - 1;
  }
}

function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
