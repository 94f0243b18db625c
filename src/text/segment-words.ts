import type { TextSpan } from '../model/text-span.ts';
import { alignOffsets } from './align-offsets.ts';
import { normalizeText } from './normalize-text.ts';
import { createWordSegmenter } from './segmenter/create-word-segmenter.ts';
import type { WordSegmenter } from './word-segmenter.ts';

/** A word (or number, code, punctuation mark) at its place in the text. */
export interface Word extends TextSpan {
  /** As it stands in the text: the syllables of a word with the spaces between them. */
  readonly text: string;
}

let builtin: WordSegmenter | undefined;

/**
 * Cuts any text into words (tách từ). Offsets are into `text` as given, also where it is not normalized.
 *
 * @example
 * ```ts
 * segmentWords('Chỉ thị 05-CT/TW của Bộ Chính trị').map((word) => word.text);
 * // ['Chỉ thị', '05-CT/TW', 'của', 'Bộ', 'Chính trị']
 * ```
 */
export function segmentWords(text: string, options: { readonly segmenter?: WordSegmenter } = {}): Word[] {
  const segmenter = options.segmenter ?? (builtin ??= createWordSegmenter());
  const normalized = normalizeText(text);
  const offsets = segmenter.segment(normalized);
  const placed = normalized === text ? offsets : alignOffsets(text, normalized, offsets);
  const words: Word[] = [];
  for (let index = 0; index < placed.length; index += 2) {
    const start = placed[index]!;
    const end = placed[index + 1]!;
    // A mark that stands alone has no place of its own in text that is not normalized.
    if (end <= start) continue;
    words.push({ start, end, text: text.slice(start, end) });
  }
  return words;
}
