import { surfaceOf, type Tokens } from '../lexer/tokenize.ts';

/**
 * How a word is spelled beside its dictionary form: `exact` (wherever the tone mark stands: hòa, hoà; composed or
 * not), `plain` (no marks at all), or `odd` (other marks, or letters of another script).
 */
export type Spelling = 'exact' | 'plain' | 'odd';

const PLAIN_WORD = /^[A-Za-z]+$/u;

/** Spelling of the tokens from `index` on beside the words of `dictionary`, the worst of them. */
export function spellingOf(tokens: Tokens, index: number, dictionary: readonly string[]): Spelling {
  let exact = 0;
  let plain = 0;
  let words = 0;
  for (let at = index; words < dictionary.length && at < tokens.count; at++) {
    const surface = surfaceOf(tokens, at);
    if (surface.length === 1 && !/\p{L}/u.test(surface)) continue;
    const word = dictionary[words++]!;
    if (isSameWord(surface, word)) exact++;
    if (PLAIN_WORD.test(surface)) plain++;
  }
  if (exact === words) return 'exact';
  return plain === words ? 'plain' : 'odd';
}

/** Whether two spellings have the same letters and marks, in whatever order a keyboard put the marks. */
export function isSameWord(surface: string, word: string): boolean {
  const lower = surface.toLowerCase();
  if (lower === word) return true;
  // Longer than any Vietnamese syllable with its marks taken apart.
  if (lower.length > 16) return false;
  return sortedMarks(lower) === sortedMarks(word);
}

const sortedMarks = (word: string): string =>
  Array.from(word.normalize('NFD').replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/gu, ''))
    .sort()
    .join('');

export const isCapitalized = (surface: string): boolean => {
  const first = surface.charAt(0);
  return first !== first.toLowerCase();
};

/** At least one letter, and no small letter. */
export const isUpperCase = (surface: string): boolean =>
  surface === surface.toUpperCase() && surface !== surface.toLowerCase();
