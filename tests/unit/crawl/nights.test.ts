import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock, type Clock } from '../../../src/base/clock.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { parseCrawlConfig } from '../../../src/crawl/config/parse-crawl-config.ts';
import type { CrawlOutcome } from '../../../src/crawl/crawl-outcome.ts';
import { crawl } from '../../../src/crawl/crawl.ts';
import { createMemoryFrontier } from '../../../src/crawl/memory-frontier.ts';
import { createUndiciHttpClient } from '../../../src/engines/http/undici-http-client.ts';
import { startSiteFarm, type FarmRequest, type SiteFarm } from '../../faults/site-farm.ts';

const USER_AGENT = 'tracuu-test (+https://example.org/bot)';
const DELAY_MS = 4;
const SITES = 10;
const PAGES = 60;

/** Two nights over ten sites, 5 % of pages faulty; the first night is cut off twice. */
describe('two nights', () => {
  let farm: SiteFarm;
  const frontier = createMemoryFrontier();
  const http = createUndiciHttpClient({ userAgent: USER_AGENT, allowPrivateAddresses: true });
  /** The archive: what was kept in the same transaction as the settlement. */
  const kept = new Map<string, number>();
  const outcomes: CrawlOutcome[] = [];
  let dayOffsetMs = 0;
  const clock: Clock = { ...systemClock, now: () => new Date(Date.now() + dayOffsetMs) };

  beforeAll(async () => {
    farm = await startSiteFarm({ sites: SITES, pagesPerSite: PAGES, faultRate: 0.05, changeRate: 0.03 });
  });
  afterAll(async () => {
    await http.close();
    await farm.close();
  });

  /** Crawls until the end, or until `cut` says that the process dies: before the outcome is kept. */
  async function run(cut?: { readonly after: number; readonly how: 'signal' | 'kill' }): Promise<void> {
    const config = parseCrawlConfig(
      JSON.stringify({
        userAgent: USER_AGENT,
        hostsInParallel: SITES,
        sites: farm.origins.map((origin, index) => ({
          name: `s${index}`,
          sitemaps: [`${origin}/sitemap.xml`],
          listings: [`${origin}/tin`],
          delayMs: DELAY_MS,
        })),
      }),
      'test.json',
    );
    const controller = new AbortController();
    const engines = { http, frontier, clock, logger: silentLogger, random: () => 0.5 };
    let count = 0;
    for await (const outcome of crawl(config, engines, { backoffBaseMs: 10, signal: controller.signal })) {
      count += 1;
      if (count === cut?.after && cut.how === 'kill') return;
      if (count === cut?.after) controller.abort();
      outcomes.push(outcome);
      const { url } = outcome.entry;
      if (outcome.kind === 'fetched') kept.set(url, (kept.get(url) ?? 0) + 1);
      frontier.offer(outcome.links);
      frontier.settle(url, outcome.settlement);
    }
  }

  const countOf = (kind: CrawlOutcome['kind']): number =>
    outcomes.filter((outcome) => outcome.kind === kind).length;

  test('the first night, killed once and stopped once, keeps every article exactly once', async () => {
    await run({ after: 150, how: 'kill' });
    await run({ after: 200, how: 'signal' });
    await run();
    expect([...kept.keys()].sort()).toEqual(farm.articles().sort());
    expect(Math.max(...kept.values())).toBe(1);
    expect(frontier.counts().pending).toBe(0);
  });

  test('the report adds up: every request but robots.txt and those of the page in flight has its outcome', () => {
    const asked = farm.requests.filter(({ path }) => path !== '/robots.txt').length;
    const answered = outcomes.length - countOf('disallowed');
    // The kill loses the outcome that was being kept and those of the other hosts in flight.
    expect(asked - answered).toBeGreaterThanOrEqual(1);
    expect(asked - answered).toBeLessThanOrEqual(SITES);
  });

  test('no forbidden page was asked for, no host sooner than its delay, and one request at a time', () => {
    expect(farm.requests.filter(({ path }) => path.startsWith('/cam'))).toEqual([]);
    expect(countOf('disallowed')).toBe(SITES);
    for (let site = 0; site < SITES; site += 1) {
      const requests = farm.requests
        .filter((request) => request.site === site)
        .sort((a, b) => a.startedMs - b.startedMs);
      expect(pausesWithin(requests).filter((pauseMs) => pauseMs < DELAY_MS)).toEqual([]);
    }
  });

  test('the second night asks for what changed and hardly anything else', async () => {
    const before = { requests: farm.requests.length, outcomes: outcomes.length, kept: new Map(kept) };
    farm.setNight(2);
    dayOffsetMs = 86_400_000;
    await run();
    const tonight = farm.requests.slice(before.requests);
    const pages = tonight.filter(({ path }) => path.includes('bai-viet'));
    const changed = [...kept]
      .filter(([url, count]) => count > (before.kept.get(url) ?? 0))
      .map(([url]) => url);
    expect(changed.length).toBeGreaterThan(5);
    expect(changed.length).toBeLessThan(0.06 * SITES * PAGES);
    const wasted = pages.filter(({ status }) => status === 200).length - changed.length;
    // Truncated answers come with status 200 and are asked for once more.
    expect(wasted).toBeLessThanOrEqual(0.05 * SITES * PAGES);
    expect([...kept.keys()].sort()).toEqual(farm.articles().sort());
  });
});

/**
 * From one request to the next, as the server saw them; the first request of each process comes when it comes.
 * Starts are compared: the server may learn late that an answer has left, but never early that a request came.
 */
function pausesWithin(requests: readonly FarmRequest[]): number[] {
  return requests.flatMap((request, index) => {
    const before = requests[index - 1];
    return before === undefined || request.path === '/robots.txt'
      ? []
      : [request.startedMs - before.startedMs];
  });
}
