import { hostOf, pathOf } from '../canonicalize-url.ts';
import type { CanonicalUrl } from '../frontier.ts';
import { matches } from '../robots/robots-decision.ts';
import type { SiteConfig } from './crawl-config.ts';

/** Which addresses belong to a site. */
export interface SiteScope {
  readonly hosts: ReadonlySet<string>;
  /** Whether the site's configuration lets the crawl fetch `url`. */
  includes(url: CanonicalUrl): boolean;
}

/** The scope of `site`: the hosts that its configuration names, its `allow` and `deny` patterns. */
export function createSiteScope(site: SiteConfig): SiteScope {
  const entries = [...site.seeds, ...site.feeds, ...site.sitemaps, ...site.listings];
  const named: ReadonlySet<CanonicalUrl> = new Set(entries);
  const hosts: ReadonlySet<string> = new Set(
    [...entries.map(hostOf), ...site.hosts].flatMap(withAndWithoutWww),
  );
  return {
    hosts,
    includes: (url) => {
      if (named.has(url)) return true;
      if (!hosts.has(hostOf(url))) return false;
      const path = pathOf(url);
      if (site.deny.some((pattern) => matches(pattern, path))) return false;
      return site.allow.length === 0 || site.allow.some((pattern) => matches(pattern, path));
    },
  };
}

/** Publishers redirect between the two at will. */
function withAndWithoutWww(host: string): string[] {
  return host.startsWith('www.') ? [host, host.slice(4)] : [host, `www.${host}`];
}
