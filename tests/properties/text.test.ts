import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldDiacritics } from '../../src/text/fold-diacritics.ts';
import { normalizeText } from '../../src/text/normalize-text.ts';

/** Pieces that trip text code: marks in any order, eths, joiners, surrogates, spaces of every kind. */
const PIECES = [
  ...Array.from('aeiouyAEOUdDđĐÐðbcnghrtmp \n\r\t-/.,05'),
  ...Array.from('\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u0308\u0344\u0345'),
  ...Array.from('ăâêôơưáạếươỹ'),
  ...Array.from('\u00a0\u200b\u200c\u200d\ufeff\u00ad\u2028\ufe0f\ud800\udc00\u0000\u0085'),
  '👨',
  'é',
  'ɔ',
  'þ',
  'ö',
  '가',
  'क',
];
const ENTITIES = [
  '&',
  'amp;',
  '&amp;',
  '&#38;',
  '#38;',
  '&lt;',
  'lt;',
  '&#7881;',
  '&#769;',
  '&#8203;',
  '&nbsp;',
  ';',
  '#',
];
const trickyText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...PIECES, ...ENTITIES), maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

describe('normalizeText', () => {
  test('is idempotent, and its result is NFC', () => {
    fc.assert(
      fc.property(trickyText, (text) => {
        const once = normalizeText(text);
        expect(normalizeText(once)).toBe(once);
        expect(once.normalize('NFC')).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('foldDiacritics', () => {
  test('is idempotent', () => {
    fc.assert(
      fc.property(trickyText, (text) => {
        const once = foldDiacritics(text);
        expect(foldDiacritics(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });
});
