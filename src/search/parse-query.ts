import type { NormalizedText } from '../model/normalized-text.ts';
import { normalizeText } from '../text/normalize-text.ts';
import { searchTerms } from '../text/search-terms.ts';
import type { WordSegmenter } from '../text/word-segmenter.ts';

/** A syllable of a query as it was typed. */
export interface QuerySyllable {
  /** Lower case, tone marks in the canonical place. */
  readonly exact: string;
  readonly folded: string;
  /** True where a tone or mark was typed: then only this spelling is meant. */
  readonly accented: boolean;
}

/** Words that must all occur, and phrases that must occur as they stand. */
export interface ParsedQuery {
  readonly syllables: readonly QuerySyllable[];
  readonly phrases: readonly (readonly QuerySyllable[])[];
}

/** Reads `words and "quoted phrases"`; a phrase's words are required as words, too. Never fails. */
export function parseQuery(query: string, segmenter: WordSegmenter): ParsedQuery {
  const text = normalizeText(query);
  const parts = text.split(/["“”]/u);
  const phrases: QuerySyllable[][] = [];
  const syllables = parts.flatMap((part, index) => {
    const found = toSyllables(part as NormalizedText, segmenter);
    // Parts alternate between outside and inside of quotes; a quote that is never closed opens no phrase.
    const isQuoted = index % 2 === 1 && index < parts.length - 1;
    if (isQuoted && found.length > 1) phrases.push(found);
    return found;
  });
  return { syllables, phrases };
}

function toSyllables(text: NormalizedText, segmenter: WordSegmenter): QuerySyllable[] {
  return searchTerms(text, segmenter)
    .filter((term) => term.kind === 'syllable')
    .map(({ exact, folded }) => ({ exact, folded, accented: exact !== folded }));
}
