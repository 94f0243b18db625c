import { evenSpaces } from '../base/even-spaces.ts';
import { sha256Hex } from '../base/hash.ts';
import type { Article } from '../model/article.ts';
import { simhash } from './near-duplicate.ts';

/** Equal for texts that a reader would call the same: white space does not count. */
export function hashText(text: string): string {
  return sha256Hex(evenSpaces(text));
}

/** What tells a text from others; made of it alone, so that whoever reads a page can make it, in any thread. */
export interface TextPrints {
  /** `hashText`. */
  readonly textHash: string;
  readonly simhash: bigint;
}

export const printsOf = (text: string): TextPrints => ({ textHash: hashText(text), simhash: simhash(text) });

/** Equal while nothing that is shown of an article has changed. */
export function hashContent(article: Article): string {
  const { title, lead, byline, publishedAt, kind, sections, text } = article;
  return sha256Hex(JSON.stringify([title, lead, byline, publishedAt, kind, sections, text]));
}
