import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDatabase, type SqliteDatabase } from '../../src/engines/sqlite/sqlite-database.ts';
import { createFtsEngine } from '../../src/engines/sqlite-index/fts-engine.ts';
import type { IndexDocument } from '../../src/search/engine/index-document.ts';
import type { WritableSearchEngine } from '../../src/search/engine/search-engine.ts';
import { makeCorpus } from '../support/search-corpus.ts';
import { describeFoldedQueries } from './folded-queries.contract.ts';
import { describeSearchEngine } from './search-engine.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracuu-fts-'));
const databases = new Map<WritableSearchEngine, SqliteDatabase>();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const create = async (): Promise<WritableSearchEngine> => {
  const database = openDatabase(join(folder, `${databases.size}.db`), { mode: 'write' });
  const engine = createFtsEngine(database);
  databases.set(engine, database);
  return engine;
};
const close = async (engine: WritableSearchEngine): Promise<void> => databases.get(engine)?.close();

describeSearchEngine('SQLite FTS5', create, { close });
describeFoldedQueries('SQLite FTS5', create, { close });

test('the best are told apart by a word that nearly all articles hold, which FTS5 weighs next to nothing', async () => {
  const engine = await create();
  const corpus = makeCorpus({ articles: 40, seed: 3 }).map(({ document }) => document);
  const { facts } = corpus[0]!;
  const articles = corpus.map((document, index): IndexDocument => {
    // All of one length, facts included; the later ones hold the word more often.
    const syllables = Array.from({ length: 60 }, (_syllable, at) => (at <= index ? 'và' : 'khác'));
    const empty = { syllables: [], words: [] };
    return { ...document, facts, tokens: { title: empty, text: { syllables, words: [] } } };
  });
  await engine.put(articles);
  const group = { alternatives: [{ term: 'và', boost: 1 }] };
  const { total, hits } = await engine.search({ kind: 'terms', field: 'any', group }, { limit: 5 });
  expect(total).toBe(40);
  expect(hits.map(({ id }) => id)).toEqual(
    articles
      .slice(-5)
      .reverse()
      .map(({ id }) => id),
  );
  await close(engine);
});
