import { systemRandom } from '../../base/random.ts';
import { assertNever } from '../../base/assert-never.ts';
import type { CrawlConfig } from '../../crawl/config/crawl-config.ts';
import type { CrawlOutcome } from '../../crawl/crawl-outcome.ts';
import { crawl } from '../../crawl/crawl.ts';
import type { HttpClient } from '../../crawl/http-client.ts';
import { createUndiciHttpClient } from '../../engines/http/undici-http-client.ts';
import { ingestCapture } from './ingest-capture.ts';
import { syncIndex } from '../maintain/sync-index.ts';
import type { Workspace } from '../workspace.ts';

export interface CrawlSitesOptions {
  /** Requests for pages, in all. */
  readonly maxPages?: number | undefined;
  readonly maxMinutes?: number | undefined;
  /** Ends the crawl after the requests in flight. */
  readonly signal?: AbortSignal | undefined;
  /** One line a page, for a person who watches. */
  readonly onProgress?: ((line: string) => void) | undefined;
  /** Told which run this is, the first being 1, before the first request. */
  readonly onRunOpened?: ((run: number) => void) | undefined;
  /** Default: undici, made for this crawl. */
  readonly http?: HttpClient | undefined;
}

/** What a run did; the counts from `new` to `retried` add up to `requests`. */
export interface CrawlReport {
  /** True where the run before was cut off and this one went on with it. */
  readonly resumed: boolean;
  /** Tries in this run. */
  readonly requests: number;
  readonly new: number;
  readonly changed: number;
  /** 304, the same bytes, or the same article. */
  readonly unchanged: number;
  /** Another address of a text that was there. */
  readonly duplicate: number;
  readonly redirected: number;
  /** 404 and 410. */
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
  /** Failures by cause. */
  readonly failures: Readonly<Record<string, number>>;
  /** Pages that a sitemap or feed says are unchanged, and that were not asked for. */
  readonly skipped: number;
  /** Addresses left for the next run. */
  readonly pending: number;
  readonly mentions: number;
  /** Articles in the index at the end. */
  readonly indexed: number;
}

type Tally = { -readonly [Key in keyof CrawlReport]: CrawlReport[Key] } & {
  failures: Record<string, number>;
};

/**
 * The nightly job: seeds in, stored and indexed articles out. Each page is written together with what was found
 * in it and with its place in the frontier, in one transaction: a job that is killed loses the page in flight
 * and nothing else, and the next one goes on from there.
 */
export async function crawlSites(
  workspace: Workspace,
  config: CrawlConfig,
  options: CrawlSitesOptions = {},
): Promise<CrawlReport> {
  const { clock, logger } = workspace;
  const http = options.http ?? createUndiciHttpClient(config);
  const tally = createTally();
  const failing = new Map<string, string>();
  const frontier = {
    ...workspace.frontier,
    openRun: (startedAt: string) => {
      const opened = workspace.frontier.openRun(startedAt);
      tally.resumed = opened.resumed;
      options.onRunOpened?.(opened.run);
      return opened;
    },
  };
  const places = new Map(config.sites.map(({ name, place }) => [name, place ?? undefined]));
  try {
    const engines = { http, frontier, clock, logger, random: systemRandom };
    for await (const outcome of crawl(config, engines, options)) {
      keepOutcome(workspace, outcome, places.get(outcome.entry.site), tally, failing);
      options.onProgress?.(
        `${tally.requests} done, ${frontier.counts().pending} to go  ${outcome.entry.url}`,
      );
    }
  } finally {
    if (options.http === undefined) await http.close();
  }
  countFailures(tally, failing);
  tally.pending = frontier.counts().pending;
  tally.indexed = (await syncIndex(workspace)).articles;
  return tally;
}

/** All that one outcome brings, in one transaction. */
function keepOutcome(
  workspace: Workspace,
  outcome: CrawlOutcome,
  place: string | undefined,
  tally: Tally,
  failing: Map<string, string>,
): void {
  const { archive, frontier } = workspace;
  archive.transaction(() => {
    const kind =
      outcome.kind === 'fetched' ? keepPage(workspace, outcome, place, tally) : countedKind(outcome);
    tally.skipped += frontier.offer(outcome.links).unchanged;
    frontier.settle(outcome.entry.url, outcome.settlement);
    tally[kind]++;
    tally.requests++;
  });
  noteFailure(workspace, outcome, failing);
}

/** An address is said once to fail, however often it is tried, and not to fail once a later try succeeds. */
function noteFailure({ logger }: Workspace, outcome: CrawlOutcome, failing: Map<string, string>): void {
  const { url } = outcome.entry;
  if (outcome.kind !== 'failed') {
    failing.delete(url);
    return;
  }
  if (!failing.has(url)) logger.warn(outcome.message);
  failing.set(url, outcome.cause);
}

/** Turns failed tries into failed addresses and tries that were repeated. */
function countFailures(tally: Tally, failing: ReadonlyMap<string, string>): void {
  for (const cause of failing.values()) tally.failures[cause] = (tally.failures[cause] ?? 0) + 1;
  tally.retried = tally.failed - failing.size;
  tally.failed = failing.size;
}

type CountedKind =
  | 'new'
  | 'changed'
  | 'unchanged'
  | 'duplicate'
  | 'redirected'
  | 'gone'
  | 'disallowed'
  | 'noArticle'
  | 'discovered'
  | 'failed';

function keepPage(
  workspace: Workspace,
  outcome: Extract<CrawlOutcome, { kind: 'fetched' }>,
  place: string | undefined,
  tally: Tally,
): CountedKind {
  if (outcome.noindex) return 'noArticle';
  const ingested = ingestCapture(workspace, outcome.capture, { place });
  if (ingested.kind === 'no-article') return 'noArticle';
  tally.mentions += ingested.mentions;
  return ingested.receipt.result;
}

function countedKind(outcome: Exclude<CrawlOutcome, { kind: 'fetched' }>): CountedKind {
  switch (outcome.kind) {
    case 'not-modified':
      return 'unchanged';
    case 'unchanged':
    case 'discovered':
    case 'redirected':
    case 'gone':
    case 'disallowed':
    case 'failed':
      return outcome.kind;
    default:
      return assertNever(outcome);
  }
}

const createTally = (): Tally => ({
  resumed: false,
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
  pending: 0,
  mentions: 0,
  indexed: 0,
});
