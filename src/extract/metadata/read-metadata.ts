import type { ArticleParts } from '../assemble-article.ts';
import type { FoundContent } from '../content/find-content.ts';
import type { PageBlocks } from '../page/read-text-blocks.ts';
import { findByline } from '../byline/find-byline.ts';
import { findDates } from './find-dates.ts';
import { findImages } from './find-images.ts';
import { findCategory, findTags } from './find-topics.ts';
import { canonicalUrlOf, resolveUrl, siteOf } from './page-url.ts';
import type { PageSignals } from './read-page-signals.ts';

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
    category: findCategory(signals, page, context.title),
    tags: findTags(signals, page, context.content),
    language: languageOf(signals.declaredLanguage) ?? (context.vietnamese ? 'vi' : null),
    images: findImages(page, context.content, resolveUrl(signals.baseHref ?? '', url) ?? url),
  };
}

function languageOf(declared: string | null): string | null {
  const match = /^[a-z]{2,3}(?=$|[-_])/iu.exec(declared ?? '');
  return match === null ? null : match[0].toLowerCase();
}
