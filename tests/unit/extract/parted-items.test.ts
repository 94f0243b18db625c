import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import { extractPlainText } from '../../../src/extract/extract-plain-text.ts';
import { isSeparatorLine } from '../../../src/extract/items/find-separators.ts';
import { readItemDate } from '../../../src/extract/items/item-date.ts';
import type { Article } from '../../../src/model/article.ts';

const ITEMS = [
  'Sáng thứ hai, Hội Phụ nữ xã ra mắt ba tổ tiết kiệm, giúp hội viên vay vốn nuôi bò và trồng rau an toàn theo mùa.',
  'Đoàn viên chi đoàn khu phố dựng hai sân chơi cho thiếu nhi bằng lốp xe cũ, hoàn thành trước ngày khai giảng năm học.',
  'Hội Cựu chiến binh tặng nhà nghĩa tình cho một gia đình hội viên, trị giá 80 triệu đồng do các chi hội góp công, góp của.',
];

const itemsOf = (article: Article): readonly string[] =>
  article.sections.map(({ start, end }) => article.text.slice(start, end));

const page = (title: string, body: string): string =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1><div class="content">${body}</div></body></html>`;

describe('items parted by separators', () => {
  test.each(['***', '* * *', '-----', '---o0o---', '♦ ♦ ♦', '_______'])('"%s" in plain text', (separator) => {
    const text = ['Tin vắn cơ sở', ...ITEMS.flatMap((item) => [item, separator])].join('\n\n');
    const article = extractPlainText({ text });
    expect(article.kind).toBe('bulletin');
    expect(itemsOf(article)).toEqual(ITEMS);
  });

  test('asterisks on a page, headlines under them', () => {
    const heads = ['Ra mắt tổ tiết kiệm', 'Sân chơi từ lốp xe', 'Thêm một mái ấm'];
    const body = ITEMS.map((item, at) => `<p>${heads[at]!}</p><p>${item}</p>`).join(
      '<p align="center">***</p>',
    );
    const article = extractArticle({ html: page('Điểm tin trong tuần', body) });
    expect(article.kind).toBe('bulletin');
    expect(article.sections.map(({ heading }) => heading)).toEqual(heads);
    expect(itemsOf(article)).toEqual(ITEMS.map((item, at) => `${heads[at]!}\n\n${item}`));
  });

  test('rules on a page', () => {
    const body = ITEMS.map((item) => `<p>${item}</p>`).join('<hr>');
    const article = extractArticle({ html: page('Bản tin nội bộ số 3', body) });
    expect(itemsOf(article)).toEqual(ITEMS);
  });

  test('items with dates of their own need no title that announces them', () => {
    const days = ['02/3/2026', '04/3/2026', '05/3/2026'];
    const text = ['Người tốt, việc tốt', ...ITEMS.flatMap((item, at) => [`(${days[at]!}) - ${item}`, '***'])];
    const article = extractPlainText({ text: text.join('\n\n') });
    expect(article.kind).toBe('bulletin');
    expect(article.sections.map(({ publishedOn }) => publishedOn)).toEqual([
      '2026-03-02',
      '2026-03-04',
      '2026-03-05',
    ]);
  });

  test('an item without a heading between headed ones', () => {
    const body =
      `<h3>Quận 7</h3><p>${ITEMS[0]!}</p><p>***</p><h3>Quận 8</h3><p>${ITEMS[1]!}</p><p>***</p>` +
      `<p>${ITEMS[2]!}</p>`;
    const article = extractArticle({ html: page('Các địa phương làm theo lời Bác', body) });
    expect(article.sections.map(({ heading, place }) => [heading, place])).toEqual([
      ['Quận 7', 'hcm/quan-7'],
      ['Quận 8', 'hcm/quan-8'],
      [null, null],
    ]);
  });

  test('the scenes of one story are no items', () => {
    const text = ['Người giữ rừng ở đầu nguồn', ...ITEMS.flatMap((item) => [item, '***'])].join('\n\n');
    const article = extractPlainText({ text });
    expect(article.kind).toBe('article');
    expect(article.sections).toEqual([]);
  });

  test('what tells a separator from a line of words', () => {
    expect(['***', '* * *', '---', '===='].every(isSeparatorLine)).toBe(true);
    expect(['- Quận 1', '**', '...', '* * * Tin 2', '2026'].some(isSeparatorLine)).toBe(false);
  });
});

describe('readItemDate', () => {
  const none: readonly string[] = [];
  test.each([
    ['Ngày 05/3/2026: Ra quân', none, '2026-03-05'],
    ['Thứ hai (2/3)', none, '2026-03-02'],
    ['Thứ Ba, ngày 3-3', none, '2026-03-03'],
    ['Ngày 30/12', none, '2025-12-30'],
    ['10h45 ngày 12/3', none, '2026-03-12'],
    ['Ngày 4 tháng 3: Hội nghị', none, '2026-03-04'],
    ['Ra mắt tổ tiết kiệm (06/3/2026)', none, '2026-03-06'],
    ['Ra mắt tổ tiết kiệm', ['Ngày đăng: 05/03/2026 - 10:30', 'Sáng nay…'], '2026-03-05'],
    ['Ra mắt tổ tiết kiệm', ['(04/3) - Sáng nay, hội ra mắt.'], '2026-03-04'],
    ['Kỷ niệm Ngày Quốc tế Phụ nữ 8/3', none, null],
    ['Ngày 26/3 của tuổi trẻ xã', none, null],
    [
      'Ra mắt tổ tiết kiệm',
      ['Ngày 2/3/2026, Hội Phụ nữ xã ra mắt ba tổ tiết kiệm cho hội viên vay vốn.'],
      null,
    ],
    ['10h45', none, null],
    ['Ngày 31/2/2026: Không có', none, null],
  ])('%s %j', (heading, below, expected) => {
    expect(readItemDate(heading, below, '2026-03-07')).toBe(expected);
  });

  test('a day without a year and no date to tell the year by', () => {
    expect(readItemDate('Ngày 05/3: Ra quân', [], null)).toBeNull();
  });
});
