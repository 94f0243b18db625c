import type { ArticleTokens } from '../../model/article-tokens.ts';
import type { TokenCounts } from '../../search/engine/lexicon.ts';
import type { TokenFinder } from './token-finder.ts';

/** How often each of `size` tokens that `finder` looks for stands in each of the streams. */
export function countInStreams(
  streams: Uint8Array,
  finder: TokenFinder,
  size: number,
): Omit<TokenCounts, 'id'>[] {
  const counted: Omit<TokenCounts, 'id'>[] = [];
  let parts: Parts<number> = [[], [], [], []];
  finder.visit(streams, {
    begin: ([titleLength, , textLength]) => {
      parts = makeParts(() => new Array<number>(size).fill(0));
      const [titleSyllables, titleWords, textSyllables, textWords] = parts;
      counted.push({
        length: titleLength + textLength,
        title: { syllables: titleSyllables, words: titleWords },
        text: { syllables: textSyllables, words: textWords },
      });
    },
    found: (part, _index, place) => {
      parts[part]![place]!++;
    },
  });
  return counted;
}

/** The streams' tokens in their places; those that `finder` does not look for are empty. */
export function keepInStreams(
  streams: Uint8Array,
  finder: TokenFinder,
  tokens: readonly string[],
): { tokens: ArticleTokens }[] {
  const kept: { tokens: ArticleTokens }[] = [];
  let parts: Parts<string> = [[], [], [], []];
  finder.visit(streams, {
    begin: (lengths) => {
      parts = makeParts((part) => new Array<string>(lengths[part]).fill(''));
      const [titleSyllables, titleWords, textSyllables, textWords] = parts;
      kept.push({
        tokens: {
          title: { syllables: titleSyllables, words: titleWords },
          text: { syllables: textSyllables, words: textWords },
        },
      });
    },
    found: (part, index, place) => {
      parts[part]![index] = tokens[place]!;
    },
  });
  return kept;
}

/** By part: syllables and words of the title, then of the text. */
type Parts<Item> = readonly [Item[], Item[], Item[], Item[]];

const makeParts = <Item>(make: (part: 0 | 1 | 2 | 3) => Item[]): Parts<Item> => [
  make(0),
  make(1),
  make(2),
  make(3),
];
