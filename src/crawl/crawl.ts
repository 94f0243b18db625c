import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import { hostOf } from './canonicalize-url.ts';
import type { CrawlConfig, SiteConfig } from './config/crawl-config.ts';
import { createSiteScope } from './config/site-scope.ts';
import type { CrawlOutcome } from './crawl-outcome.ts';
import { fetchEntry, type EntryFetch } from './fetch-entry.ts';
import type { CanonicalUrl, Frontier, FrontierEntry, FrontierLink, FrontierRole } from './frontier.ts';
import type { HttpClient } from './http-client.ts';
import { disallowed, failed } from './outcome/settle-entry.ts';
import { createCookieJar } from './politeness/cookie-jar.ts';
import { createHostPace, type HostPace } from './politeness/host-pace.ts';
import type { LinkContext } from './read-links.ts';
import { createRobotsCache, type RobotsCache } from './robots/robots-cache.ts';
import { crawlDelayMs, productToken, robotsDecision } from './robots/robots-decision.ts';

export interface CrawlEngines {
  readonly http: HttpClient;
  readonly frontier: Frontier;
  readonly clock: Clock;
  readonly logger: Logger;
  /** 0 to 1, as `Math.random`: spreads retries. */
  readonly random: () => number;
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
}

const DEFAULT_BACKOFF_BASE_MS = 15_000;
/** At the end of a run nothing that is due later than this is waited for. */
const MAX_WAIT_MS = 10 * 60_000;
/** A host that asks for a longer pause is left alone until the next run. */
const MAX_RETRY_AFTER_MS = 10 * 60_000;

/**
 * The polite loop: takes entries from the frontier, asks robots.txt, waits for the host's turn, makes one request
 * per entry and yields what became of it. One request at a time per host, several hosts at once.
 *
 * The consumer keeps capture, links (`frontier.offer`) and settlement (`frontier.settle`) of an outcome in one
 * transaction before it asks for the next: until then the entry's host is left alone. Leaving the loop early
 * ends the requests in flight; what was not yielded stays pending.
 *
 * The run is closed when nothing is left or a limit is reached; it stays open, to be continued, after an abort.
 */
export async function* crawl(
  config: CrawlConfig,
  engines: CrawlEngines,
  options: CrawlOptions = {},
): AsyncGenerator<CrawlOutcome, void, void> {
  const { frontier, clock, logger } = engines;
  const { run, resumed } = frontier.openRun(clock.now().toISOString());
  logger.info(resumed ? 'continuing the run that was cut off' : 'starting a run', { run });
  const crawlRun = new CrawlRun(config, engines, options);
  frontier.offer(config.sites.flatMap(startingLinks));
  try {
    yield* crawlRun.outcomes();
  } finally {
    crawlRun.abandon();
  }
  if (options.signal?.aborted !== true) frontier.closeRun(clock.now().toISOString());
}

/** The addresses that a site's configuration names, as links at depth 0. */
export function startingLinks(site: SiteConfig): FrontierLink[] {
  const link = (role: FrontierRole) => (url: CanonicalUrl) => ({
    url,
    role,
    site: site.name,
    depth: 0,
    modifiedAt: null,
  });
  return [
    ...site.sitemaps.map(link('sitemap')),
    ...site.feeds.map(link('feed')),
    ...site.listings.map(link('listing')),
    ...site.seeds.map(link('listing')),
  ];
}

interface SiteRun extends LinkContext {
  pages: number;
}

/** State of one run: who is busy, who is closed, how much was fetched. */
class CrawlRun {
  private readonly config: CrawlConfig;
  private readonly engines: CrawlEngines;
  private readonly options: CrawlOptions;
  private readonly sites: ReadonlyMap<string, SiteRun>;
  private readonly robots: RobotsCache;
  private readonly hard = new AbortController();
  private readonly paces = new Map<string, HostPace>();
  /** Hosts that are left alone until the next run. */
  private readonly closedHosts = new Set<string>();
  private readonly inFlight = new Map<string, Promise<InFlight>>();
  private readonly redirects = new Map<CanonicalUrl, readonly CanonicalUrl[]>();
  private readonly cookies = createCookieJar();
  private readonly deadlineMs: number;
  private pages = 0;

  constructor(config: CrawlConfig, engines: CrawlEngines, options: CrawlOptions) {
    this.config = config;
    this.engines = engines;
    this.options = options;
    this.sites = new Map(
      config.sites.map((site) => [site.name, { site, scope: createSiteScope(site), pages: 0 }]),
    );
    this.robots = options.robots ?? createRobotsCache(engines.http, config.userAgent, this.hard.signal);
    this.deadlineMs = engines.clock.monotonicMs() + (options.maxMinutes ?? Infinity) * 60_000;
  }

  async *outcomes(): AsyncGenerator<CrawlOutcome, void, void> {
    for (;;) {
      this.startEntries();
      if (this.inFlight.size === 0) {
        if (await this.waitForDueEntry()) continue;
        return;
      }
      const { host, outcome } = await Promise.race(this.inFlight.values());
      // The consumer settles while we are paused here; only then may the host be asked for its next entry.
      if (outcome !== null) yield outcome;
      this.inFlight.delete(host);
      if (outcome !== null) this.takeRedirect(outcome);
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
      this.pages >= (maxPages ?? Infinity) ||
      this.engines.clock.monotonicMs() >= this.deadlineMs
    );
  }

  private startEntries(): void {
    const { frontier, clock } = this.engines;
    while (this.inFlight.size < this.config.hostsInParallel && !this.isStopping()) {
      const busyHosts = new Set([...this.inFlight.keys(), ...this.closedHosts]);
      const entry = frontier.next(busyHosts, clock.now().toISOString());
      if (entry === undefined) return;
      const host = hostOf(entry.url);
      const site = this.sites.get(entry.site);
      if (entry.role === 'page' && site !== undefined) {
        if (site.pages >= site.site.maxPages) {
          this.closeHost(host, `site "${entry.site}" reached its ${site.site.maxPages} pages`);
          continue;
        }
        site.pages += 1;
        this.pages += 1;
      }
      this.inFlight.set(host, this.visit(entry, host, site));
    }
  }

  /** Waits for the next try that is due soon; false where there is none. */
  private async waitForDueEntry(): Promise<boolean> {
    if (this.isStopping()) return false;
    const { frontier, clock } = this.engines;
    const dueAt = frontier.nextDueAt(this.closedHosts);
    const waitMs = dueAt === undefined ? Infinity : Date.parse(dueAt) - clock.now().getTime();
    if (waitMs > MAX_WAIT_MS || waitMs > this.deadlineMs - clock.monotonicMs()) return false;
    await clock.sleep(Math.max(1, waitMs), this.options.signal);
    return !this.isStopping();
  }

  /** One entry, from robots.txt to its outcome; `null` where the crawl ends before the request. Never rejects. */
  private async visit(entry: FrontierEntry, host: string, site: SiteRun | undefined): Promise<InFlight> {
    const retryContext = {
      ...this.engines,
      backoffBaseMs: this.options.backoffBaseMs ?? DEFAULT_BACKOFF_BASE_MS,
    };
    if (!site?.scope.includes(entry.url)) {
      const message = `${entry.url} is no longer within a configured site`;
      return {
        host,
        outcome: failed(entry, retryContext, { cause: 'not-configured', message, retry: 'never' }),
      };
    }
    const pace = this.paceOf(host, site.site.delayMs);
    const { robots, state, reason } = await this.askRobots(entry.url, pace);
    if (state === 'unreachable') {
      if (this.isAbandoned()) return { host, outcome: null };
      this.closeHost(host, `robots.txt could not be had (${reason})`);
      const message = `robots.txt of ${host} could not be had (${reason}); the host is left alone until the next run`;
      return {
        host,
        outcome: failed(entry, retryContext, { cause: 'robots-unreachable', message, retry: 'next-crawl' }),
      };
    }
    const decision = robotsDecision(robots, productToken(this.config.userAgent), entry.url);
    if (!decision.allowed) return { host, outcome: disallowed(entry, decision.rule ?? '') };
    await pace.waitForTurn(this.options.signal);
    if (this.isCut()) return { host, outcome: null };
    const context: EntryFetch = {
      ...retryContext,
      ...site,
      cookies: this.cookies,
      userAgent: this.config.userAgent,
      redirectedFrom: this.redirects.get(entry.url) ?? [],
      signal: this.hard.signal,
    };
    const startedMs = this.engines.clock.monotonicMs();
    const { outcome, retryAfterMs, isOverloaded } = await fetchEntry(entry, context);
    pace.finish({ tookMs: this.engines.clock.monotonicMs() - startedMs, retryAfterMs, isOverloaded });
    if (this.isAbandoned()) return { host, outcome: null };
    if ((retryAfterMs ?? 0) > MAX_RETRY_AFTER_MS)
      this.closeHost(host, 'it asked to be left alone for more than ten minutes');
    this.countFailures(host, pace, outcome);
    return { host, outcome };
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
    const hostRobots = await this.robots.get(origin);
    pace.startAfterRobots(origin, crawlDelayMs(hostRobots.robots, productToken(this.config.userAgent)));
    return hostRobots;
  }

  /** A host that does not answer at all is asked a few times, not once for each of its pages. */
  private countFailures(host: string, pace: HostPace, outcome: CrawlOutcome): void {
    const isSilent = outcome.kind === 'failed' && outcome.settlement.status === null;
    if (pace.countFailure(isSilent)) this.closeHost(host, 'it did not answer several times in a row');
  }

  private closeHost(host: string, reason: string): void {
    if (this.closedHosts.has(host)) return;
    this.closedHosts.add(host);
    this.engines.logger.warn(`${host} is left alone until the next run: ${reason}`, { host });
  }

  private takeRedirect(outcome: CrawlOutcome): void {
    const chain = this.redirects.get(outcome.entry.url) ?? [];
    this.redirects.delete(outcome.entry.url);
    if (outcome.kind === 'redirected') this.redirects.set(outcome.to, [...chain, outcome.entry.url]);
  }
}

interface InFlight {
  readonly host: string;
  readonly outcome: CrawlOutcome | null;
}
