import type { ArticleTokens, FieldTokens } from '../../model/article-tokens.ts';
import type { TokenCounts } from '../../search/engine/lexicon.ts';
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
  return encodeVarints(
    parts.map(({ length }) => length),
    ...parts,
  );
}

export function decodeTokenStream(bytes: Uint8Array): TokenStream {
  const numbers = decodeVarints(bytes);
  let start = 4;
  const take = (part: number): readonly number[] => numbers.slice(start, (start += numbers[part]!));
  return { titleSyllables: take(0), titleWords: take(1), textSyllables: take(2), textWords: take(3) };
}

/** The ids that stand in a stream, each once. */
export const idsIn = (bytes: Uint8Array): Set<number> => new Set(decodeVarints(bytes).slice(4));

/** The tokens behind the ids. */
export function readTokens(bytes: Uint8Array, tokenOf: (id: number) => string): ArticleTokens {
  const { titleSyllables, titleWords, textSyllables, textWords } = decodeTokenStream(bytes);
  const field = (syllables: readonly number[], words: readonly number[]): FieldTokens => ({
    syllables: syllables.map(tokenOf),
    words: words.map(tokenOf),
  });
  return { title: field(titleSyllables, titleWords), text: field(textSyllables, textWords) };
}

/** Entries of the table that tells most ids apart from those that are counted; a power of two. */
const FILTER_SIZE = 4096;

/** What a byte of a number holds beside the bit that says whether more follow, as in `encodeVarints`. */
const LOW_BITS = 0x7f;

/** Counts some tokens in streams without making anything of the others: a search reads thousands of streams. */
export class TokenCounter {
  readonly #places = new Map<number, number>();
  readonly #filter = new Uint8Array(FILTER_SIZE);
  readonly #size: number;

  /** Ids of the vocabulary in the order in which they are counted; `undefined` is in no article. */
  constructor(ids: readonly (number | undefined)[]) {
    this.#size = ids.length;
    for (const [place, id] of ids.entries()) {
      if (id === undefined) continue;
      this.#places.set(id, place);
      this.#filter[id % FILTER_SIZE] = 1;
    }
  }

  count(bytes: Uint8Array): Omit<TokenCounts, 'id'> {
    const parts: number[][] = [];
    // Lengths, then four lists. In one loop over local variables: it runs a million times for a search.
    const lengths: number[] = [];
    let index = 0;
    let counts: number[] = [];
    for (let part = -1; part < 4; part++) {
      const length = part < 0 ? 4 : lengths[part]!;
      if (part >= 0) parts.push((counts = new Array<number>(this.#size).fill(0)));
      for (let left = length; left > 0; left--) {
        let byte = bytes[index++]!;
        let id = byte & LOW_BITS;
        for (let scale = LOW_BITS + 1; byte > LOW_BITS; scale *= LOW_BITS + 1) {
          byte = bytes[index++]!;
          id += (byte & LOW_BITS) * scale;
        }
        if (part < 0) lengths.push(id);
        else if (this.#filter[id % FILTER_SIZE] === 1) this.#countId(id, counts);
      }
    }
    const [titleSyllables, titleWords, textSyllables, textWords] = parts as [
      number[],
      number[],
      number[],
      number[],
    ];
    return {
      length: lengths[0]! + lengths[2]!,
      title: { syllables: titleSyllables, words: titleWords },
      text: { syllables: textSyllables, words: textWords },
    };
  }

  #countId(id: number, counts: number[]): void {
    const place = this.#places.get(id);
    if (place !== undefined) counts[place]!++;
  }
}
