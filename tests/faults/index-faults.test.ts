import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openIndexFolder, saveIndexFolder } from '../../src/engines/search-index/index-folder.ts';
import { SegmentedIndex } from '../../src/engines/search-index/segmented-index.ts';
import type { PlanNode } from '../../src/search/engine/search-plan.ts';
import { indexDocument, termsOf } from '../support/index-documents.ts';
import { saySkipped } from '../support/say-skipped.ts';

/** A few in `npm test`; `npm run test:faults` sets 200. */
const KILLS = process.env['FAULTS'] === 'full' ? 200 : 6;
const WRITER = fileURLToPath(new URL('index-writer.mjs', import.meta.url));
const EVERYTHING: PlanNode = { kind: 'everything' };

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'tracuu-faults-'));
});
afterAll(() => {
  rmSync(home, { recursive: true });
});

describe('kill -9 while indexing', () => {
  test(`loses nothing that was saved and doubles nothing, ${KILLS} times`, { timeout: 600_000 }, async () => {
    const folder = join(home, 'killed');
    for (let kill = 0; kill < KILLS; kill++) {
      const acknowledged = await writeUntilKilled(folder, { saves: kill % 4, ms: Math.random() * 40 });
      if (acknowledged === undefined) continue;
      if (acknowledged === 0 && !readsAsIndex(folder)) continue;
      const { index, manifest } = openIndexFolder(folder, 'test/1');
      expect(manifest.sequence).toBeGreaterThanOrEqual(acknowledged);
      await expectChanges(index, manifest.sequence);
    }
    expect(openIndexFolder(folder, 'test/1').manifest.sequence).toBeGreaterThan(KILLS);
  });
});

/**
 * Kills the writer `ms` after so many saves, however long these take; gives the last sequence that it said to have saved.
 */
function writeUntilKilled(
  folder: string,
  { saves, ms }: { readonly saves: number; readonly ms: number },
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [WRITER, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [said, complaint] = ['', ''];
    writer.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
    let isDoomed = false;
    writer.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      // The first line is said when the index is open.
      if (isDoomed || said.split('\n').length - 2 < saves) return;
      isDoomed = true;
      setTimeout(() => writer.kill('SIGKILL'), ms);
    });
    writer.on('error', reject);
    writer.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`the writer ended by itself: ${complaint}`));
      // The last line may be cut.
      else resolve(said.split('\n').slice(0, -1).map(Number).at(-1));
    });
  });
}

function readsAsIndex(folder: string): boolean {
  try {
    return readdirSync(folder).includes('manifest.json');
  } catch {
    return false;
  }
}

/** The index holds the last change of each article up to `sequence`, once, and no other. */
async function expectChanges(index: SegmentedIndex, sequence: number): Promise<void> {
  const held = new Map<string, number>();
  for (let change = 1; change <= sequence; change++) {
    if (change % 11 === 0) held.delete(`id${change % 60}`);
    else held.set(`id${change % 60}`, change);
  }
  const { hits } = await index.search(EVERYTHING, { limit: 100 });
  expect(hits.map(({ id }) => id)).toEqual([...held.keys()].sort());
  for (const [id, change] of held) {
    const found = await index.search(termsOf(`change${change}`), { limit: 2 });
    expect(found.hits.map((hit) => hit.id)).toEqual([id]);
  }
}

describe('a full disk', () => {
  const disk = mountSmallDisk();
  afterAll(() => {
    if (disk !== undefined) execFileSync('umount', [disk]);
  });

  test.skipIf(disk === undefined)('leaves the former index and says so', async () => {
    const folder = join(disk!, 'search');
    const index = new SegmentedIndex();
    await index.put([indexDocument('former', 'còn đây')]);
    saveIndexFolder(folder, index, { analyzer: 'test/1', sequence: 1 });
    const words = Array.from({ length: 200_000 }, (_, at) => `từ${at}`).join(' ');
    await index.put([indexDocument('large', words)]);
    const save = (): unknown => saveIndexFolder(folder, index, { analyzer: 'test/1', sequence: 2 });
    expect(save).toThrow(expect.objectContaining({ code: 'disk-full' }));
    expect(save).toThrow(
      /no space left to write .*search; free some and run the command again: nothing was lost/u,
    );

    const { index: opened, manifest } = openIndexFolder(folder, 'test/1');
    expect(manifest.sequence).toBe(1);
    expect((await opened.search(termsOf('còn'), { limit: 9 })).hits.map(({ id }) => id)).toEqual(['former']);
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);

    // Room again: the same call goes through.
    await index.remove(['large']);
    await index.put([indexDocument('later', 'mới')]);
    save();
    expect(await openIndexFolder(folder, 'test/1').index.count()).toBe(2);
  });
});

/** A file system of 1 MB that really is full when it is full; `undefined`, with a visible line, where none can be had. */
function mountSmallDisk(): string | undefined {
  const disk = mkdtempSync(join(tmpdir(), 'tracuu-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
    writeFileSync(join(disk, 'probe'), 'x');
    return disk;
  } catch {
    saySkipped('a full disk under the index: mounting a small tmpfs takes root');
    return undefined;
  }
}
