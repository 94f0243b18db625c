import { systemRandom } from '../../base/random.ts';
import { systemClock } from '../../base/clock.ts';
import { silentLogger } from '../../base/logger.ts';
import type { CrawlConfig } from '../../crawl/config/crawl-config.ts';
import type { HttpClient } from '../../crawl/http-client.ts';
import { planCrawl, type PlannedFetch } from '../../crawl/plan-crawl.ts';
import { openHttpClient } from '../../engines/http/open-http-client.ts';

/** What `crawlSites` would fetch, with each robots.txt decision; reads listings, fetches no page, writes nothing. */
export async function* planSites(
  config: CrawlConfig,
  options: { readonly signal?: AbortSignal; readonly http?: HttpClient } = {},
): AsyncGenerator<PlannedFetch> {
  const http = options.http ?? (await openHttpClient(config));
  try {
    yield* planCrawl(
      config,
      { http, clock: systemClock, logger: silentLogger, random: systemRandom },
      options,
    );
  } finally {
    if (options.http === undefined) await http.close();
  }
}
