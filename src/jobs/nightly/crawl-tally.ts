import type { CrawlOutcome } from '../../crawl/crawl-outcome.ts';
import type { Article } from '../../model/article.ts';
import { createSiteTally, type OutcomeCount, type SiteReport, type SiteTally } from './crawl-report.ts';
import { isArticle } from '../ingest/read-capture.ts';

/** A site's counts as a run keeps them, to be gone on from. */
export interface SavedTally extends SiteReport {
  /** Addresses whose last try failed and that are to be tried again soon -> cause. */
  readonly failing?: Readonly<Record<string, string>>;
}

/** Counts what becomes of each try, site by site, so that the counts add up whenever the job is cut off. */
export class CrawlTally {
  private readonly sites = new Map<string, SiteTally>();
  /** By site: addresses whose last try failed and that are to be tried again soon -> cause. */
  private readonly failing = new Map<string, Map<string, string>>();
  /** Sites that were counted for since `takeChanged`. */
  private readonly changed = new Set<string>();

  /** Goes on from the reports of a run that was cut off. */
  constructor(saved: Iterable<SavedTally> = []) {
    for (const { failing = {}, ...report } of saved) {
      this.sites.set(report.site, { ...report, failures: { ...report.failures } });
      this.failing.set(report.site, new Map(Object.entries(failing)));
    }
  }

  /** Counts one try: `kind` is what it came to, `cause` is for a failed one. True for an address's first failure. */
  count({ entry, cost }: CrawlOutcome, kind: Exclude<OutcomeCount, 'retried'>, failure?: Failure): boolean {
    const tally = this.of(entry.site);
    tally.requests += 1;
    tally[kind] += 1;
    tally.bytes += cost?.bytes ?? 0;
    tally.seconds += (cost?.ms ?? 0) / 1_000;
    const failing = this.failingOf(entry.site);
    const before = failing.get(entry.url);
    if (before !== undefined) {
      // What failed before was followed by this try.
      tally.failed -= 1;
      tally.retried += 1;
      addFailure(tally, before, -1);
      failing.delete(entry.url);
    }
    if (failure === undefined) return false;
    addFailure(tally, failure.cause, 1);
    if (failure.isRetried) failing.set(entry.url, failure.cause);
    return before === undefined;
  }

  countRead({ entry }: CrawlOutcome, article: Article, mentions: number): void {
    const tally = this.of(entry.site);
    tally.pagesRead += 1;
    if (!isArticle(article)) return;
    tally.articlesRead += 1;
    tally.undated += Number(article.publishedAt === null);
    tally.textChars += article.text.length;
    tally.mentions += mentions;
  }

  countSkipped({ entry }: CrawlOutcome, skipped: number): void {
    if (skipped > 0) this.of(entry.site).skipped += skipped;
  }

  /** By name. */
  reports(): SiteReport[] {
    return [...this.sites.values()].sort((a, b) => (a.site < b.site ? -1 : 1));
  }

  /** Sites that were counted for since the last call. */
  takeChanged(): SavedTally[] {
    const saved = [...this.changed].map((site) => ({
      ...this.of(site),
      failing: Object.fromEntries(this.failingOf(site)),
    }));
    this.changed.clear();
    return saved;
  }

  private failingOf(site: string): Map<string, string> {
    const known = this.failing.get(site);
    if (known !== undefined) return known;
    const failing = new Map<string, string>();
    this.failing.set(site, failing);
    return failing;
  }

  private of(site: string): SiteTally {
    this.changed.add(site);
    const known = this.sites.get(site);
    if (known !== undefined) return known;
    const tally = createSiteTally(site);
    this.sites.set(site, tally);
    return tally;
  }
}

/** Why a try failed, and whether the address is tried again in this run. */
export interface Failure {
  readonly cause: string;
  readonly isRetried: boolean;
}

function addFailure(tally: SiteTally, cause: string, step: 1 | -1): void {
  const count = (tally.failures[cause] ?? 0) + step;
  if (count > 0) tally.failures[cause] = count;
  else {
    const { [cause]: _none, ...rest } = tally.failures;
    tally.failures = rest;
  }
}
