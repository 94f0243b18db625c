import { Buffer } from 'node:buffer';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { sha256Hex } from '../../base/hash.ts';
import { StringMemo } from '../../base/string-memo.ts';
import type { Article } from '../../model/article.ts';
import { PACKING_DICTIONARY } from './packing-dictionary.ts';

/** The first byte of what is packed: which dictionary it takes to read it. */
const FIRST_DICTIONARY = 1;

const dictionary = Buffer.from(PACKING_DICTIONARY);

/**
 * Text as the archive keeps it. An article and its details take 39 % of their bytes, what is known of a mention 22 % (the
 * dictionary alone saves as much as deflate does on so little text).
 */
export function packText(text: string): Uint8Array {
  const packed = deflateRawSync(text, { dictionary });
  const bytes = new Uint8Array(packed.length + 1);
  bytes[0] = FIRST_DICTIONARY;
  bytes.set(packed, 1);
  return bytes;
}

/** About 1 MB. */
const packedBefore = new StringMemo<Uint8Array>(2_000);

/** `packText` of what is often the same: a known document is cited in a few ways. Packing a mention takes 25 µs. */
export const packRepeated = (text: string): Uint8Array => packedBefore.get(text, packText);

/** @throws where the bytes are not of `packText` */
export function unpackText(bytes: Uint8Array): string {
  if (bytes[0] !== FIRST_DICTIONARY) throw new Error(`text is packed by ${bytes[0]}, which is not known`);
  return inflateRawSync(bytes.subarray(1), { dictionary }).toString();
}

/** What an article's row holds beside its id and the columns that it is found by. */
export type ArticleDetails = Omit<Article, 'id' | 'text'>;

/** JSON escapes the control characters in strings, so that the first of these stands behind the details. */
const BEFORE_TEXT = '\0';

/** In one piece, because title, headings and addresses stand in both. */
export const packArticle = (details: string, text: string): Uint8Array =>
  packText(details + BEFORE_TEXT + text);

export function unpackArticle(body: Uint8Array): {
  readonly details: ArticleDetails;
  readonly text: string;
} {
  const unpacked = unpackText(body);
  const end = unpacked.indexOf(BEFORE_TEXT);
  return { details: JSON.parse(unpacked.slice(0, end)) as ArticleDetails, text: unpacked.slice(end + 1) };
}

/** What articles with the same title share. Others may share it, too: whoever finds an article by it looks at its title. */
export const toTitleKey = (title: string): Uint8Array => Buffer.from(sha256Hex(title).slice(0, 16), 'hex');

/** Half of a SHA-256: among 10^8 articles two that are not equal have the same with a chance of 10^-23. */
export const toHashBytes = (hex: string): Uint8Array => Buffer.from(hex.slice(0, 32), 'hex');
