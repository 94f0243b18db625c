import type { TermGroup } from '../engine/search-plan.ts';
import { findPhrases, type SyllableRun } from '../engine/verify-plan.ts';
import type { FieldTokens } from '../tokens/article-tokens.ts';

/** Where `phrase` (one group a syllable) stands among the syllables of a field, in order, without overlap. */
export function findOccurrences({ syllables }: FieldTokens, phrase: readonly TermGroup[]): SyllableRun[] {
  const found: SyllableRun[] = [];
  for (const start of findPhrases(syllables, phrase)) {
    if (start >= (found.at(-1)?.end ?? 0)) found.push({ start, end: start + phrase.length });
  }
  return found;
}
