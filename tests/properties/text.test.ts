import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldDiacritics } from '../../src/text/fold-diacritics.ts';
import { hasBinaryControls } from '../../src/text/encoding/binary-format.ts';
import { hasSuspects, repairMojibake, repairPieces } from '../../src/text/encoding/repair-mojibake.ts';
import { normalizeText } from '../../src/text/normalize-text.ts';
import { isPlainText, isTidyLine } from '../../src/text/plain-text.ts';
import { cutText } from '../support/cut-text.ts';

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

describe('isPlainText', () => {
  /** All that it takes, each by itself, and any of its neighbours. */
  const plain = Array.from({ length: 0x2100 }, (_, unit) => String.fromCharCode(unit)).filter(isPlainText);

  test('takes letters of Vietnamese and what stands between them', () => {
    expect(isPlainText('Chỉ thị 05-CT/TW: “Đẩy mạnh học tập…”\n(số 749/QĐ-TTg)')).toBe(true);
    for (const other of ['NÐ-CP', 'a&amp;b', 'e\u0302', 'a\u00a0b', 'a\u200bb', 'a\tb', '日本', '😀'])
      expect(isPlainText(other), other).toBe(false);
  });

  test('says of no text that it is plain that normalizing would change', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...plain), maxLength: 60 }), (text) => {
        // The last sign sends it the long way.
        expect(normalizeText(`${text}&`)).toBe(`${text}&`);
      }),
      { numRuns: 3000 },
    );
    for (const char of plain) expect(normalizeText(`a${char}b&`)).toBe(`a${char}b&`);
  });

  test('a tidy line is plain and stays as it is when its white space is collapsed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'ệ', ' ', ' ', '\n', '.', 'Ð'), maxLength: 12 }),
        (text) => {
          const isTidy = text !== '' && isPlainText(text) && text.replace(/\s+/gu, ' ').trim() === text;
          expect(isTidyLine(text)).toBe(isTidy);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

test('control characters are counted wherever the bytes begin in memory', () => {
  const bytes = fc.uint8Array({ maxLength: 60 });
  const mostlyText = fc.array(fc.constantFrom(0x00, 0x01, 0x09, 0x0a, 0x1b, 0x1f, 0x20, 0x41, 0x80, 0xff), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(fc.oneof(bytes, mostlyText), fc.nat(3), (values, offset) => {
      const memory = new Uint8Array(values.length + offset);
      memory.set(values, offset);
      const head = memory.subarray(offset);
      const controls = [...head].filter(
        (byte) => byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b,
      );
      expect(hasBinaryControls(head)).toBe(controls.length > Math.max(2, head.length * 0.05));
    }),
    { numRuns: 3000 },
  );
});

describe('text that was decoded wrongly', () => {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

  test.each([
    ['Chỉ thị số 05-CT/TW về việc học tập, đẩy mạnh', false],
    ['a\u00a0b', false],
    ['©', true],
    ['«Chỉ thị»', true],
    ['Viá»‡t Nam', true],
    ['ViÖt Nam', true],
    ['ƒ', true],
    ['ɔ 漢字 😀', false],
  ])('%j is told by its bytes: %s', (text, expected) => {
    expect(hasSuspects(utf8(text))).toBe(expected);
  });

  test('is told wherever it stands in the bytes, and where it is not nothing is changed', () => {
    const piece = fc.constantFrom('a', '<p>', 'ệ', 'à', 'đ', 'ƣ', 'ö', '©', 'Ã', 'ˆ', '漢', '😀', 'abcdefgh');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(3), (pieces, offset) => {
        const bytes = utf8(pieces.join(''));
        const memory = new Uint8Array(bytes.length + offset);
        memory.set(bytes, offset);
        const suspected = hasSuspects(memory.subarray(offset));
        expect(suspected).toBe(pieces.some((one) => hasSuspects(utf8(one))));
        if (!suspected) expect(repairMojibake(pieces.join('')).encoding).toBe(null);
      }),
      { numRuns: 3000 },
    );
  });

  test('is mended alike however the text is cut', () => {
    const line = fc.constantFrom(
      'Viá»‡t Nam Ä‘á»•i má»›i, Ä‘áº¥t nÆ°á»›c phÃ¡t triá»ƒn',
      'Chỉ thị về việc học tập',
      'Bản quyền © 2026',
      '',
      'plain',
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.array(fc.nat(60), { maxLength: 12 }),
        (lines, cuts) => {
          const text = lines.join('\n');
          const { pieces, encoding, confidence } = repairPieces(cutText(text, cuts));
          expect({ text: pieces.join(''), encoding, confidence }).toEqual(repairMojibake(text));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
