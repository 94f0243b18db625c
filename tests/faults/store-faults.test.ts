import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSqliteArchive } from '../../src/engines/sqlite/sqlite-archive.ts';
import { openDatabase } from '../../src/engines/sqlite/sqlite-database.ts';
import { rebuildIndexTables } from '../../src/engines/sqlite-index/article-indexer.ts';
import { createFtsEngine } from '../../src/engines/sqlite-index/fts-engine.ts';
import { analyzeArchive } from '../../src/jobs/maintain/analyze-archive.ts';
import { backupArchive } from '../../src/jobs/maintain/backup-archive.ts';
import { openArchive } from '../../src/jobs/workspace.ts';
import type { PlanNode } from '../../src/search/engine/search-plan.ts';
import { createWordSegmenter } from '../../src/text/segmenter/create-word-segmenter.ts';
import { makeArticle, makeCommit } from '../support/articles.ts';
import { saySkipped } from '../support/say-skipped.ts';
import { createRandom } from '../support/search-corpus.ts';
import { collectCandidates } from '../support/search-world.ts';

/** Instants at which a writer is killed; all 200 with `npm run test:faults`. */
const KILLS = process.env['FAULTS'] === 'full' ? 200 : 6;
const WRITER = join(import.meta.dirname, 'writes-articles.mjs');
/** Articles of the transaction that begins with article `first`, as the writer has it. */
const batchSize = (first: number): number => 1 + ((first * 7) % 6);
const has = (term: string): PlanNode => ({
  kind: 'terms',
  field: 'any',
  group: { alternatives: [{ term, boost: 1 }] },
});
const PLANS: readonly PlanNode[] = [
  { kind: 'everything' },
  has('từ1'),
  { kind: 'and', children: [has('bài'), has('từ37')] },
  { kind: 'fact', test: { fact: 'document', anyOf: ['vn:tw:ct:k12:5'] } },
];

describe('the store', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracuu-faults-'));
    file = join(folder, 'tracuu.db');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Kills the writer `ms` after so many lines, however long these take; gives the numbers that it said it had written. */
  const writeUntilKilled = async (
    from: number,
    { lines, ms }: { readonly lines: number; readonly ms: number },
  ): Promise<number[]> => {
    const child = spawn(process.execPath, [WRITER, folder, String(from)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let failed = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (failed += chunk));
    const closed = once(child, 'close');
    const began = new Promise<void>((resolve) => {
      child.stdout.on('data', () => {
        if (said.split('\n').length - 1 >= lines) resolve();
      });
    });
    await Promise.race([began, closed]);
    await wait(ms);
    child.kill('SIGKILL');
    await closed;
    expect(failed).toBe('');
    return said.split('\n').slice(0, -1).map(Number);
  };

  const hitsOf = async (): Promise<string[][]> => {
    const database = openDatabase(file, { mode: 'read' });
    const engine = createFtsEngine(database);
    const hits = await Promise.all(PLANS.map((plan) => collectCandidates(engine, plan)));
    database.close();
    return hits;
  };

  test(
    `loses and doubles nothing when its writer is killed ${KILLS} times`,
    { timeout: 1_800_000 },
    async () => {
      const random = createRandom(5);
      let last = 0;
      let rebuilds = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        // After the fifth transaction all tables are made anew, and the sixth line says that they are.
        const said = await writeUntilKilled(last + 1, { lines: 1 + (kill % 6), ms: random() * 60 });
        const acknowledged = Math.max(last, ...said);
        rebuilds += said.filter((number, index) => number === said[index - 1]).length;
        const archive = createSqliteArchive(openDatabase(file, { mode: 'read' }), file);
        const { articles, mentions } = archive.counts();
        // The last transaction may have been written without its writer living to say so, but never a part of it.
        expect([acknowledged, acknowledged + batchSize(acknowledged + 1)]).toContain(articles);
        expect(mentions).toBe(articles);
        expect(archive.check()).toEqual([]);
        archive.close();
        if (kill % 10 === 0) expect((await hitsOf())[0]).toHaveLength(articles);
        last = articles;
      }
      // Each sixth writer lives to see its tables made anew.
      expect(rebuilds).toBeGreaterThanOrEqual(Math.floor(KILLS / 6));
      const grown = await hitsOf();
      expect(grown[0]).toHaveLength(last);
      expect(grown[3]).toHaveLength(last);

      const database = openDatabase(file, { mode: 'write' });
      rebuildIndexTables(database);
      database.close();
      expect(await hitsOf()).toEqual(grown);
    },
  );

  test(
    'is copied whole while another process writes, and readers do not wait',
    { timeout: 60_000 },
    async () => {
      const writing = writeUntilKilled(1, { lines: 1, ms: 1500 });
      const copy = join(folder, 'copy.db');
      for (;;) {
        await wait(20);
        try {
          backupArchive(folder, copy);
          break;
        } catch (error) {
          // The writer has not come so far yet.
          if ((error as { code?: string }).code !== 'archive-missing') throw error;
        }
      }
      const said = await writing;
      const archive = createSqliteArchive(openDatabase(copy, { mode: 'read' }), copy);
      expect(archive.check()).toEqual([]);
      expect(archive.counts().articles).toBeLessThanOrEqual(Math.max(...said) + 6);
      archive.close();
      expect(() => {
        backupArchive(folder, copy);
      }).toThrow(expect.objectContaining({ code: 'bad-argument' }));
    },
  );

  test('has all in its file when a writer closes, though somebody still reads', () => {
    const writer = openArchive(folder, { mode: 'write' });
    const reader = openArchive(folder);
    writer.archive.commit(makeCommit(makeArticle({ text: 'Chỉ thị 05-CT/TW được quán triệt tại Hà Nội.' })));
    writer.close();
    const alone = join(folder, 'alone.db');
    copyFileSync(file, alone);
    reader.close();
    const archive = createSqliteArchive(openDatabase(alone, { mode: 'read' }), alone);
    expect(archive.counts().articles).toBe(1);
    archive.close();
  });

  test('lets one writer in at a time', () => {
    const workspace = openArchive(folder, { mode: 'write' });
    expect(() => openArchive(folder, { mode: 'write' })).toThrow(
      expect.objectContaining({ code: 'archive-locked' }),
    );
    openArchive(folder).close();
    workspace.close();
  });

  test('takes no tokens of another analyzer before it is analysed again', () => {
    const page = makeCommit(makeArticle({ id: 'sha-1', text: 'học tập' }));
    const workspace = openArchive(folder, { mode: 'write' });
    workspace.archive.commit(page);
    workspace.close();

    const segmenter = { ...createWordSegmenter(), id: 'other/1' };
    const other = openArchive(folder, { mode: 'write', segmenter });
    const another = makeCommit(makeArticle({ id: 'sha-2', text: 'làm theo' }));
    expect(() => other.archive.commit(another)).toThrow(
      expect.objectContaining({
        code: 'index-mismatch',
        message: expect.stringMatching(/"tracuu index"/u) as string,
      }),
    );
    expect(other.archive.counts().articles).toBe(1);
    expect(analyzeArchive(other)).toBe(1);
    expect(other.archive.commit(another).result).toBe('new');
    expect(other.archive.check()).toEqual([]);
    other.close();
  });

  test('is whole after a disk ran full, and goes on once there is room', () => {
    const disk = join(folder, 'disk');
    execFileSync('mkdir', [disk]);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      saySkipped('a full disk: mounting a small one needs root');
      return;
    }
    try {
      const full = join(disk, 'tracuu.db');
      const archive = createSqliteArchive(openDatabase(full, { mode: 'write' }), full);
      const commit = (number: number): void => {
        const words = Array.from(
          { length: 400 },
          (_value, index) => `từ${(number * 31 + index * index) % 9973}`,
        );
        archive.commit(makeCommit(makeArticle({ id: `sha-${number}`, text: words.join(' ') })));
      };
      let written = 0;
      expect(() => {
        for (; written < 5000; written++) commit(written);
      }).toThrow(expect.objectContaining({ code: 'disk-full' }));
      expect(written).toBeGreaterThan(0);
      expect(archive.counts().articles).toBe(written);
      expect(archive.check()).toEqual([]);
      execFileSync('mount', ['-o', 'remount,size=30m', disk]);
      commit(written);
      expect(archive.counts().articles).toBe(written + 1);
      expect(archive.check()).toEqual([]);
      archive.close();
    } finally {
      // Lazily: the driver keeps the file open until its statements are collected.
      execFileSync('umount', ['-l', disk]);
    }
  });
});
