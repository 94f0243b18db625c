import { foldDiacritics } from '../../text/fold-diacritics.ts';
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

export function findDates(
  signals: PageSignals,
  page: PageBlocks,
  context: { readonly title: string | null; readonly fetchedAt: string | null; readonly vietnamese: boolean },
): { publishedAt: string | null; modifiedAt: string | null } {
  const reading = { dayFirst: context.vietnamese, fetchedAt: context.fetchedAt };
  const localOffset = context.vietnamese ? '+07:00' : null;
  const article = articleNode(signals.jsonLd);
  const read = (text: string | null): PageDate | null =>
    text === null ? null : parsePageDate(text, reading);
  const published =
    read(stringOf(article?.['datePublished'])) ??
    read(metaValue(signals, PUBLISHED_META)) ??
    read(itempropDate(signals, 'datePublished')) ??
    visibleDate(page, context.title, read) ??
    read(timeElementDate(signals));
  const modified =
    read(stringOf(article?.['dateModified'])) ??
    read(metaValue(signals, MODIFIED_META)) ??
    read(itempropDate(signals, 'dateModified'));
  return {
    publishedAt: published === null ? null : formatPageDate(published, localOffset),
    modifiedAt: modified === null ? null : formatPageDate(modified, localOffset),
  };
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

/** The first date on a short line near the headline. */
function visibleDate(
  page: PageBlocks,
  title: string | null,
  read: (text: string) => PageDate | null,
): PageDate | null {
  if (title === null) return null;
  const wanted = key(title);
  const at = page.blocks.findIndex((block) => block.text.length < 400 && key(block.text) === wanted);
  if (at < 0) return null;
  for (const block of page.blocks.slice(at + 1, at + 1 + VISIBLE_REACH)) {
    if (block.text.length > MAX_DATE_LINE_CHARS) continue;
    const date = read(block.text);
    if (date !== null) return date;
  }
  for (const block of page.blocks.slice(Math.max(0, at - 3), at).reverse()) {
    const date = block.text.length > MAX_DATE_LINE_CHARS ? null : read(block.text);
    if (date !== null) return date;
  }
  return null;
}

const key = (text: string): string =>
  foldDiacritics(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
