import { describe, expect, test } from 'vitest';
import { canonicalizeUrl } from '../../../src/crawl/canonicalize-url.ts';
import type { CrawlOutcome } from '../../../src/crawl/crawl-outcome.ts';
import type { FrontierEntry, FrontierSettlement } from '../../../src/crawl/frontier.ts';
import { CommitQueue } from '../../../src/jobs/nightly/commit-queue.ts';
import { createManualClock, type ManualClock } from '../../faults/manual-clock.ts';

/** The paths of each transaction, in order. */
interface Written {
  readonly queue: CommitQueue;
  readonly batches: string[][];
  readonly faults: string[];
}

function openQueue(clock: ManualClock, commit: (paths: string[]) => void = () => undefined): Written {
  const batches: string[][] = [];
  const faults: string[] = [];
  const queue = new CommitQueue({
    clock,
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

describe('CommitQueue', () => {
  test('outcomes wait a tenth of a second for others, and share a transaction in their order', async () => {
    const clock = createManualClock();
    const { queue, batches } = openQueue(clock);
    for (const path of ['/1', '/2', '/3']) queue.push(goneAt(path));
    expect(batches).toEqual([]);
    expect(queue.size).toBe(3);
    await clock.sleep(100);
    await Promise.resolve();
    expect(batches).toEqual([['/1', '/2', '/3']]);
    expect(queue.size).toBe(0);
  });

  test('eight outcomes, or bodies of 32 MB, wait for nobody', () => {
    const { queue, batches } = openQueue(createManualClock());
    const paths = Array.from({ length: 33 }, (_, index) => `/${index}`);
    for (const path of paths) queue.push(goneAt(path));
    expect(batches).toEqual([0, 8, 16, 24].map((from) => paths.slice(from, from + 8)));
    queue.push(goneAt('/lon', 33 * 1024 * 1024));
    expect(batches.at(-1)).toEqual(['/32', '/lon']);
  });

  test('a crawl that has nothing else to do is not kept waiting', () => {
    const { queue, batches } = openQueue(createManualClock());
    const settled: number[] = [];
    queue.onSettled(() => settled.push(queue.size));
    queue.push(goneAt('/1'));
    queue.settleNow();
    expect(batches).toEqual([['/1']]);
    expect(settled).toEqual([0]);
  });

  test('what a transaction throws ends the queue: nothing more is written, and whoever pushes hears of it', () => {
    const { queue, batches, faults } = openQueue(createManualClock(), (paths) => {
      if (paths.includes('/2')) throw new Error('disk full');
    });
    queue.push(goneAt('/1'));
    queue.settleNow();
    queue.push(goneAt('/2'));
    queue.settleNow();
    expect(faults).toEqual(['fault']);
    expect(() => {
      queue.push(goneAt('/3'));
    }).toThrow('disk full');
    expect(() => {
      queue.finish();
    }).toThrow('disk full');
    expect(batches).toEqual([['/1']]);
  });

  test('a queue that is closed writes nothing any more', async () => {
    const clock = createManualClock();
    const { queue, batches } = openQueue(clock);
    queue.push(goneAt('/1'));
    queue.close();
    await clock.sleep(1_000);
    expect(batches).toEqual([]);
  });
});
