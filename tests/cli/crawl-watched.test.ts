import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OUTCOME_COUNTS } from '../../src/jobs/nightly/crawl-report.ts';
import { startFaultServer, type FaultServer, type Route } from '../faults/fault-server.ts';
import { article, text } from '../faults/fault-night.ts';
import { rowsOf, temporaryFolder, tracuu, type CommandResult } from '../support/run-tracuu.ts';

const PAGES = 6;
const folder = temporaryFolder();
const data = join(folder, 'data');
const config = join(folder, 'sites.json');
const figuresFile = join(folder, 'tracuu.prom');

let server: FaultServer;
/** Lets the last page go; until then the crawl waits for it. */
let release: () => void;
beforeAll(async () => {
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const routes: Record<string, Route> = Object.fromEntries(
    Array.from({ length: PAGES }, (_value, at): [string, Route] => [`/bai-${at + 1}`, text(article(at + 1))]),
  );
  const last = routes[`/bai-${PAGES}`]!;
  server = await startFaultServer({
    ...routes,
    '/robots.txt': text('', { 'content-type': 'text/plain' }),
    '/mat': (response) => {
      response.writeHead(404).end();
    },
    [`/bai-${PAGES}`]: async (response, request) => {
      await released;
      await last(response, request);
    },
    '/sitemap.xml': (response, request) => {
      const paths = [...Object.keys(routes), '/mat'];
      // The page that waits is the oldest, so that it is asked for last.
      const entries = paths.map(
        (path, at) =>
          `<url><loc>${server.origin}${path}</loc><lastmod>2025-01-${path === `/bai-${PAGES}` ? '01' : String(20 - at)}</lastmod></url>`,
      );
      return text(`<urlset>${entries.join('')}</urlset>`, { 'content-type': 'text/xml' })(response, request);
    },
  });
  const site = { name: 'Báo "A"', sitemaps: [`${server.origin}/sitemap.xml`], delayMs: 1 };
  const userAgent = 'tracuu-test (+https://example.org/bot)';
  writeFileSync(config, JSON.stringify({ userAgent, allowPrivateAddresses: true, sites: [site] }));
});
afterAll(async () => {
  await server.close();
});

/** A figure of Prometheus' text; 0 where it is not there. */
function figure(figures: string, name: string, labels = ''): number {
  const line = figures.split('\n').find((candidate) => candidate.startsWith(`${name}${labels} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}

const tries = (figures: string, outcome: string): number =>
  figure(figures, 'tracuu_crawl_tries', `{site="Báo \\"A\\"",outcome="${outcome}"}`);

interface LogLine {
  readonly level: string;
  readonly time: string;
  readonly job: string;
  readonly message: string;
  readonly url?: string;
}

describe('a crawl that is watched', () => {
  let result: CommandResult;
  let running = '';
  let metricsUrl = '';
  beforeAll(async () => {
    let told: (url: string) => void;
    const listening = new Promise<string>((resolve) => {
      told = resolve;
    });
    const ended = tracuu(['crawl', config, '--data', data, '--metrics', figuresFile, '--metrics-port', '0'], {
      onStart: (child) => {
        child.stderr!.on('data', (chunk: Buffer) => {
          const url = /"url":"(http[^"]+\/metrics)"/u.exec(chunk.toString())?.[1];
          if (url !== undefined) told(url);
        });
      },
    });
    metricsUrl = await listening;
    // All but the page that waits: the figures grow while the run goes on.
    const deadline = Date.now() + 60_000;
    while (tries(running, 'new') < PAGES - 1 && Date.now() < deadline) {
      running = await (await fetch(metricsUrl)).text();
      await new Promise((resolve) => void setTimeout(resolve, 20));
    }
    release();
    result = await ended;
  });

  test('answers /metrics while it runs, and no longer', async () => {
    expect(new URL(metricsUrl).hostname).toBe('127.0.0.1');
    expect(tries(running, 'new')).toBe(PAGES - 1);
    expect(figure(running, 'tracuu_crawl_pending')).toBeGreaterThanOrEqual(1);
    const startedAt = figure(running, 'tracuu_crawl_started_timestamp_seconds');
    expect(Math.abs(Date.now() / 1000 - startedAt)).toBeLessThan(300);
    await expect(fetch(metricsUrl)).rejects.toThrow();
  });

  test('leaves the figures of its report in the file, and they add up', () => {
    const [report] = rowsOf(result);
    const figures = readFileSync(figuresFile, 'utf8');
    for (const outcome of OUTCOME_COUNTS) expect(tries(figures, outcome), outcome).toBe(report![outcome]);
    const sum = OUTCOME_COUNTS.reduce((total, outcome) => total + tries(figures, outcome), 0);
    expect(sum).toBe(report!['requests']);
    expect(report).toMatchObject({ new: PAGES, gone: 1, failed: 0 });
    expect(figure(figures, 'tracuu_crawl_pending')).toBe(0);
    expect(figure(figures, 'tracuu_indexed_articles')).toBe(PAGES);
    expect(figure(figures, 'tracuu_crawl_finished_timestamp_seconds')).toBeCloseTo(
      Date.parse(String(report!['finishedAt'])) / 1000,
      2,
    );
    expect(figure(figures, 'tracuu_crawl_duration_seconds')).toBeGreaterThanOrEqual(0);
    expect(figures.endsWith('\n')).toBe(true);
  });

  test('logs one JSON object a line on stderr, and nothing else', () => {
    const lines = result.stderr.trim().split('\n');
    const entries = lines.map((line) => JSON.parse(line) as LogLine);
    for (const { level, time, job, message } of entries) {
      expect(['info', 'warn']).toContain(level);
      expect(new Date(time).toISOString()).toBe(time);
      expect(job).toBe('crawl');
      expect(message).not.toBe('');
    }
    expect(entries.map(({ message }) => message)).toEqual(
      expect.arrayContaining(['serving metrics', 'starting a run']),
    );
    expect(result.code).toBe(0);
  });
});

describe('an address for /metrics', () => {
  test.each([['70000'], ['a'], ['localhost:9464'], ['-1'], ['1.2.3:80'], ['']])(
    '"%s" is none, and nothing is fetched',
    async (value) => {
      const before = server.requests.length;
      const { code, stderr } = await tracuu(['crawl', config, '--data', data, `--metrics-port=${value}`]);
      expect(code).toBe(2);
      expect(stderr).toContain('Write a port');
      expect(server.requests).toHaveLength(before);
    },
  );

  test('that is taken is said before anything is fetched', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const before = server.requests.length;
    const { code, stderr } = await tracuu(['crawl', config, '--data', data, '--metrics-port', String(port)]);
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^tracuu: 127\\.0\\.0\\.1:${port} cannot be listened on`, 'mu'));
    expect(server.requests).toHaveLength(before);
    taken.close();
  });
});
