import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import type { Logger } from '../../../src/base/logger.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { parseCrawlConfig } from '../../../src/crawl/config/parse-crawl-config.ts';
import type { CrawlConfig } from '../../../src/crawl/config/crawl-config.ts';
import { readWarcCaptureAt, readWarcRecords } from '../../../src/engines/warc/warc-reader.ts';
import { addPaths } from '../../../src/jobs/ingest/add-paths.ts';
import { crawlSites, type CrawlSitesOptions } from '../../../src/jobs/ingest/crawl-sites.ts';
import { checkWorkspace } from '../../../src/jobs/maintain/check-workspace.ts';
import { OUTCOME_COUNTS, type CrawlReport } from '../../../src/jobs/nightly/crawl-report.ts';
import { openArchive } from '../../../src/jobs/workspace.ts';
import type { StoredArticle } from '../../../src/store/archive.ts';
import { startSiteFarm, type SiteFarm } from '../../faults/site-farm.ts';

const SITES = 3;
const PAGES = 15;
/** A host that answers 503 is left alone for two seconds and more, and some of these do. */
const TIMEOUT_MS = 60_000;
const isBuilt = existsSync(
  fileURLToPath(new URL('../../../dist/jobs/ingest/reading-worker.js', import.meta.url)),
);

let folder: string;
let farm: SiteFarm;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tracuu-job-'));
  farm = await startSiteFarm({
    sites: SITES,
    pagesPerSite: PAGES,
    faultRate: 0.2,
    changeRate: 0.2,
    pageBytes: 4_000,
  });
});
afterEach(async () => {
  await farm.close();
  rmSync(folder, { recursive: true });
});

const configOf = (): CrawlConfig =>
  parseCrawlConfig(
    JSON.stringify({
      userAgent: 'tracuu-test (+https://example.org/bot)',
      allowPrivateAddresses: true,
      sites: farm.origins.map((origin, index) => ({
        name: `s${index}`,
        sitemaps: [`${origin}/sitemap.xml`],
        listings: [`${origin}/tin`],
        place: index === 0 ? 'hcm/quan-1' : undefined,
        delayMs: 1,
      })),
    }),
    'test.json',
  );

async function crawlNight({
  night = 1,
  logger = silentLogger,
  data = folder,
  ...options
}: CrawlSitesOptions & { night?: number; logger?: Logger; data?: string } = {}): Promise<CrawlReport> {
  farm.setNight(night);
  const now = (): Date => new Date(Date.now() + (night - 1) * 86_400_000);
  const workspace = openArchive(data, { mode: 'write', clock: { ...systemClock, now }, logger });
  try {
    return await crawlSites(workspace, configOf(), { backoffBaseMs: 10, ...options });
  } finally {
    workspace.close();
  }
}

function storedArticles(data = folder): StoredArticle[] {
  const workspace = openArchive(data);
  const stored = [...workspace.archive.readArticles()];
  workspace.close();
  return stored;
}

const addsUp = (counts: CrawlReport | CrawlReport['sites'][number]): void => {
  expect(OUTCOME_COUNTS.reduce((sum, name) => sum + counts[name], 0)).toBe(counts.requests);
  expect(Object.values(counts.failures).reduce((sum, count) => sum + count, 0)).toBe(counts.failed);
};

describe('crawlSites', { timeout: TIMEOUT_MS }, () => {
  test('keeps every article exactly once, each with the page that it was read from', async () => {
    await crawlNight();
    const stored = storedArticles();
    expect(stored.flatMap(({ addresses }) => addresses).sort()).toEqual(farm.articles().sort());
    for (const { article } of stored) {
      const { warc, offset } = article.capture!;
      const capture = await readWarcCaptureAt(join(folder, 'warc', warc!), offset!);
      expect(capture?.finalUrl).toBe(article.url);
      expect(Buffer.from(capture!.body).toString()).toContain(article.title);
    }
    expect((await checkWorkspace(folder)).filter(({ ok }) => !ok)).toEqual([]);
  });

  test('keeps every answer that the servers gave, robots.txt and errors included, in the WARC file', async () => {
    await crawlNight();
    const kept: string[] = [];
    for (const name of readdirSync(join(folder, 'warc'))) {
      for await (const item of readWarcRecords(join(folder, 'warc', name))) {
        const { 'warc-type': type = 'damage', 'warc-target-uri': url = '' } =
          item.kind === 'record' ? item.record.headers : {};
        if (type === 'response' || type === 'revisit' || type === 'damage') kept.push(url);
      }
    }
    // A reset has no answer, and truncated gzip is none.
    const cut = ({ status, path }: (typeof farm.requests)[number]): boolean => status === 0 || path === '';
    const answered = farm.requests.filter((request) => !cut(request));
    expect(kept.filter((url) => url.endsWith('/robots.txt'))).toHaveLength(SITES);
    expect(answered.length - kept.length).toBeGreaterThanOrEqual(0);
    expect(answered.length - kept.length).toBeLessThanOrEqual(0.2 * SITES * PAGES);
    expect(kept).not.toContain('');
  });

  test('the report adds up, site by site and in all, in both nights', async () => {
    const first = await crawlNight();
    const second = await crawlNight({ night: 2 });
    for (const report of [first, second]) {
      addsUp(report);
      for (const site of report.sites) addsUp(site);
      for (const name of [...OUTCOME_COUNTS, 'requests', 'bytes', 'skipped'] as const) {
        expect(report.sites.reduce((sum, site) => sum + site[name], 0)).toBe(report[name]);
      }
    }
    expect(first.new + first.duplicate).toBe(farm.articles().length);
    expect(first.retried).toBeGreaterThan(0);
    expect(second).toMatchObject({ run: 2, resumed: false, failed: 0 });
    expect(second.changed + second.new).toBeGreaterThan(0);
    expect(second.changed + second.new + second.skipped + second.unchanged).toBeGreaterThanOrEqual(
      first.new + first.duplicate,
    );
  });

  test('an archive is rebuilt from its WARC files alone, and they are not written again', async () => {
    await crawlNight();
    const before = storedArticles();
    for (const name of ['tracuu.db', 'tracuu.db-wal', 'tracuu.db-shm', 'search']) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
    const workspace = openArchive(folder, { mode: 'write' });
    for await (const outcome of addPaths(workspace, [join(folder, 'warc')], { config: configOf() })) {
      expect(outcome.kind).not.toBe('failed');
    }
    workspace.close();
    const described = (stored: readonly StoredArticle[]): unknown[] =>
      stored.map(({ article, addresses, mentions }) => ({
        article,
        addresses: [...addresses].sort(),
        mentions,
      }));
    expect(described(storedArticles())).toEqual(described(before));
    expect(readdirSync(join(folder, 'warc'))).toHaveLength(1);
    expect((await checkWorkspace(folder)).find(({ subject }) => subject === 'warc')).toMatchObject({
      ok: true,
    });
  });

  test('a run that was stopped goes on, and its report is of the whole run', async () => {
    const stop = new AbortController();
    const stopped = await crawlNight({
      signal: stop.signal,
      onProgress: (line) => {
        if (line.startsWith('20 ')) stop.abort();
      },
    });
    expect(stopped.pending).toBeGreaterThan(0);
    addsUp(stopped);
    const whole = await crawlNight();
    addsUp(whole);
    expect(whole).toMatchObject({ run: 1, resumed: true, pending: 0 });
    expect(whole.new + whole.duplicate).toBe(farm.articles().length);
  });

  test('logs its figures every so many tries, and what failed', async () => {
    const lines: string[] = [];
    await crawlNight({
      logEvery: 20,
      logger: { info: (message) => lines.push(message), warn: (message) => lines.push(message) },
    });
    expect(lines.filter((line) => line === 'crawling').length).toBeGreaterThanOrEqual(2);
    expect(lines.some((line) => line.includes('answered 500'))).toBe(true);
  });
});

describe.runIf(isBuilt)('crawlSites with threads', () => {
  test(
    'makes the same archive with 0, 1 and 3 of them',
    async () => {
      const archives: unknown[] = [];
      for (const workers of [0, 1, 3]) {
        const data = join(folder, String(workers));
        await crawlNight({ workers, data });
        archives.push(
          storedArticles(data)
            .map(({ article, mentions }) => `${mentions.length} ${article.text}`)
            .sort(),
        );
      }
      expect(archives[0]).toHaveLength(farm.articles().length);
      expect(archives[1]).toEqual(archives[0]);
      expect(archives[2]).toEqual(archives[0]);
    },
    TIMEOUT_MS,
  );
});
