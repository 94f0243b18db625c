import type { PageBlocks, TextBlock } from '../page/read-text-blocks.ts';

/** Mostly links: a menu entry, a headline of another article. */
export const MAX_LINK_SHARE = 0.5;

/** A sentence may end in a quotation mark or in a note's number: "calibration.1", "calibration.[2]", "calibration. ↩". */
const SENTENCE_END = /[.!?…。！？।؟۔](?:["”’»」』)\]]|\s?\[?\d{1,3}\]?|\s?↩︎?){0,3}$/u;
const MIN_LINE_CHARS = 80;
const MIN_SENTENCE_CHARS = 25;

/** Han, kana and hangul: one character says what two Latin letters and more say. */
const DENSE_LETTER = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/gu;
const LATIN_PER_DENSE = 2;

/** How long a text is in Latin letters, so that one measure holds for all scripts. */
export function readingLength(text: string): number {
  const dense = text.match(DENSE_LETTER)?.length ?? 0;
  return text.length + (LATIN_PER_DENSE - 1) * dense;
}

/** What a block speaks for being article text, in characters; negative where it speaks against. */
export function blockValue(block: TextBlock): number {
  const length = readingLength(block.text);
  const share = block.linkChars / block.text.length;
  if (share > MAX_LINK_SHARE) return -0.3 * length - 5;
  if (block.headingLevel > 0) return 0;
  if (length >= MIN_LINE_CHARS || (length >= MIN_SENTENCE_CHARS && SENTENCE_END.test(block.text))) {
    return length * (1 - 2 * share);
  }
  // Verse, dialogue and lists are short lines too, but their authors mark them as text.
  if (share === 0 && LINES_OF_TEXT.has(block.element.name)) return 0.3 * length;
  return -Math.min(MAX_LOOSE_LINE_COST, length);
}

/** Elements in which a short line is an author's: verse, entries of lists and tables, terms, programs. */
const LINES_OF_TEXT: ReadonlySet<string> = new Set('p li td th dt dd pre code blockquote'.split(' '));
/** A loose line speaks against an article, but a letter of a formula hardly. */
const MAX_LOOSE_LINE_COST = 8;

const valuesByPage = new WeakMap<PageBlocks, readonly number[]>();

/** `blockValue` of each of a page's blocks; they are asked for again and again. */
export function blockValues(page: PageBlocks): readonly number[] {
  let values = valuesByPage.get(page);
  if (values === undefined) {
    values = page.blocks.map(blockValue);
    valuesByPage.set(page, values);
  }
  return values;
}

/** Sums of `values` up to each index, so that a region's sum is one subtraction. */
export function prefixSums(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let at = 0; at < values.length; at += 1) sums[at + 1] = sums[at]! + values[at]!;
  return sums;
}
