import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type SqliteDatabase } from '../../../src/engines/sqlite/sqlite-database.ts';
import { createIndexWriter } from '../../../src/engines/sqlite-index/index-writer.ts';
import { createSqliteLexicon } from '../../../src/engines/sqlite-index/sqlite-lexicon.ts';
import { MemoryLexicon } from '../../../src/search/engine/memory-lexicon.ts';
import type { Lexicon } from '../../../src/search/engine/lexicon.ts';
import { foldDiacritics } from '../../../src/text/fold-diacritics.ts';
import { makeCorpus } from '../../support/search-corpus.ts';

describe('the lexicon in SQLite says what the one in memory says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracuu-lexicon-'));
  const documents = makeCorpus({ articles: 300 }).map(({ document }) => document);
  let database: SqliteDatabase;
  let kept: Lexicon;
  const memory = new MemoryLexicon();
  beforeAll(() => {
    database = openDatabase(join(folder, 'tracuu.db'), { mode: 'write' });
    const writer = createIndexWriter(database);
    kept = createSqliteLexicon(database);
    // Some are corrected, some go: what is counted must follow.
    const corrected = documents
      .slice(0, 60)
      .map((document, index) => ({ ...document, sequence: 10_000, tokens: documents[index + 100]!.tokens }));
    const gone = documents.slice(90, 120).map(({ id }) => id);
    for (const lexicon of [memory, writer]) {
      lexicon.put(documents);
      lexicon.put(corrected);
      lexicon.remove(gone);
    }
  });
  afterAll(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  const tokens = [
    ...new Set(
      documents.flatMap(({ tokens: { title, text } }) => [
        ...title.syllables,
        ...text.syllables,
        ...text.words,
      ]),
    ),
  ].filter((_token, index) => index % 7 === 0);

  test('how many articles and syllables there are', () => {
    expect(kept.statistics()).toEqual(memory.statistics());
  });

  test('which tokens and facts an article has', () => {
    for (const { id } of documents) {
      expect(kept.tokensOf(id)).toEqual(memory.tokensOf(id));
      expect(kept.factsOf(id)).toEqual(memory.factsOf(id));
    }
    expect(kept.tokensOf('nowhere')).toBeUndefined();
    expect(kept.factsOf('nowhere')).toBeUndefined();
  });

  test('in how many articles a token stands', () => {
    for (const token of [...tokens, 'nowhere', '']) {
      expect(kept.articleFrequency(token), token).toBe(memory.articleFrequency(token));
    }
  });

  test('which spellings a folded token has', () => {
    for (const token of [...tokens, 'nowhere', '']) {
      const folded = foldDiacritics(token);
      expect(kept.spellings(folded), folded).toEqual(memory.spellings(folded));
    }
  });

  test.each([1, 2, 3])('which syllables begin with %i letters', (letters) => {
    for (const token of tokens) {
      for (const folded of [true, false]) {
        const options = { folded, limit: 12 };
        const prefix = token.slice(0, letters);
        expect(kept.withPrefix(prefix, options), prefix).toEqual(memory.withPrefix(prefix, options));
      }
    }
  });

  test.each([1, 2])('which syllables are within %i edits', (edits) => {
    for (const token of tokens.filter((_token, index) => index % 9 === 0)) {
      for (const folded of [foldDiacritics(token), `${foldDiacritics(token)}x`]) {
        const options = { edits, limit: 12 };
        expect(kept.similar(folded, options), folded).toEqual(memory.similar(folded, options));
      }
    }
  });
});
