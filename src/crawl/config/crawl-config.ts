import type { CanonicalUrl } from '../frontier.ts';

/** What the nightly crawl is told, read by `parseCrawlConfig`. */
export interface CrawlConfig {
  /** Sent with every request; begins with the product token that robots.txt files name. */
  readonly userAgent: string;
  /** Lets the crawl reach loopback, private and link-local addresses: for the demo and for tests. */
  readonly allowPrivateAddresses: boolean;
  /** Address of an HTTP proxy (`http://host:port`) that every request goes through; `null` for none. */
  readonly proxy: string | null;
  /** Hosts that are fetched from at the same time; each host sees one request at a time. */
  readonly hostsInParallel: number;
  readonly sites: readonly SiteConfig[];
}

/** One publisher. */
export interface SiteConfig {
  readonly name: string;
  /** Pages whose links are read: front pages, sections. */
  readonly seeds: readonly CanonicalUrl[];
  readonly feeds: readonly CanonicalUrl[];
  readonly sitemaps: readonly CanonicalUrl[];
  /** Lists of articles that are followed from page to page. */
  readonly listings: readonly CanonicalUrl[];
  /** Further hosts that belong to the site; those of the addresses above belong to it anyway. */
  readonly hosts: readonly string[];
  /** Patterns over path and query, as in robots.txt (`*`, final `$`); none allows everything. */
  readonly allow: readonly string[];
  readonly deny: readonly string[];
  /** Where the site's own bulletins are about, as a path from province down: `hcm/quan-1`. */
  readonly place: string | null;
  /** Where an article stands on the site's pages; `null` leaves it to the generic rules. */
  readonly profile: PageProfile | null;
  /** When the site may be asked, in Vietnam's time; `null` for always. */
  readonly window: CrawlWindow | null;
  /** Between the end of a response and the next request to the host; a longer Crawl-delay wins. */
  readonly delayMs: number;
  /** Requests for pages in one run. */
  readonly maxPages: number;
  /** Requests for pages that one host may see in one night, whatever the number of runs; `null` for no such bound. */
  readonly budgetPages: number | null;
  /** Pages of one listing that are followed in one run. */
  readonly maxListingPages: number;
  /** Links from a seed, listing, feed or sitemap; its own links are at depth 1. */
  readonly maxDepth: number;
}

/** CSS selectors of the boxes that matter; what is left out is found by the generic rules. */
export interface PageProfile {
  /** The box of the article's text. */
  readonly content?: string;
  /** The standfirst, where it stands apart. */
  readonly lead?: string;
  /** Boxes inside the content that are not the article. */
  readonly drop?: string;
}

/** A stretch of each day in Vietnam: `22:00-05:00` passes midnight. Minutes from midnight; the end is not in it. */
export interface CrawlWindow {
  /** 0 to 1,439. */
  readonly startMinute: number;
  /** 1 to 1,440; less than `startMinute` for a window that passes midnight. */
  readonly endMinute: number;
}

export const SITE_DEFAULTS = {
  delayMs: 1_000,
  maxPages: 2_000,
  maxListingPages: 20,
  maxDepth: 3,
} as const;

export const DEFAULT_HOSTS_IN_PARALLEL = 8;
