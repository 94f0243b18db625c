import { fileURLToPath } from 'node:url';
import { startFixtureSite } from '../engines/http/fixture-site-server.ts';
import { createMappedHttpClient } from '../engines/http/mapped-http-client.ts';
import { openHttpClient } from '../engines/http/open-http-client.ts';
import { citeDirective, type CiteResult } from './answer/cite-directive.ts';
import { crawlSites, type CrawlSitesOptions } from './ingest/crawl-sites.ts';
import type { CrawlReport } from './nightly/crawl-report.ts';
import type { Workspace } from './workspace.ts';

/** Reserved for examples (RFC 2606): no such host exists, and none is asked for. */
export const DEMO_ORIGIN = 'http://bantin.example';
export const DEMO_DIRECTIVE = 'Chỉ thị 05-CT/TW';

const SITE_FOLDER = fileURLToPath(new URL('../../fixtures/site', import.meta.url));

export interface DemoOptions extends Pick<CrawlSitesOptions, 'signal' | 'onProgress'> {
  /** Wait before each answer of the site, so that a crawl can be watched, or killed. */
  readonly delayMs?: number | undefined;
}

export interface DemoResult {
  /** True on a folder that the demo has filled before: then one article of the site has been corrected. */
  readonly isSecondRun: boolean;
  /** Where the site was served. */
  readonly servedOrigin: string;
  readonly report: CrawlReport;
  readonly answer: CiteResult;
}

/** Serves the bundled site on loopback, crawls it, indexes it, and asks who cites a directive. */
export async function runDemo(workspace: Workspace, options: DemoOptions = {}): Promise<DemoResult> {
  const { delayMs } = options;
  const { parseCrawlConfig } = await import('../crawl/config/parse-crawl-config.ts');
  const site = await startFixtureSite({ root: SITE_FOLDER, delayMs, publicOrigin: DEMO_ORIGIN });
  const config = parseCrawlConfig(DEMO_CONFIG, 'demo');
  const http = createMappedHttpClient(await openHttpClient(config), {
    publicOrigin: DEMO_ORIGIN,
    servedOrigin: site.origin,
  });
  try {
    let runs = 0;
    const onRunOpened = (run: number): void => {
      runs = run;
      site.setRevision(run === 1 ? 1 : 2);
    };
    const report = await crawlSites(workspace, config, { ...options, http, onRunOpened });
    const answer = citeDirective(workspace, DEMO_DIRECTIVE);
    return { isSecondRun: runs > 1, servedOrigin: site.origin, report, answer };
  } finally {
    await http.close();
    await site.close();
  }
}

const DEMO_CONFIG = JSON.stringify({
  userAgent: 'tracuu-demo/0.1 (+https://example.org/tracuu)',
  allowPrivateAddresses: true,
  sites: [
    {
      name: 'bantin',
      seeds: [`${DEMO_ORIGIN}/`],
      feeds: [`${DEMO_ORIGIN}/rss.xml`],
      sitemaps: [`${DEMO_ORIGIN}/sitemap.xml`],
      delayMs: 0,
    },
  ],
});
