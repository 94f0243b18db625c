import type { CrawlConfig, SiteConfig } from './config/crawl-config.ts';
import type { CrawlOutcome } from './crawl-outcome.ts';
import { CrawlRun, type CrawlEngines, type CrawlOptions } from './crawl-run.ts';
import type { CanonicalUrl, FrontierLink, FrontierRole } from './frontier.ts';

export type { CrawlEngines, CrawlOptions };

/**
 * The polite loop: takes entries from the frontier, asks robots.txt, waits for the host's turn, makes one request
 * per entry and yields what became of it. One request at a time per host, several hosts at once.
 *
 * The consumer keeps capture, links (`frontier.offer`) and settlement (`frontier.settle`) of an outcome in one
 * transaction before it asks for the next, or tells by `options.backlog` that it does so later: the crawl ends only
 * when all are settled, as what is found in a page may be what is fetched next. Leaving the loop early ends the
 * requests in flight; what was not settled stays pending.
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
