import { describe, expect, test } from 'vitest';
import { parseDocumentId } from '../../../src/model/document-id.ts';
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
          { heading: null, place: 'hcm/quan-1', publishedOn: null, start: 0, end: 27 },
          { heading: null, place: 'hcm/quan-6', publishedOn: null, start: 27, end: 72 },
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
    [
      'a code of an unknown term in another section decides nothing either',
      'Quận 1: Quyết định số 465. Quận 6: Quyết định số 465-QĐ/QU.',
      {
        sections: [
          { heading: null, place: 'hcm/quan-1', publishedOn: null, start: 0, end: 27 },
          { heading: null, place: 'hcm/quan-6', publishedOn: null, start: 27, end: 60 },
        ],
      },
      ['Quyết định số 465 = vn:_:qd:_:465', 'Quyết định số 465-QĐ/QU = vn:qu.hcm.quan-6:qd:_:465'],
    ],
    [
      'the khóa of the body before the mention counts, for a whole list',
      'Bộ Chính trị khóa XII đã ban hành các Quy định số 986, 987-QĐ/TW',
      {},
      ['Quy định số 986 = vn:tw:qdi:k12:986', '987-QĐ/TW = vn:tw:qdi:k12:987'],
    ],
    [
      'the khóa of another sentence does not',
      'Bộ Chính trị khóa X đã tổng kết. Ban hành Quy định số 986-QĐ/TW về việc',
      {},
      ['Quy định số 986-QĐ/TW = vn:tw:qdi:_:986'],
    ],
    [
      'a nickname right behind the number is as good as a title',
      'Nghị quyết 26-NQ/TW về tam nông, trao bằng khen',
      { publishedOn: '2020-08-12' },
      ['Nghị quyết 26-NQ/TW = vn:tw:nq:k10:26'],
    ],
    [
      'a plenum in words with its khóa, and no other word that reads like a number',
      'Nghị quyết Trung ương bốn khóa XII; Nghị quyết Trung ương năm nay; Nghị quyết Trung ương tám (khóa XI)',
      {},
      [
        'Nghị quyết Trung ương bốn khóa XII = vn:tw:nq:k12:4',
        'Nghị quyết Trung ương tám (khóa XI) = vn:tw:nq:k11:29',
      ],
    ],
    [
      'an ordinance by its short name',
      'Pháp lệnh Ưu đãi người có công và Pháp lệnh Ưu đãi người có công với cách mạng',
      { publishedOn: '2021-10-12' },
      [
        'Pháp lệnh Ưu đãi người có công = vn:ubtvqh14:pl:y2020:2',
        'Pháp lệnh Ưu đãi người có công với cách mạng = vn:ubtvqh14:pl:y2020:2',
      ],
    ],
    [
      'a constitution by its year, and none of another country',
      'Điều 4 Hiến pháp năm 2013; Hiến pháp 1992; hiến pháp; Hiến pháp năm 1787; Hiến pháp năm 1992 của Mông Cổ',
      {},
      ['Hiến pháp năm 2013 = vn:qh13:hp:y2013:0', 'Hiến pháp 1992 = vn:qh8:hp:y1992:0'],
    ],
    [
      'a resolution of the Government that goes by its bare number',
      'Nghị quyết 128 về thích ứng an toàn, linh hoạt, kiểm soát hiệu quả dịch COVID-19',
      { publishedOn: '2021-10-20' },
      ['Nghị quyết 128 = vn:cp:nq:y2021:128'],
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

  test.each([
    ['Nghị quyết 10 của Bộ Chính trị. Sơ kết Nghị quyết 10-NQ/TW', '2019-01-01'],
    ['Luật Đất đai đã có hiệu lực. Theo Luật Đất đai thì', '2019-01-01'],
  ])('what points back is no surer than what it points to (%s)', (text, publishedOn) => {
    const [first, second] = findReferences(text, { publishedOn });
    expect(second).toMatchObject({ method: 'back-reference', document: first?.document });
    expect(second!.confidence).toBeLessThanOrEqual(first!.confidence);
  });

  test('a flag is given once', () => {
    const [mention] = findReferences('Quyết định số 05-CT/TƯ của Thành ủy TP. Hồ Chí Minh');
    expect(mention?.flags).toEqual(['typo-code']);
  });
});

describe('ids', () => {
  const text =
    'Chỉ thị 12-CT/QU; Quyết định 5/2020/QĐ-UBND; Nghị quyết Đại hội Đảng bộ quận lần thứ XI; Quyết định 15/QĐ-ЖЖ; ' +
    '15/QĐ-ΩX; Chỉ thị 13-CT/QU của Quận ủy Quận Ærø; Kế hoạch 33/KH-UBND của UBND xã Москва Вь';
  test.each([
    ['Quận 1', 'vn:qu.hcm.quan-1:ct:_:12'],
    ['hcm/quan-1', 'vn:qu.hcm.quan-1:ct:_:12'],
    ['hcm/quan-1/', 'vn:qu.hcm.quan-1:ct:_:12'],
    ['HCM/Quận 1', 'vn:qu.hcm.quan-1:ct:_:12'],
    ['Hồ Chí Minh / Quận 1', 'vn:qu.hcm.quan-1:ct:_:12'],
    ['Phường Москва', 'vn:qu:ct:_:12'],
    ['ぁ/ぃ', 'vn:qu:ct:_:12'],
    ['', 'vn:qu:ct:_:12'],
  ])('have no letter that the form of an id lacks, whatever the place (%s)', (place, expected) => {
    const mentions = findReferences(text, { place });
    expect(mentions[0]?.document).toBe(expected);
    expect(mentions.length).toBeGreaterThan(5);
    for (const { document } of mentions) expect(parseDocumentId(document), document).toBeDefined();
  });
});
