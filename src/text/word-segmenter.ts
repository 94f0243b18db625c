import type { NormalizedText } from '../model/normalized-text.ts';

/** Groups the syllables of a text into words (tách từ). Engines: builtin, vntk. */
export interface WordSegmenter {
  /** Written to the index manifest; an index and its queries must agree on it. */
  readonly id: string;
  /**
   * Words in text order as pairs of offsets, `[start, end, start, end, …]`, UTF-16, end exclusive.
   * White space belongs to no word; every other character belongs to exactly one.
   */
  segment(text: NormalizedText): Uint32Array;
}
