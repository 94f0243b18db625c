import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../../src/extract/extract-article.ts';

const TEXT =
  '<div class="gioi-thieu"><p>Trang này đăng bài của cán bộ và nhân dân về phong trào, kèm hình ảnh từ các khu phố trong toàn huyện.</p>' +
  '<p>Ngay sau khi mở, trang đã nhận được hàng trăm bài viết, trong đó có nhiều bài của các cụ hưu trí và học sinh.</p></div>';
const headlines = (level: string): string =>
  Array.from(
    { length: 14 },
    (_, at) => `<${level}>Khu phố ${at + 1} ra quân dọn rạch ngày cuối tuần</${level}>`,
  ).join('');

describe('what a page is', () => {
  test('a front page whose headlines are no links', () => {
    const html = `<title>Trang chủ</title><div><h2>Phong trào của chúng ta</h2>${TEXT}</div><div>${headlines('h5')}</div>`;
    expect(extractArticle({ html }).kind).toBe('listing');
  });

  test('an article with as many parts', () => {
    const parts = headlines('h3').replaceAll(
      '</h3>',
      '</h3><p>Hơn 300 hội viên ra quân dọn ba tuyến rạch, trồng 1.200 cây xanh và lắp thêm đèn ở các hẻm.</p>',
    );
    const html = `<title>Phong trào</title><h1>Phong trào của chúng ta</h1><div>${TEXT}${parts}</div>`;
    expect(extractArticle({ html }).kind).not.toBe('listing');
  });
});
