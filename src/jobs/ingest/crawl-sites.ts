import { systemRandom } from '../../base/random.ts';
import type { CrawlConfig } from '../../crawl/config/crawl-config.ts';
import type { CrawlOutcome } from '../../crawl/crawl-outcome.ts';
import { crawl, type CrawlEngines } from '../../crawl/crawl.ts';
import type { Frontier } from '../../crawl/frontier.ts';
import type { HttpClient } from '../../crawl/http-client.ts';
import { openHttpClient } from '../../engines/http/open-http-client.ts';
import type { Checkpointer } from '../../engines/sqlite/checkpointer.ts';
import { createArchivingHttpClient } from '../../engines/warc/archiving-http-client.ts';
import { syncIndex } from '../maintain/sync-index.ts';
import type { Workspace } from '../workspace.ts';
import { createCaptureReader, type CaptureReader, type CaptureReaderOptions } from './capture-reader.ts';
import { CommitQueue } from '../nightly/commit-queue.ts';
import {
  sumCounts,
  type CrawlFigures,
  type CrawlReport,
  type SiteAlarm,
  type SiteReport,
} from '../nightly/crawl-report.ts';
import { CrawlTally, type SavedTally } from '../nightly/crawl-tally.ts';
import { keepOutcomes } from '../nightly/keep-outcomes.ts';
import { nightOf } from '../nightly/night.ts';
import { findAlarms, HISTORY_RUNS } from '../nightly/site-alarms.ts';
import { hintsOfSite } from './site-hints.ts';

export interface CrawlSitesOptions extends Omit<CaptureReaderOptions, 'hints'> {
  /** Requests for pages, in all. */
  readonly maxPages?: number | undefined;
  readonly maxMinutes?: number | undefined;
  /** Ends the crawl after the requests in flight. */
  readonly signal?: AbortSignal | undefined;
  /** One line a page, for a person who watches. */
  readonly onProgress?: ((line: string) => void) | undefined;
  /** Given, before the first request, what tells the figures so far whenever it is called. */
  readonly onStart?: ((readFigures: () => CrawlFigures) => void) | undefined;
  /** Told which run this is, the first being 1, before the first request. */
  readonly onRunOpened?: ((run: number) => void) | undefined;
  /** Default: undici, made for this crawl. */
  readonly http?: HttpClient | undefined;
  /** First wait after a failed try; default 15 seconds. */
  readonly backoffBaseMs?: number | undefined;
  /** Tries after which a line with the figures so far goes to the workspace's logger; default 100. */
  readonly logEvery?: number | undefined;
}

const DEFAULT_LOG_EVERY = 100;

/**
 * The nightly job: seeds in, stored and indexed articles out. Every answer goes into a WARC file as it comes. Pages are
 * read in threads of their own while the next ones are fetched, and written together with what was found in them and
 * with their place in the frontier, in one transaction: a job that is killed loses the pages in flight and nothing
 * else, and the next one goes on from there.
 *
 * @throws TracuuError `disk-full` and what else ends a job; what was written stays whole
 */
export async function crawlSites(
  workspace: Workspace,
  config: CrawlConfig,
  options: CrawlSitesOptions = {},
): Promise<CrawlReport> {
  const http = options.http ?? (await openHttpClient(config));
  const hints = new Map(config.sites.map((site) => [site.name, hintsOfSite(site)]));
  const reader = createCaptureReader(workspace, { ...options, hints });
  const checkpointer = workspace.startCheckpointer();
  try {
    await workspace.captures.recover();
    return await new CrawlJob(workspace, config, { ...options, http, reader, checkpointer }).run();
  } finally {
    await reader.close();
    await checkpointer.close();
    if (options.http === undefined) await http.close();
  }
}

type JobOptions = CrawlSitesOptions & {
  readonly http: HttpClient;
  readonly reader: CaptureReader;
  readonly checkpointer: Checkpointer;
};

class CrawlJob {
  private readonly workspace: Workspace;
  private readonly config: CrawlConfig;
  private readonly options: JobOptions;
  private readonly fault = new AbortController();
  private tally = new CrawlTally();
  private opened = { run: 0, resumed: false };
  private tries = 0;

  constructor(workspace: Workspace, config: CrawlConfig, options: JobOptions) {
    this.workspace = workspace;
    this.config = config;
    this.options = options;
  }

  async run(): Promise<CrawlReport> {
    const { workspace, options } = this;
    const startedAt = workspace.clock.now().toISOString();
    options.onStart?.(() => ({
      startedAt,
      pending: workspace.frontier.counts().pending,
      sites: this.tally.reports(),
    }));
    const queue = new CommitQueue({
      clock: workspace.clock,
      flush: async () => {
        await workspace.captures.flush();
        await options.checkpointer.idle();
      },
      commit: (batch) => {
        const { tally, opened } = this;
        keepOutcomes(batch, { workspace, tally, run: opened.run, reader: options.reader });
        options.checkpointer.start();
        for (const outcome of batch) this.tell(outcome);
      },
      onFault: () => {
        this.fault.abort();
      },
    });
    const hostPages = workspace.runs.readHostPages(nightOf(workspace.clock.now()));
    const signals = [this.fault.signal, ...(options.signal === undefined ? [] : [options.signal])];
    const crawlOptions = { ...options, signal: AbortSignal.any(signals), backlog: queue, hostPages };
    try {
      for await (const outcome of crawl(this.config, this.engines(), crawlOptions)) {
        await queue.push(outcome);
      }
      await queue.finish();
    } finally {
      queue.close();
    }
    await workspace.captures.flush();
    workspace.archive.transaction(() => {
      workspace.captures.writeRows();
    });
    return this.report(startedAt);
  }

  private engines(): CrawlEngines {
    const { clock, logger, captures } = this.workspace;
    const http = createArchivingHttpClient(this.options.http, captures, clock);
    const { reader: pages } = this.options;
    return { http, frontier: this.frontier(), clock, logger, random: systemRandom, pages };
  }

  /** The frontier, watched for the run that is opened. */
  private frontier(): Frontier {
    const { frontier, runs } = this.workspace;
    return {
      ...frontier,
      openRun: (startedAt) => {
        this.opened = frontier.openRun(startedAt);
        const reports = [...runs.readReports(this.opened.run).values()].map(parseReport);
        this.tally = new CrawlTally(reports);
        this.options.onRunOpened?.(this.opened.run);
        return this.opened;
      },
    };
  }

  private tell({ entry }: CrawlOutcome): void {
    this.tries += 1;
    const { onProgress, logEvery = DEFAULT_LOG_EVERY } = this.options;
    const { frontier, logger } = this.workspace;
    if (onProgress !== undefined) {
      onProgress(`${this.tries} done, ${frontier.counts().pending} to go  ${entry.url}`);
    }
    if (this.tries % logEvery !== 0) return;
    const { new: added, changed, failed, bytes } = sumCounts(this.tally.reports());
    const { pending } = frontier.counts();
    logger.info('crawling', { done: this.tries, pending, new: added, changed, failed, bytes });
  }

  private async report(startedAt: string): Promise<CrawlReport> {
    const { workspace } = this;
    const sites = this.tally.reports();
    return {
      ...this.opened,
      ...sumCounts(sites),
      startedAt,
      finishedAt: workspace.clock.now().toISOString(),
      pending: workspace.frontier.counts().pending,
      indexed: (await syncIndex(workspace)).articles,
      sites,
      alarms: sites.flatMap((site) => this.alarmsOf(site)),
    };
  }

  private alarmsOf(report: SiteReport): SiteAlarm[] {
    const history = this.workspace.runs.readHistory(report.site, this.opened.run, HISTORY_RUNS);
    return findAlarms(report, history.map(parseReport));
  }
}

const parseReport = (json: string): SavedTally => JSON.parse(json) as SavedTally;
