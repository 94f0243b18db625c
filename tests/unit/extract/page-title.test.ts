import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../../src/extract/extract-article.ts';

const BODY =
  '<p>Sáng nay, hội nghị sơ kết phong trào khai mạc với hơn ba trăm đại biểu từ các khu phố trong toàn phường.</p>' +
  '<p>Nhiều cách làm hay được giới thiệu để nhân rộng, trong đó có tổ dân phố không rác và chợ văn minh.</p>';

const page = (head: string, body: string): string =>
  `<html><head>${head}</head><body>${body}<div class="noi-dung">${BODY}</div></body></html>`;

const HEADLINE = 'Ra quân dọn rạch ngày cuối tuần';

describe('the headline', () => {
  test.each([
    ['a title of one word', '<title>Tin</title>', '<h1>Sơ kết phong trào</h1>', 'Sơ kết phong trào'],
    [
      'a generic title that stands in the menu too',
      '<title>Tin tức</title>',
      `<div><a href="/tin">Tin tức</a></div><h1>${HEADLINE}</h1>`,
      HEADLINE,
    ],
    [
      'a generic title above a box named as the headline',
      '<title>Chi tiết tin</title>',
      `<div class="DisplayTitle">${HEADLINE}</div>`,
      HEADLINE,
    ],
    ['no title, two words', '', '<h1>Bài nhảy</h1>', 'Bài nhảy'],
    [
      'the site as h1, the headline as h2',
      `<title>Đoàn phường</title><meta property="og:title" content="${HEADLINE} - Đoàn phường">`,
      `<h1 class="site-title"><a href="/">Đoàn phường</a></h1><h2 class="entry-title">${HEADLINE}</h2>`,
      HEADLINE,
    ],
    [
      'the site as h1 and as title',
      '<title>Đoàn phường</title>',
      `<h1><a href="/">Đoàn phường</a></h1><h2 class="entry-title">${HEADLINE}</h2>`,
      HEADLINE,
    ],
    [
      "the portal's name in capitals",
      '<title>TRANG THÔNG TIN ĐIỆN TỬ HUYỆN NHÀ BÈ</title>',
      `<div>TRANG THÔNG TIN ĐIỆN TỬ HUYỆN NHÀ BÈ</div><h3>${HEADLINE}</h3>`,
      HEADLINE,
    ],
    [
      "the paper's name in front",
      `<title>Báo Phú Yên Online - Sông Hinh: ${HEADLINE}</title>`,
      '',
      'Sông Hinh: ' + HEADLINE,
    ],
    [
      "an office's name behind",
      '<title>Tập huấn số - Sở Thông Tin Và Truyền Thông</title>',
      '',
      'Tập huấn số',
    ],
    [
      'a short heading is not lost to its site',
      `<title>${HEADLINE} | Cổng thông tin điện tử thành phố</title>`,
      '',
      HEADLINE,
    ],
  ])('%s', (_, head, body, title) => {
    const article = extractArticle({ html: page(head, body) });
    expect(article.title).toBe(title);
    expect(article.text.split('\n\n')).toHaveLength(2);
  });

  test('a headline without markup is not repeated in the text', () => {
    const title = `Sông Hinh: ${HEADLINE}`;
    const html = `<title>Báo Phú Yên Online - ${title}</title><div><p>${title}</p>${BODY}</div>`;
    const article = extractArticle({ html });
    expect(article.title).toBe(title);
    expect(article.text).not.toContain(HEADLINE);
  });

  test('the site is a title where there is no other', () => {
    expect(extractArticle({ html: page('<title>Trang chủ</title>', '') }).title).toBe('Trang chủ');
  });
});
