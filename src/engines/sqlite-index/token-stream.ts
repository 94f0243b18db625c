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

/** The tokens behind the ids. */
export function readTokens(bytes: Uint8Array, tokenOf: (id: number) => string): ArticleTokens {
  const { titleSyllables, titleWords, textSyllables, textWords } = decodeTokenStream(bytes);
  const field = (syllables: readonly number[], words: readonly number[]): FieldTokens => ({
    syllables: syllables.map(tokenOf),
    words: words.map(tokenOf),
  });
  return { title: field(titleSyllables, titleWords), text: field(textSyllables, textWords) };
}

/** Ids that share an array of a tally; a power of two. */
const TALLY_PAGE = 4096;

/** Counts in how many streams each id stands. In arrays: maps and sets of numbers took ten times as long. */
export class TokenTally {
  /** By `id / TALLY_PAGE`: the streams that held the id, and the last of them, from 1. */
  readonly #pages: { readonly counts: Int32Array; readonly last: Uint32Array }[] = [];
  #streams = 0;

  /** Every id of the stream stands in one more, or in one less. */
  add(bytes: Uint8Array, by: 1 | -1): void {
    const stream = ++this.#streams;
    const numbers = decodeVarints(bytes);
    // The four lengths are no ids.
    for (let index = 4; index < numbers.length; index++) {
      const id = numbers[index]!;
      const page = this.#pages[Math.trunc(id / TALLY_PAGE)] ?? this.#addPage(Math.trunc(id / TALLY_PAGE));
      const at = id % TALLY_PAGE;
      if (page.last[at] === stream) continue;
      page.last[at] = stream;
      page.counts[at]! += by;
    }
  }

  /** 0 for an id that stands in none. */
  of(id: number): number {
    return this.#pages[Math.trunc(id / TALLY_PAGE)]?.counts[id % TALLY_PAGE] ?? 0;
  }

  get isEmpty(): boolean {
    return this.#streams === 0;
  }

  /** Ids with what they count, in order of id; those that count nothing are left out. */
  *entries(): Generator<readonly [id: number, streams: number]> {
    for (const [at, page] of this.#pages.entries()) {
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- the list has holes
      if (page === undefined) continue;
      for (const [offset, streams] of page.counts.entries()) {
        if (streams !== 0) yield [at * TALLY_PAGE + offset, streams];
      }
    }
  }

  #addPage(at: number): { readonly counts: Int32Array; readonly last: Uint32Array } {
    const page = { counts: new Int32Array(TALLY_PAGE), last: new Uint32Array(TALLY_PAGE) };
    this.#pages[at] = page;
    return page;
  }
}
