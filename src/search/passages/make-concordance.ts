import type { TextSpan } from '../../model/text-span.ts';
import { foldDiacritics } from '../../text/fold-diacritics.ts';

/** A key word in context. White space is folded to single spaces, as everywhere that text is shown. */
export interface ConcordanceLine {
  /** What stands before the match, cut where a word begins. */
  readonly left: string;
  readonly match: string;
  readonly right: string;
  /** Offsets of the match into the text. */
  readonly start: number;
  readonly end: number;
}

/** What a concordance is sorted by: the words before the match, from the nearest on, or those behind it. */
export type ConcordanceSort = 'left' | 'right';

/** Half of what a terminal of 120 columns has beside a date and a match. */
const CONTEXT_CHARS = 48;

/** Space, but no end of a paragraph. */
const IN_ROW = /^[^\S\n]*\n?[^\S\n]*$/u;

/**
 * Every match with what stands around it, in order of place. Matches with nothing but space between are one: what was
 * found as words in a row of one paragraph is one key word.
 */
export function makeConcordance(
  text: string,
  matches: readonly TextSpan[],
  { contextChars = CONTEXT_CHARS }: { readonly contextChars?: number } = {},
): ConcordanceLine[] {
  return joinNeighbours(text, matches).map(({ start, end }) => ({
    left: leftOf(text, start, contextChars),
    match: foldSpace(text.slice(start, end)),
    right: rightOf(text, end, contextChars),
    start,
    end,
  }));
}

function joinNeighbours(text: string, matches: readonly TextSpan[]): TextSpan[] {
  const joined: TextSpan[] = [];
  for (const { start, end } of matches) {
    const last = joined.at(-1);
    if (last !== undefined && IN_ROW.test(text.slice(last.end, start))) {
      joined[joined.length - 1] = { start: last.start, end };
    } else joined.push({ start, end });
  }
  return joined;
}

function leftOf(text: string, end: number, chars: number): string {
  // Twice as much, because folding makes it shorter.
  const from = Math.max(0, end - 2 * chars);
  const folded = foldSpace(text.slice(from, end));
  if (folded.length <= chars && from === 0) return folded.trimStart();
  const cut = folded.slice(-chars);
  const space = cut.indexOf(' ');
  const isWordStart = folded.length > chars && folded.at(-chars - 1) === ' ';
  return space < 0 || isWordStart ? cut.trimStart() : cut.slice(space + 1);
}

function rightOf(text: string, start: number, chars: number): string {
  const to = Math.min(text.length, start + 2 * chars);
  const folded = foldSpace(text.slice(start, to));
  if (folded.length <= chars && to === text.length) return folded.trimEnd();
  const cut = folded.slice(0, chars);
  const space = cut.lastIndexOf(' ');
  const isWordEnd = folded.length > chars && folded[chars] === ' ';
  return space < 0 || isWordEnd ? cut.trimEnd() : cut.slice(0, space);
}

const foldSpace = (text: string): string => text.replace(/\s+/gu, ' ');

/**
 * Sorts lines by their context word by word: by the words without marks first, then by their spelling, so that `đảng`
 * and `dang` stand together. Equal lines stay in their order. The order is that of code units and hangs on no locale of
 * the machine.
 */
export function sortConcordance<Line extends Pick<ConcordanceLine, 'left' | 'right'>>(
  lines: readonly Line[],
  sort: ConcordanceSort,
): Line[] {
  return lines
    .map((line) => ({ line, key: sortKey(line, sort) }))
    .sort((a, b) => compare(a.key.folded, b.key.folded) || compare(a.key.exact, b.key.exact))
    .map(({ line }) => line);
}

function sortKey({ left, right }: Pick<ConcordanceLine, 'left' | 'right'>, sort: ConcordanceSort) {
  const words = (sort === 'left' ? left : right).toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const exact = (sort === 'left' ? words.reverse() : words).join(' ');
  return { exact, folded: foldDiacritics(exact) };
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
