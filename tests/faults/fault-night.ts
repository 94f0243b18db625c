import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCrawlConfig } from '../../src/crawl/config/parse-crawl-config.ts';
import type { HttpClient, HttpLimits } from '../../src/crawl/http-client.ts';
import {
  createUndiciHttpClient,
  type UndiciHttpClientOptions,
} from '../../src/engines/http/undici-http-client.ts';
import { crawlSites } from '../../src/jobs/ingest/crawl-sites.ts';
import { OUTCOME_COUNTS, type CrawlReport } from '../../src/jobs/nightly/crawl-report.ts';
import { openArchive, type Workspace } from '../../src/jobs/workspace.ts';
import type { StoredArticle } from '../../src/store/archive.ts';
import { startFaultServer, type FaultServer, type Route } from './fault-server.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

const USER_AGENT = 'tracuu-test (+https://example.org/bot)';
const DAY_MS = 86_400_000;

/** Fifty times shorter than what a crawl allows, so that a test need not wait; in the same order. */
export const SHORT_LIMITS: Partial<HttpLimits> = { headMs: 300, idleMs: 200, totalMs: 600 };

export interface FaultNightOptions {
  /** Served beside those of `startFaultServer`; may need the server's origin. */
  readonly routes?: (origin: string) => Readonly<Record<string, Route>>;
  /** Paths that the site's sitemap names. */
  readonly pages?: readonly string[];
  /** Further members of the site's configuration. */
  readonly site?: (origin: string) => object;
  readonly nights?: number;
  /** Called before each night, 1 being the first. */
  readonly onNight?: (night: number, clock: ManualClock) => void;
  readonly limits?: Partial<HttpLimits>;
  /** Where the site is said to be, when not on loopback: `client` then leads there. */
  readonly publicOrigin?: string;
  readonly client?: (origin: string) => Partial<UndiciHttpClientOptions>;
}

export interface FaultNight {
  /** Of each night. */
  readonly reports: readonly CrawlReport[];
  /** The same, in words: `new 1, failed timeout 1, retried 2`. */
  readonly summaries: readonly string[];
  readonly articles: readonly StoredArticle[];
  readonly versions: readonly number[];
  /** Paths that the server was asked for. */
  readonly requests: readonly string[];
  /** One line for each fault of the archive. */
  readonly check: readonly string[];
}

/** Crawls a faulty site with the whole job, in a folder of its own, on a clock that waits for nothing. */
export async function crawlFaults(options: FaultNightOptions): Promise<FaultNight> {
  const { nights = 1, pages = [] } = options;
  const clock = createManualClock();
  const server = await startOn(options, pages);
  const origin = options.publicOrigin ?? server.origin;
  const folder = mkdtempSync(join(tmpdir(), 'tracuu-fault-'));
  const workspace = openArchive(folder, { mode: 'write', clock });
  const http = limited(
    createUndiciHttpClient({
      userAgent: USER_AGENT,
      allowPrivateAddresses: true,
      ...options.client?.(server.origin),
    }),
    options.limits,
  );
  const config = parseCrawlConfig(
    JSON.stringify({
      userAgent: USER_AGENT,
      sites: [
        {
          name: 'a',
          ...(pages.length === 0 ? {} : { sitemaps: [`${origin}/sitemap.xml`] }),
          delayMs: 0,
          ...options.site?.(origin),
        },
      ],
    }),
    'test.json',
  );
  try {
    const reports: CrawlReport[] = [];
    for (let night = 1; night <= nights; night += 1) {
      if (night > 1) clock.advance(DAY_MS);
      options.onNight?.(night, clock);
      reports.push(await crawlSites(workspace, config, { http }));
    }
    return { reports, summaries: reports.map(summarize), requests: server.requests, ...contentOf(workspace) };
  } finally {
    workspace.close();
    await http.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startOn(options: FaultNightOptions, pages: readonly string[]): Promise<FaultServer> {
  const routes: Record<string, Route> = {};
  const server = await startFaultServer(routes);
  const origin = options.publicOrigin ?? server.origin;
  const entries = pages.map((path) => `<url><loc>${origin}${path}</loc></url>`);
  Object.assign(
    routes,
    { '/sitemap.xml': text(`<urlset>${entries.join('')}</urlset>`, { 'content-type': 'text/xml' }) },
    options.routes?.(origin),
  );
  return server;
}

function limited(client: HttpClient, limits: Partial<HttpLimits> = {}): HttpClient {
  return {
    fetch: (request, signal) =>
      client.fetch({ ...request, limits: { ...request.limits, ...limits } }, signal),
    close: () => client.close(),
  };
}

function contentOf({ archive }: Workspace): Pick<FaultNight, 'articles' | 'versions' | 'check'> {
  const articles = [...archive.readArticles()];
  return { articles, versions: articles.map(({ version }) => version), check: archive.check() };
}

/** In the order of the report; what only counts tries, lists and the rest is left out. */
const TOLD = [
  'new',
  'changed',
  'unchanged',
  'duplicate',
  'redirected',
  'gone',
  'disallowed',
  'noArticle',
] as const;

function summarize(report: CrawlReport): string {
  const counts = TOLD.flatMap((key) => (report[key] === 0 ? [] : [`${key} ${report[key]}`]));
  const failures = Object.entries(report.failures).map(([cause, count]) => `failed ${cause} ${count}`);
  const retried = report.retried === 0 ? [] : [`retried ${report.retried}`];
  return [...counts, ...failures, ...retried].join(', ');
}

/** What the parts of a report add up to; `requests` is what they must. */
export function addedUp(report: CrawlReport): number {
  return OUTCOME_COUNTS.reduce((sum, key) => sum + report[key], 0);
}

/** Answers 200 with `body`. */
export function text(body: string | Buffer, headers: Record<string, string> = {}): Route {
  return (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
  };
}

/** An article of 150 words that cites one directive; `number` makes it differ from all others. */
export function article(number: number, more = ''): string {
  const sentence = `Chi bộ số ${number} của phường ${number + 3} học tập Chỉ thị 05-CT/TW ngày ${(number % 27) + 1} tháng 3. `;
  const words = Array.from(
    { length: 6 },
    (_, index) =>
      `<p>${sentence}Nội dung thứ ${number * 7 + index}: ${'đảng viên trong khu phố cùng nhau trao đổi, '.repeat(2)}nhiều ý kiến được ghi lại.</p>`,
  );
  return `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Chi bộ số ${number} sinh hoạt</title></head><body><article><h1>Chi bộ số ${number} sinh hoạt</h1>${words.join('\n')}${more}</article></body></html>`;
}
