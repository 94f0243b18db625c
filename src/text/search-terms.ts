import { StringMemo } from '../base/string-memo.ts';
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
  return exactTerms(text, segmenter).map((term) => ({ ...term, folded: foldDiacritics(term.exact) }));
}

/** A term whose folded form was not asked for. */
export type ExactTerm = Omit<SearchTerm, 'folded'>;

/** The same terms without their folded forms, which take a third of the time. */
export function exactTerms(text: NormalizedText, segmenter: WordSegmenter): ExactTerm[] {
  const terms: ExactTerm[] = [];
  forEachWord(text, segmenter.segment(text), knownTerms, (inWord, from) => {
    for (const { start, end, exact, kind } of inWord) {
      terms.push({ start: from + start, end: from + end, exact, kind });
    }
  });
  return terms;
}

/** The same word by word: what `words` knows of each, and where it begins. `offsets` are what a segmenter gives for the text. */
export function forEachWord<Known>(
  text: string,
  offsets: Uint32Array,
  words: KnownWords<Known>,
  visit: (known: Known, from: number) => void,
): void {
  for (let index = 0; index < offsets.length; index += 2) {
    const from = offsets[index]!;
    visit(words.get(text.slice(from, offsets[index + 1])), from);
  }
}

/** As they are written. The thread that stores pages keeps them for a whole crawl: 20,000 took 19 MB more and were no faster. */
const MAX_KNOWN_WORDS = 3_000;
/** A longer word is a code or an address, and seldom comes again. */
const MAX_KNOWN_UNITS = 32;

/** What is made of words: texts repeat theirs. */
export class KnownWords<Known> {
  readonly #known = new StringMemo<Known>(MAX_KNOWN_WORDS);
  readonly #make: (surface: string) => Known;

  /** `make` is given a word's terms, whose offsets count from where the word begins. */
  constructor(make: (terms: readonly ExactTerm[]) => Known) {
    this.#make = (surface) => make(takeWordApart(surface));
  }

  /** What is made of a word as it is written. */
  get(surface: string): Known {
    return surface.length > MAX_KNOWN_UNITS ? this.#make(surface) : this.#known.get(surface, this.#make);
  }
}

const knownTerms = new KnownWords((terms) => terms);

function takeWordApart(surface: string): ExactTerm[] {
  if (!HAS_TERM.test(surface)) return [];
  const terms: ExactTerm[] = [];
  const parts = partsOf(surface);
  const isWhole = parts.length === 1 && parts[0]!.text.length === surface.length;
  if (!isWhole && surface.length <= MAX_TERM_UNITS) {
    const exact = canonicalizeSpelling(surface.replace(/\s+/gu, ' '));
    terms.push({ start: 0, end: surface.length, exact, kind: 'word' });
  }
  for (const { start, text } of parts) {
    terms.push({ start, end: start + text.length, exact: canonicalizeSpelling(text), kind: 'syllable' });
  }
  return terms;
}

/** The letters and digits between the marks; a plain number (`25.000`, `30-4`) stays whole. */
function partsOf(surface: string): { start: number; text: string }[] {
  if (!/\p{L}/u.test(surface)) return [{ start: 0, text: surface }];
  return Array.from(surface.matchAll(CODE_PARTS), (match) => ({ start: match.index, text: match[0] }));
}
