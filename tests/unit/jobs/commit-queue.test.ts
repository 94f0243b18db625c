import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/base/clock.ts';
import { canonicalizeUrl } from '../../../src/crawl/canonicalize-url.ts';
import type { CrawlOutcome } from '../../../src/crawl/crawl-outcome.ts';
import type { FrontierEntry, FrontierSettlement } from '../../../src/crawl/frontier.ts';
import { CommitQueue } from '../../../src/jobs/nightly/commit-queue.ts';
import { createManualClock } from '../../faults/manual-clock.ts';

/** The paths of each transaction, in order. */
interface Written {
  readonly queue: CommitQueue;
  readonly batches: string[][];
  readonly faults: string[];
}

interface StillClock extends Clock {
  /** How long each sleep was asked to last, in milliseconds. */
  readonly slept: readonly number[];
  wake(): void;
}

/** Whoever sleeps wakes when the test says so, or is told to. */
function createStillClock(): StillClock {
  const slept: number[] = [];
  const sleepers: (() => void)[] = [];
  return {
    ...createManualClock(),
    slept,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        slept.push(ms);
        sleepers.push(resolve);
        signal?.addEventListener('abort', () => {
          resolve();
        });
      }),
    wake: () => {
      for (const resolve of sleepers) resolve();
    },
  };
}

interface Work {
  readonly flush?: () => Promise<void>;
  readonly commit?: (paths: string[]) => void;
}

function openQueue(
  clock: StillClock,
  { flush = async () => undefined, commit = () => undefined }: Work = {},
): Written {
  const batches: string[][] = [];
  const faults: string[] = [];
  const queue = new CommitQueue({
    clock,
    flush,
    commit: (batch) => {
      const paths = batch.map(({ entry }) => new URL(entry.url).pathname);
      commit(paths);
      batches.push(paths);
    },
    onFault: () => {
      faults.push('fault');
    },
  });
  return { queue, batches, faults };
}

function goneAt(path: string, bodyBytes = 0): CrawlOutcome {
  const url = canonicalizeUrl(path, 'https://a.vn')!;
  const entry: FrontierEntry = {
    url,
    role: 'page',
    site: 'a',
    depth: 1,
    modifiedAt: null,
    etag: null,
    lastModified: null,
    lastFetchedAt: null,
    bodyHash: null,
    attempts: 0,
  };
  const settlement: FrontierSettlement = {
    state: 'gone',
    status: 404,
    cause: null,
    fetchedAt: null,
    etag: null,
    lastModified: null,
    bodyHash: null,
    notBefore: null,
  };
  const fetchedAt = '2025-03-01T18:00:00.000Z';
  const body = new Uint8Array(bodyBytes);
  const capture = { requestedUrl: url, finalUrl: url, fetchedAt, status: 200, headers: {}, body };
  return bodyBytes === 0
    ? { kind: 'gone', entry, links: [], status: 404, settlement }
    : { kind: 'unchanged', entry, links: [], capture, settlement };
}

/** Until all that can go on has gone on. */
const turns = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('CommitQueue', () => {
  test('outcomes wait a tenth of a second for others, and share a transaction in their order', async () => {
    const clock = createStillClock();
    const { queue, batches } = openQueue(clock);
    for (const path of ['/1', '/2', '/3']) await queue.push(goneAt(path));
    expect(batches).toEqual([]);
    expect(queue.size).toBe(3);
    expect(clock.slept).toEqual([100]);
    clock.wake();
    await turns();
    expect(batches).toEqual([['/1', '/2', '/3']]);
    expect(queue.size).toBe(0);
  });

  test('eight outcomes, or bodies of 32 MB, wait for nobody', async () => {
    const { queue, batches } = openQueue(createStillClock());
    const paths = Array.from({ length: 33 }, (_, index) => `/${index}`);
    for (const path of paths) await queue.push(goneAt(path));
    expect(batches).toEqual([0, 8, 16, 24].map((from) => paths.slice(from, from + 8)));
    await queue.push(goneAt('/lon', 33 * 1024 * 1024));
    expect(batches.at(-1)).toEqual(['/32', '/lon']);
  });

  test('a crawl that has nothing else to do is not kept waiting', async () => {
    const { queue, batches } = openQueue(createStillClock());
    const settled: number[] = [];
    queue.onSettled(() => settled.push(queue.size));
    await queue.push(goneAt('/1'));
    await queue.settleNow();
    expect(batches).toEqual([['/1']]);
    expect(settled).toEqual([0]);
  });

  test('the disk is waited for first; what comes meanwhile goes into the next transaction', async () => {
    const disk: (() => void)[] = [];
    const flush = (): Promise<void> => new Promise((resolve) => disk.push(resolve));
    const { queue, batches } = openQueue(createStillClock(), { flush });
    await queue.push(goneAt('/1'));
    const settled = queue.settleNow();
    await turns();
    await queue.push(goneAt('/2'));
    expect(disk).toHaveLength(1);
    expect(batches).toEqual([]);
    expect(queue.size).toBe(2);
    disk[0]!();
    await settled;
    expect(batches).toEqual([['/1']]);
    expect(queue.size).toBe(1);
    const finished = queue.finish();
    await turns();
    disk[1]!();
    await finished;
    expect(batches).toEqual([['/1'], ['/2']]);
  });

  test.each(['flush', 'commit'] as const)(
    'what a %s throws ends the queue: nothing more is written, and whoever pushes hears of it',
    async (where) => {
      let isFull = false;
      const work = (): void => {
        if (isFull) throw new Error('disk full');
      };
      const flush =
        where === 'flush'
          ? async (): Promise<void> => {
              work();
            }
          : undefined;
      const commit = where === 'commit' ? work : undefined;
      const { queue, batches, faults } = openQueue(createStillClock(), {
        ...(flush && { flush }),
        ...(commit && { commit }),
      });
      await queue.push(goneAt('/1'));
      await queue.settleNow();
      isFull = true;
      await queue.push(goneAt('/2'));
      await queue.settleNow();
      expect(faults).toEqual(['fault']);
      await expect(queue.push(goneAt('/3'))).rejects.toThrow('disk full');
      await expect(queue.finish()).rejects.toThrow('disk full');
      expect(batches).toEqual([['/1']]);
    },
  );

  test('where the disk is waited for in vain, what came meanwhile is not waited for either', async () => {
    let fail = (_error: Error): void => undefined;
    const flush = (): Promise<void> => new Promise((_resolve, reject) => (fail = reject));
    const { queue, batches } = openQueue(createStillClock(), { flush });
    await queue.push(goneAt('/1'));
    const settled = queue.settleNow();
    await turns();
    await queue.push(goneAt('/2'));
    fail(new Error('disk full'));
    await settled;
    expect(queue.size).toBe(0);
    await expect(queue.finish()).rejects.toThrow('disk full');
    expect(batches).toEqual([]);
  });

  test('a queue that is closed writes nothing any more, not even what the disk is waited for', async () => {
    const clock = createStillClock();
    let endFlush = (): void => undefined;
    const flush = (): Promise<void> => new Promise((resolve) => (endFlush = resolve));
    const { queue, batches } = openQueue(clock, { flush });
    await queue.push(goneAt('/1'));
    const settled = queue.settleNow();
    await turns();
    await queue.push(goneAt('/2'));
    queue.close();
    endFlush();
    await settled;
    clock.wake();
    await turns();
    expect(batches).toEqual([]);
  });
});
