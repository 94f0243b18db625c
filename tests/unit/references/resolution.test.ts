import { describe, expect, test } from 'vitest';
import { findReferences, type FindReferencesOptions } from '../../../src/references/find-references.ts';

/** Mentions of `text` as `surface = document`; the only line here that knows the API. */
const documentsIn = (text: string, options: FindReferencesOptions): string[] =>
  findReferences(text, options).map((mention) => `${mention.surface} = ${mention.document}`);

type Row = [name: string, text: string, options: FindReferencesOptions, expected: string[]];

describe('which document a mention means', () => {
  test.each<Row>([
    [
      'a document dated by an earlier year alone is nearer than one of a former term',
      'Thực hiện Nghị quyết 10-NQ/TW.',
      { publishedOn: '2019-01-01' },
      ['Nghị quyết 10-NQ/TW = vn:tw:nq:k12:10'],
    ],
    [
      'a bare number in a headline is what the text gives with its code',
      'Sơ kết Chỉ thị 19\nHội nghị sơ kết Chỉ thị 19-CT/TU của Thành ủy.',
      { publishedOn: '2020-12-01', place: 'hcm' },
      ['Chỉ thị 19 = vn:tu.hcm:ct:_:19', 'Chỉ thị 19-CT/TU = vn:tu.hcm:ct:_:19'],
    ],
    [
      'a code in another section decides nothing',
      'Quận 1: sơ kết Chỉ thị 19. Quận 6: sơ kết Chỉ thị 19-CT/TU của Thành ủy.',
      {
        publishedOn: '2020-12-01',
        sections: [
          { heading: null, place: 'hcm/quan-1', start: 0, end: 27 },
          { heading: null, place: 'hcm/quan-6', start: 27, end: 72 },
        ],
      },
      ['Chỉ thị 19 = vn:ttg:ct:y2020:19', 'Chỉ thị 19-CT/TU = vn:tu.hcm:ct:_:19'],
    ],
    [
      'local bodies without a place take the only one that the article names',
      'Tỉnh ủy Đồng Tháp họp sáng nay. UBND tỉnh ban hành Quyết định 15/2024/QĐ-UBND. Thực hiện Chỉ thị 12-CT/TU.',
      { publishedOn: '2024-05-01' },
      [
        'Quyết định 15/2024/QĐ-UBND = vn:ubnd.dong-thap:qd:y2024:15',
        'Chỉ thị 12-CT/TU = vn:tu.dong-thap:ct:_:12',
      ],
    ],
    [
      'two provinces leave the place open',
      'Tỉnh ủy Đồng Tháp làm việc với Tỉnh ủy An Giang. Thực hiện Chỉ thị 12-CT/TU.',
      { publishedOn: '2024-05-01' },
      ['Chỉ thị 12-CT/TU = vn:tu:ct:_:12'],
    ],
    [
      'another province without its bodies leaves the place open',
      'Tỉnh ủy Đồng Tháp đón đoàn tỉnh An Giang. Thực hiện Chỉ thị 12-CT/TU.',
      { publishedOn: '2024-05-01' },
      ['Chỉ thị 12-CT/TU = vn:tu:ct:_:12'],
    ],
    [
      'a province alone gives no place',
      'Nông dân tỉnh Đồng Tháp được mùa. Thực hiện Chỉ thị 12-CT/TU.',
      { publishedOn: '2024-05-01' },
      ['Chỉ thị 12-CT/TU = vn:tu:ct:_:12'],
    ],
    [
      'a district committee takes the only district',
      'Quận ủy Quận 6 họp. Thành ủy TP. Hồ Chí Minh dự. Thực hiện Chỉ thị 7-CT/QU.',
      { publishedOn: '2024-05-01' },
      ['Chỉ thị 7-CT/QU = vn:qu.hcm.quan-6:ct:_:7'],
    ],
    [
      'a decision of a people’s committee of unknown level stays open beside a district’s',
      'Tỉnh ủy Đồng Tháp họp. UBND huyện báo cáo kết quả. Thực hiện quy hoạch. Quyết định 15/2024/QĐ-UBND.',
      { publishedOn: '2024-05-01' },
      ['Quyết định 15/2024/QĐ-UBND = vn:ubnd:qd:y2024:15'],
    ],
  ])('%s', (_name, text, options, expected) => {
    expect(documentsIn(text, options)).toEqual(expected);
  });
});

describe('scores', () => {
  test.each(['Nghị quyết 10-NQ/TW', 'Nghị quyết 26-NQ/TW', 'Nghị quyết 3', 'Luật Đất đai', 'Chỉ thị 19'])(
    'the document of %s never scores below another candidate, and scores have three decimals',
    (text) => {
      for (const publishedOn of [null, '1999-06-01', '2011-05-05', '2019-01-01', '2026-01-01']) {
        for (const { document, confidence, candidates } of findReferences(text, { publishedOn })) {
          expect(candidates[0]).toEqual({ document, score: confidence });
          for (const { score } of candidates) {
            expect(score).toBeLessThanOrEqual(confidence);
            expect(String(score).length).toBeLessThanOrEqual('0.123'.length);
          }
        }
      }
    },
  );

  test('a flag is given once', () => {
    const [mention] = findReferences('Quyết định số 05-CT/TƯ của Thành ủy TP. Hồ Chí Minh');
    expect(mention?.flags).toEqual(['typo-code']);
  });
});
