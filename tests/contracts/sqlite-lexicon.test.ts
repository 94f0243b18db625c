import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/engines/sqlite/sqlite-database.ts';
import { inTransaction, type SqliteDatabase } from '../../src/engines/sqlite/sqlite-transaction.ts';
import { checkIndexTables } from '../../src/engines/sqlite-index/check-index-tables.ts';
import { createFtsEngine } from '../../src/engines/sqlite-index/fts-engine.ts';
import { createIndexWriter } from '../../src/engines/sqlite-index/index-writer.ts';
import { createSqliteLexicon } from '../../src/engines/sqlite-index/sqlite-lexicon.ts';
import type { IndexDocument } from '../../src/search/engine/index-document.ts';
import { makeCorpus } from '../support/search-corpus.ts';
import { describeLexicon, type ChangingLexicon } from './lexicon.contract.ts';

/** @param batch articles of a transaction */
function createLexicon(batch: number): ChangingLexicon {
  const database = openDatabase(':memory:', { mode: 'write' });
  const writer = createIndexWriter(database);
  return {
    lexicon: createSqliteLexicon(database),
    put: (documents) => {
      for (let from = 0; from < documents.length; from += batch)
        writer.put(documents.slice(from, from + batch));
    },
    remove: (ids) => {
      writer.remove(ids);
    },
  };
}

describeLexicon('SQLite', () => createLexicon(1000));
// The first articles are counted, the last wait to be.
describeLexicon('SQLite, article by article', () => createLexicon(1));

describe('an article that a search has found', () => {
  test('is read by its new number once it was removed and added again', async () => {
    const database = openDatabase(':memory:', { mode: 'write' });
    const [engine, lexicon] = [createFtsEngine(database), createSqliteLexicon(database)];
    const documents = makeCorpus({ articles: 5, seed: 3 }).map(({ document }) => document);
    const [first, second] = documents as [IndexDocument, IndexDocument];
    await engine.put(documents);
    await engine.search({ kind: 'everything' }, { limit: 10 });
    await engine.remove([first.id]);
    await engine.put([{ ...first, tokens: second.tokens }]);
    const ids = documents.map(({ id }) => id);
    const lengths = [...lexicon.countTokens([], ids)].map(({ id, length }) => ({ id, length }));
    expect(lengths).toEqual(
      documents.map((document) => {
        const { title, text } = (document === first ? second : document).tokens;
        return { id: document.id, length: title.syllables.length + text.syllables.length };
      }),
    );
  });
});

describe('tokens that were damaged on disk', () => {
  test.each(['ff', 'ffffffffff', '00', '0500000001', '00008080808007', 'ffffffff0700000001'])(
    'are told as such: %s',
    (bytes) => {
      const database = openDatabase(':memory:', { mode: 'write' });
      const lexicon = createSqliteLexicon(database);
      const documents = makeCorpus({ articles: 5, seed: 3 }).map(({ document }) => document);
      createIndexWriter(database).put(documents);
      database.exec(`UPDATE article_tokens SET tokens = x'${bytes}' WHERE number = 2`);
      const ids = documents.map(({ id }) => id);
      for (const read of [lexicon.countTokens(['a'], ids), lexicon.tokensAmong(['a'], ids)])
        expect(() => [...read]).toThrow(expect.objectContaining({ code: 'archive-corrupt' }) as Error);
    },
  );
});

describe('articles that wait to be counted', () => {
  const corpus = makeCorpus({ articles: 400, seed: 5 }).map(({ document }) => document);
  const wordsOf = ({ tokens: { title, text } }: IndexDocument): Set<string> =>
    new Set([...title.syllables, ...text.syllables]);
  const holding = (word: string, documents: readonly IndexDocument[]): number =>
    documents.filter((document) => wordsOf(document).has(word)).length;
  // The articles themselves are not in this database.
  const miscounted = (database: SqliteDatabase): string[] =>
    checkIndexTables(database).filter((fault) => fault.includes('tokens'));
  // In some articles and not in others, whatever the corpus is made of.
  const frequent = [...wordsOf(corpus[0]!)].find((word) => holding(word, corpus) < 300)!;

  test('are seen at once by a reader that had read before', () => {
    const database = openDatabase(':memory:', { mode: 'write' });
    const [writer, lexicon] = [createIndexWriter(database), createSqliteLexicon(database)];
    for (const [index, document] of corpus.entries()) {
      writer.put([document]);
      if (index % 50 !== 7) continue;
      expect(lexicon.articleFrequency(frequent)).toBe(holding(frequent, corpus.slice(0, index + 1)));
      expect(miscounted(database)).toEqual([]);
    }
  });

  test('are forgotten with the transaction that came to nothing', () => {
    const database = openDatabase(':memory:', { mode: 'write' });
    const [writer, lexicon] = [createIndexWriter(database), createSqliteLexicon(database)];
    const [first, second, ...others] = corpus as [IndexDocument, IndexDocument, ...IndexDocument[]];
    writer.put([first]);
    const roll = (documents: readonly IndexDocument[]): void => {
      const write = (): never => {
        writer.put(documents);
        lexicon.articleFrequency(frequent);
        throw new Error('rolled back');
      };
      expect(() => inTransaction(database, write)).toThrow('rolled back');
    };
    roll(others);
    expect(lexicon.articleFrequency(frequent)).toBe(holding(frequent, [first]));
    writer.put([second]);
    expect(lexicon.articleFrequency(frequent)).toBe(holding(frequent, [first, second]));
    expect(miscounted(database)).toEqual([]);
  });

  test('and those that are counted change alike', () => {
    const database = openDatabase(':memory:', { mode: 'write' });
    const [writer, lexicon] = [createIndexWriter(database), createSqliteLexicon(database)];
    for (const document of corpus) writer.put([document]);
    const [first, last] = [corpus[0]!, corpus.at(-1)!];
    writer.put([{ ...first, sequence: 9_999, tokens: last.tokens }]);
    writer.put([{ ...last, sequence: 9_999, tokens: first.tokens }]);
    writer.remove([corpus[1]!.id, corpus.at(-2)!.id]);
    const left = [...corpus.slice(2, -2), first, last];
    expect(lexicon.articleFrequency(frequent)).toBe(holding(frequent, left));
    expect(miscounted(database)).toEqual([]);
  });
});
