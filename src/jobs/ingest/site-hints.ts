import { canonicalizeUrl, hostOf } from '../../crawl/canonicalize-url.ts';
import type { CrawlConfig, SiteConfig } from '../../crawl/config/crawl-config.ts';
import { createSiteScope } from '../../crawl/config/site-scope.ts';
import type { CaptureHints } from './read-capture.ts';

/** What a configuration says of each page of a site. */
export const hintsOfSite = ({ place, profile }: SiteConfig): CaptureHints => ({
  place: place ?? undefined,
  profile: profile ?? undefined,
});

/**
 * What a configuration says of a page that is at hand, by its address: the first site whose crawl would fetch it, else the
 * first that has its host. Nothing for others.
 */
export function createPageHints({ sites }: CrawlConfig): (url: string) => CaptureHints {
  const known = sites.map((site) => ({ hints: hintsOfSite(site), scope: createSiteScope(site) }));
  return (address) => {
    const url = canonicalizeUrl(address);
    if (url === undefined) return {};
    const site =
      known.find(({ scope }) => scope.includes(url)) ??
      known.find(({ scope }) => scope.hosts.has(hostOf(url)));
    return site?.hints ?? {};
  };
}
