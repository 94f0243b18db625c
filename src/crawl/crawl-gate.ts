import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { FrontierEntry } from './frontier.ts';
import { isWithinWindow, untilWindowOpensMs } from './politeness/crawl-window.ts';
import type { LinkContext } from './read-links.ts';

/** A site in one run, with what was asked of it. */
export interface SiteRun extends LinkContext {
  pages: number;
  /** Requests for listings, feeds and sitemaps. */
  discoveries: number;
}

export interface CrawlGateOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Requests for pages that hosts have seen in this night before this run. */
  readonly hostPages?: ReadonlyMap<string, number> | undefined;
  /** A window that opens later than this is not waited for. */
  readonly maxWaitMs: number;
}

/** Which hosts may be asked at all: counts what sites and hosts have given and keeps their windows. */
export class CrawlGate {
  private readonly options: CrawlGateOptions;
  private readonly hostPages: Map<string, number>;
  /** Left alone until the next run. */
  private readonly closed = new Set<string>();
  /** Hosts whose window opens soon -> when, on the monotonic clock. */
  private readonly asleep = new Map<string, number>();
  private totalPages = 0;

  constructor(options: CrawlGateOptions) {
    this.options = options;
    this.hostPages = new Map(options.hostPages);
  }

  /** Requests for pages in this run. */
  get pages(): number {
    return this.totalPages;
  }

  close(host: string, reason: string): void {
    if (this.closed.has(host)) return;
    this.closed.add(host);
    this.options.logger.warn(`${host} is left alone until the next run: ${reason}`, { host });
  }

  /** Hosts that nothing may be asked of now. */
  shutHosts(): ReadonlySet<string> {
    const nowMs = this.options.clock.monotonicMs();
    for (const [host, wakesMs] of this.asleep) if (wakesMs <= nowMs) this.asleep.delete(host);
    return new Set([...this.closed, ...this.asleep.keys()]);
  }

  /** How long until a host's window opens; infinite where none is waited for. */
  untilNextWindowMs(): number {
    return Math.min(...this.asleep.values()) - this.options.clock.monotonicMs();
  }

  /** Whether the entry may be asked for now; otherwise its host is shut, for a while or for this run. */
  admits({ role, site: name }: FrontierEntry, host: string, site: SiteRun | undefined): boolean {
    if (site === undefined) return true;
    const { window, maxPages, budgetPages } = site.site;
    const now = this.options.clock.now();
    if (window !== null && !isWithinWindow(now, window)) {
      this.sleepUntilWindow(host, untilWindowOpensMs(now, window));
      return false;
    }
    if (role !== 'page') return true;
    if (site.pages >= maxPages) {
      this.close(host, `site "${name}" reached its ${maxPages} pages`);
      return false;
    }
    if (budgetPages !== null && (this.hostPages.get(host) ?? 0) >= budgetPages) {
      this.close(host, `it gave its ${budgetPages} pages of this night`);
      return false;
    }
    return true;
  }

  /** Counts a request when its entry is taken, and takes it back (`step` -1) where none was made. */
  count({ role }: FrontierEntry, host: string, site: SiteRun | undefined, step: 1 | -1): void {
    if (site === undefined) return;
    if (role !== 'page') {
      site.discoveries += step;
      return;
    }
    site.pages += step;
    this.totalPages += step;
    this.hostPages.set(host, (this.hostPages.get(host) ?? 0) + step);
  }

  private sleepUntilWindow(host: string, opensInMs: number): void {
    const { clock, maxWaitMs } = this.options;
    if (opensInMs > maxWaitMs) this.close(host, 'its window is closed');
    else this.asleep.set(host, clock.monotonicMs() + opensInMs);
  }
}
