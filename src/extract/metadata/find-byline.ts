import { normalizeText } from '../../text/normalize-text.ts';
import { attribute, textOf } from '../page/page-tree.ts';
import type { PageBlocks } from '../page/read-text-blocks.ts';
import { nameOf } from './byline-text.ts';
import { articleNode, stringOf, typesOf } from './json-ld.ts';
import { metaValue, type PageSignals } from './read-page-signals.ts';

/** Who wrote the article, as the metadata say; never the outlet's own name. */
export function findByline(signals: PageSignals, _page: PageBlocks, site: string | null): string | null {
  const outlet = outletNames(signals, site);
  const candidates = [
    ...linkedDataAuthors(signals),
    metaValue(signals, [
      'author',
      'article:author',
      'dc.creator',
      'byl',
      'parsely-author',
      'sailthru.author',
    ]),
    itempropAuthor(signals),
  ];
  for (const candidate of candidates) {
    if (candidate === null || /^https?:/iu.test(candidate)) continue;
    const name = nameOf(normalizeText(candidate));
    if (name !== '' && name.length <= 100 && !outlet.has(key(name))) return name;
  }
  return null;
}

function linkedDataAuthors(signals: PageSignals): string[] {
  const article = articleNode(signals.jsonLd);
  const author = article?.['author'];
  const authors: unknown[] = Array.isArray(author) ? author : [author];
  const names = authors.flatMap((entry) => {
    const name =
      typeof entry === 'object' && entry !== null
        ? stringOf((entry as Record<string, unknown>)['name'])
        : stringOf(entry);
    return name === null ? [] : [name];
  });
  return names.length === 0 ? [] : [names.join(', ')];
}

function itempropAuthor(signals: PageSignals): string | null {
  const element = signals.itemprops.get('author')?.[0];
  return element === undefined ? null : attribute(element, 'content') || textOf(element) || null;
}

function outletNames(signals: PageSignals, site: string | null): Set<string> {
  const names = [
    metaValue(signals, ['og:site_name', 'application-name', 'dc.publisher', 'copyright', 'generator']),
    site,
    site?.split('.')[0] ?? null,
  ];
  for (const node of signals.jsonLd) {
    if (typesOf(node).some((type) => /Organization|WebSite/u.test(type))) names.push(stringOf(node['name']));
  }
  return new Set(names.filter((name) => name !== null).map(key));
}

const key = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
