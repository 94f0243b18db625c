import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareWords } from '../../../src/search/corpus/compare-words.ts';
import { countCollocates } from '../../../src/search/corpus/count-collocates.ts';
import { countOverTime } from '../../../src/search/corpus/count-over-time.ts';
import { findOccurrences } from '../../../src/search/corpus/find-occurrences.ts';
import { logLikelihood, logRatio } from '../../../src/search/corpus/log-likelihood.ts';
import { readWords } from '../../../src/search/corpus/read-words.ts';
import type { TermGroup } from '../../../src/search/engine/search-plan.ts';
import type { ArticleTokens, FieldTokens } from '../../../src/search/tokens/article-tokens.ts';

const NOTHING: FieldTokens = { syllables: [], words: [] };
const group = (...terms: string[]): TermGroup => ({
  alternatives: terms.map((term) => ({ term, boost: 1 })),
});

/** `học_tập và làm` as tokens: words of several syllables with `_`. */
function field(text: string): FieldTokens {
  const words = text.split(' ').filter((word) => word !== '');
  return {
    syllables: words.flatMap((word) => word.split(/[_/-]/u)),
    words: words.filter((word) => /[_/-]/u.test(word)),
  };
}
const article = (text: string): ArticleTokens => ({ title: NOTHING, text: field(text) });

describe('log-likelihood', () => {
  test.each([
    // Worked out by hand: expected 50 and 100 of 150.
    [{ count: 100, total: 10_000 }, { count: 50, total: 20_000 }, 69.69],
    [{ count: 10, total: 1000 }, { count: 10, total: 1000 }, 0],
    [{ count: 0, total: 0 }, { count: 5, total: 10 }, 0],
  ])('of %o and %o is about %d', (one, other, expected) => {
    expect(logLikelihood(one, other)).toBeCloseTo(expected, 0);
    expect(logLikelihood(other, one)).toBeCloseTo(logLikelihood(one, other), 8);
  });

  test('is 1 in the ratio where a word is twice as frequent, and finite where it never occurs', () => {
    expect(logRatio({ count: 20, total: 100 }, { count: 10, total: 100 })).toBe(1);
    expect(logRatio({ count: 20, total: 100 }, { count: 0, total: 100 })).toBeCloseTo(5.32, 2);
  });
});

describe('words', () => {
  test.each([
    ['học_tập và làm theo', ['học_tập', 'và', 'làm', 'theo']],
    ['chỉ_thị 05-ct/tw của bộ_chính_trị', ['chỉ_thị', '05-ct/tw', 'của', 'bộ_chính_trị']],
    ['', []],
  ])('of %s', (text, expected) => {
    expect(readWords(field(text)).map(({ word }) => word)).toEqual(expected);
  });

  test('hold every syllable exactly once', () => {
    const word = fc.constantFrom('học', 'tập', 'học_tập', 'chỉ_thị', 'chỉ', 'thị', '05-ct/tw');
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const tokens = field(words.join(' '));
        const placed = readWords(tokens);
        expect(placed.flatMap(({ start, end }) => tokens.syllables.slice(start, end))).toEqual(
          tokens.syllables,
        );
        expect(placed.every(({ end }, index) => end === (placed[index + 1]?.start ?? end))).toBe(true);
      }),
    );
  });
});

describe('occurrences', () => {
  test('take any spelling of each group and do not overlap', () => {
    const text = field('hòa bình hoa binh bình bình bình');
    expect(findOccurrences(text, [group('hoa', 'hòa'), group('bình', 'binh')])).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 4 },
    ]);
    expect(findOccurrences(text, [group('bình'), group('bình')])).toEqual([{ start: 4, end: 6 }]);
    expect(findOccurrences(text, [])).toEqual([]);
    expect(findOccurrences(text, [{ alternatives: [] }])).toEqual([]);
  });
});

describe('collocates', () => {
  const texts = [
    'đẩy_mạnh thực_hiện chỉ_thị của đảng về học_tập',
    'tiếp_tục thực_hiện chỉ_thị của đảng về công_tác',
    'kết_quả thực_hiện chỉ_thị mới',
    ...Array.from({ length: 30 }, () => 'mưa lớn trên diện rộng gây ngập nhiều tuyến đường của thành_phố'),
  ].map(article);

  test('are words, counted by side, the most surprising first', () => {
    const { occurrences, collocates } = countCollocates(texts, [group('chỉ'), group('thị')], { window: 2 });
    expect(occurrences).toBe(3);
    expect(collocates[0]).toMatchObject({ word: 'thực_hiện', count: 3, left: 3, right: 0, frequency: 3 });
    expect(collocates.map(({ word }) => word)).not.toContain('chỉ_thị');
  });

  test('count a word between two occurrences once, for the nearer one', () => {
    const { collocates, windowWords } = countCollocates([article('x a b x')], [group('x')], {
      window: 5,
      minCount: 1,
    });
    expect(windowWords).toBe(2);
    // Nothing lies outside the windows, so nothing is more frequent inside.
    expect(collocates.every(({ count }) => count === 1)).toBe(true);
  });

  test('of a node that is nowhere are none', () => {
    expect(countCollocates(texts, [group('xyz')]).collocates).toEqual([]);
  });
});

describe('keyness', () => {
  test('tells what a set uses more from what it uses less', () => {
    const set = Array.from({ length: 20 }, () => article('chuyển_đổi số trong cơ_quan nhà_nước'));
    const reference = Array.from({ length: 20 }, () => article('mùa_vụ lúa trong cơ_quan huyện'));
    const { keywords, words, referenceWords } = compareWords(set, reference);
    expect([words, referenceWords]).toEqual([100, 100]);
    expect(keywords.filter(({ logRatio: ratio }) => ratio > 0).map(({ word }) => word)).toEqual(
      expect.arrayContaining(['chuyển_đổi', 'số', 'nhà_nước']),
    );
    expect(keywords.map(({ word }) => word)).not.toContain('cơ_quan');
  });
});

describe('frequency over time', () => {
  test('has a denominator, and the months in between', () => {
    const dated = (publishedOn: string | null, text: string) => ({
      tokens: article(text),
      facts: { publishedOn },
    });
    const counts = countOverTime(
      [
        dated('2019-11-02', 'chỉ_thị mới'),
        dated('2019-11-20', 'không có gì'),
        dated('2020-01-05', 'chỉ_thị và chỉ_thị'),
        dated(null, 'chỉ_thị'),
      ],
      [group('chỉ'), group('thị')],
      'month',
    );
    expect(
      counts.map(({ period, occurrences, articles, allArticles }) => [
        period,
        occurrences,
        articles,
        allArticles,
      ]),
    ).toEqual([
      ['2019-11', 1, 1, 2],
      ['2019-12', 0, 0, 0],
      ['2020-01', 2, 1, 1],
      [null, 1, 1, 1],
    ]);
    expect(counts[0]?.perMillion).toBeCloseTo((1 / 6) * 1e6, 0);
    expect(counts[1]?.perMillion).toBeNull();
  });
});
