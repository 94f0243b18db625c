import type { FoundContent } from '../content/find-content.ts';
import type { DropReason } from '../content/mark-regions.ts';
import { labelRole } from '../boilerplate/label-role.ts';
import { isMatterLine } from '../content/prune-blocks.ts';
import { headingPlace } from '../items/heading-place.ts';
import { isDeskLine } from '../boilerplate/imprint-line.ts';
import { isRightAligned } from '../content/page-content-blocks.ts';
import { regionRole } from '../content/region-role.ts';
import { attribute, shortTextOf } from '../page/page-tree.ts';
import type { PageBlocks, Region, TextBlock } from '../page/read-text-blocks.ts';
import { isSignature, nameOf } from './byline-text.ts';

/** Blocks after the article's last paragraph in which its signature may stand. */
const REACH_BELOW = 5;
/** Blocks above the text in which a name may stand where the headline was not found. */
const REACH_AT_HEAD = 10;

/** A name among comments, shares or other articles is not the author's. */
const MAY_HOLD_NAMES: ReadonlySet<DropReason | null> = new Set<DropReason | null>([
  null,
  'outside',
  'byline',
  'date',
  'author-bio',
  'before-title',
  'head-matter',
  'tail-matter',
  'links',
]);

/** What the page shows as its author: names in boxes that are called so, then signatures below the text. */
export function visibleNames(page: PageBlocks, content: FoundContent): string[] {
  const first = content.kept[0];
  const last = content.kept[content.kept.length - 1];
  if (first === undefined || last === undefined) return [];
  const isTitled = content.titleAt >= 0 && content.titleAt < first;
  const from = Math.max(0, isTitled ? content.titleAt - 3 : first - REACH_AT_HEAD);
  const to = Math.min(page.blocks.length, last + 1 + REACH_BELOW);
  const head = { from, to: first };
  return [
    ...namedBoxes(page, content, { from, to }),
    ...introducedNames(page, head),
    ...(isTitled ? namesBesideDates(page, content) : []),
    ...signaturesBelow(page, content, to),
  ];
}

interface BlockRange {
  readonly from: number;
  readonly to: number;
}

/** A box with more text holds more than names. */
const MAX_NAME_CHARS = 100;
/** Two authors stand in two boxes side by side; a name repeated is one author. */
const MAX_GAP = 2;

const SOURCE = /^(?:theo|nguồn)\s/iu;

function namedBoxes(page: PageBlocks, content: FoundContent, { from, to }: BlockRange): string[] {
  const speakers = speakersIn(page, content);
  const joined: string[] = [];
  let lastAt = -MAX_GAP - 1;
  for (const region of page.regions) {
    if (region.first < from || region.first >= to) continue;
    const role = regionRole(region.element);
    if (role !== 'byline' && role !== 'author-bio' && attribute(region.element, 'rel') !== 'author') continue;
    const reason = content.reasons[region.first] ?? null;
    // An author's box may stand in the article's own footer; inside the kept text it names who speaks.
    if (reason === null || (!MAY_HOLD_NAMES.has(reason) && reason !== 'footer')) continue;
    if (isAmongComments(page, region)) continue;
    // A box about the author opens with the name: an address, a portrait, a life follow.
    const text =
      role === 'author-bio' ? page.blocks[region.first]?.text : shortTextOf(region.element, MAX_NAME_CHARS);
    if (typeof text !== 'string' || !isPersonLine(text)) continue;
    const name = nameOf(text);
    if (speakers.has(text)) continue;
    addName(joined, name, region.first - lastAt <= MAX_GAP);
    lastAt = region.first;
  }
  return joined;
}

/** Names side by side are of several authors; the paper from which a text was taken is none beside who wrote it. */
function addName(joined: string[], name: string, isBeside: boolean): void {
  const previous = joined[joined.length - 1];
  if (previous === undefined || !isBeside) joined.push(name);
  else if (SOURCE.test(previous)) joined[joined.length - 1] = name;
  else if (!SOURCE.test(name) && !previous.includes(name)) joined[joined.length - 1] = `${previous}, ${name}`;
}

/** An article's footer may hold its readers' comments, whose authors have boxes too. */
function isAmongComments(page: PageBlocks, region: Region): boolean {
  for (let at = region.parent; at >= 0; at = page.regions[at]!.parent) {
    if (regionRole(page.regions[at]!.element) === 'comments') return true;
  }
  return false;
}

/** Who has a box of a name so often between the kept paragraphs answers there, and did not write the article. */
const MIN_ANSWERS = 3;

function speakersIn(page: PageBlocks, content: FoundContent): ReadonlySet<string> {
  const first = content.kept[0] ?? 0;
  const last = content.kept.at(-1) ?? 0;
  const counts = new Map<string, number>();
  for (const region of page.regions) {
    if (region.end - region.first !== 1 || region.first <= first || region.first >= last) continue;
    if (regionRole(region.element) !== 'byline') continue;
    const { text } = page.blocks[region.first]!;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= MIN_ANSWERS).map(([text]) => text));
}

/** "Được đăng bởi Thu Hiền vào T5, 21/07/2016": a line by the headline that says who. */
function introducedNames(page: PageBlocks, { from, to }: BlockRange): string[] {
  return page.blocks
    .slice(from, to)
    .map((block) => block.text)
    .filter((text) =>
      /^(?:(?:được )?(?:đăng|viết|gửi) bởi|người đăng|tác giả|by|posted by|written by)[\s:]/iu.test(text),
    )
    .filter(isPersonLine)
    .map(nameOf);
}

/** "Hải Bình" above "08/03/2026, 09:30", between headline and text: the author, where the site names no box so. */
function namesBesideDates(page: PageBlocks, content: FoundContent): string[] {
  const first = content.kept[0]!;
  const isDate = (at: number): boolean => {
    const text = page.blocks[at]?.text ?? '';
    return at > content.titleAt && at < first && /\d/u.test(text) && isMatterLine(text);
  };
  for (let at = content.titleAt + 1; at < first; at += 1) {
    const { text } = page.blocks[at]!;
    if ((!isDate(at - 1) && !isDate(at + 1)) || !isFullName(text)) continue;
    // A category stands in the menu too, and its name may be written like a person's.
    if (page.blocks.filter((block) => block.text === text).length === 1) return [nameOf(text)];
  }
  return [];
}

/** Two to five words, each with a capital: one word is a button's, and a province or a label is nobody. */
function isFullName(text: string): boolean {
  const words = text.split(' ').length;
  if (words < 2 || words > 5 || !isPersonLine(text) || text !== nameOf(text)) return false;
  return /^\p{Lu}\p{Ll}/u.test(text) && labelRole(text) === null && headingPlace(text) === null;
}

function signaturesBelow(page: PageBlocks, content: FoundContent, to: number): string[] {
  const lastSentence = content.kept.findLast((at) => page.blocks[at]!.text.length > 60) ?? -1;
  const found: string[] = [];
  for (let at = lastSentence + 1; at < to; at += 1) {
    const block = page.blocks[at]!;
    const reason = content.reasons[at] ?? null;
    if (reason === null || !MAY_HOLD_NAMES.has(reason) || block.headingLevel > 0) continue;
    if (isSignature(block.text) || isOffice(block)) found.push(block.text);
  }
  return found;
}

const MAX_OFFICE_CHARS = 60;

/** An office signs at the right margin: "Phòng Văn hóa và Thông tin". */
function isOffice(block: TextBlock): boolean {
  const { text } = block;
  if (!isRightAligned(block) || text.length > MAX_OFFICE_CHARS || isDeskLine(text)) return false;
  return (
    /^(?:Phòng|Sở|Ban|Trung tâm|Hội|Đoàn|Văn phòng|Chi cục|Công an|Trường|Liên đoàn|Mặt trận|UBND|Ủy ban)\s/u.test(
      text,
    ) && !/[.!?:…\d]$/u.test(text)
  );
}

/** A box called "author" may hold a date, a portrait's caption or a button too. */
function isPersonLine(text: string): boolean {
  if (
    text.length < 2 ||
    text.length > MAX_NAME_CHARS ||
    /^(?:theo dõi|follow|chia sẻ|xem thêm)|@/iu.test(text)
  )
    return false;
  return isSignature(text) && !/\d/u.test(nameOf(text));
}
