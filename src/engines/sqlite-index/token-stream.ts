import type { ArticleTokens, FieldTokens } from '../../model/article-tokens.ts';
import { decodeVarints, encodeVarints } from './varints.ts';

/** An article's tokens as ids of the vocabulary, in the order of `ArticleTokens`. */
export interface TokenStream {
  readonly titleSyllables: readonly number[];
  readonly titleWords: readonly number[];
  readonly textSyllables: readonly number[];
  readonly textWords: readonly number[];
}

/** Four lengths, then the ids: about 1.6 bytes a token, since frequent tokens come early and so have small ids. */
export function encodeTokenStream(stream: TokenStream): Uint8Array {
  const { titleSyllables, titleWords, textSyllables, textWords } = stream;
  const parts = [titleSyllables, titleWords, textSyllables, textWords];
  return encodeVarints([...parts.map(({ length }) => length), ...parts.flat()]);
}

export function decodeTokenStream(bytes: Uint8Array): TokenStream {
  const numbers = decodeVarints(bytes);
  let start = 4;
  const take = (part: number): readonly number[] => numbers.slice(start, (start += numbers[part]!));
  return { titleSyllables: take(0), titleWords: take(1), textSyllables: take(2), textWords: take(3) };
}

/** Syllables of title and text in all, told from the lengths alone. */
export const countSyllables = (tokens: ArticleTokens): number =>
  tokens.title.syllables.length + tokens.text.syllables.length;

/** The tokens behind the ids. */
export function readTokens(bytes: Uint8Array, tokenOf: (id: number) => string): ArticleTokens {
  const { titleSyllables, titleWords, textSyllables, textWords } = decodeTokenStream(bytes);
  const field = (syllables: readonly number[], words: readonly number[]): FieldTokens => ({
    syllables: syllables.map(tokenOf),
    words: words.map(tokenOf),
  });
  return { title: field(titleSyllables, titleWords), text: field(textSyllables, textWords) };
}
