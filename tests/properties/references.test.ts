import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NormalizedText } from '../../src/model/normalized-text.ts';
import { findMentions, scanTokens } from '../../src/references/find-mentions.ts';
import { findReferences } from '../../src/references/find-references.ts';
import { tokenize, type Tokens } from '../../src/references/lexer/tokenize.ts';
import { builtinRegistry } from '../../src/references/registry/builtin-registry.ts';
import { validateRegistry } from '../../src/references/registry/validate-registry.ts';
import { resolveDirectiveQuery } from '../../src/references/directive-query.ts';
import { annotate } from '../../src/references/annotate.ts';

/** Pieces of directives, dates, bodies and traps: strings of them reach every branch of the grammar. */
const PIECES = [
  ...[
    'Chỉ thị',
    'nghị quyết',
    'Nghị quyết Trung ương',
    'NQ',
    'QĐ',
    'Luật Đất đai',
    'Quy định',
    'kế hoạch',
    'BLHS',
  ],
  ...[
    ' ',
    ' ',
    ' ',
    '  ',
    '\u00a0',
    '\n',
    '\n\n',
    '-',
    '–',
    '/',
    '.',
    ', ',
    '; ',
    '(',
    ')',
    '“',
    '”',
    '…',
    '%',
  ],
  ...[
    '05',
    '18',
    '4',
    '2016',
    '30a',
    '1.719',
    '0 5',
    'O5',
    '54/2017/QH14',
    '05-CT/TW',
    '16/CT-TTg',
    '19-NQ/TW',
  ],
  ...[
    ' số ',
    ' và ',
    ' các ',
    ' từ ',
    ' đến ',
    ' của ',
    ' này',
    ' trên',
    ' nêu trên',
    'hai ',
    ' khóa XII',
    ' (khóa XI, XII)',
  ],
  ...[
    'ngày 15/5/2016',
    ' năm 2020',
    ' tháng 6/2014',
    'UBND tỉnh Kon Tum',
    'Bộ Chính trị',
    'Quận ủy Quận 8',
    'T.Ư',
    'TƯ',
  ],
  ...[
    'khoản 2 Điều 5',
    ' điểm a, b',
    ' người',
    ' phút',
    ' triệu đồng',
    ' Hội đồng Bảo an',
    'Khoán 10',
    'Đại hội XIII',
  ],
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));
const anyText = fc.oneof(
  text,
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.tuple(text, fc.string({ unit: 'binary', maxLength: 20 }), text).map((parts) => parts.join('')),
);
const published = fc.constantFrom(
  null,
  '2019-01-28',
  '2022-01-01',
  'not a date',
  '2026-08-01T08:00:00+07:00',
);
const place = fc.constantFrom(null, 'hcm', 'hcm/quan-1', 'gia-lai', '', '///');

const spansIn = (input: string): string[] =>
  findMentions(input as NormalizedText).map(({ start, end, form }) => `${start}-${end} ${form}`);

describe('findReferences', () => {
  test('spans cut their surface, in order, without overlap, whatever the text', () => {
    fc.assert(
      fc.property(anyText, published, place, (input, publishedOn, where) => {
        let from = 0;
        const mentions = findReferences(input, { publishedOn, place: where });
        for (const [index, mention] of mentions.entries()) {
          expect(input.slice(mention.start, mention.end)).toBe(mention.surface);
          expect(mention.start).toBeGreaterThanOrEqual(from);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(mention.confidence).toBeGreaterThan(0);
          expect(mention.confidence).toBeLessThanOrEqual(1);
          for (const pin of mention.pins) expect(pin.end).toBeGreaterThan(pin.start);
          expect(mention.antecedent).not.toBe(index);
          from = mention.end;
        }
        expect(JSON.parse(JSON.stringify(mentions))).toEqual(mentions);
      }),
      { numRuns: 1500 },
    );
  });

  test('composed, decomposed, no-break and dashed spellings give the same documents', () => {
    const documentsIn = (input: string): string[] =>
      findReferences(input, { publishedOn: '2022-01-01', place: 'hcm' }).map((mention) => mention.document);
    fc.assert(
      fc.property(text, (input) => {
        const documents = documentsIn(input);
        expect(documentsIn(input.normalize('NFD'))).toEqual(documents);
        expect(documentsIn(input.replaceAll(' ', '\u00a0'))).toEqual(documents);
        expect(documentsIn(input.replaceAll('-', '\u2011'))).toEqual(documents);
        expect(documentsIn(input.replaceAll('-', '–'))).toEqual(documents);
      }),
      { numRuns: 1000 },
    );
  });

  test('paragraphs set together hold at least the mentions of each', () => {
    fc.assert(
      fc.property(text, text, (first, second) => {
        const together = spansIn(`${first}\n\n${second}`);
        for (const span of spansIn(first)) expect(together).toContain(span);
        const offset = first.length + 2;
        for (const { start, end, form } of findMentions(second as NormalizedText)) {
          expect(together).toContain(`${start + offset}-${end + offset} ${form}`);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('never asserts a full id without a document of the registry or a period in the text', () => {
    const bare = fc.constantFrom(
      'Quyết định 291/QĐ-TTg',
      'Thông tư 99',
      'Kế hoạch 4321-KH/TU',
      'Công văn 77/UBND-VX',
    );
    fc.assert(
      fc.property(bare, place, (input, where) => {
        for (const { document } of findReferences(input, { place: where })) expect(document).toContain(':_:');
      }),
    );
  });
});

describe('the callers of findReferences', () => {
  test('take any string', () => {
    fc.assert(
      fc.property(anyText, (input) => {
        resolveDirectiveQuery(input, builtinRegistry());
        validateRegistry(input);
        const html = annotate(input, findReferences(input), { linkTo: () => input });
        expect(html.replace(/<\/?(?:a|span)(?: [^<>]*)?>/gu, '')).not.toMatch(/[<>]/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the work that scanning takes', () => {
  const UNITS: readonly (readonly [string, string])[] = [
    [
      'news',
      'Ngày 15/5/2016, Bộ Chính trị ban hành Chỉ thị số 05-CT/TW về đẩy mạnh học tập, 402 bài tham dự của 47 tổ chức. ',
    ],
    ['dense digits', '1 2 3 4/5-6 '],
    ['a list without end', ', 1'],
    ['spaces', 'Chỉ thị                                        '],
    ['nested dashes', '-/-/–5-/-'],
    ['type words', 'nghị quyết '],
    ['mentions', 'Chỉ thị 05-CT/TW, '],
    ['pins', 'điểm a khoản 1 Điều 5, '],
    ['anaphors', 'Chỉ thị này. '],
    ['bare resolutions', 'Nghị quyết 54 '],
    ['bodies', 'Ban Thường vụ Tỉnh ủy ban hành '],
  ];

  /** Reads of the token arrays by the second pass; the first pass reads each character once by construction. */
  function workOn(input: string): number {
    let reads = 0;
    const counting = <Numbers extends Uint16Array | Int32Array | Uint8Array>(numbers: Numbers): Numbers =>
      new Proxy(numbers, {
        get(target, property) {
          reads++;
          return Reflect.get(target, property) as unknown;
        },
      });
    const tokens = tokenize(input);
    const counted: Tokens = {
      text: input,
      count: tokens.count,
      id: counting(tokens.id),
      start: counting(tokens.start),
      end: counting(tokens.end),
      gap: counting(tokens.gap),
    };
    scanTokens(counted);
    return reads;
  }

  test.each(UNITS)('grows with the length of %s, not with its square', (_name, unit) => {
    const opening = 'Chỉ thị 05-CT/TW. Nghị quyết 1';
    const small = workOn(opening + unit.repeat(10_000 / unit.length));
    const large = workOn(opening + unit.repeat(300_000 / unit.length));
    expect(large / small).toBeLessThan(36);
  });

  test('is in proportion from 10 kB to 10 MB of news', () => {
    const unit = UNITS[0]![1];
    const small = workOn(unit.repeat(10_000 / unit.length));
    const large = workOn(unit.repeat(10_000_000 / unit.length));
    expect(large / small).toBeLessThan(1_100);
  });
});
