import type { FoundContent } from '../content/find-content.ts';
import { attribute, textOf } from '../page/page-tree.ts';
import type { PageBlocks } from '../page/read-text-blocks.ts';
import { articleNode, stringOf } from './json-ld.ts';
import { formatPageDate, parsePageDate, type PageDate } from './parse-page-date.ts';
import { metaValue, type PageSignals } from './read-page-signals.ts';

const PUBLISHED_META = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'pubdate',
  'publishdate',
  'publish_date',
  'publish-date',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date',
  'dcterms.created',
  'dc.created',
  'article.published',
  'cxenseparse:recs:publishtime',
  'bt:pubdate',
  'date',
  'article_date_original',
  'vr:published_time',
];
const MODIFIED_META = [
  'article:modified_time',
  'og:updated_time',
  'datemodified',
  'dcterms.modified',
  'last-modified',
  'lastmod',
];

/** Blocks looked at after the headline for a visible date. */
const VISIBLE_REACH = 12;
const MAX_DATE_LINE_CHARS = 90;
/** When somebody last mended the page. "Cập nhật" alone heads the date of publication on many portals. */
const MODIFIED_LINE =
  /(?:^|\s)(?:(?:lần )?(?:sửa|chỉnh sửa|cập nhật|thay đổi)(?: lần)? (?:cuối|gần nhất|mới nhất)|last (?:updated|modified|edited))/iu;

export interface DateContext {
  readonly content: FoundContent;
  readonly fetchedAt: string | null;
  readonly vietnamese: boolean;
}

export function findDates(
  signals: PageSignals,
  page: PageBlocks,
  context: DateContext,
): { publishedAt: string | null; modifiedAt: string | null } {
  const reading = { dayFirst: context.vietnamese, fetchedAt: context.fetchedAt };
  const localOffset = context.vietnamese ? '+07:00' : null;
  const article = articleNode(signals.jsonLd);
  const read = (text: string | null): PageDate | null =>
    text === null ? null : parsePageDate(text, reading);
  const published = agreedDate(
    [
      read(stringOf(article?.['datePublished'])),
      read(metaValue(signals, PUBLISHED_META)),
      read(itempropDate(signals, 'datePublished')),
    ],
    visibleDate(page, context, read),
    read(timeElementDate(signals)),
  );
  const modified =
    read(stringOf(article?.['dateModified'])) ??
    read(metaValue(signals, MODIFIED_META)) ??
    read(itempropDate(signals, 'dateModified')) ??
    linesAround(page, context.content)
      .filter((line) => MODIFIED_LINE.test(line))
      .map(read)
      .find((date) => date !== null) ??
    null;
  return {
    publishedAt: published === null ? null : formatPageDate(published, localOffset),
    modifiedAt: modified === null ? null : formatPageDate(modified, localOffset),
  };
}

/**
 * Declared and visible date, by agreement. The first declared date counts, but the visible one where it gives the
 * time of the same day, where the declared one has day and month swapped (ASP.NET writes `3/7/2026` for 7 March), and
 * where both show the same time of day and only the visible one says in which zone.
 */
function agreedDate(
  declared: readonly (PageDate | null)[],
  visible: PageDate | null,
  marked: PageDate | null,
): PageDate | null {
  const shown = visible !== null && isSameMinute(visible, marked) ? marked : visible;
  const first = declared.find((date) => date !== null) ?? shown ?? marked;
  if (first === null) return null;
  if (visible !== null && swapDayAndMonth(first.on) === visible.on && first.on !== visible.on) return visible;
  const timed =
    first.time !== null
      ? first
      : ([...declared, visible, marked].find((date) => date?.on === first.on && date.time !== null) ?? first);
  const sameClock = visible?.on === timed.on && visible.time?.slice(0, 5) === timed.time?.slice(0, 5);
  return sameClock && timed.offset === 'Z' ? { ...timed, offset: visible.offset } : timed;
}

function isSameMinute(one: PageDate, other: PageDate | null): other is PageDate {
  return one.on === other?.on && one.time !== null && one.time.slice(0, 5) === other.time?.slice(0, 5);
}

function swapDayAndMonth(on: string): string {
  return `${on.slice(0, 4)}-${on.slice(8, 10)}-${on.slice(5, 7)}`;
}

function itempropDate(signals: PageSignals, name: string): string | null {
  const element = signals.itemprops.get(name)?.[0];
  if (element === undefined) return null;
  return attribute(element, 'content') || attribute(element, 'datetime') || textOf(element) || null;
}

function timeElementDate(signals: PageSignals): string | null {
  const element = signals.timeElements[0];
  return element === undefined ? null : attribute(element, 'datetime') || textOf(element) || null;
}

/** The first date on a short line around the headline, or above the text where the headline was not found. */
function visibleDate(
  page: PageBlocks,
  context: DateContext,
  read: (text: string) => PageDate | null,
): PageDate | null {
  const dates = linesAround(page, context.content).flatMap((line) =>
    MODIFIED_LINE.test(line) ? [] : (read(line) ?? []),
  );
  const [nearest] = dates;
  if (nearest === undefined) return null;
  // One line has the day, another the day and the time.
  return dates.find((date) => date.on === nearest.on && date.time !== null) ?? nearest;
}

/** Short lines beside headline and text, the more likely to hold a date first. */
function linesAround(page: PageBlocks, { titleAt, kept, reasons }: FoundContent): string[] {
  const first = kept[0] ?? 0;
  const anchor = titleAt >= 0 ? titleAt : Math.max(-1, first - VISIBLE_REACH);
  const last = kept[kept.length - 1] ?? 0;
  const around = [
    ...range(anchor + 1, anchor + 1 + VISIBLE_REACH),
    ...range(Math.max(0, anchor - 3), anchor).reverse(),
    ...range(last + 1, last + 4),
  ];
  return around.flatMap((at) => {
    const text = page.blocks[at]?.text ?? '';
    return text === '' || text.length > MAX_DATE_LINE_CHARS || reasons[at] === 'cards' ? [] : [text];
  });
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
