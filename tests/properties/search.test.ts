import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSnippet } from '../../src/search/passages/make-snippet.ts';
import { MemoryLexicon } from '../../src/search/engine/memory-lexicon.ts';
import { verifyPlan } from '../../src/search/engine/verify-plan.ts';
import { buildPlan } from '../../src/search/query/build-plan.ts';
import { parseQuery } from '../../src/search/query/parse-query.ts';
import { QueryError } from '../../src/search/query/query-error.ts';
import { normalizeText } from '../../src/text/normalize-text.ts';
import { alignSyllables, placeSyllables } from '../../src/search/tokens/analyze-article.ts';
import { createWordSegmenter } from '../../src/text/segmenter/create-word-segmenter.ts';
import { makeCorpus } from '../support/search-corpus.ts';
import { makeQueries, TEST_DIRECTIVES } from '../support/search-queries.ts';

const segmenter = createWordSegmenter();
const corpus = makeCorpus({ articles: 60, seed: 5 });
const lexicon = new MemoryLexicon();
lexicon.put(corpus.map(({ document }) => document));
const SYLLABLES = ['học', 'tập', 'và', 'làm', 'theo', 'chỉ', 'thị', '05-CT/TW', 'đảng', '\n\n', '  ', '—'];
const someText = fc.array(fc.constantFrom(...SYLLABLES), { maxLength: 400 }).map((words) => words.join(' '));

describe('snippets', () => {
  test('show each match as it stands in the text, white space apart', () => {
    fc.assert(
      fc.property(someText, fc.constantFrom('học', 'thị', 'đảng'), (text, key) => {
        const matches = Array.from(text.matchAll(new RegExp(key, 'gu')), ({ index }) => ({
          start: index,
          end: index + key.length,
          key,
        }));
        const { text: shown, highlights, position } = makeSnippet(text, matches);
        expect(highlights.length).toBe(matches.length === 0 ? 0 : Math.max(1, highlights.length));
        for (const { start, end } of highlights) expect(shown.slice(start, end)).toBe(key);
        if (matches.length > 0) expect(text.startsWith(key, position)).toBe(true);
      }),
    );
  });

  test('of a long match are the match', () => {
    const long = 'từ '.repeat(300).trim();
    expect(makeSnippet(long, [{ start: 0, end: long.length, key: 'x' }]).text).toBe(long);
  });
});

/** Strings in which operators are likely. */
const someQuery = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'( ) " “ AND OR NOT NEAR NEAR/3 - * ~ ~2 title: site: date:2019 doc: : .. 05-CT/TW'.split(' '),
      ),
      fc.constantFrom(...SYLLABLES),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 30 },
  )
  .chain((parts) => fc.constantFrom(parts.join(' '), parts.join('')));

describe('parseQuery', () => {
  test('reads any string or points at a character of it', () => {
    fc.assert(
      fc.property(fc.oneof(someQuery, fc.string({ unit: 'binary' })), fc.boolean(), (query, wordsInRow) => {
        try {
          const { node } = parseQuery(query, { segmenter, wordsInRow });
          expect(buildPlan(node, new MemoryLexicon()).plan.kind).toBeTypeOf('string');
        } catch (error) {
          expect(error).toBeInstanceOf(QueryError);
          const { message, position } = error as QueryError;
          expect(position).toBeGreaterThanOrEqual(0);
          expect(position).toBeLessThanOrEqual(normalizeText(query).trim().length);
          expect(message.split('\n')).toHaveLength(3);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('reads an accented query and its decomposed form alike', () => {
    fc.assert(
      fc.property(someText, (query) => {
        const read = (text: string): unknown => parseQuery(text.slice(0, 1000), { segmenter }).node;
        const composed = query.slice(0, 400);
        expect(read(composed.normalize('NFD'))).toEqual(read(composed));
      }),
    );
  });

  test('words in quotes find the article from which they were taken', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...corpus),
        fc.nat(),
        fc.integer({ min: 1, max: 12 }),
        (article, from, count) => {
          const words = article.text.split(/\s+/u);
          const start = from % words.length;
          const { node } = parseQuery(`text:"${words.slice(start, start + count).join(' ')}"`, { segmenter });
          const { plan } = buildPlan(node, lexicon);
          expect(verifyPlan(plan, article.document)).toBe(true);
        },
      ),
    );
  });
});

describe('buildPlan', () => {
  test.each(makeQueries({ corpus, queries: 108 }))('a hit for what was typed is a hit: %s', (query) => {
    const { plan, typed } = buildPlan(
      parseQuery(query, { segmenter, directives: TEST_DIRECTIVES }).node,
      lexicon,
    );
    if (typed === null) return;
    const hits = corpus.filter(({ document }) => verifyPlan(typed, document));
    expect(hits.filter(({ document }) => !verifyPlan(plan, document))).toEqual([]);
  });
});

describe('alignSyllables', () => {
  test.each([
    'Kỹ thuật ở Huế: 25.000 đồng, 30-4, 12:30; O’Neil (COVID-19) HÒA BÌNH — hoà bình… 16/CT-TTg.',
    'İstanbul có Quý, quí và Lý',
    `dài ${'x'.repeat(300)} ngắn`,
    '',
    ' — ',
  ])('places what is analysed as analysing again does: %s', (text) => {
    const placed = placeSyllables(text, segmenter);
    const tokens = placed.map(({ token }) => token);
    expect(alignSyllables(text, tokens) ?? placed).toEqual(placed);
  });

  test('aligns every article of the corpus', () => {
    for (const { text, document } of corpus) {
      expect(alignSyllables(text, document.tokens.text.syllables)).toEqual(placeSyllables(text, segmenter));
    }
  });

  test('does not align what belongs to another text', () => {
    expect(alignSyllables('học tập tốt', ['học', 'tập'])).toBeUndefined();
    expect(alignSyllables('học tập tốt', ['học', 'tốt'])).toBeUndefined();
    expect(alignSyllables('học', ['học', 'tập'])).toBeUndefined();
  });
});
