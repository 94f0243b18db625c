/** A word to look for; of several that a text holds, the one with the least rank counts. */
export interface Marker {
  readonly word: string;
  readonly rank: number;
}

/** Gives the least rank of the markers that stand in `text` before `end`; `Infinity` where none does. */
export type MarkerSearch = (text: string, end: number) => number;

/** The longer the window, the fewer places are looked at; the few words that are shorter are looked for one by one. */
const WINDOW = 8;
/** So many characters together are seldom those of a marker by chance; two would be, in one place of eight. */
const BLOCK = 3;
/** Five bits of each character tell enough, and the table stays in the processor's cache. */
const BLOCKS = 1 << (5 * BLOCK);

const blockAt = (text: string, last: number): number =>
  ((text.charCodeAt(last - 2) & 31) << 10) |
  ((text.charCodeAt(last - 1) & 31) << 5) |
  (text.charCodeAt(last) & 31);

/**
 * Wu and Manber's search: the last characters of a window say how far it may move. It reads a page once, and looks at
 * one place in five, where a search for each word reads the page for each. Words are compared as they stand.
 */
export function createMarkerSearch(markers: readonly Marker[]): MarkerSearch {
  const short = markers.filter(({ word }) => word.length < WINDOW);
  const { shifts, endingWith } = shiftTable(markers.filter(({ word }) => word.length >= WINDOW));
  return (text, end) => {
    let least = Infinity;
    const note = ({ word, rank }: Marker, start: number): void => {
      if (rank < least && start + word.length <= end && text.startsWith(word, start)) least = rank;
    };
    for (let last = WINDOW - 1; last < end && least > 0;) {
      const block = blockAt(text, last);
      const shift = shifts[block]!;
      if (shift === 0) for (const marker of endingWith.get(block)!) note(marker, last - WINDOW + 1);
      last += Math.max(1, shift);
    }
    for (const marker of short) {
      const start = marker.rank < least ? text.indexOf(marker.word) : -1;
      if (start >= 0) note(marker, start);
    }
    return least;
  };
}

/** By block: how far the window may move, and the words whose window ends with it where it may not. */
function shiftTable(markers: readonly Marker[]): {
  readonly shifts: Uint8Array;
  readonly endingWith: ReadonlyMap<number, readonly Marker[]>;
} {
  const shifts = new Uint8Array(BLOCKS).fill(WINDOW - BLOCK + 1);
  const endingWith = new Map<number, Marker[]>();
  for (const marker of markers) {
    for (let last = BLOCK - 1; last < WINDOW; last += 1) {
      const block = blockAt(marker.word, last);
      shifts[block] = Math.min(shifts[block]!, WINDOW - 1 - last);
      if (last === WINDOW - 1) endingWith.set(block, [...(endingWith.get(block) ?? []), marker]);
    }
  }
  return { shifts, endingWith };
}
