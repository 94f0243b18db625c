import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { env } from 'node:process';
import { pathToFileURL } from 'node:url';
import MiniSearch from 'minisearch';

/**
 * An engine under measurement. Each of its calls happens in a process of its own: `build` writes to `folder`, `open`
 * reads it.
 * @typedef {{
 *   build(folder: string, batches: AsyncIterable<object[]>): Promise<void>,
 *   open(folder: string, mode: 'read' | 'write'): Promise<{ find(terms: string[]): Promise<number>, update(article: object): Promise<void> }>,
 * }} Peer
 */

/** @type {Readonly<Record<string, () => Promise<Peer>>>} */
export const PEERS = { stock: stockMiniSearch, segmented: segmentedMiniSearch, fts5, lancedb };

/** Hits that an engine hands over for ranking. */
const LIMIT = 200;
const ANALYZER = 'bench/1';

const joined = ({ syllables, words }) => [...syllables, ...words].join(' ');
const termsPlan = (terms) => ({
  kind: 'and',
  children: terms.map((term) => ({
    kind: 'terms',
    field: 'any',
    group: { alternatives: [{ term, boost: 1 }] },
  })),
});

/** MiniSearch 7 as its manual has it: one index, one JSON. */
async function stockMiniSearch() {
  const options = {
    fields: ['title', 'text'],
    storeFields: [],
    tokenize: (tokens) => (tokens === '' ? [] : tokens.split(' ')),
    processTerm: (term) => term,
  };
  const toRow = ({ id, tokens }) => ({ id, title: joined(tokens.title), text: joined(tokens.text) });
  return {
    build: async (folder, batches) => {
      const index = new MiniSearch(options);
      for await (const articles of batches) index.addAll(articles.map(toRow));
      writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
    },
    open: async (folder) => {
      const index = MiniSearch.loadJSON(readFileSync(join(folder, 'index.json'), 'utf8'), options);
      return {
        find: async (terms) =>
          index.search(terms.join(' '), { combineWith: 'AND', boost: { title: 3 } }).length,
        update: async (article) => {
          index.add(toRow(article));
        },
      };
    },
  };
}

async function segmentedMiniSearch() {
  const { SegmentedIndex } = await import('../../dist/engines/search-index/segmented-index.js');
  const { openIndexFolder, saveIndexFolder } =
    await import('../../dist/engines/search-index/index-folder.js');
  const facts = { analyzer: ANALYZER, sequence: 1 };
  return {
    build: async (folder, batches) => {
      const index = new SegmentedIndex();
      for await (const articles of batches) await index.put(articles);
      saveIndexFolder(folder, index, facts);
    },
    open: async (folder) => {
      const { index } = openIndexFolder(folder, ANALYZER);
      return {
        find: async (terms) => (await index.search(termsPlan(terms), { limit: LIMIT })).total,
        update: async (article) => {
          await index.put([article]);
          saveIndexFolder(folder, index, facts);
        },
      };
    },
  };
}

/** LanceDB from npm, with its own BM25 over the same tokens: `LANCEDB` names a folder in which it is installed. */
async function lancedb() {
  const require = createRequire(join(env.LANCEDB, 'package.json'));
  const { default: lance } = await import(pathToFileURL(require.resolve('@lancedb/lancedb')).href);
  const toRow = ({ id, tokens: { title, text } }) => ({ id, content: `${joined(title)} ${joined(text)}` });
  const tokens = lance.Index.fts({
    baseTokenizer: 'whitespace',
    lowercase: false,
    stem: false,
    removeStopWords: false,
    asciiFolding: false,
    withPosition: true,
    maxTokenLength: 256,
  });
  return {
    build: async (folder, batches) => {
      const database = await lance.connect(folder);
      let table;
      for await (const articles of batches) {
        const rows = articles.map(toRow);
        if (table === undefined) table = await database.createTable('articles', rows);
        else await table.add(rows);
      }
      await table.createIndex('content', { config: tokens });
    },
    open: async (folder) => {
      const table = await (await lance.connect(folder)).openTable('articles');
      return {
        find: async (terms) => {
          const query = new lance.MatchQuery(terms.join(' '), 'content', { operator: lance.Operator.And });
          return (await table.query().fullTextSearch(query).select(['id']).limit(LIMIT).toArray()).length;
        },
        update: async (article) => {
          await table.add([toRow(article)]);
          await table.optimize();
        },
      };
    },
  };
}

/** SQLite FTS5 as the archive keeps it, without the article beside it. */
async function fts5() {
  const { openDatabase } = await import('../../dist/engines/sqlite/sqlite-database.js');
  const { createFtsEngine } = await import('../../dist/engines/sqlite-index/fts-engine.js');
  const { createSqliteLexicon } = await import('../../dist/engines/sqlite-index/sqlite-lexicon.js');
  const { rankHits } = await import('../../dist/search/ranking/rank-hits.js');
  const fileIn = (folder) => join(folder, 'tracuu.db');
  return {
    build: async (folder, batches) => {
      const database = openDatabase(fileIn(folder), { mode: 'write' });
      const engine = createFtsEngine(database);
      for await (const articles of batches) await engine.put(articles);
      database.close();
    },
    open: async (folder, mode) => {
      const database = openDatabase(fileIn(folder), { mode });
      const engine = createFtsEngine(database);
      const lexicon = createSqliteLexicon(database);
      return {
        // With our ranking, as the other engines rank, too.
        find: async (terms) => {
          const plan = termsPlan(terms);
          const { total, hits } = await engine.search(plan, { limit: LIMIT });
          const ids = hits.map(({ id }) => id);
          rankHits({ plan, typed: null, cutWords: [] }, lexicon, ids);
          return total;
        },
        update: (article) => engine.put([article]),
      };
    },
  };
}
