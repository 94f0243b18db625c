import type { FieldTokens } from '../tokens/article-tokens.ts';

const PARTS = /[^\p{L}\p{M}\p{N}]+/u;

/** A word of a text and where it stands among the syllables. */
export interface PlacedWord {
  /** Syllables of a word are joined by `_`. */
  readonly word: string;
  /** Counted in syllables, from 0; end exclusive. */
  readonly start: number;
  readonly end: number;
}

/**
 * The words of a field one after the other, each syllable in exactly one. Tokens keep words and syllables in two lists;
 * as both are in text order, a word stands at the first place after the one before where its syllables do.
 */
export function readWords({ syllables, words }: FieldTokens): PlacedWord[] {
  const placed: PlacedWord[] = [];
  let next = 0;
  let parts = partsOf(words[next]);
  for (let at = 0; at < syllables.length;) {
    if (parts.length > 0 && parts.every((part, offset) => syllables[at + offset] === part)) {
      placed.push({ word: words[next]!, start: at, end: at + parts.length });
      at += parts.length;
      next++;
      parts = partsOf(words[next]);
    } else {
      placed.push({ word: syllables[at]!, start: at, end: at + 1 });
      at++;
    }
  }
  return placed;
}

const partsOf = (word: string | undefined): string[] =>
  word === undefined ? [] : word.split(PARTS).filter((part) => part !== '');
