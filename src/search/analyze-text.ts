import type { NormalizedText } from '../model/normalized-text.ts';
import { searchTerms } from '../text/search-terms.ts';
import type { WordSegmenter } from '../text/word-segmenter.ts';

/** Names the rules below; an index and its queries must agree on it. Raise it with every change of tokens. */
export const ANALYZER_VERSION = 'terms/1';

/** What an index manifest records as its analyzer. */
export const analyzerId = (segmenter: WordSegmenter): string => `${ANALYZER_VERSION}+${segmenter.id}`;

/** The tokens of a text in order: every syllable, and every word of several syllables joined by `_`. */
export function analyzeText(text: NormalizedText, segmenter: WordSegmenter): string[] {
  return searchTerms(text, segmenter).map(({ exact }) => exact.replaceAll(' ', '_'));
}
