import { normalizeText } from '../../text/normalize-text.ts';
import type { FoundContent } from '../content/find-content.ts';
import { attribute, textOf } from '../page/page-tree.ts';
import type { PageBlocks } from '../page/read-text-blocks.ts';
import { nameOf } from './byline-text.ts';
import { articleNode, stringOf, typesOf } from '../metadata/json-ld.ts';
import { metaValue, type PageSignals } from '../metadata/read-page-signals.ts';
import { visibleNames } from './visible-names.ts';

export interface BylineContext {
  readonly site: string | null;
  readonly content: FoundContent;
  /** Vietnamese pages sign under the text, and their linked data often name the outlet or an editor's account. */
  readonly vietnamese: boolean;
}

/**
 * Who wrote the article; never the outlet's own name. On Vietnamese pages what a reader sees comes first (the
 * signature under the text, then a name by the headline), on others what the metadata say.
 */
export function findByline(signals: PageSignals, page: PageBlocks, context: BylineContext): string | null {
  const outlet = outletNames(signals, context.site);
  const declared = [
    ...linkedDataAuthors(signals),
    ...['author', 'article:author', 'dc.creator', 'byl', 'parsely-author', 'sailthru.author'].map((name) =>
      metaValue(signals, [name]),
    ),
    itempropAuthor(signals),
  ];
  const visible = visibleNames(page, context.content);
  for (const candidate of context.vietnamese ? [...visible, ...declared] : [...declared, ...visible]) {
    const name = candidate === null ? null : acceptName(candidate, outlet);
    if (name !== null) return name;
  }
  return null;
}

function acceptName(candidate: string, outlet: ReadonlySet<string>): string | null {
  if (
    /^https?:|@|^(?:admin|administrator|editor|ban biên tập|biên tập viên|btv|tòa soạn|webmaster|root|user)$/iu.test(
      candidate.trim(),
    )
  )
    return null;
  const name = nameOf(normalizeText(candidate).replace(/\s+/gu, ' '));
  // An account, a domain or a file is nobody's name.
  if (
    !/\p{Lu}|[^\p{Script=Latin}\P{L}]/u.test(name) ||
    /^\S+\.(?:vn|com|net|org|info|pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png)$/iu.test(name)
  )
    return null;
  return name === '' || name.length > 100 || outlet.has(key(name)) ? null : name;
}

function linkedDataAuthors(signals: PageSignals): string[] {
  const author = articleNode(signals.jsonLd)?.['author'];
  const authors: unknown[] = Array.isArray(author) ? author : [author];
  const names = authors.flatMap((entry) => {
    const name =
      typeof entry === 'object' && entry !== null
        ? stringOf((entry as Record<string, unknown>)['name'])
        : stringOf(entry);
    return name === null ? [] : [name];
  });
  return names.length === 0 ? [] : [[...new Set(names)].join(', ')];
}

function itempropAuthor(signals: PageSignals): string | null {
  const element = signals.itemprops.get('author')?.[0];
  return element === undefined ? null : attribute(element, 'content') || textOf(element) || null;
}

function outletNames(signals: PageSignals, site: string | null): Set<string> {
  const names = [
    metaValue(signals, ['og:site_name', 'application-name']),
    metaValue(signals, ['dc.publisher', 'copyright']),
    site,
    site?.split('.')[0] ?? null,
  ];
  // "… - Báo Lào Cai điện tử": the last part of the window's title is the site's name.
  names.push(signals.titleText?.split(/\s[-–|»]\s/u).at(-1) ?? null);
  for (const node of signals.jsonLd) {
    if (typesOf(node).some((type) => /Organization|WebSite/u.test(type))) names.push(stringOf(node['name']));
  }
  return new Set(names.filter((name) => name !== null).map(key));
}

const key = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
