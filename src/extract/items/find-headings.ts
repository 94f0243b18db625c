import type { ContentBlock } from '../content/content-block.ts';
import { headingPlace } from './heading-place.ts';

/** A block that heads what follows it. */
export interface FoundHeading {
  /** Index into the blocks. */
  readonly at: number;
  readonly text: string;
  /** 1 to 6 as marked; the levels below for what only looks or reads like a heading. */
  readonly level: number;
  readonly place: string | null;
}

/** "14h30", "10:45 ngày 12/3": an entry of a live report; a full date dates a letter or a comment. */
export const TIME_LEVEL = 7;
const BOLD_LEVEL = 8;
const NUMBERED_LEVEL = 9;
/** A line that stands above sentences in text without markup, or that names a place. */
const PLAIN_LEVEL = 10;
/** "Huyện Củ Chi: Trong tháng qua, …": the heading is the beginning of its own paragraph. */
export const RUN_IN_LEVEL = 11;

/** Headlines of the pages seen run up to 130 characters. */
const MAX_HEADING_CHARS = 180;

const SENTENCE_END = /[.!?…。]["”’)]?$/u;
const NUMBERED = /^(?:[IVXL]{1,5}|\d{1,2}|[A-ZĐ]|[a-zđ])\s?[.)/]\s?(?=\p{Lu}|["“])/u;
const TIME_STAMP = /^\(?\d{1,2}\s?[h:g]\s?\d{2}(?:['’]|\s?phút)?(?:,?\s(?:ngày\s)?\d{1,2}[/-]\d{1,2})?\)?$/u;
/** Captions and signatures are bold too, and say so. */
const NOT_HEADING =
  /^(?:ảnh|nguồn|video|clip|theo|tác giả|photo|image|source|pv|phóng viên|hỏi|đáp|trả lời)\s?[:-]/iu;

/** Finds headings: marked ones, all-bold paragraphs, numbered lines, and in unmarked text short lines above sentences. */
export function findHeadings(
  blocks: readonly ContentBlock[],
  options: { readonly plainText: boolean; readonly lead: string | null },
): FoundHeading[] {
  const found: FoundHeading[] = [];
  const isInterview = blocks.filter(isBoldQuestion).length >= MIN_QUESTIONS;
  blocks.forEach((block, at) => {
    if (block.text === options.lead) return;
    const level = headingLevel(blocks, at, options.plainText);
    if (level !== null && !(isInterview && level === BOLD_LEVEL)) {
      found.push({ at, text: block.text, level, place: headingPlace(block.text) });
    } else if (level === null) {
      const runIn = runInHeading(block);
      if (runIn !== null) found.push({ at, ...runIn, level: RUN_IN_LEVEL });
    }
  });
  return found;
}

/** An interviewer's questions are bold paragraphs, and no headings. */
const MIN_QUESTIONS = 3;

function isBoldQuestion(block: ContentBlock): boolean {
  return block.bold && block.headingLevel === 0 && /\?["”’)]?$/u.test(block.text);
}

function headingLevel(blocks: readonly ContentBlock[], at: number, plainText: boolean): number | null {
  const block = blocks[at]!;
  const next = blocks[at + 1];
  if (next === undefined || block.text.length > MAX_HEADING_CHARS) return null;
  if (block.headingLevel > 0) return block.headingLevel;
  if (TIME_STAMP.test(block.text)) return TIME_LEVEL;
  if (block.right || NOT_HEADING.test(block.text)) return null;
  const place = headingPlace(block.text);
  // "* Quận 7:" above its paragraphs ends with a colon, as "Cụ thể:" inside a text does.
  if (/[.!…;,:]["”’)]?$/u.test(block.text) && !(place !== null && block.text.endsWith(':'))) return null;
  if (isBoldQuestion(block)) return null;
  if (block.bold && !(block.italic && block.text.length > 60)) return BOLD_LEVEL;
  if (place !== null && next.text.length > block.text.length) return PLAIN_LEVEL;
  if (!isLineAboveSentences(block, next)) return null;
  if (NUMBERED.test(block.text)) return NUMBERED_LEVEL;
  return plainText ? PLAIN_LEVEL : null;
}

/** In plain text nothing but its shape tells a heading: short, no full stop, sentences below. */
function isLineAboveSentences(block: ContentBlock, next: ContentBlock): boolean {
  if (block.text.length > 120 || SENTENCE_END.test(block.text) || !/^\P{Ll}/u.test(block.text)) return false;
  return next.text.length > block.text.length && next.text.length > 80 && SENTENCE_END.test(next.text);
}

/** Chars of a paragraph behind its run-in heading: less is an entry of a table, not an item. */
const MIN_RUN_IN_BODY = 100;

function runInHeading(block: ContentBlock): { text: string; place: string } | null {
  const cut = block.text.slice(0, 40).indexOf(':');
  if (cut < 3 || block.text.length - cut < MIN_RUN_IN_BODY || !SENTENCE_END.test(block.text)) return null;
  const text = block.text.slice(0, cut).trim();
  const place = headingPlace(text);
  return place === null ? null : { text, place };
}
