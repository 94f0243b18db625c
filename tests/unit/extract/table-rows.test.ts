import { describe, expect, test } from 'vitest';
import { explainExtraction } from '../../../src/extract/explain-extraction.ts';
import { extractArticle } from '../../../src/extract/extract-article.ts';

const BEFORE =
  'Trong tháng 3, Văn phòng đã tiếp nhận và phổ biến các văn bản sau đây đến toàn thể chi bộ trực thuộc phường.';
const AFTER =
  'Các chi bộ tổ chức sinh hoạt chuyên đề, báo cáo kết quả về Văn phòng trước ngày 25 hằng tháng để tổng hợp.';
const page = (table: string): string =>
  `<title>Danh mục văn bản</title><h1>Danh mục văn bản</h1><div><p>${BEFORE}</p>${table}<p>${AFTER}</p></div>`;

describe('tables', () => {
  const table =
    '<table><thead><tr><th>STT</th><th>Số hiệu</th><th>Trích yếu</th></tr></thead><tbody>' +
    '<tr><td>1</td><td><p>05-CT/TW</p></td><td>Về đẩy mạnh việc học tập và làm theo.</td></tr>' +
    '<tr><td>2</td><td>21-KL/TW</td><td>Về xây dựng, chỉnh đốn Đảng<br>và hệ thống chính trị.</td></tr>' +
    '<tr><td>Quận 7</td><td>22</td><td>Một đơn vị, không phải mục tin.</td></tr></tbody></table>';

  test('each row is a line, none a heading', () => {
    const article = extractArticle({ html: page(table) });
    expect(article.text.split('\n\n')).toEqual([
      BEFORE,
      'STT | Số hiệu | Trích yếu',
      '1 | 05-CT/TW | Về đẩy mạnh việc học tập và làm theo.',
      '2 | 21-KL/TW | Về xây dựng, chỉnh đốn Đảng và hệ thống chính trị.',
      'Quận 7 | 22 | Một đơn vị, không phải mục tin.',
      AFTER,
    ]);
    expect(article.sections).toEqual([]);
  });

  test('no cell of a row is said to be left out', () => {
    expect(explainExtraction({ html: page(table) }).dropped.map(({ text }) => text)).not.toContain('Số hiệu');
  });

  test('a picture above its caption and a layout of boxes stay paragraphs', () => {
    const layout = `<table><tr><td>Một ô<p>${AFTER}</p><p>${AFTER}</p><p>${AFTER}</p><p>${AFTER}</p></td><td>Hai</td></tr><tr><td>Ba</td><td>Bốn</td></tr></table>`;
    expect(extractArticle({ html: page(layout) }).text).not.toContain(' | ');
  });
});
