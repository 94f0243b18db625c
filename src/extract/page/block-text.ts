import { normalizeText } from '../../text/normalize-text.ts';
import { isTidyLine } from '../../text/plain-text.ts';
import { collapseSpace } from './page-tree.ts';

/** ASCII text has nothing to normalize, and much of any page is ASCII. */
const NEEDS_NORMALIZING = /[^\t-\r -~]/u;

/** What a reader sees of pieces of source that stand together: normalized, white space collapsed. */
export function readable(parts: readonly string[]): string {
  const text = (parts.length === 1 ? parts[0]! : parts.join('')).trim();
  if (isTidyLine(text)) return text;
  return collapseSpace(NEEDS_NORMALIZING.test(text) ? normalizeText(text) : text);
}

/** True where the pieces end like a sentence. */
export function endsSentence(parts: readonly string[]): boolean {
  for (let at = parts.length - 1; at >= 0; at -= 1) {
    const part = parts[at]!.trimEnd();
    if (part !== '') return /[.!?…;"”’)\]。！？]$/u.test(part);
  }
  return false;
}
