import type { TermGroup } from '../engine/search-plan.ts';
import { tokensOfGroup, type SyllableRun } from '../engine/verify-plan.ts';
import type { FieldTokens } from '../tokens/article-tokens.ts';

/** Where `phrase` (one group a syllable) stands among the syllables of a field, in order, without overlap. */
export function findOccurrences({ syllables }: FieldTokens, phrase: readonly TermGroup[]): SyllableRun[] {
  if (phrase.length === 0) return [];
  const spellings = phrase.map(tokensOfGroup);
  const found: SyllableRun[] = [];
  for (let at = 0; at + phrase.length <= syllables.length;) {
    const start = at;
    const stands = spellings.every((terms, offset) => terms.has(syllables[start + offset]!));
    if (stands) found.push({ start, end: start + phrase.length });
    at += stands ? phrase.length : 1;
  }
  return found;
}
