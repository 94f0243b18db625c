import { describe, expect, test } from 'vitest';
import type { NormalizedText } from '../../../src/model/normalized-text.ts';
import { findMentions } from '../../../src/references/find-mentions.ts';
import { findReferences } from '../../../src/references/find-references.ts';

/** Surfaces that are found in `text`; the only line here that knows the API. */
const surfacesIn = (text: string): string[] =>
  findMentions(text as NormalizedText).map(({ surface }) => surface);

describe('findMentions', () => {
  test.each<[string, string, string[]]>([
    [
      'a Party number with spaces and dashes',
      'theo Chỉ thị số 05 – CT / TW của',
      ['Chỉ thị số 05 – CT / TW'],
    ],
    ['swapped separators', 'Quyết định số 217/QĐ-TW ngày', ['Quyết định số 217/QĐ-TW']],
    ['a dropped type', 'Kết luận số 37/TW về', ['Kết luận số 37/TW']],
    ['a word glued to the code', 'Nghị định số 03/2017/NĐ-CPngày 16/01/2017', ['Nghị định số 03/2017/NĐ-CP']],
    ['a broken year', 'Nghị định 30/2 013/NĐ-CP', ['Nghị định 30/2 013/NĐ-CP']],
    ['a broken number', 'Chỉ thị số 0 5-CT/TW', ['Chỉ thị số 0 5-CT/TW']],
    ['a letter for a digit', 'Chỉ thị số O5-CT/TW', ['Chỉ thị số O5-CT/TW']],
    ['a slug', 'x/nghi-quyet-so-54-2017-qh14-ve.html', ['nghi-quyet-so-54-2017-qh14']],
    ['no diacritics, no marks', 'nghi dinh so 138 2020 nd cp ve', ['nghi dinh so 138 2020 nd cp']],
    ['a list with one code', 'Nghị quyết số 18, 19-NQ/TW', ['Nghị quyết số 18', '19-NQ/TW']],
    ['a list without spaces', 'các Chỉ thị 15,16,19 của', ['Chỉ thị 15', '16', '19']],
    ['a range', 'các Nghị quyết từ 18 đến 21-NQ/TW', ['Nghị quyết từ 18', '21-NQ/TW']],
    ['plenums in a list', 'Nghị quyết Trung ương 6, 7 khóa XII', ['Nghị quyết Trung ương 6', '7 khóa XII']],
    [
      'terms in a list',
      'Nghị quyết Trung ương 4 (khóa XI, XII)',
      ['Nghị quyết Trung ương 4 (khóa XI', 'XII'],
    ],
    [
      'a congress',
      'Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng',
      ['Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII'],
    ],
    ['a law with its year', 'theo Luật Đất đai năm 2013 thì', ['Luật Đất đai năm 2013']],
    [
      'a law that amends another',
      'Luật sửa đổi, bổ sung một số điều của Luật Xây dựng',
      ['Luật sửa đổi, bổ sung một số điều của Luật Xây dựng'],
    ],
    [
      'an anaphor after its antecedent',
      'Chỉ thị 05-CT/TW; các chỉ thị và quyết định nêu trên',
      ['Chỉ thị 05-CT/TW', 'các chỉ thị và quyết định nêu trên'],
    ],
    ['no anaphor without one', 'Với kế hoạch này, công ty sẽ lãi', []],
    [
      'no place behind "trên"',
      'Nghị quyết 18-NQ/TW; thực hiện nghị quyết trên địa bàn',
      ['Nghị quyết 18-NQ/TW'],
    ],
    [
      'a list behind a colon whose last member has the code',
      'học tập 4 nghị quyết: 18, 19, 20, 21-NQ/TW của Hội nghị Trung ương 6 khóa XII',
      ['nghị quyết: 18', '19', '20', '21-NQ/TW'],
    ],
    ['no counts behind a colon', 'hai nghị quyết: 18 đại biểu, 19 khách mời', []],
    ['no decimal', 'quy định 4,2 triệu đồng', []],
    ['no decimal behind a type word that seldom stands before counts', 'theo nghị quyết 3,5 triệu đồng', []],
    ['no decimal without tones', 'Nghi quyet 3,5 trieu dong', []],
    ['no share', 'theo Nghị quyết 6,5% trở lên', []],
    ['no five-year plan', 'kế hoạch 5 năm 2016-2020', []],
    ['no resolution of the UN', 'Nghị quyết 1701 của Hội đồng Bảo an Liên hợp quốc', []],
    ['no bill', 'dự thảo Luật Đất đai (sửa đổi)', []],
    ['no law of another country', 'Luật An ninh mạng của Trung Quốc', []],
    ['no paper of a court', 'Quyết định số 05/2019/QĐST-DS', []],
  ])('finds %s', (_name, text, expected) => {
    expect(surfacesIn(text)).toEqual(expected);
  });
});

describe('what stands beside a mention', () => {
  test('provisions before and behind', () => {
    const [first, second] = findReferences(
      'điểm d, khoản 1, Điều 101 Nghị định 15/2020/NĐ-CP và Luật Đất đai (Điều 61, Điều 62)',
    );
    expect(first?.pins).toMatchObject([{ diem: 'd', khoan: '1', dieu: '101', start: 0, end: 25 }]);
    expect(second?.pins).toMatchObject([{ dieu: '61' }, { dieu: '62' }]);
  });

  test.each<[string, string, string[]]>([
    ['a wrong day', 'Chỉ thị số 03-CT/TW ngày 15-4-2011', ['wrong-date']],
    ['a year that the document does not have', 'Nghị quyết số 68/2021/NQ-CP', ['bogus-year']],
    ['a wrong code', 'Quyết định số 939/QĐ-TTCP ngày 30/6/2017 của Thủ tướng Chính phủ', ['typo-code']],
  ])('flags %s', (_name, text, flags) => {
    expect(findReferences(text)[0]?.flags).toEqual(flags);
  });

  test.each<[string, number, object]>([
    ['Quy định 37-QĐ/TW thay thế Quy định 47-QĐ/TW', 0, { kind: 'replaces', to: 1 }],
    ['Thực hiện Chỉ thị 05-CT/TW, Quận ủy ban hành Kế hoạch 138-KH/QU', 1, { kind: 'implements', to: 0 }],
    ['Kết luận 01-KL/TW về tiếp tục thực hiện Chỉ thị 05-CT/TW', 0, { kind: 'continues', to: 1 }],
  ])('relates the documents of: %s', (text, index, relation) => {
    expect(findReferences(text)[index]?.relation).toEqual(relation);
  });

  test('an unresolved mention of the same number blocks a back-reference past it', () => {
    const text = 'Quyết định 12/QĐ-UBND ngày 3/4/2019. Quyết định 12/QĐ-BYT. Quyết định 12 có hiệu lực.';
    expect(findReferences(text).map(({ document }) => document)).toEqual([
      'vn:ubnd:qd:y2019:12',
      'vn:byt:qd:_:12',
      'vn:_:qd:_:12',
    ]);
  });
});
