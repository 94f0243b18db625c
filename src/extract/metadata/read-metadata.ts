import { normalizeText } from '../../text/normalize-text.ts';
import type { ArticleParts } from '../assemble-article.ts';
import type { FoundContent } from '../content/find-content.ts';
import type { PageBlocks } from '../page/read-text-blocks.ts';
import { findByline } from './find-byline.ts';
import { findDates } from './find-dates.ts';
import { canonicalUrlOf, resolveUrl, siteOf } from './page-url.ts';
import { metaValue, type PageSignals } from './read-page-signals.ts';

export type PageMetadata = Omit<ArticleParts, 'title' | 'lead' | 'kind' | 'plainText' | 'diagnostics'>;

export interface MetadataContext {
  readonly url: string | null;
  readonly fetchedAt: string | null;
  readonly title: string | null;
  readonly content: FoundContent;
  readonly vietnamese: boolean;
}

/** Everything that a page says about its article outside of the article's own text, but for the headline. */
export function readMetadata(signals: PageSignals, page: PageBlocks, context: MetadataContext): PageMetadata {
  const url = context.url === null ? null : (resolveUrl(context.url, null) ?? context.url);
  const canonicalUrl = canonicalUrlOf(
    [...(signals.links.get('canonical') ?? []), ...(signals.meta.get('og:url') ?? [])],
    url,
  );
  const site = siteOf(url ?? canonicalUrl);
  return {
    url,
    canonicalUrl,
    site,
    byline: findByline(signals, page, { ...context, site }),
    ...findDates(signals, page, context),
    category: normalized(metaValue(signals, ['article:section'])),
    tags: (signals.meta.get('article:tag') ?? [])
      .filter((tag) => tag !== '')
      .map((tag) => normalizeText(tag)),
    language: languageOf(signals.declaredLanguage) ?? (context.vietnamese ? 'vi' : null),
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
