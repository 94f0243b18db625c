import type { NormalizedText } from '../model/normalized-text.ts';
import type { TextSpan } from '../model/text-span.ts';
import { canonicalizeSpelling } from './spelling/canonicalize-spelling.ts';
import { foldDiacritics } from './fold-diacritics.ts';
import type { WordSegmenter } from './word-segmenter.ts';

/** One way to find a place in a text. */
export interface SearchTerm extends TextSpan {
  /** Lower case, tone marks and i/y in one spelling; diacritics count. Syllables of a word have one space between. */
  readonly exact: string;
  /** The same without diacritics, as many people type. */
  readonly folded: string;
  /** A word of several syllables or a whole code, or one of its parts. A word of one syllable is a syllable. */
  readonly kind: 'word' | 'syllable';
}

const HAS_TERM = /[\p{L}\p{N}]/u;
const CODE_PARTS = /[\p{L}\p{M}\p{N}]+/gu;
const MAX_TERM_UNITS = 256;

/**
 * The terms under which a text is found: one for each syllable (or number, or part of a code), and one more for
 * each word of several. In text order, a word before its parts. Punctuation gives no term.
 *
 * `text` and query go through the same function, so that "chi thi", "chỉ thị" and "CHỈ THỊ" meet: all of them in
 * `folded`, the last two in `exact` too.
 */
export function searchTerms(text: NormalizedText, segmenter: WordSegmenter): SearchTerm[] {
  const offsets = segmenter.segment(text);
  const terms: SearchTerm[] = [];
  for (let index = 0; index < offsets.length; index += 2) {
    pushWord(terms, text, offsets[index]!, offsets[index + 1]!);
  }
  return terms;
}

function pushWord(terms: SearchTerm[], text: string, start: number, end: number): void {
  const surface = text.slice(start, end);
  if (!HAS_TERM.test(surface)) return;
  const parts = partsOf(surface);
  const isWhole = parts.length === 1 && parts[0]!.text.length === surface.length;
  if (!isWhole && surface.length <= MAX_TERM_UNITS) {
    terms.push(toTerm(surface.replace(/\s+/gu, ' '), start, end, 'word'));
  }
  for (const part of parts) {
    const partStart = start + part.start;
    terms.push(toTerm(part.text, partStart, partStart + part.text.length, 'syllable'));
  }
}

/** The letters and digits between the marks; a plain number (`25.000`, `30-4`) stays whole. */
function partsOf(surface: string): { start: number; text: string }[] {
  if (!/\p{L}/u.test(surface)) return [{ start: 0, text: surface }];
  return Array.from(surface.matchAll(CODE_PARTS), (match) => ({ start: match.index, text: match[0] }));
}

function toTerm(surface: string, start: number, end: number, kind: SearchTerm['kind']): SearchTerm {
  const exact = canonicalizeSpelling(surface);
  return { start, end, exact, folded: foldDiacritics(exact), kind };
}
