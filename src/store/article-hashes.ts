import { sha256Hex } from '../base/hash.ts';
import type { Article } from '../model/article.ts';
import { NEAR_DUPLICATE_BITS } from './archive.ts';

/** Equal for texts that a reader would call the same: white space does not count. */
export function hashText(text: string): string {
  return sha256Hex(text.replace(/\s+/gu, ' ').trim());
}

/** Equal while nothing that is shown of an article has changed. */
export function hashContent(article: Article): string {
  const { title, lead, byline, publishedAt, kind, sections, text } = article;
  return sha256Hex(JSON.stringify([title, lead, byline, publishedAt, kind, sections, text]));
}

/** Number of 16-bit bands; one more than the bits that may differ, so that two near-duplicates share a band. */
const BAND_COUNT = NEAR_DUPLICATE_BITS + 1;

/** The bands of a 64-bit simhash, least significant first. */
export function simhashBands(simhash: bigint): number[] {
  return Array.from({ length: BAND_COUNT }, (_, band) => Number((simhash >> BigInt(16 * band)) & 0xffffn));
}

export function isNearDuplicate(one: bigint, other: bigint): boolean {
  let difference = one ^ other;
  let bits = 0;
  while (difference !== 0n && bits <= NEAR_DUPLICATE_BITS) {
    difference &= difference - 1n;
    bits++;
  }
  return bits <= NEAR_DUPLICATE_BITS;
}
