import { sha256Hex } from '../base/hash.ts';

/** The article's identity: `sha-` and the first 16 hex digits of SHA-256 over the canonical URL, or over the text. */
export function articleId(canonicalUrl: string | null, text: string): string {
  return `sha-${sha256Hex(canonicalUrl ?? text).slice(0, 16)}`;
}
