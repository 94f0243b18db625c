import { Buffer } from 'node:buffer';

/** A word to look for; of several that a text holds, the one with the least rank counts. */
export interface Marker {
  readonly word: string;
  readonly rank: number;
}

/** Gives the least rank of the markers that stand in `text` before `end`; `Infinity` where none does. */
export type MarkerSearch = (text: string, end: number) => number;

/** The longer the words, the fewer places are looked at; the few that are shorter are looked for one by one. */
const MIN_CHARS = 8;
/** So many characters together are seldom those of a marker by chance; two would be, in one place of eight. */
const GRAM = 3;
/** Of any eight characters in a row, three begin at a multiple of six. */
const STRIDE = MIN_CHARS - GRAM + 1;
/** Five bits of each character tell enough, and the table stays in the processor's cache. */
const GRAMS = 1 << (5 * GRAM);

const gramAt = (units: Uint8Array, at: number): number =>
  ((units[at]! & 31) << 10) | ((units[at + 1]! & 31) << 5) | (units[at + 2]! & 31);

/**
 * Low bytes of the characters that are looked at: to write them here and read them from here takes three fifths of the time of
 * asking the text for each. Searches run to their end before another begins.
 */
const lowBytes = Buffer.alloc(64 * 1_024);
/** A multiple of the stride; the last three characters begin before it. */
const WINDOW = Math.floor((lowBytes.length - GRAM) / STRIDE) * STRIDE;

/**
 * A filter of samples: three characters are read at one place in six, and words are compared only where a word has these three
 * near its beginning. A page is read once, where a search for each word reads it for each. Words are compared as they stand.
 */
export function createMarkerSearch(markers: readonly Marker[]): MarkerSearch {
  const short = markers.filter(({ word }) => word.length < MIN_CHARS);
  const places = placesByGram(markers.filter(({ word }) => word.length >= MIN_CHARS));
  const isPlace = new Uint8Array(GRAMS);
  for (const gram of places.keys()) isPlace[gram] = 1;
  return (text, end) => {
    let least = Infinity;
    const note = ({ word, rank }: Marker, start: number): void => {
      if (rank < least && start + word.length <= end && text.startsWith(word, start)) least = rank;
    };
    for (let from = 0; from < end && least > 0; from += WINDOW) {
      const last = lowBytes.write(from === 0 ? text : text.slice(from), 'latin1') - GRAM;
      for (let at = 0; at <= last && at < WINDOW; at += STRIDE) {
        const gram = gramAt(lowBytes, at);
        if (isPlace[gram] === 0) continue;
        for (const { marker, offset } of places.get(gram)!)
          if (offset <= from + at) note(marker, from + at - offset);
      }
    }
    for (const marker of short) {
      const start = marker.rank < least ? text.indexOf(marker.word) : -1;
      if (start >= 0) note(marker, start);
    }
    return least;
  };
}

interface Place {
  readonly marker: Marker;
  /** Of the three characters in the word. */
  readonly offset: number;
}

/** Where three characters stand in the words: at each of the first places, of which one is always looked at. */
function placesByGram(markers: readonly Marker[]): ReadonlyMap<number, readonly Place[]> {
  const places = new Map<number, Place[]>();
  for (const marker of markers) {
    const bytes = Buffer.from(marker.word, 'latin1');
    for (let offset = 0; offset < STRIDE; offset += 1) {
      const gram = gramAt(bytes, offset);
      places.set(gram, [...(places.get(gram) ?? []), { marker, offset }]);
    }
  }
  return places;
}
