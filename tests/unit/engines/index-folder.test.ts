import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openIndexFolder, saveIndexFolder } from '../../../src/engines/search-index/index-folder.ts';
import type { SegmentManifest } from '../../../src/engines/search-index/segment-manifest.ts';
import { SegmentedIndex } from '../../../src/engines/search-index/segmented-index.ts';
import { acquireJobLock } from '../../../src/engines/sqlite/job-lock.ts';
import type { PlanNode } from '../../../src/search/engine/search-plan.ts';
import { anyOf, indexDocument, termsOf } from '../../support/index-documents.ts';

const ANALYZER = 'test/1';
const EVERYTHING: PlanNode = { kind: 'everything' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracuu-index-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const save = (index: SegmentedIndex, sequence = 1): SegmentManifest =>
  saveIndexFolder(folder, index, { analyzer: ANALYZER, sequence });
const open = (analyzer = ANALYZER): SegmentedIndex => openIndexFolder(folder, analyzer).index;
const segmentFiles = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith('segment-'))
    .sort();
const numbered = (from: number, to: number, content = 'một hai'): ReturnType<typeof indexDocument>[] =>
  Array.from({ length: to - from }, (_, at) => indexDocument(`id${from + at}`, `${content} số${from + at}`));
async function countOf(index: SegmentedIndex, plan: PlanNode): Promise<number> {
  return (await index.search(plan, { limit: 0 })).total;
}
async function savedIndex(): Promise<void> {
  const index = new SegmentedIndex();
  await index.put(numbered(0, 20));
  save(index);
}

describe('an index on disk', () => {
  test('is what was saved, with the sequence that it was saved at', async () => {
    const index = new SegmentedIndex();
    await index.put(numbered(0, 2_500));
    await index.remove(['id7']);
    save(index, 42);
    const { index: opened, manifest } = openIndexFolder(folder, ANALYZER);
    expect(manifest.sequence).toBe(42);
    for (const plan of [EVERYTHING, termsOf('hai'), anyOf(termsOf('số7'), termsOf('số8'))]) {
      expect(await opened.search(plan, { limit: 5_000 })).toEqual(await index.search(plan, { limit: 5_000 }));
    }
  });

  test('rewrites a small segment for one new article, and none for a removed one', async () => {
    const index = new SegmentedIndex();
    await index.put(numbered(0, 2_000));
    save(index);
    const [large] = segmentFiles();
    const { mtimeMs } = statSync(join(folder, large!));

    const opened = open();
    await opened.put(numbered(2_000, 2_001));
    await opened.remove(['id5']);
    save(opened, 2);
    await opened.put(numbered(2_001, 2_002));
    save(opened, 3);
    expect(segmentFiles()).toHaveLength(2);
    expect(statSync(join(folder, large!)).mtimeMs).toBe(mtimeMs);
    expect(await countOf(open(), EVERYTHING)).toBe(2_001);
    expect(await countOf(open(), termsOf('số5'))).toBe(0);
  });

  test('drops former files and what a killed job left, and no file of others', async () => {
    await savedIndex();
    const [former] = segmentFiles();
    for (const name of ['manifest.json.new', 'segment-0123456789abcdef.json', 'notes.txt'])
      writeFileSync(join(folder, name), 'x');
    const index = open();
    await index.put(numbered(20, 21));
    save(index, 2);
    expect(segmentFiles()).toHaveLength(1);
    expect(segmentFiles()).not.toContain(former);
    expect(readdirSync(folder)).toContain('notes.txt');
    expect(readdirSync(folder)).not.toContain('manifest.json.new');
  });

  test('is the same, hit for hit, made at once or change by change', async () => {
    const changes = Array.from({ length: 400 }, (_, at) =>
      indexDocument(`id${at % 90}`, `chung riêng${at % 7} ${'dài '.repeat(at % 13)}| số${at}`, {
        sequence: at + 1,
        site: `site${at % 5}`,
      }),
    );
    let incremental = new SegmentedIndex();
    for (let at = 0; at < changes.length; at += 25) {
      await incremental.put(changes.slice(at, at + 25));
      save(incremental, at);
      incremental = open();
    }
    await incremental.remove(['id3']);
    const rebuilt = new SegmentedIndex();
    await rebuilt.put(changes.slice(-90).filter(({ id }) => id !== 'id3'));
    const plans = [EVERYTHING, termsOf('dài'), anyOf(termsOf('riêng1'), termsOf('riêng2'), termsOf('số399'))];
    for (const plan of plans) {
      expect(await incremental.search(plan, { limit: 90 })).toEqual(
        await rebuilt.search(plan, { limit: 90 }),
      );
      expect(await incremental.countFacet(plan, 'site')).toEqual(await rebuilt.countFacet(plan, 'site'));
    }
  });
});

describe('a damaged or foreign index is not opened, and the message says the way out', () => {
  const withManifest = (change: (manifest: Record<string, unknown>) => unknown): (() => void) => {
    return () => {
      const path = join(folder, 'manifest.json');
      const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
      writeFileSync(path, JSON.stringify(change(manifest)));
    };
  };
  const segment = (change: object) =>
    withManifest((manifest) => ({
      ...manifest,
      segments: (manifest['segments'] as object[]).map((one) => ({ ...one, ...change })),
    }));
  const file = (name: string): string => join(folder, name);

  test.each<[name: string, damage: () => void, message: RegExp]>([
    [
      'a manifest cut short',
      () => {
        truncateSync(file('manifest.json'), 40);
      },
      /its manifest is no JSON/u,
    ],
    [
      'an empty manifest',
      () => {
        writeFileSync(file('manifest.json'), '');
      },
      /its manifest is no JSON/u,
    ],
    ['a manifest that is no object', withManifest(() => null), /its manifest is no object/u],
    ['a manifest without segments', withManifest(({ segments: _, ...rest }) => rest), /lacks a field/u],
    ['a negative sequence', withManifest((manifest) => ({ ...manifest, sequence: -1 })), /lacks a field/u],
    [
      'a count that does not add up',
      withManifest((manifest) => ({ ...manifest, articles: 3 })),
      /hold 20 articles of 3/u,
    ],
    [
      'files of a former version',
      withManifest((manifest) => ({ ...manifest, format: 1 })),
      /with format 1, this tracuu uses 2/u,
    ],
    ['another engine', withManifest((manifest) => ({ ...manifest, engine: 'x/1' })), /engine "x\/1"/u],
    [
      'another analyzer',
      withManifest((manifest) => ({ ...manifest, analyzer: 'old/0' })),
      /analyzer "old\/0", this tracuu uses "test\/1"/u,
    ],
    [
      'a segment outside of the folder',
      segment({ file: '../segment-0123456789abcdef.json' }),
      /lacks a field/u,
    ],
    ['a segment with another hash', segment({ sha256: 'x' }), /is not what was written/u],
    [
      'a missing segment',
      () => {
        rmSync(file(segmentFiles()[0]!));
      },
      /segment-\w{16}\.json is missing/u,
    ],
    [
      'a truncated segment',
      () => {
        truncateSync(file(segmentFiles()[0]!), 100);
      },
      /is not what was written/u,
    ],
  ])('%s', async (_name, damage, message) => {
    await savedIndex();
    damage();
    expect(open).toThrow(message);
    expect(open).toThrow(expect.objectContaining({ code: 'index-mismatch' }));
    expect(open).toThrow(/run "tracuu index" to rebuild it from the archive: nothing is lost/u);
    // The rebuilt index takes its place.
    await savedIndex();
    expect(await countOf(open(), EVERYTHING)).toBe(20);
  });

  test('a folder without an index', () => {
    expect(open).toThrow(expect.objectContaining({ code: 'index-missing' }));
  });
});

describe('two writers', () => {
  test('do not save at the same time', async () => {
    await savedIndex();
    const index = open();
    await index.put(numbered(20, 25));
    const other = acquireJobLock(folder);
    try {
      expect(() => save(index)).toThrow(expect.objectContaining({ code: 'archive-locked' }));
    } finally {
      other.release();
    }
    expect(await countOf(open(), EVERYTHING)).toBe(20);
    save(index, 2);
    expect(await countOf(open(), EVERYTHING)).toBe(25);
  });

  test('one that opened the index before the other saved leaves a whole index', async () => {
    await savedIndex();
    const [early, late] = [open(), open()];
    await early.put(numbered(20, 30));
    save(early, 2);
    // The file that `late` was opened from is gone by now.
    await late.remove(['id0']);
    save(late, 1);
    const { index, manifest } = openIndexFolder(folder, ANALYZER);
    expect(manifest.sequence).toBe(1);
    expect(await countOf(index, EVERYTHING)).toBe(19);
  });
});
