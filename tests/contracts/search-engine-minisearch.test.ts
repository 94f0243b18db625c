import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openIndexFolder, saveIndexFolder } from '../../src/engines/search-index/index-folder.ts';
import { SegmentedIndex } from '../../src/engines/search-index/segmented-index.ts';
import type { WritableSearchEngine } from '../../src/search/engine/search-engine.ts';
import { rankHits } from '../../src/search/ranking/rank-hits.ts';
import { searchWorld } from '../support/search-world.ts';
import { describeSearchEngine } from './search-engine.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracuu-index-'));
let folders = 0;

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describeSearchEngine('MiniSearch', async () => new SegmentedIndex());
describeSearchEngine('MiniSearch, written and read back after each change', async () =>
  createReopeningEngine(join(folder, String(folders++))),
);

/** Every answer comes from an index that has been read from its files since the last change. */
function createReopeningEngine(home: string): WritableSearchEngine {
  let index = new SegmentedIndex();
  let sequence = 0;
  const reopen = (): void => {
    saveIndexFolder(home, index, { analyzer: 'test/1', sequence: ++sequence });
    ({ index } = openIndexFolder(home, 'test/1'));
  };
  return {
    id: index.id,
    put: async (documents) => {
      await index.put(documents);
      reopen();
    },
    remove: async (ids) => {
      await index.remove(ids);
      reopen();
    },
    search: (plan, options) => index.search(plan, options),
    readCandidates: (plan) => index.readCandidates(plan),
    countFacet: (plan, field) => index.countFacet(plan, field),
    count: () => index.count(),
  };
}

describe('MiniSearch', () => {
  test('chooses those whom our ranking puts first', { timeout: 120_000 }, async () => {
    const { corpus, lexicon, plans } = searchWorld('small');
    const index = new SegmentedIndex();
    await index.put(corpus.map(({ document }) => document));
    for (const { name, plan } of plans) {
      const { isExact, hits } = await index.search(plan, { limit: corpus.length });
      if (!isExact) continue;
      const ids = hits.map(({ id }) => id);
      const ranked = rankHits({ plan, typed: null, cutWords: [] }, lexicon, ids);
      expect(hits, name).toEqual(ranked.map(({ id, score }) => ({ id, score })));
    }
  });
});
