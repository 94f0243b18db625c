import type { ArticleKind, Section } from '../../model/article.ts';
import { foldDiacritics } from '../../text/fold-diacritics.ts';
import type { ContentBlock } from '../content/content-block.ts';
import { RUN_IN_LEVEL, TIME_LEVEL, type FoundHeading } from './find-headings.ts';
import { findSeparated, isSeparatorLine } from './find-separators.ts';
import { readItemDate } from './item-date.ts';
import { behindSeparators, partItems, type ItemStart } from './part-items.ts';

export interface SplitArticle {
  readonly kind: Extract<ArticleKind, 'article' | 'bulletin'>;
  /** The blocks joined by blank lines. */
  readonly text: string;
  readonly sections: readonly Section[];
}

/** What is known of the whole: its title tells a digest, its date the year of its items' dates. */
export interface WholeArticle {
  readonly title: string | null;
  readonly publishedAt: string | null;
}

const PARAGRAPH_SEPARATOR = '\n\n';

/** Titles of pages that gather items: weekly news, digests, bulletins. Matched without diacritics. */
const BULLETIN_TITLE =
  /(?<![a-z])(?:ban tin|diem tin|diem bao|diem lai|diem nhanh|tin van|tin ngan|tin vui|tin nhanh|tin tong hop|tong hop tin|tin tuc|tin trong (?:ngay|tuan|thang)|tin (?:sang|trua|chieu|toi)|tin hoat dong|thong tin hoat dong|hoat dong (?:cua )?(?:cac|co so|quan|huyen|dia phuong)|tin tu co so|tin co so|tin (?:cac )?(?:quan|huyen|dia phuong|tinh thanh)|nhat ky|truc tiep|cap nhat lien tuc|nhung su kien noi bat|su kien noi bat (?:trong )?(?:ngay|tuan))(?![a-z])/u;

/** Joins the blocks and says which stretches of the text are items or headed parts. */
export function splitItems(
  blocks: readonly ContentBlock[],
  headings: readonly FoundHeading[],
  whole: WholeArticle,
): SplitArticle {
  const text = blocks.map((block) => block.text).join(PARAGRAPH_SEPARATOR);
  const items = bulletinItems(blocks, headings, whole.title);
  const starts = items ?? headings.filter(({ level }) => level !== TIME_LEVEL && level !== RUN_IN_LEVEL);
  return {
    kind: items === null ? 'article' : 'bulletin',
    text,
    sections: toSections(blocks, starts, items === null ? null : whole),
  };
}

/** Where a bulletin's items begin; `null` where the page is one article. */
function bulletinItems(
  blocks: readonly ContentBlock[],
  headings: readonly FoundHeading[],
  title: string | null,
): readonly ItemStart[] | null {
  const separated = findSeparated(blocks);
  const gathers = title !== null && BULLETIN_TITLE.test(foldDiacritics(title));
  const headed = bulletinHeadings(headings, gathers);
  if (headed !== null) return behindSeparators(headed, separated);
  return partItems(blocks, headings, { separated, gathers });
}

/** The headings of a bulletin's items; `null` where they head no items. */
function bulletinHeadings(headings: readonly FoundHeading[], gathers: boolean): FoundHeading[] | null {
  const levels = [...new Set(headings.map((heading) => heading.level))].sort((a, b) => a - b);
  for (const level of levels) {
    const peers = headings.filter((heading) => heading.level === level);
    if (namesPlaces(peers)) return headings.filter((heading) => heading.level === level || endsItem(heading));
  }
  const entries = headings.filter((heading) => heading.level === TIME_LEVEL);
  if (entries.length >= MIN_LIVE_ENTRIES) return entries;
  if (!gathers) return null;
  const marked = levels
    .filter((level) => level !== RUN_IN_LEVEL)
    .map((level) => headings.filter((heading) => heading.level === level))
    .find((peers) => peers.length >= 2);
  return marked ?? null;
}

const MIN_LIVE_ENTRIES = 3;

/** Two places or more, and most of the headings: the items of a report from several localities. */
function namesPlaces(peers: readonly FoundHeading[]): boolean {
  const places = peers.filter((heading) => heading.placeName !== null);
  return new Set(places.map((heading) => heading.placeName)).size >= 2 && places.length * 2 >= peers.length;
}

/** A district's or province's heading of another look ends the item above it: its text is not that one's. */
function endsItem({ placeName, isCommune, level }: FoundHeading): boolean {
  return placeName !== null && !isCommune && level !== RUN_IN_LEVEL;
}

/** One section from each start to the next, and one for what stands before the first; separators belong to none. */
function toSections(
  blocks: readonly ContentBlock[],
  starts: readonly ItemStart[],
  bulletin: WholeArticle | null,
): Section[] {
  const offsets = blockStarts(blocks);
  const bounds = starts[0] !== undefined && starts[0].at > 0 ? [FRONT, ...starts] : starts;
  return bounds.flatMap((start, index): Section[] => {
    const next = bounds[index + 1]?.at ?? blocks.length;
    let last = next - 1;
    while (last > start.at && isSeparatorLine(blocks[last]!.text)) last -= 1;
    if (isSeparatorLine(blocks[last]!.text)) return [];
    const from = blocks[start.at]!.text === start.text ? start.at + 1 : start.at;
    const below = blocks.slice(from, Math.min(next, from + MAX_DATE_LINES)).map((block) => block.text);
    return [
      {
        heading: start.text,
        place: start.place,
        publishedOn:
          bulletin === null || start === FRONT
            ? null
            : readItemDate(start.text ?? below[0] ?? null, below, bulletin.publishedAt),
        start: offsets[start.at]!,
        end: offsets[last]! + blocks[last]!.text.length,
      },
    ];
  });
}

const FRONT: ItemStart = { at: 0, text: null, place: null };
/** Lines below a heading among which an item's date may stand. */
const MAX_DATE_LINES = 2;

function blockStarts(blocks: readonly ContentBlock[]): number[] {
  let start = 0;
  return blocks.map((block) => {
    const at = start;
    start += block.text.length + PARAGRAPH_SEPARATOR.length;
    return at;
  });
}
