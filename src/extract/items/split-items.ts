import type { ArticleKind, Section } from '../../model/article.ts';
import { foldDiacritics } from '../../text/fold-diacritics.ts';
import type { ContentBlock } from '../content/content-block.ts';
import { RUN_IN_LEVEL, TIME_LEVEL, type FoundHeading } from './find-headings.ts';

export interface SplitArticle {
  readonly kind: Extract<ArticleKind, 'article' | 'bulletin'>;
  /** The blocks joined by blank lines. */
  readonly text: string;
  readonly sections: readonly Section[];
}

const PARAGRAPH_SEPARATOR = '\n\n';

/** Titles of pages that gather items: weekly news, digests, bulletins. Matched without diacritics. */
const BULLETIN_TITLE =
  /(?<![a-z])(?:ban tin|diem tin|diem bao|diem lai|diem nhanh|tin van|tin nhanh|tin tong hop|tong hop tin|tin tuc|tin trong (?:ngay|tuan|thang)|tin (?:sang|trua|chieu|toi)|tin hoat dong|thong tin hoat dong|hoat dong (?:cua )?(?:cac|co so|quan|huyen|dia phuong)|tin tu co so|tin co so|tin (?:cac )?(?:quan|huyen|dia phuong|tinh thanh)|nhat ky|truc tiep|cap nhat lien tuc|nhung su kien noi bat|su kien noi bat (?:trong )?(?:ngay|tuan))(?![a-z])/u;

/** Joins the blocks and says which stretches of the text are items or headed parts. */
export function splitItems(
  blocks: readonly ContentBlock[],
  headings: readonly FoundHeading[],
  title: string | null,
): SplitArticle {
  const starts = blockStarts(blocks);
  const text = blocks.map((block) => block.text).join(PARAGRAPH_SEPARATOR);
  const itemHeadings = bulletinHeadings(headings, title);
  const chosen =
    itemHeadings ?? headings.filter(({ level }) => level !== TIME_LEVEL && level !== RUN_IN_LEVEL);
  const sections = chosen.map((heading, index): Section => {
    const next = chosen[index + 1];
    return {
      heading: heading.text,
      place: heading.place,
      start: starts[heading.at]!,
      end: next === undefined ? text.length : starts[next.at]! - PARAGRAPH_SEPARATOR.length,
    };
  });
  const first = chosen[0];
  if (first !== undefined && first.at > 0) {
    const end = starts[first.at]! - PARAGRAPH_SEPARATOR.length;
    sections.unshift({ heading: null, place: null, start: 0, end });
  }
  return { kind: itemHeadings === null ? 'article' : 'bulletin', text, sections };
}

/** The headings of a bulletin's items; `null` where the page is one article. */
function bulletinHeadings(headings: readonly FoundHeading[], title: string | null): FoundHeading[] | null {
  const levels = [...new Set(headings.map((heading) => heading.level))].sort((a, b) => a - b);
  for (const level of levels) {
    const peers = headings.filter((heading) => heading.level === level);
    if (namesPlaces(peers)) return headings.filter((heading) => heading.level === level || endsItem(heading));
  }
  const entries = headings.filter((heading) => heading.level === TIME_LEVEL);
  if (entries.length >= MIN_LIVE_ENTRIES) return entries;
  if (title === null || !BULLETIN_TITLE.test(foldDiacritics(title))) return null;
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

function blockStarts(blocks: readonly ContentBlock[]): number[] {
  let start = 0;
  return blocks.map((block) => {
    const at = start;
    start += block.text.length + PARAGRAPH_SEPARATOR.length;
    return at;
  });
}
