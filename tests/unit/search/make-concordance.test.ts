import { describe, expect, test } from 'vitest';
import { makeConcordance, sortConcordance } from '../../../src/search/passages/make-concordance.ts';

const TEXT = 'Đảng bộ phường đẩy mạnh học tập và làm theo Bác.\n\nNhiều chi bộ học\ntập tốt, học  tập đều.';

/** Lines of the concordance of `word`, bars around the match. */
function linesOf(text: string, word: RegExp, contextChars: number): string[] {
  const matches = Array.from(text.matchAll(word), ({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
  return makeConcordance(text, matches, { contextChars }).map(
    ({ left, match, right }) => `${left}|${match}|${right}`,
  );
}

describe('makeConcordance', () => {
  test('shows whole words on each side, as many as fit', () => {
    expect(linesOf(TEXT, /học\s+tập/gu, 20)).toEqual([
      'bộ phường đẩy mạnh |học tập| và làm theo Bác.',
      'Bác. Nhiều chi bộ |học tập| tốt, học tập đều.',
      'chi bộ học tập tốt, |học tập| đều.',
    ]);
  });

  test('words that were found one by one and stand in a row are one match', () => {
    expect(linesOf(TEXT, /học|tập/gu, 8)).toEqual([
      'mạnh |học tập| và làm',
      'chi bộ |học tập| tốt,',
      'tốt, |học tập| đều.',
    ]);
  });

  test('a word longer than the room is cut', () => {
    expect(linesOf('ààààààààààx bbbbbbbbbb', /x/gu, 4)).toEqual(['àààà|x|']);
    expect(linesOf('xbbbbbbbbbb', /x/gu, 4)).toEqual(['|x|bbbb']);
  });

  test('offsets are those of the text', () => {
    for (const { start, end, match } of makeConcordance(TEXT, [{ start: 62, end: 69 }])) {
      expect(TEXT.slice(start, end).replace(/\s+/gu, ' ')).toBe(match);
    }
  });
});

describe('sortConcordance', () => {
  const lines = [
    { left: 'mạnh dạn', right: ', tốt' },
    { left: 'bộ dân', right: 'đều' },
    { left: 'yên dan', right: 'dễ' },
    { left: 'anh dân', right: 'de' },
  ];
  test('by the word before the match, then the one before that', () => {
    expect(sortConcordance(lines, 'left').map(({ left }) => left)).toEqual([
      'anh dân',
      'bộ dân',
      'mạnh dạn',
      'yên dan',
    ]);
  });

  test('by the word behind the match, marks last', () => {
    expect(sortConcordance(lines, 'right').map(({ right }) => right)).toEqual(['de', 'dễ', 'đều', ', tốt']);
  });
});
