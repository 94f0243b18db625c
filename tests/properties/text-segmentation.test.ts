import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeHtmlBytes, decodeTextBytes } from '../../src/text/encoding/decode-bytes.ts';
import { repairMojibake } from '../../src/text/encoding/repair-mojibake.ts';
import { identifyLanguage } from '../../src/text/identify-language.ts';
import { normalizeText } from '../../src/text/normalize-text.ts';
import { searchTerms } from '../../src/text/search-terms.ts';
import { segmentWords } from '../../src/text/segment-words.ts';
import { createWordSegmenter } from '../../src/text/segmenter/create-word-segmenter.ts';
import { splitSentences } from '../../src/text/split-sentences.ts';

/** Words, codes, marks and rubbish, in any order and with any gap. */
const PIECES = [
  ...[
    'chỉ',
    'thị',
    'hòa',
    'hoà',
    'Hồ',
    'Chí',
    'Minh',
    'TP.',
    'HCM',
    '05-CT/TW',
    '13/2023/NĐ-CP',
    '1.5',
    'Q.',
    'PGS.TS.',
  ],
  ...[
    'www.a.vn',
    'a@b.vn',
    'https://x.vn/?a=b',
    '...',
    '!',
    '?"',
    '"',
    '(',
    ')',
    '-',
    '–',
    '/',
    '.',
    ',',
    "'",
    '@',
    ':',
    '&',
  ],
  ...[
    ' ',
    ' ',
    ' ',
    '\n',
    '\t',
    '\u00a0',
    '\u200b',
    '\u0301',
    '\u0323',
    '\u031b',
    '🎉',
    '日',
    '가',
    '\ud83c',
    '\u0000',
    'ß',
    'İ',
  ],
];
const messyText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const withoutSpaces = (text: string): string => text.replace(/\s/gu, '');

describe('segmentWords', () => {
  test('covers normalized text, and cuts each word out of the text it was given', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        const normalized = normalizeText(text);
        const words = segmentWords(normalized);
        expect(
          words
            .map((word) => word.text)
            .join('')
            .replace(/\s/gu, ''),
        ).toBe(withoutSpaces(normalized));
        let last = 0;
        for (const word of segmentWords(text)) {
          expect(word.start).toBeGreaterThanOrEqual(last);
          expect(word.end).toBeGreaterThan(word.start);
          expect(text.slice(word.start, word.end)).toBe(word.text);
          last = word.end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('finds as many words in decomposed text', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        const composed = normalizeText(text);
        // A mark that stands on nothing is a word of normalized text alone.
        const count = (words: readonly { text: string }[]): number =>
          words.filter((word) => /[^\p{M}]/u.test(word.text)).length;
        expect(count(segmentWords(composed.normalize('NFD')))).toBe(count(segmentWords(composed)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('splitSentences', () => {
  test('covers everything but white space, in order', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        const normalized = normalizeText(text);
        const spans = splitSentences(normalized);
        expect(withoutSpaces(spans.map(({ start, end }) => normalized.slice(start, end)).join(''))).toBe(
          withoutSpaces(normalized),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

describe('searchTerms', () => {
  test('gives folded terms that are the same for decomposed text and for capitals', () => {
    const segmenter = createWordSegmenter();
    fc.assert(
      fc.property(messyText, (text) => {
        for (const term of searchTerms(normalizeText(text), segmenter)) {
          expect(term.exact).not.toBe('');
          expect(term.end).toBeGreaterThan(term.start);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('text functions', () => {
  test('never throw, on any text or bytes', () => {
    fc.assert(
      fc.property(messyText, fc.uint8Array({ maxLength: 200 }), (text, bytes) => {
        repairMojibake(text);
        identifyLanguage(text);
        decodeHtmlBytes(bytes);
        decodeTextBytes(bytes);
        decodeHtmlBytes(new TextEncoder().encode(text), { contentType: text });
      }),
      { numRuns: 1500 },
    );
  });

  test.each([
    ['one word', 'a'],
    ['full stops', '.'],
    ['a code without end', '5-'],
    ['syllables', 'chỉ thị '],
    ['an address without end', 'www.'],
    ['quotes', '"'],
    ['line breaks', '\n'],
    ['marks', '\u0301'],
    ['numbers', '1.'],
    ['abbreviations', 'TP. '],
    ['bad UTF-8', 'Ã'],
  ])('take two million characters of %s', (_name, unit) => {
    const text = normalizeText(unit.repeat(Math.ceil(2_000_000 / unit.length)));
    segmentWords(text);
    splitSentences(text);
    repairMojibake(text);
  });
});
