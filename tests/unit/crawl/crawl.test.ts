import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { parseCrawlConfig } from '../../../src/crawl/config/parse-crawl-config.ts';
import type { CrawlConfig } from '../../../src/crawl/config/crawl-config.ts';
import type { CrawlOutcome } from '../../../src/crawl/crawl-outcome.ts';
import { crawl, type CrawlOptions } from '../../../src/crawl/crawl.ts';
import type { Frontier } from '../../../src/crawl/frontier.ts';
import { createMemoryFrontier } from '../../../src/crawl/memory-frontier.ts';
import { plainPageReader, type PageReader } from '../../../src/crawl/page-reader.ts';
import { planCrawl } from '../../../src/crawl/plan-crawl.ts';
import { startFixtureSite, type FixtureSite } from '../../../src/engines/http/fixture-site-server.ts';
import { createUndiciHttpClient } from '../../../src/engines/http/undici-http-client.ts';

const ROOT = new URL('../../../fixtures/site', import.meta.url).pathname;
const USER_AGENT = 'tracuu-test (+https://example.org/bot)';
const http = createUndiciHttpClient({ userAgent: USER_AGENT, allowPrivateAddresses: true });

let site: FixtureSite | undefined;
afterEach(async () => {
  await site?.close();
  site = undefined;
});

function configFor(origin: string, more = ''): CrawlConfig {
  const text = `{ "userAgent": "${USER_AGENT}", "allowPrivateAddresses": true, "sites": [
    { "name": "bantin", "sitemaps": ["${origin}/sitemap.xml"], "feeds": ["${origin}/rss/tin-moi.xml"],
      "listings": ["${origin}/tin-tuc/"], "delayMs": 0 ${more} } ] }`;
  return parseCrawlConfig(text, 'test.json');
}

/** Crawls and settles as the job does; outcomes as `kind path`. */
async function runCrawl(
  config: CrawlConfig,
  frontier: Frontier,
  options: CrawlOptions & { readonly pages?: PageReader } = {},
): Promise<CrawlOutcome[]> {
  const outcomes: CrawlOutcome[] = [];
  const { pages } = options;
  const engines = { http, frontier, clock: systemClock, logger: silentLogger, random: () => 0.5, pages };
  for await (const outcome of crawl(config, engines, options)) {
    frontier.offer(outcome.links);
    frontier.settle(outcome.entry.url, outcome.settlement);
    outcomes.push(outcome);
  }
  return outcomes;
}

const counts = (outcomes: readonly CrawlOutcome[]): Record<string, number> => {
  const result: Record<string, number> = {};
  for (const { kind } of outcomes) result[kind] = (result[kind] ?? 0) + 1;
  return result;
};

const pathsOf = (outcomes: readonly CrawlOutcome[], kind: CrawlOutcome['kind']): string[] =>
  outcomes.filter((outcome) => outcome.kind === kind).map(({ entry }) => new URL(entry.url).pathname);

describe('crawl of the fixture site', () => {
  test('the first night fetches every article once and names what became of the rest', async () => {
    site = await startFixtureSite({ root: ROOT });
    const outcomes = await runCrawl(configFor(site.origin), createMemoryFrontier());
    expect(counts(outcomes)).toEqual({ discovered: 5, fetched: 18, redirected: 1, gone: 1, disallowed: 1 });
    expect(pathsOf(outcomes, 'gone')).toEqual(['/tin-tuc/xay-dung-dang/bai-viet-da-duoc-go-xuong-1299.html']);
    expect(pathsOf(outcomes, 'redirected')).toEqual(['/ban-tin/1203']);
    const requested = site.requests.map(({ path }) => path);
    expect(new Set(requested).size).toBe(requested.length);
    expect(requested.filter((path) => path.startsWith('/noi-bo') || path.startsWith('/tu-khoa'))).toEqual([]);
    expect(requested[0]).toBe('/robots.txt');
  });

  test('the second night fetches only what changed', async () => {
    site = await startFixtureSite({ root: ROOT });
    const frontier = createMemoryFrontier();
    await runCrawl(configFor(site.origin), frontier);
    site.setRevision(2);
    const firstNight = site.requests.length;
    const outcomes = await runCrawl(configFor(site.origin), frontier);
    expect(pathsOf(outcomes, 'fetched')).toEqual([
      '/tin-tuc/kiem-tra-giam-sat/quan-8-giu-chuan-muc-trong-viec-nho-1211.html',
    ]);
    expect(
      site.requests
        .slice(firstNight)
        .filter(({ status }) => status === 200)
        .map(({ path }) => path),
    ).toEqual([
      '/robots.txt',
      '/sitemap.xml',
      '/tin-tuc/kiem-tra-giam-sat/quan-8-giu-chuan-muc-trong-viec-nho-1211.html',
    ]);
  });

  test('no request comes sooner than the delay after the one before', async () => {
    site = await startFixtureSite({ root: ROOT });
    await runCrawl(configFor(site.origin, ', "maxPages": 5'), createMemoryFrontier());
    const times = site.requests.map(({ atMs }) => atMs);
    const pauses = times.slice(1).map((time, index) => time - times[index]!);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(49);
  });

  test('maxPages ends the run; the next one goes on with what is left', async () => {
    site = await startFixtureSite({ root: ROOT });
    const frontier = createMemoryFrontier();
    const first = await runCrawl(configFor(site.origin), frontier, { maxPages: 4 });
    const second = await runCrawl(configFor(site.origin), frontier);
    expect(pathsOf(first, 'fetched')).toHaveLength(4);
    const all = [...pathsOf(first, 'fetched'), ...pathsOf(second, 'fetched')];
    expect(new Set(all).size).toBe(18);
  });

  test('leaving the loop early loses nothing', async () => {
    site = await startFixtureSite({ root: ROOT });
    const frontier = createMemoryFrontier();
    const engines = { http, frontier, clock: systemClock, logger: silentLogger, random: () => 0.5 };
    const fetched: string[] = [];
    for await (const outcome of crawl(configFor(site.origin), engines)) {
      if (outcome.kind === 'fetched') fetched.push(outcome.entry.url);
      frontier.offer(outcome.links);
      frontier.settle(outcome.entry.url, outcome.settlement);
      if (fetched.length === 3) break;
    }
    const rest = await runCrawl(configFor(site.origin), frontier);
    const all = [...fetched, ...rest.filter(({ kind }) => kind === 'fetched').map(({ entry }) => entry.url)];
    expect(all).toHaveLength(18);
    expect(new Set(all).size).toBe(18);
  });

  test('a plan reads no page and names each robots decision', async () => {
    site = await startFixtureSite({ root: ROOT });
    const plan: string[] = [];
    const engines = { http, clock: systemClock, logger: silentLogger, random: () => 0.5 };
    for await (const { url, role, allowed, robotsRule } of planCrawl(configFor(site.origin), engines)) {
      plan.push(`${role} ${new URL(url).pathname} ${allowed ? 'yes' : (robotsRule ?? '')}`);
    }
    expect(plan).toContain('page /noi-bo/lich-truc-noi-bo-nam-2020.html Disallow: /noi-bo/');
    expect(plan).toContain('sitemap /sitemap.xml yes');
    expect(plan.filter((line) => line.startsWith('page'))).toHaveLength(21);
    expect(site.requests.filter(({ path }) => path.endsWith('.html'))).toEqual([]);
  });
});

describe('a page that nobody can read', () => {
  const CHANGED = '/tin-tuc/kiem-tra-giam-sat/quan-8-giu-chuan-muc-trong-viec-nho-1211.html';
  let hostile = '';
  const failing: PageReader = {
    read: async (page) =>
      page.entry.url === hostile
        ? { kind: 'unread', cause: 'too-slow', message: 'it was not done within 2000 ms' }
        : plainPageReader.read(page),
  };

  test('has failed by that cause, and is asked for in full when it is offered again', async () => {
    site = await startFixtureSite({ root: ROOT });
    const config = configFor(site.origin);
    const frontier = createMemoryFrontier();
    hostile = `${site.origin}/tin-tuc/co-che-dac-thu/thanh-pho-thu-duc-nhung-viec-lam-ngay-khi-co-co-che-moi-1210.html`;
    const first = await runCrawl(config, frontier, { pages: failing });
    expect(first.filter(({ kind }) => kind === 'failed')).toMatchObject([
      { cause: 'too-slow', retry: 'never', links: [], settlement: { state: 'failed', status: 200 } },
    ]);
    expect(counts(first)).toMatchObject({ failed: 1, fetched: 17 });
    site.setRevision(2);
    const second = await runCrawl(config, frontier);
    expect(pathsOf(second, 'fetched').sort()).toEqual([CHANGED, new URL(hostile).pathname].sort());
  });

  test('a page whose bytes are the same is read for its links alone', async () => {
    site = await startFixtureSite({ root: ROOT });
    const wanted: string[] = [];
    const noting: PageReader = {
      read: async (page) => {
        wanted.push(`${page.entry.role} ${page.wants}`);
        return plainPageReader.read(page);
      },
    };
    await runCrawl(configFor(site.origin), createMemoryFrontier(), { pages: noting });
    expect(new Set(wanted)).toEqual(new Set(['listing links', 'page all']));
  });
});
