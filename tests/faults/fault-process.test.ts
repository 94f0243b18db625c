import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsOf, temporaryFolder, tracuu, type CommandResult } from '../support/run-tracuu.ts';
import { saySkipped } from '../support/say-skipped.ts';
import { expectWholeArchive, writeFarmConfig } from './farm-job.ts';
import { startSiteFarm, type SiteFarm } from './site-farm.ts';

const isFull = process.env['FAULTS'] === 'full';
/** 200 with FAULTS=full (`npm run test:faults`); a process starts in about half a second. */
const KILLS = isFull ? 200 : 25;
const SITES = 4;
/** Enough that no run ends before it is killed. */
const PAGES_PER_SITE = isFull ? 700 : 120;
/** Pages that fail are tried again after 15 s: not for every run. */
const FAULT_RATE = isFull ? 0.02 : 0;

const folder = temporaryFolder();
const inFolder = (name: string): string => join(folder, name);

let farm: SiteFarm;
beforeAll(async () => {
  farm = await startSiteFarm({ sites: SITES, pagesPerSite: PAGES_PER_SITE, faultRate: FAULT_RATE });
});
afterAll(async () => {
  await farm.close();
});

const crawl = (
  config: string,
  data: string,
  onStart?: Parameters<typeof tracuu>[1],
): Promise<CommandResult> => tracuu(['crawl', config, '--data', data], onStart);

/** Resolves when the farm has been asked `count` more times, or after `limitMs`. */
async function moreRequests(count: number, limitMs: number): Promise<void> {
  const goal = farm.requests.length + count;
  const deadline = performance.now() + limitMs;
  while (farm.requests.length < goal && performance.now() < deadline) await sleep(2);
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** 0 to 1, the same in every run of this test; the instants differ anyway, because machines do. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe('kill -9', () => {
  test(`at ${KILLS} random instants: nothing lost, nothing doubled, nothing unreadable`, async () => {
    const data = inFolder('killed');
    const slow = writeFarmConfig(farm, folder, { delayMs: 40 });
    const random = createRandom(20_261_124);
    let killed = 0;
    for (let turn = 0; turn < KILLS; turn += 1) {
      const result = await crawl(slow, data, {
        onStart: (child) => {
          // Most instants lie within the work, some within the start, before the first request.
          void moreRequests(random() < 0.9 ? Math.floor(random() * 12) : 0, 5_000)
            .then(() => sleep(random() * 60))
            .then(() => child.kill('SIGKILL'));
        },
      });
      if (result.signal === 'SIGKILL') killed += 1;
    }
    expect(killed).toBe(KILLS);
    const last = await crawl(writeFarmConfig(farm, folder), data);
    expect([0, 3]).toContain(last.code);
    expect(rowsOf(last)).toMatchObject([{ resumed: true }]);
    await expectWholeArchive(farm, data);
  }, 1_800_000);
});

describe('SIGTERM', () => {
  test('finishes the page in flight, says so, and the next run goes on from there', async () => {
    const data = inFolder('terminated');
    const config = writeFarmConfig(farm, folder, { delayMs: 15 });
    const before = farm.requests.length;
    const stopped = await crawl(config, data, {
      onStart: (child) => void moreRequests(60, 20_000).then(() => child.kill('SIGTERM')),
    });
    expect(stopped).toMatchObject({ code: 130, signal: null });
    const served = farm.requests
      .slice(before)
      .filter(({ path, status }) => path.includes('bai-viet') && status === 200);
    const [report] = rowsOf(stopped);
    // A truncated page has status 200, too, and is no article.
    const truncated = isFull ? SITES * 2 : 0;
    expect(Number(report!['new'])).toBeGreaterThanOrEqual(served.length - truncated);
    expect(Number(report!['new'])).toBeLessThanOrEqual(served.length);
    const rest = await crawl(writeFarmConfig(farm, folder), data);
    expect(rowsOf(rest)).toMatchObject([{ resumed: true }]);
    await expectWholeArchive(farm, data);
  });
});

describe('two jobs at once', () => {
  test('the second is told, and the first is not disturbed; a stale lock holds nobody up', async () => {
    const data = inFolder('two');
    const config = writeFarmConfig(farm, folder, { delayMs: 20 });
    let second: Promise<CommandResult> | undefined;
    const first = await crawl(config, data, {
      onStart: (child) => {
        void moreRequests(30, 20_000).then(async () => {
          second = crawl(config, data);
          await second;
          child.kill('SIGKILL');
        });
      },
    });
    expect(first.signal).toBe('SIGKILL');
    const told = (await second)!;
    expect(told).toMatchObject({ code: 1, stdout: '' });
    expect(told.stderr).toMatch(/another tracuu job is writing/u);
    expect(statSync(join(data, 'tracuu.lock')).isFile()).toBe(true);
    const next = await crawl(writeFarmConfig(farm, folder), data);
    expect([0, 3]).toContain(next.code);
    await expectWholeArchive(farm, data);
  });
});

/** Mounts a file system in memory on `path`; false where this user may not. */
function mountTmpfs(path: string, options: string): boolean {
  mkdirSync(path, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' });
    mounted.push(path);
    return true;
  } catch {
    return false;
  }
}

const mounted: string[] = [];
afterAll(() => {
  for (const path of mounted) execFileSync('umount', [path]);
});

const remount = (path: string, options: string): void => {
  execFileSync('mount', ['-o', `remount,${options}`, path]);
};

describe('a file system that refuses', () => {
  const canMount = mountTmpfs(inFolder('probe'), 'size=1m');
  if (!canMount) saySkipped('disk full and read-only folder: mounting a tmpfs needs root');

  test.runIf(canMount)(
    'disk full: one line with the way out, and nothing is lost once there is room',
    async () => {
      const data = inFolder('full');
      expect(mountTmpfs(data, 'size=2m')).toBe(true);
      const config = writeFarmConfig(farm, folder);
      const full = await crawl(config, data);
      expect(full.code).toBe(1);
      expect(full.stderr).toMatch(/space/u);
      expect(full.stderr).not.toMatch(/internal error|at .*\.js:\d/u);
      remount(data, 'size=512m');
      expect(await tracuu(['doctor', '--mend', '--data', data])).toMatchObject({ code: 0 });
      const rest = await crawl(config, data);
      expect([0, 3]).toContain(rest.code);
      await expectWholeArchive(farm, data);
    },
  );

  test.runIf(canMount)('read-only folder: one line, and questions are still answered', async () => {
    const data = inFolder('read-only');
    expect(mountTmpfs(data, 'size=64m')).toBe(true);
    expect(await tracuu(['demo', '--data', data])).toMatchObject({ code: 0 });
    remount(data, 'ro');
    const refused = await crawl(writeFarmConfig(farm, folder), data);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(refused.stderr).toMatch(/^tracuu: .*read-only/u);
    expect(await tracuu(['cites', '05-CT/TW', '--data', data])).toMatchObject({ code: 0 });
    remount(data, 'rw');
  });
});
