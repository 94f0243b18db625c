import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import { hostOf } from './canonicalize-url.ts';
import type { CrawlConfig } from './config/crawl-config.ts';
import { createSiteScope } from './config/site-scope.ts';
import type { CrawlOutcome, Retry, SettlementBacklog } from './crawl-outcome.ts';
import { fetchEntry, judgeAnswer, type EntryFetch } from './fetch-entry.ts';
import type { CanonicalUrl, Frontier, FrontierEntry } from './frontier.ts';
import type { HttpClient } from './http-client.ts';
import { CrawlGate, type SiteRun } from './crawl-gate.ts';
import { plainPageReader, type PageReader } from './page-reader.ts';
import { ArrivalOrder } from './outcome/arrival-order.ts';
import { disallowed, failed, type SettleContext } from './outcome/settle-entry.ts';
import { createCookieJar } from './politeness/cookie-jar.ts';
import { createHostPace, type HostPace } from './politeness/host-pace.ts';
import { createRobotsCache, type RobotsCache } from './robots/robots-cache.ts';
import { crawlDelayMs, productToken, robotsDecision } from './robots/robots-decision.ts';

export interface CrawlEngines {
  readonly http: HttpClient;
  readonly frontier: Frontier;
  readonly clock: Clock;
  readonly logger: Logger;
  /** 0 to 1, as `Math.random`: spreads retries. */
  readonly random: () => number;
  /** Default: reads links alone, in this thread. */
  readonly pages?: PageReader | undefined;
}

export interface CrawlOptions {
  /** Requests for pages, in all. */
  readonly maxPages?: number | undefined;
  readonly maxMinutes?: number | undefined;
  /** Ends the crawl after the requests in flight; their outcomes are still yielded. The run stays open. */
  readonly signal?: AbortSignal | undefined;
  /** First wait after a failed try. */
  readonly backoffBaseMs?: number | undefined;
  /** Shared with whoever asks the same hosts in the same run. */
  readonly robots?: RobotsCache | undefined;
  /** Requests for pages that hosts have seen in this night before this run; counted against `budgetPages`. */
  readonly hostPages?: ReadonlyMap<string, number> | undefined;
  /** Of a consumer that settles outcomes later than it takes them; without it each is settled before the next. */
  readonly backlog?: SettlementBacklog | undefined;
}

const DEFAULT_BACKOFF_BASE_MS = 15_000;
/** At the end of a run nothing that is due later than this is waited for. */
const MAX_WAIT_MS = 10 * 60_000;
/** A host that asks for a longer pause is left alone until the next run. */
const MAX_RETRY_AFTER_MS = 10 * 60_000;
/** Listings, feeds and sitemaps of one site in one run: an index may name 50,000 sitemaps of 50,000 pages each. */
const MAX_DISCOVERIES = 1_000;

/** One run of a crawl: who is busy, who is closed, how much was fetched. */
export class CrawlRun {
  private readonly config: CrawlConfig;
  private readonly engines: CrawlEngines;
  private readonly options: CrawlOptions;
  private readonly sites: ReadonlyMap<string, SiteRun>;
  private readonly robots: RobotsCache;
  private readonly hard = new AbortController();
  private readonly paces = new Map<string, HostPace>();
  private readonly gate: CrawlGate;
  /** Hosts that a request is being made to, or waited for. */
  private readonly busyHosts = new Set<string>();
  /** Answers that are being judged, or wait to be yielded. */
  private readonly arrivals = new ArrivalOrder<Visited>();
  private wake: () => void = () => undefined;
  private readonly redirects = new Map<CanonicalUrl, readonly CanonicalUrl[]>();
  private readonly cookies = createCookieJar();
  private readonly settleContext: SettleContext;
  /** The name that robots.txt files may speak to. */
  private readonly token: string;
  private readonly deadlineMs: number;

  constructor(config: CrawlConfig, engines: CrawlEngines, options: CrawlOptions) {
    this.config = config;
    this.engines = engines;
    this.options = options;
    this.sites = new Map(
      config.sites.map((site) => [
        site.name,
        { site, scope: createSiteScope(site), pages: 0, discoveries: 0 },
      ]),
    );
    this.robots = options.robots ?? createRobotsCache(engines.http, config.userAgent, this.hard.signal);
    this.token = productToken(config.userAgent);
    const { backoffBaseMs = DEFAULT_BACKOFF_BASE_MS } = options;
    this.settleContext = { clock: engines.clock, random: engines.random, backoffBaseMs };
    const { clock, logger } = engines;
    this.gate = new CrawlGate({ clock, logger, hostPages: options.hostPages, maxWaitMs: MAX_WAIT_MS });
    this.deadlineMs = engines.clock.monotonicMs() + (options.maxMinutes ?? Infinity) * 60_000;
  }

  async *outcomes(): AsyncGenerator<CrawlOutcome, void, void> {
    this.options.backlog?.onSettled(() => {
      this.wake();
    });
    for (;;) {
      this.startEntries();
      const arrived = this.arrivals.shift();
      if (arrived !== undefined) {
        if (arrived.kind === 'fault') throw arrived.fault;
        const { url, outcome } = arrived.item;
        if (outcome === null) this.engines.frontier.giveBack(url);
        else {
          // Unless it keeps a backlog, the consumer settles while we are paused here.
          yield outcome;
          this.takeRedirect(outcome);
        }
      } else if (this.busyHosts.size > 0 || this.arrivals.size > 0) {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      } else if ((this.options.backlog?.size ?? 0) > 0) {
        // Its links and settlements are what there is to go on with.
        await this.options.backlog?.settleNow();
      } else if (!(await this.waitForDueEntry())) return;
    }
  }

  /** Ends the requests in flight. */
  abandon(): void {
    this.hard.abort();
  }

  private isAbandoned(): boolean {
    return this.hard.signal.aborted;
  }

  /** True where no further request may be made. */
  private isCut(): boolean {
    return this.isAbandoned() || this.options.signal?.aborted === true;
  }

  private isStopping(): boolean {
    const { signal, maxPages } = this.options;
    return (
      signal?.aborted === true ||
      this.gate.pages >= (maxPages ?? Infinity) ||
      this.engines.clock.monotonicMs() >= this.deadlineMs
    );
  }

  private startEntries(): void {
    const { frontier, clock } = this.engines;
    const { hostsInParallel } = this.config;
    while (this.busyHosts.size < hostsInParallel && this.arrivals.hasRoom() && !this.isStopping()) {
      const avoided = new Set([...this.busyHosts, ...this.gate.shutHosts()]);
      const entry = frontier.next(avoided, clock.now().toISOString());
      if (entry === undefined) return;
      const host = hostOf(entry.url);
      const site = this.sites.get(entry.site);
      if (!this.gate.admits(entry, host, site)) {
        frontier.giveBack(entry.url);
        continue;
      }
      this.gate.count(entry, host, site, 1);
      this.busyHosts.add(host);
      void this.start(entry, host, site);
    }
  }

  /** Visits one entry. Its host is free as soon as the answer has come; what the answer means is found out beside it. */
  private async start(entry: FrontierEntry, host: string, site: SiteRun | undefined): Promise<void> {
    const visit = this.visit(entry, host, site);
    const { bytes } = await visit.catch(() => ({ bytes: 0 }));
    this.busyHosts.delete(host);
    const visited = visit.then(async ({ outcome }) => ({ url: entry.url, outcome: await outcome }));
    this.arrivals.add(visited, bytes, () => {
      this.wake();
    });
    this.wake();
  }

  /** Waits for the next try that is due soon, or the next window; false where there is none. */
  private async waitForDueEntry(): Promise<boolean> {
    if (this.isStopping()) return false;
    const { frontier, clock } = this.engines;
    const dueAt = frontier.nextDueAt(this.gate.shutHosts());
    const untilDueMs = dueAt === undefined ? Infinity : Date.parse(dueAt) - clock.now().getTime();
    const waitMs = Math.min(untilDueMs, this.gate.untilNextWindowMs());
    if (waitMs > MAX_WAIT_MS || waitMs > this.deadlineMs - clock.monotonicMs()) return false;
    await clock.sleep(Math.max(1, waitMs), this.options.signal);
    return !this.isStopping();
  }

  /** One entry, from robots.txt to its answer. Rejects where the archive is full. */
  private async visit(entry: FrontierEntry, host: string, site: SiteRun | undefined): Promise<Visit> {
    const pace = site === undefined ? undefined : this.paceOf(host, site.site.delayMs);
    const barrier = await this.findBarrier(entry, host, site, pace);
    if (barrier !== undefined || site === undefined || pace === undefined) {
      this.gate.count(entry, host, site, -1);
      return { outcome: Promise.resolve(barrier ?? null), bytes: 0 };
    }
    const context: EntryFetch = {
      ...this.settleContext,
      ...site,
      cookies: this.cookies,
      http: this.engines.http,
      pages: this.engines.pages ?? plainPageReader,
      userAgent: this.config.userAgent,
      redirectedFrom: this.redirects.get(entry.url) ?? [],
      signal: this.hard.signal,
    };
    const answer = await fetchEntry(entry, context);
    const { tookMs, isOverloaded, bytes } = answer;
    const retryAfterMs = isOverloaded ? answer.retryAfterMs : null;
    pace.finish({ tookMs, retryAfterMs, isOverloaded });
    if (this.isAbandoned()) return { outcome: Promise.resolve(null), bytes };
    if ((retryAfterMs ?? 0) > MAX_RETRY_AFTER_MS) {
      this.gate.close(host, 'it asked to be left alone for more than ten minutes');
    }
    if (pace.countFailure(answer.isSilent)) this.gate.close(host, 'it did not answer several times in a row');
    const cost = { bytes, ms: tookMs };
    const outcome = judgeAnswer(entry, answer, context).then((judged) => ({ ...judged, cost }));
    return { outcome, bytes };
  }

  /** What stands between the entry and its request: an outcome, `null` for the end of the crawl, `undefined` for nothing. */
  private async findBarrier(
    entry: FrontierEntry,
    host: string,
    site: SiteRun | undefined,
    pace: HostPace | undefined,
  ): Promise<CrawlOutcome | null | undefined> {
    const fail = (cause: string, message: string, retry: Retry): CrawlOutcome =>
      failed(entry, this.settleContext, { cause, message, retry });
    if (pace === undefined || !site?.scope.includes(entry.url)) {
      return fail('not-configured', `${entry.url} is no longer within a configured site`, 'never');
    }
    if (site.discoveries > MAX_DISCOVERIES) {
      return fail(
        'over-budget',
        `site "${entry.site}" has more than ${MAX_DISCOVERIES} lists to read`,
        'next-crawl',
      );
    }
    const { robots, state, reason } = await this.askRobots(entry.url, pace);
    if (this.isCut()) return null;
    if (state === 'unreachable') {
      this.gate.close(host, `robots.txt could not be had (${reason})`);
      const message = `robots.txt of ${host} could not be had (${reason})`;
      return reason === 'forbidden-address'
        ? fail(reason, message, 'never')
        : fail('robots-unreachable', message, 'next-crawl');
    }
    const { allowed, rule } = robotsDecision(robots, this.token, entry.url);
    if (!allowed) return disallowed(entry, rule ?? '');
    await pace.waitForTurn(this.options.signal);
    return this.isCut() ? null : undefined;
  }

  private paceOf(host: string, delayMs: number): HostPace {
    const known = this.paces.get(host);
    if (known !== undefined) return known;
    const pace = createHostPace(this.engines.clock, delayMs);
    this.paces.set(host, pace);
    return pace;
  }

  private async askRobots(url: CanonicalUrl, pace: HostPace): ReturnType<RobotsCache['get']> {
    const { origin } = new URL(url);
    // http and https are two origins of one host: the second robots.txt waits for its turn as well.
    if (!pace.knowsRobotsOf(origin)) await pace.waitForTurn(this.options.signal);
    const hostRobots = await this.robots.get(origin);
    pace.startAfterRobots(origin, crawlDelayMs(hostRobots.robots, this.token));
    return hostRobots;
  }

  private takeRedirect(outcome: CrawlOutcome): void {
    const chain = this.redirects.get(outcome.entry.url) ?? [];
    this.redirects.delete(outcome.entry.url);
    if (outcome.kind === 'redirected') this.redirects.set(outcome.to, [...chain, outcome.entry.url]);
  }
}

/** A visit whose answer has come; `null` where the crawl ended before. */
interface Visit {
  readonly outcome: Promise<CrawlOutcome | null>;
  /** Of the body. */
  readonly bytes: number;
}

interface Visited {
  readonly url: CanonicalUrl;
  readonly outcome: CrawlOutcome | null;
}
