import { describe, expect, test } from 'vitest';
import { makeSnippet, type SnippetMatch } from '../../../src/search/passages/make-snippet.ts';

/** Every place of each word, keyed by the word. */
const matchesOf = (text: string, ...words: readonly string[]): SnippetMatch[] =>
  words
    .flatMap((key) =>
      Array.from(text.matchAll(new RegExp(key, 'gu')), ({ index }) => ({
        start: index,
        end: index + key.length,
        key,
      })),
    )
    .sort((a, b) => a.start - b.start);

const FILLER = 'chữ '.repeat(200);

describe('makeSnippet', () => {
  test('shows a short text whole', () => {
    const text = 'Thực hiện Chỉ thị 05';
    expect(makeSnippet(text, matchesOf(text, 'Chỉ thị'))).toEqual({
      text,
      highlights: [{ start: 10, end: 17 }],
      position: 10,
    });
  });

  test('marks what was left out on both sides', () => {
    const text = `${FILLER}giữa đây ${FILLER}`;
    const snippet = makeSnippet(text, matchesOf(text, 'giữa'));
    expect(snippet.text).toMatch(/^…(?:chữ )+giữa đây (?:chữ )*chữ…$/u);
    expect(snippet.text.length).toBeLessThan(220);
    expect(snippet.position).toBe(FILLER.length);
  });

  test('prefers the stretch with the most different words, then the closest', () => {
    const text = `học ${FILLER} học và tập ${FILLER} học tập ${FILLER}`;
    const snippet = makeSnippet(text, matchesOf(text, 'học', 'tập'));
    expect(snippet.position).toBe(text.indexOf('học tập'));
  });

  test('folds line breaks to spaces without moving the highlights', () => {
    const text = 'Một\n\nhai   ba\nbốn';
    const { text: shown, highlights } = makeSnippet(text, matchesOf(text, 'ba'));
    expect(shown).toBe('Một hai ba bốn');
    expect(highlights.map(({ start, end }) => shown.slice(start, end))).toEqual(['ba']);
  });

  test('shows the beginning where nothing matches', () => {
    expect(makeSnippet(FILLER, []).text).toMatch(/^chữ .*…$/u);
    expect(makeSnippet('', [])).toEqual({ text: '', highlights: [], position: 0 });
  });
});
