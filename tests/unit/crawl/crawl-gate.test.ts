import { describe, expect, test } from 'vitest';
import { silentLogger } from '../../../src/base/logger.ts';
import { canonicalizeUrl } from '../../../src/crawl/canonicalize-url.ts';
import { parseCrawlConfig } from '../../../src/crawl/config/parse-crawl-config.ts';
import { createSiteScope } from '../../../src/crawl/config/site-scope.ts';
import { CrawlGate, type SiteRun } from '../../../src/crawl/crawl-gate.ts';
import type { FrontierEntry, FrontierRole } from '../../../src/crawl/frontier.ts';

const HOST = 'a.example';
const MAX_WAIT_MS = 600_000;

const entryOf = (role: FrontierRole): FrontierEntry => ({
  url: canonicalizeUrl('/1', `https://${HOST}/`)!,
  role,
  site: 'a',
  depth: 1,
  modifiedAt: null,
  etag: null,
  lastModified: null,
  lastFetchedAt: null,
  bodyHash: null,
  attempts: 0,
});

function siteOf(more: object): SiteRun {
  const config = {
    userAgent: 'tracuu-test (+https://example.org/bot)',
    sites: [{ name: 'a', seeds: [`https://${HOST}/`], ...more }],
  };
  const site = parseCrawlConfig(JSON.stringify(config), 'test.json').sites[0]!;
  return { site, scope: createSiteScope(site), pages: 0, discoveries: 0 };
}

/** `time` as a clock in Vietnam shows it. */
function gateAt(
  time: string,
  hostPages = new Map<string, number>(),
): { gate: CrawlGate; pass: (ms: number) => void } {
  const clock = { atMs: Date.parse(`2025-03-01T${time}:00+07:00`), sinceMs: 0 };
  const gate = new CrawlGate({
    clock: {
      now: () => new Date(clock.atMs),
      monotonicMs: () => clock.sinceMs,
      sleep: async () => undefined,
    },
    logger: silentLogger,
    hostPages,
    maxWaitMs: MAX_WAIT_MS,
  });
  return {
    gate,
    pass: (ms) => {
      clock.atMs += ms;
      clock.sinceMs += ms;
    },
  };
}

describe('CrawlGate', () => {
  test.each([
    ['21:30', false, Infinity],
    ['21:55', false, 300_000],
    ['22:00', true, Infinity],
    ['04:59', true, Infinity],
    ['05:00', false, Infinity],
  ])('at %s a site with the window 22:00-05:00 is asked: %s', (time, isAdmitted, untilNextWindowMs) => {
    const { gate } = gateAt(time);
    const site = siteOf({ window: '22:00-05:00' });
    expect(gate.admits(entryOf('listing'), HOST, site)).toBe(isAdmitted);
    expect(gate.untilNextWindowMs()).toBe(untilNextWindowMs);
    expect(gate.shutHosts().has(HOST)).toBe(!isAdmitted);
  });

  test('a host wakes when its window opens', () => {
    const { gate, pass } = gateAt('21:55');
    const site = siteOf({ window: '22:00-05:00' });
    gate.admits(entryOf('page'), HOST, site);
    pass(300_000);
    expect(gate.shutHosts().has(HOST)).toBe(false);
    expect(gate.admits(entryOf('page'), HOST, site)).toBe(true);
  });

  test.each([
    ['a budget of the night, with what earlier runs took', { budgetPages: 3 }, 1, 2],
    ['pages of a run, without it', { maxPages: 3 }, 1, 3],
  ])('counts %s', (_name, more, before, admitted) => {
    const { gate } = gateAt('12:00', new Map([[HOST, before]]));
    const site = siteOf(more);
    for (let page = 0; page < admitted; page += 1) {
      expect(gate.admits(entryOf('page'), HOST, site)).toBe(true);
      gate.count(entryOf('page'), HOST, site, 1);
    }
    expect(gate.admits(entryOf('listing'), HOST, site)).toBe(true);
    expect(gate.admits(entryOf('page'), HOST, site)).toBe(false);
    expect([...gate.shutHosts()]).toEqual([HOST]);
  });

  test('a request that was not made is not counted', () => {
    const { gate } = gateAt('12:00');
    const site = siteOf({ budgetPages: 1 });
    gate.count(entryOf('page'), HOST, site, 1);
    gate.count(entryOf('page'), HOST, site, -1);
    expect(gate.admits(entryOf('page'), HOST, site)).toBe(true);
    expect(gate.pages).toBe(0);
  });
});
