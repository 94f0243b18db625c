import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OUTCOME_COUNTS } from '../../src/jobs/nightly/crawl-report.ts';
import { rowsOf, temporaryFolder, tracuu, type CommandResult } from '../support/run-tracuu.ts';
import { expectWholeArchive, writeFarmConfig } from './farm-job.ts';
import { startSiteFarm, type FarmRequest, type SiteFarm } from './site-farm.ts';

const isFull = process.env['FAULTS'] === 'full';
/** The whole night with FAULTS=full (`npm run test:faults`), a small one elsewhere. */
const SITES = isFull ? 40 : 5;
const PAGES_PER_SITE = isFull ? 500 : 60;
const PAGES = SITES * PAGES_PER_SITE;
const FAULT_RATE = 0.03;
const CHANGE_RATE = 0.02;
const DELAY_MS = 4;

/** Answers that are being read (`arrival-order.ts`) or wait to be written (`commit-queue.ts`), at most, when a job is killed. */
const MOST_UNWRITTEN = 16 + 8;

type Row = Record<string, unknown>;

/** A run of the command, with what the servers saw of it. */
interface Run {
  readonly result: CommandResult;
  /** The summary; `undefined` for a run that was killed. */
  readonly report: Row | undefined;
  readonly requests: readonly FarmRequest[];
}

/** Two nights over many sites as an operator lives them: real processes, one killed, one told to stop. */
describe('a night simulated', () => {
  const folder = temporaryFolder();
  const data = `${folder}/data`;
  let farm: SiteFarm;
  const runs: Run[] = [];
  beforeAll(async () => {
    farm = await startSiteFarm({
      sites: SITES,
      pagesPerSite: PAGES_PER_SITE,
      faultRate: FAULT_RATE,
      changeRate: CHANGE_RATE,
    });
  });
  afterAll(async () => {
    await farm.close();
  });

  /** Runs the crawl; `ending` is sent once the servers have answered `after` requests of it. */
  async function crawl(ending?: { readonly after: number; readonly signal: NodeJS.Signals }): Promise<Run> {
    const first = farm.requests.length;
    const config = writeFarmConfig(farm, folder, { delayMs: DELAY_MS });
    const result = await tracuu(['crawl', config, '--data', data], {
      onStart: (child) => {
        if (ending === undefined) return;
        const timer = setInterval(() => {
          if (farm.requests.length - first < ending.after) return;
          clearInterval(timer);
          child.kill(ending.signal);
        }, 5);
        child.on('close', () => {
          clearInterval(timer);
        });
      },
    });
    // The servers learn a little later that a connection has closed.
    await new Promise((resolve) => void setTimeout(resolve, 200));
    const [report] = result.signal === null ? rowsOf(result) : [];
    const run = { result, report, requests: farm.requests.slice(first) };
    runs.push(run);
    return run;
  }

  test('the first night, killed once and stopped once, keeps every article exactly once', async () => {
    expect((await crawl({ after: PAGES * 0.3, signal: 'SIGKILL' })).result.signal).toBe('SIGKILL');
    expect((await crawl({ after: PAGES * 0.3, signal: 'SIGTERM' })).result.code).toBe(130);
    const last = await crawl();
    expect(last.result.code).toBe(0);
    expect(last.report).toMatchObject({ resumed: true, failed: 0, pending: 0 });
    await expectWholeArchive(farm, data);
  }, 1_800_000);

  test('the second night fetches only what changed: 95 % and more are skipped or answered by 304', async () => {
    farm.setNight(2);
    const { report, requests } = await crawl();
    const fetched = new Set(
      requests
        .filter(({ path, status }) => path.includes('bai-viet') && status === 200)
        .map(({ site, path }) => `${site} ${path}`),
    );
    expect(fetched.size).toBeLessThanOrEqual(PAGES * 0.05);
    expect(Number(report!['changed'])).toBeGreaterThan(0);
    expect(Number(report!['new'])).toBe(0);
    expect(Number(report!['changed'])).toBeLessThanOrEqual(fetched.size);
    await expectWholeArchive(farm, data);
  }, 1_800_000);

  test('the report of each night adds up, and to what the servers saw', () => {
    const [killed, stopped, finished, secondNight] = runs as [Run, Run, Run, Run];
    expect(killed.report).toBeUndefined();
    for (const { report } of [stopped, finished, secondNight]) {
      const all = [report!, ...(report!['sites'] as Row[])];
      for (const part of all) expect(sumOf(part)).toBe(part['requests']);
      const [whole, ...sites] = all.map((part) => Number(part['requests']));
      expect(sites.reduce((sum, count) => sum + count, 0)).toBe(whole);
    }
    // The night's report is of all its runs; only what was in flight when one was killed is counted twice by the servers.
    const seen = [killed, stopped, finished].flatMap(({ requests }) => requests);
    const lost = asked(seen) - answered(finished.report!);
    expect(lost).toBeGreaterThanOrEqual(0);
    expect(lost).toBeLessThanOrEqual(SITES + MOST_UNWRITTEN);
    expect(asked(secondNight.requests)).toBe(answered(secondNight.report!));
  });

  test('no request ever broke a robots rule or a delay, as the servers saw it', () => {
    expect(farm.requests.length).toBeGreaterThan(PAGES);
    expect(farm.requests.filter(({ path }) => path.startsWith('/cam'))).toEqual([]);
    for (const { requests } of runs) {
      for (let site = 0; site < SITES; site += 1) expect(hurriedRequests(requests, site)).toEqual([]);
    }
  });
});

const sumOf = (report: Row): number => OUTCOME_COUNTS.reduce((sum, key) => sum + Number(report[key]), 0);

/** Requests that servers saw, robots.txt aside. */
const asked = (requests: readonly FarmRequest[]): number =>
  requests.filter(({ path }) => path !== '/robots.txt').length;

/** Requests that a report tells of: what robots.txt forbids is counted, and never asked for. */
const answered = (report: Row): number => Number(report['requests']) - Number(report['disallowed']);

/**
 * Requests of one run to one site that came sooner than the delay after the one before, or while it was still being
 * answered. Starts are compared: a server may learn late that its answer has left, never early that a request came.
 */
function hurriedRequests(requests: readonly FarmRequest[], site: number): FarmRequest[] {
  const ofSite = requests
    .filter((request) => request.site === site)
    .sort((a, b) => a.startedMs - b.startedMs);
  return ofSite.filter((request, index) => {
    const before = ofSite[index - 1];
    return before !== undefined && request.startedMs - before.startedMs < DELAY_MS;
  });
}
