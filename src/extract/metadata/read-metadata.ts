import { normalizeText } from '../../text/normalize-text.ts';
import type { ArticleParts } from '../assemble-article.ts';
import type { PageTree } from '../page/page-tree.ts';
import type { PageBlocks } from '../page/read-text-blocks.ts';
import { findByline } from './find-byline.ts';
import { findDates } from './find-dates.ts';
import { findTitle } from './find-title.ts';
import { canonicalUrlOf, resolveUrl, siteOf } from './page-url.ts';
import { metaValue, readPageSignals } from './read-page-signals.ts';

export type PageMetadata = Omit<ArticleParts, 'kind' | 'plainText' | 'diagnostics'>;

/** Everything that a page says about its article outside of the article's own text. */
export function readMetadata(
  tree: PageTree,
  page: PageBlocks,
  context: { readonly url: string | null; readonly fetchedAt: string | null },
): PageMetadata {
  const signals = readPageSignals(tree);
  const url = context.url === null ? null : (resolveUrl(context.url, null) ?? context.url);
  const canonicalUrl = canonicalUrlOf(
    [...(signals.links.get('canonical') ?? []), ...(signals.meta.get('og:url') ?? [])],
    url,
  );
  const site = siteOf(url ?? canonicalUrl);
  const title = findTitle(signals);
  const dates = findDates(signals, page, { site, title, fetchedAt: context.fetchedAt });
  return {
    url,
    canonicalUrl,
    site,
    title,
    lead: null,
    byline: findByline(signals, page, site),
    ...dates,
    category: normalized(metaValue(signals, ['article:section'])),
    tags: (signals.meta.get('article:tag') ?? [])
      .filter((tag) => tag !== '')
      .map((tag) => normalizeText(tag)),
    language: languageOf(signals.declaredLanguage),
    images: [],
  };
}

function normalized(text: string | null): string | null {
  return text === null ? null : normalizeText(text);
}

function languageOf(declared: string | null): string | null {
  const match = /^[a-z]{2,3}(?=$|[-_])/iu.exec(declared ?? '');
  return match === null ? null : match[0].toLowerCase();
}
