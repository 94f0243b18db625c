import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSnippet } from '../../src/search/make-snippet.ts';
import { parseQuery } from '../../src/search/parse-query.ts';
import { createWordSegmenter } from '../../src/text/segmenter/create-word-segmenter.ts';

const segmenter = createWordSegmenter();
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

describe('parseQuery', () => {
  test('reads any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        const { syllables, phrases } = parseQuery(query, segmenter);
        expect(phrases.flat().length).toBeLessThanOrEqual(syllables.length);
      }),
    );
  });

  test('reads an accented query and its decomposed form alike', () => {
    fc.assert(
      fc.property(someText, (query) => {
        expect(parseQuery(query.normalize('NFD'), segmenter)).toEqual(parseQuery(query, segmenter));
      }),
    );
  });
});
