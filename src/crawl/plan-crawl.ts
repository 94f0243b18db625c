import type { CrawlConfig } from './config/crawl-config.ts';
import { crawl, type CrawlEngines } from './crawl.ts';
import type { CanonicalUrl, Frontier, FrontierLink, FrontierRole } from './frontier.ts';
import { createMemoryFrontier } from './memory-frontier.ts';
import { createRobotsCache } from './robots/robots-cache.ts';
import { productToken, robotsDecision } from './robots/robots-decision.ts';

/** One address that a crawl would ask for, or would not. */
export interface PlannedFetch {
  readonly url: CanonicalUrl;
  readonly role: FrontierRole;
  readonly site: string;
  readonly modifiedAt: string | null;
  readonly allowed: boolean;
  /** The robots.txt line that decided; `null` where none matched. */
  readonly robotsRule: string | null;
  /** `robots.txt` as it was found: `ok`, `http-404`, `dns`… */
  readonly robotsState: string;
}

export type PlanEngines = Omit<CrawlEngines, 'frontier'>;

/**
 * What `crawl` would fetch: reads robots.txt, sitemaps, feeds and listings, politely as ever, but no page,
 * and writes nothing. Yields each address once, as it is found. A person asks by day: windows are not waited for.
 */
export async function* planCrawl(
  config: CrawlConfig,
  engines: PlanEngines,
  options: { readonly signal?: AbortSignal | undefined } = {},
): AsyncGenerator<PlannedFetch, void, void> {
  const robots = createRobotsCache(engines.http, config.userAgent, options.signal);
  const atAnyTime = { ...config, sites: config.sites.map((site) => ({ ...site, window: null })) };
  const frontier = createMemoryFrontier();
  const seen = new Set<CanonicalUrl>();
  const plan = async (link: FrontierLink): Promise<PlannedFetch> => {
    const { state, reason, robots: rules } = await robots.get(new URL(link.url).origin);
    const { allowed, rule } = robotsDecision(rules, productToken(config.userAgent), link.url);
    const { url, role, site, modifiedAt } = link;
    return {
      url,
      role,
      site,
      modifiedAt,
      allowed,
      robotsRule: rule,
      robotsState: state === 'reachable' ? 'ok' : reason,
    };
  };
  for await (const outcome of crawl(atAnyTime, { ...engines, frontier }, { ...options, robots })) {
    yield await plan(outcome.entry);
    const fresh = outcome.links.filter(({ url, role }) => role === 'page' && !seen.has(url));
    for (const link of fresh) {
      seen.add(link.url);
      yield await plan(link);
    }
    settleWithoutPages(frontier, outcome);
  }
}

function settleWithoutPages(
  frontier: Frontier,
  {
    entry,
    links,
    settlement,
  }: { entry: FrontierLink; links: readonly FrontierLink[]; settlement: Parameters<Frontier['settle']>[1] },
): void {
  frontier.offer(links.filter(({ role }) => role !== 'page'));
  frontier.settle(entry.url, settlement);
}
