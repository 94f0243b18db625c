import { evenSpaces } from '../base/even-spaces.ts';
import { sha256Hex } from '../base/hash.ts';
import type { Article } from '../model/article.ts';

/** Equal for texts that a reader would call the same: white space does not count. */
export function hashText(text: string): string {
  return sha256Hex(evenSpaces(text));
}

/** Equal while nothing that is shown of an article has changed. */
export function hashContent(article: Article): string {
  const { title, lead, byline, publishedAt, kind, sections, text } = article;
  return sha256Hex(JSON.stringify([title, lead, byline, publishedAt, kind, sections, text]));
}
