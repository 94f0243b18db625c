import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadIndex, saveIndex } from '../../../src/engines/search-index/index-files.ts';
import { createMiniSearchEngine } from '../../../src/engines/search-index/minisearch-engine.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracuu-index-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const FACTS = { site: null, publishedOn: null, kind: 'article', places: [], documents: [] };
const save = (id: string, sequence: number): void => {
  const engine = createMiniSearchEngine();
  engine.put([{ id, title: [], text: ['học'], facts: FACTS }]);
  saveIndex(folder, engine, { analyzer: 'a/1', sequence });
};
const idsIn = (): string[] => {
  const query = { required: [{ alternatives: [{ term: 'học', boost: 1 }] }], optional: [] };
  return loadIndex(folder, 'a/1')
    .engine.search(query, () => true)
    .map(({ id }) => id);
};

describe('an index on disk', () => {
  test('comes back as it was saved', () => {
    save('one', 7);
    expect(idsIn()).toEqual(['one']);
    expect(loadIndex(folder, 'a/1').manifest).toMatchObject({ sequence: 7, articles: 1, analyzer: 'a/1' });
  });

  test('is replaced whole, and the former generation goes', () => {
    save('one', 1);
    save('two', 2);
    expect(idsIn()).toEqual(['two']);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test('is the former one while a save has not reached the manifest', () => {
    save('one', 1);
    // What a kill between the two renames leaves behind.
    writeFileSync(join(folder, 'minisearch-ffff.json.new'), '{"half":');
    writeFileSync(join(folder, 'manifest.json.new'), '{"half":');
    expect(idsIn()).toEqual(['one']);
    save('two', 2);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test.each([
    ['nothing there', () => undefined, 'index-missing'],
    [
      'another analyzer',
      () => {
        save('one', 1);
      },
      'index-mismatch',
    ],
  ])('%s is said with its code', (_name, prepare, code) => {
    prepare();
    expect(() => loadIndex(folder, 'a/2')).toThrow(expect.objectContaining({ code }) as Error);
  });
});
