import { sha256Hex } from '../base/hash.ts';
import type { Article } from '../model/article.ts';

/** White space but for a single blank, which nearly all of it is. */
const UNEVEN_SPACE = /[^\S ]\s*| \s+/gu;

/** Equal for texts that a reader would call the same: white space does not count. */
export function hashText(text: string): string {
  return sha256Hex(text.replace(UNEVEN_SPACE, ' ').trim());
}

/** Equal while nothing that is shown of an article has changed. */
export function hashContent(article: Article): string {
  const { title, lead, byline, publishedAt, kind, sections, text } = article;
  return sha256Hex(JSON.stringify([title, lead, byline, publishedAt, kind, sections, text]));
}
