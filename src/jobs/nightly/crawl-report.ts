/** What one try of an address came to; each try is counted under one of them. */
export const OUTCOME_COUNTS = [
  'new',
  'changed',
  'unchanged',
  'duplicate',
  'redirected',
  'gone',
  'disallowed',
  'noArticle',
  'discovered',
  'failed',
  'retried',
] as const;

export type OutcomeCount = (typeof OUTCOME_COUNTS)[number];

/** What a run did; the counts from `new` to `retried` add up to `requests`. */
export interface OutcomeCounts {
  /** Tries of addresses, those included that robots.txt or the configuration ended before a request was made. */
  readonly requests: number;
  readonly new: number;
  readonly changed: number;
  /** 304, the same bytes, or the same article. */
  readonly unchanged: number;
  /** Another address of a text that was there. */
  readonly duplicate: number;
  readonly redirected: number;
  /** 404, 410, and pages that say so under status 200. */
  readonly gone: number;
  readonly disallowed: number;
  /** Pages that hold no article. */
  readonly noArticle: number;
  /** Listings, feeds and sitemaps. */
  readonly discovered: number;
  /** Addresses that could not be had in this run. */
  readonly failed: number;
  /** Failed tries that were followed by another. */
  readonly retried: number;
  /** Failures by cause; adds up to `failed`. */
  readonly failures: Readonly<Record<string, number>>;
  /** Pages that a sitemap or feed says are unchanged, and that were not asked for. */
  readonly skipped: number;
  readonly mentions: number;
  /** Of the bodies that came, decompressed. */
  readonly bytes: number;
  /** Spent waiting for answers. */
  readonly seconds: number;
}

/** What a run did with one site, and what its pages were like. */
export interface SiteReport extends OutcomeCounts {
  readonly site: string;
  /** Pages that were read, whether they turned out to be articles or not. */
  readonly pagesRead: number;
  /** Articles among them. */
  readonly articlesRead: number;
  /** Articles without a date. */
  readonly undated: number;
  /** UTF-16 code units of all articles' texts. */
  readonly textChars: number;
}

/** A site that has become unlike itself: most often its layout has changed. */
export interface SiteAlarm {
  readonly site: string;
  readonly code: 'no-answer' | 'no-text' | 'no-date' | 'short-text' | 'few-articles';
  /** One line that names the figures of this run and of those before. */
  readonly message: string;
}

/** What a run did, over all sites and site by site; the sites' counts add up to the run's. */
export interface CrawlReport extends OutcomeCounts {
  /** Number of the run; the first is 1. */
  readonly run: number;
  /** ISO 8601; of this process. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** True where the run before was cut off and this one went on with it; the counts are of both together. */
  readonly resumed: boolean;
  /** Addresses left for the next run. */
  readonly pending: number;
  /** Articles in the index at the end. */
  readonly indexed: number;
  readonly sites: readonly SiteReport[];
  /** Sites that have become unlike themselves. */
  readonly alarms: readonly SiteAlarm[];
}

/** What a run has done so far, while it goes on. */
export type CrawlFigures = Pick<CrawlReport, 'startedAt' | 'pending' | 'sites'>;

export type SiteTally = { -readonly [Key in keyof SiteReport]: SiteReport[Key] } & {
  failures: Record<string, number>;
};

export const createSiteTally = (site: string): SiteTally => ({
  site,
  requests: 0,
  new: 0,
  changed: 0,
  unchanged: 0,
  duplicate: 0,
  redirected: 0,
  gone: 0,
  disallowed: 0,
  noArticle: 0,
  discovered: 0,
  failed: 0,
  retried: 0,
  failures: {},
  skipped: 0,
  mentions: 0,
  bytes: 0,
  seconds: 0,
  pagesRead: 0,
  articlesRead: 0,
  undated: 0,
  textChars: 0,
});

/** The sum over sites. */
export function sumCounts(sites: readonly SiteReport[]): OutcomeCounts {
  const {
    site: _site,
    pagesRead: _pages,
    articlesRead: _articles,
    undated: _undated,
    textChars: _chars,
    ...total
  } = createSiteTally('');
  for (const report of sites) {
    for (const name of [...OUTCOME_COUNTS, 'requests', 'skipped', 'mentions', 'bytes', 'seconds'] as const) {
      total[name] += report[name];
    }
    for (const [cause, count] of Object.entries(report.failures)) {
      total.failures[cause] = (total.failures[cause] ?? 0) + count;
    }
  }
  return total;
}
