import type { ContentBlock } from '../content/content-block.ts';
import { headingPlace } from './heading-place.ts';

/** A block that heads what follows it. */
export interface FoundHeading {
  /** Index into the blocks. */
  readonly at: number;
  readonly text: string;
  /** 1 to 6 as marked; BOLD_LEVEL for a bold paragraph, PLAIN_LEVEL for a line that only reads like a heading. */
  readonly level: number;
  readonly place: string | null;
}

export const BOLD_LEVEL = 7;
export const PLAIN_LEVEL = 8;

/** Headlines of the pages seen run up to 130 characters. */
const MAX_HEADING_CHARS = 180;

/** Finds headings: marked ones, all-bold paragraphs, and in unmarked text short lines that stand above sentences. */
export function findHeadings(
  blocks: readonly ContentBlock[],
  options: { readonly plainText: boolean },
): FoundHeading[] {
  const found: FoundHeading[] = [];
  blocks.forEach((block, at) => {
    const level = headingLevel(blocks, at, options.plainText);
    if (level !== null) found.push({ at, text: block.text, level, place: headingPlace(block.text) });
  });
  return found;
}

function headingLevel(blocks: readonly ContentBlock[], at: number, plainText: boolean): number | null {
  const block = blocks[at]!;
  const next = blocks[at + 1];
  if (next === undefined || block.text.length > MAX_HEADING_CHARS) return null;
  if (block.headingLevel > 0) return block.headingLevel;
  if (/[.!…;,]["”’)]?$/u.test(block.text) || block.right) return null;
  if (block.bold && !block.italic) return BOLD_LEVEL;
  if (headingPlace(block.text) !== null && next.text.length > block.text.length) return PLAIN_LEVEL;
  return plainText && isLineAboveSentences(block, next) ? PLAIN_LEVEL : null;
}

/** In plain text nothing but its shape tells a heading: short, no full stop, sentences below. */
function isLineAboveSentences(block: ContentBlock, next: ContentBlock): boolean {
  if (/[.!?…:;,]["”’)]?$/u.test(block.text) || block.text.length > 120 || !/^\P{Ll}/u.test(block.text))
    return false;
  return next.text.length > block.text.length && next.text.length > 80 && /[.!?…]["”’)]?$/u.test(next.text);
}
