import type { SearchTerm } from '../text/search-terms.ts';
import type { QuerySyllable } from './parse-query.ts';

/** Index of the first syllable of the first place where `phrase` stands; `undefined` where it does not. */
export function findPhrase(
  syllables: readonly SearchTerm[],
  phrase: readonly QuerySyllable[],
): number | undefined {
  const last = syllables.length - phrase.length;
  for (let start = 0; start <= last; start++) {
    if (phrase.every((wanted, offset) => matches(wanted, syllables[start + offset]!))) return start;
  }
  return undefined;
}

const matches = (wanted: QuerySyllable, found: SearchTerm): boolean =>
  wanted.accented ? wanted.exact === found.exact : wanted.folded === found.folded;
