import type { ContentBlock } from '../content/content-block.ts';
import { isSeparatorLine } from './find-separators.ts';
import { readHeadingPlace, type HeadingPlace } from './heading-place.ts';

/** A block that heads what follows it. */
export interface FoundHeading {
  /** Index into the blocks. */
  readonly at: number;
  readonly text: string;
  /** 1 to 6 as marked; the levels below for what only looks or reads like a heading. */
  readonly level: number;
  readonly place: string | null;
  /** The words of the place that it opens with, also where nobody can say whose it is; `null` where there is none. */
  readonly placeName: string | null;
  /** The place is no larger than a ward or commune. */
  readonly isCommune: boolean;
}

/** "14h30", "10:45 ngày 12/3": an entry of a live report; a full date dates a letter or a comment. */
export const TIME_LEVEL = 7;
const BOLD_LEVEL = 8;
/** Roman numerals, digits and letters number different levels. */
const NUMBERED_LEVELS: readonly (readonly [RegExp, number])[] = [
  [/^[IVXL]{1,5}\s?[.)/]\s?(?=\p{Lu}|["“])/u, 9],
  [/^\d{1,2}\s?[.)/]\s?(?=\p{Lu}|["“])/u, 9.3],
  [/^(?:[A-ZĐ]|[a-zđ])\s?[.)/]\s?(?=\p{Lu}|["“])/u, 9.6],
];
/** A line that stands above sentences in text without markup, or that names a place. */
const PLAIN_LEVEL = 10;
/** "Huyện Củ Chi: Trong tháng qua, …": the heading is the beginning of its own paragraph. */
export const RUN_IN_LEVEL = 11;

/** Headlines of the pages seen run up to 130 characters. */
const MAX_HEADING_CHARS = 180;

const SENTENCE_END = /[.!?…。]["”’)]?$/u;
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
  const headed = !isInterview && blocks.some(isBoldLine);
  blocks.forEach((block, at) => {
    if (block.text === options.lead || block.cells.length > 0) return;
    const asks = headed && isBoldQuestion(block) && block.text.length <= MAX_ASKING_CHARS;
    const level = asks && at < blocks.length - 1 ? BOLD_LEVEL : headingLevel(blocks, at, options.plainText);
    if (level !== null && !(isInterview && level === BOLD_LEVEL)) {
      const place = readHeadingPlace(block.text);
      found.push({
        at,
        text: block.text,
        level,
        place: place?.path ?? null,
        placeName: place?.name ?? null,
        isCommune: place?.isCommune ?? false,
      });
    } else if (level === null) {
      const runIn = runInHeading(block);
      if (runIn !== null) found.push({ at, ...runIn, level: RUN_IN_LEVEL });
    }
  });
  return found;
}

/** An interviewer's questions are bold paragraphs, and no headings. */
const MIN_QUESTIONS = 3;

/** Among headings of the same look, a short question is one of them; an interviewer's run on. */
const MAX_ASKING_CHARS = 70;

const isBoldLine = ({ bold, italic, right, headingLevel, text, cells }: ContentBlock): boolean =>
  bold &&
  !italic &&
  !right &&
  headingLevel === 0 &&
  cells.length === 0 &&
  text.length <= MAX_ASKING_CHARS &&
  !/[.!?…;,:]["”’)]?$/u.test(text) &&
  !NOT_HEADING.test(text);

function isBoldQuestion(block: ContentBlock): boolean {
  return block.bold && block.headingLevel === 0 && /\?["”’)]?$/u.test(block.text);
}

function headingLevel(blocks: readonly ContentBlock[], at: number, plainText: boolean): number | null {
  const block = blocks[at]!;
  const next = blocks[at + 1];
  if (next === undefined || block.text.length > MAX_HEADING_CHARS) return null;
  if (isSeparatorLine(block.text)) return null;
  if (block.headingLevel > 0) return block.headingLevel;
  if (TIME_STAMP.test(block.text)) return TIME_LEVEL;
  if (block.right || NOT_HEADING.test(block.text)) return null;
  const place = readHeadingPlace(block.text);
  if (endsLikeText(block.text, place) || isBoldQuestion(block)) return null;
  if (block.bold && !(block.italic && block.text.length > 60)) return BOLD_LEVEL;
  const headsPlace = place !== null && next.text.length > block.text.length;
  if (!headsPlace && !isLineAboveSentences(block, next)) return null;
  // The items of one series are of one level, whether they name a place or not.
  const numbered = NUMBERED_LEVELS.find(([pattern]) => pattern.test(block.text));
  return numbered?.[1] ?? (plainText || place !== null ? PLAIN_LEVEL : null);
}

/** "* Quận 7:" above its paragraphs ends with a colon, as "Cụ thể:" inside a text does. */
function endsLikeText(text: string, place: HeadingPlace | null): boolean {
  if (!/[.!…;,:]["”’)]?$/u.test(text) || place?.whole === true) return false;
  return place === null || !text.endsWith(':');
}

/** In plain text nothing but its shape tells a heading: short, no full stop, sentences below. */
function isLineAboveSentences(block: ContentBlock, next: ContentBlock): boolean {
  if (block.text.length > 120 || SENTENCE_END.test(block.text) || !/^\P{Ll}/u.test(block.text)) return false;
  return next.text.length > block.text.length && next.text.length > 80 && SENTENCE_END.test(next.text);
}

/** Chars of a paragraph behind its run-in heading: less is an entry of a table, not an item. */
const MIN_RUN_IN_BODY = 40;
/** A place, the larger one beside it, and a number in front. */
const MAX_RUN_IN_CHARS = 70;
/** "Quận 1: …"; behind a full stop or a dash only where a bullet, a number or a place's kind opens the item: "Hà Nội - …" is a dateline. */
const RUN_IN_END = /:(?=\s)/gu;
const LISTED_RUN_IN_END = /:(?=\s)|\.(?=\s\p{Lu})|\s[–-](?=\s\p{Lu})/gu;
const LISTED =
  /^(?:[-–—•*+▪■●►»]\s?|(?:\d{1,2}|[IVXL]{1,5}|[a-zđ])\s?[.)/]\s)|^(?:quận|huyện|thị xã|thành phố|tỉnh|phường|xã|thị trấn)\s/iu;

function runInHeading(block: ContentBlock): Omit<FoundHeading, 'at' | 'level'> | null {
  if (!SENTENCE_END.test(block.text)) return null;
  const head = block.text.slice(0, MAX_RUN_IN_CHARS);
  const listed = LISTED.test(head);
  for (const { index } of head.matchAll(listed ? LISTED_RUN_IN_END : RUN_IN_END)) {
    if (block.text.length - index < MIN_RUN_IN_BODY) return null;
    const text = head.slice(0, index).trim();
    const place = readHeadingPlace(text);
    if (place?.whole === true)
      return { text, place: place.path, placeName: place.name, isCommune: place.isCommune };
  }
  return null;
}
