import { attribute } from '../page/page-tree.ts';
import type { PageBlocks, TextBlock } from '../page/read-text-blocks.ts';
import { blockValue, MAX_LINK_SHARE, readingLength } from './block-value.ts';
import type { DropReason } from './mark-regions.ts';

/** A paragraph of the article's own: enough to tell where its body begins and ends. */
const MIN_BODY_CHARS = 60;
/** Lines of head and tail matter (dates, names, labels) are shorter. */
const MAX_MATTER_CHARS = 90;

const IMAGE_CREDIT =
  /\((?:image|photo|picture|pic|credit|source|file photo|ảnh|nguồn|minh họa)s?\s?(?::|by|via|courtesy)|^(?:images?|photos?|pictures?|credits?|ảnh|nguồn ảnh|ảnh minh họa)\s?(?:credits?|source|by|courtesy(?: of)?)?\s?:|(?:getty(?: images)?|shutterstock|\(?ap photo[^)]{0,40}\)?|\/ap|\/afp|\/reuters|afp via getty images|istock(?:photo)?|unsplash|\(ảnh[^)]{0,60}\))\)?\.?$/iu;

/** "By Ann Lee", "Published 12:04", "Updated at 1:23 p.m.", "Author:", "3 min read". */
const HEAD_MATTER =
  /^(?:by\s\p{L}|(?:được )?(?:đăng|viết|gửi) bởi|người đăng|submitted by|posted by|published|updated|last (?:updated|modified)|posted|publish date|date|author|written by|first published|created|reported by|edited by|source|\d{1,2} min(?:ute)?s? read|\d{1,3} (?:comments?|shares?|views?)|lượt xem|ngày đăng|cập nhật|đăng lúc|tác giả|nguồn)(?=$|[\s:.,|])/iu;

interface ContentRange {
  readonly first: number;
  readonly end: number;
  readonly titleAt: number;
  /** By block index: 1 in lists and tables of the author's own. */
  readonly authored: Uint8Array;
}

/** Leaves out what stands between the article's paragraphs, block by block, and around them. */
export function pruneBlocks(page: PageBlocks, reasons: (DropReason | null)[], range: ContentRange): void {
  const { authored } = range;
  const imagesAt = new Set(page.images.flatMap((image) => [image.at, image.at - 1]));
  for (let at = range.first; at < range.end; at += 1) {
    if (reasons[at] !== null) continue;
    const block = page.blocks[at]!;
    if (at <= range.titleAt) reasons[at] = 'before-title';
    else if (authored[at] === 0 && isLinkLine(block) && !headsText(page, reasons, at)) reasons[at] = 'links';
    else if (imagesAt.has(at) && block.text.length < 250 && IMAGE_CREDIT.test(block.text))
      reasons[at] = 'image-credit';
  }
  for (const { at } of page.images) {
    const block = page.blocks[at];
    if (block !== undefined && reasons[at] === null && isCenteredPhrase(block)) reasons[at] = 'caption';
  }
  pruneEnds(page, reasons, range);
  pruneRepeated(page, reasons, range);
}

/** Shorter lines may be a refrain. */
const MIN_REPEATED_CHARS = 80;
/** Recipes and weekly plans say the same again between other lines; so many in a row are a second copy of the text. */
const MIN_REPEATED_IN_ROW = 6;

/** A second copy of the text, for a window or a printer. */
function pruneRepeated(page: PageBlocks, reasons: (DropReason | null)[], range: ContentRange): void {
  const seen = new Set<string>();
  let row: number[] = [];
  const endRow = (): void => {
    const texts = new Set(row.map((at) => page.blocks[at]!.text));
    if (texts.size >= MIN_REPEATED_IN_ROW) for (const at of row) reasons[at] = 'repeated';
    row = [];
  };
  for (let at = range.first; at < range.end; at += 1) {
    const { text } = page.blocks[at]!;
    if (reasons[at] !== null || text.length < MIN_REPEATED_CHARS) continue;
    if (seen.has(text)) row.push(at);
    else endRow();
    seen.add(text);
  }
  endRow();
}

const MAX_CAPTION_CHARS = 250;

/** A phrase in italics, centred under a picture; photo diaries centre their own text too, but upright. */
function isCenteredPhrase(block: TextBlock): boolean {
  if (block.headingLevel > 0 || block.text.length > MAX_CAPTION_CHARS) return false;
  const { element } = block;
  const isCentered =
    /text-align\s{0,4}:\s{0,4}center/iu.test(attribute(element, 'style')) ||
    attribute(element, 'align').toLowerCase() === 'center' ||
    /(?:^|\s)(?:text-center|center|align-center)(?:\s|$)/iu.test(attribute(element, 'class'));
  return isCentered && block.italicChars >= 0.9 * block.text.length;
}

function isLinkLine(block: TextBlock): boolean {
  if (block.linkChars <= MAX_LINK_SHARE * block.text.length) return false;
  // A link that ends a list item or stands in a quoted post is the author's.
  if (isQuoted(block)) return false;
  return block.text.length < 120 || block.linkChars > 0.9 * block.text.length;
}

/** A linked heading with the article's own paragraph right under it, in the same box: a section's name and its anchor. */
function headsText(page: PageBlocks, reasons: readonly (DropReason | null)[], at: number): boolean {
  const block = page.blocks[at]!;
  const next = page.blocks[at + 1];
  if (block.headingLevel < 2 || next === undefined || reasons[at + 1] !== null) return false;
  if (next.headingLevel > 0 || next.text.length < MIN_BODY_CHARS || blockValue(next) <= 0) return false;
  return block.element.parent === next.element.parent;
}

function isQuoted(block: TextBlock): boolean {
  for (
    let at: TextBlock['element'] | null = block.element, steps = 0;
    at !== null && steps < 3;
    at = at.parent, steps += 1
  ) {
    if (at.name === 'blockquote' || attribute(at, 'class').includes('twitter-tweet')) return true;
  }
  return false;
}

/** Head matter stands before the first paragraph of the body, tail matter behind the last. */
function pruneEnds(page: PageBlocks, reasons: (DropReason | null)[], range: ContentRange): void {
  const kept: number[] = [];
  for (let at = range.first; at < range.end; at += 1) if (reasons[at] === null) kept.push(at);
  const isBody = (at: number): boolean => {
    const block = page.blocks[at]!;
    return readingLength(block.text) >= MIN_BODY_CHARS && block.headingLevel === 0 && blockValue(block) > 0;
  };
  const firstBody = kept.find(isBody);
  const lastBody = kept.findLast(isBody);
  if (firstBody === undefined || lastBody === undefined) return;
  const entries = entryMakes(
    page,
    kept.filter((at) => at > firstBody && at < lastBody),
  );
  for (const at of kept) {
    const block = page.blocks[at]!;
    if (at < firstBody && entries.has(makeOf(block))) continue;
    const short = readingLength(block.text) <= MAX_MATTER_CHARS;
    if (at < firstBody && short && isHeadMatter(block)) reasons[at] = 'head-matter';
    else if (at > lastBody && short && range.authored[at] === 0 && isTailMatter(block))
      reasons[at] = 'tail-matter';
  }
}

/** What two lines and more between the paragraphs are made of: the times of a live report, the names in an interview. */
function entryMakes(page: PageBlocks, between: readonly number[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const at of between) {
    const block = page.blocks[at]!;
    const make = makeOf(block);
    if (make !== '' && block.text.length <= MAX_MATTER_CHARS) counts.set(make, (counts.get(make) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([make]) => make));
}

/** Without a class an element is like any other. */
function makeOf({ element }: TextBlock): string {
  const className = attribute(element, 'class').trim();
  return className === '' ? '' : `${element.name} ${className}`;
}

/** "Câu hỏi:" above the question that an office answers. */
const ASKS = /^(?:nội dung )?(?:câu hỏi|hỏi|trả lời|đáp)\s?:$/iu;

function isHeadMatter(block: TextBlock): boolean {
  if (block.headingLevel > 0 || ASKS.test(block.text)) return false;
  return blockValue(block) < 0 || HEAD_MATTER.test(block.text) || isDateLine(block.text);
}

const NUMERIC_DATE =
  /\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\d{4}-\d{2}-\d{2}|tháng \d{1,2}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}/iu;
/** Weekdays, months, zones and words that stand beside a date. */
const BESIDE_DATE =
  /thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|ngày(?: đăng)?|tháng|năm|lúc|giờ|phút|gmt|utc|cập nhật|đăng|published|updated|posted|on|at|[ap]\.?m\.?|[a-z]{0,3}(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|[\d\s/.,:;|()+–-]/giu;
const MAX_LETTERS_BESIDE_DATE = 12;

/** A line of a date, a name or a count, as stands between headline and text. */
export function isMatterLine(text: string): boolean {
  return text.length <= MAX_MATTER_CHARS && (HEAD_MATTER.test(text) || isDateLine(text));
}

/** A line that is a date and hardly anything else. */
function isDateLine(text: string): boolean {
  return NUMERIC_DATE.test(text) && text.replace(BESIDE_DATE, '').length <= MAX_LETTERS_BESIDE_DATE;
}

function isTailMatter(block: TextBlock): boolean {
  if (block.headingLevel > 0 || block.linkChars > 0) return true;
  return blockValue(block) < 0 || HEAD_MATTER.test(block.text);
}
