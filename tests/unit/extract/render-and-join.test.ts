import { describe, expect, test } from 'vitest';
import { explainExtraction } from '../../../src/extract/explain-extraction.ts';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import { findContinuation, joinArticlePages } from '../../../src/extract/join-article-pages.ts';
import { renderArticle } from '../../../src/extract/render-article.ts';

const BODY =
  'Sáng nay, hội nghị khai mạc tại trung tâm huyện với sự tham dự của nhiều đại biểu từ các xã, thị trấn.';
const MORE =
  'Buổi chiều, các đại biểu thảo luận về 3 * 4 = 12 giải pháp <mới> để nâng cao chất lượng công tác.';

const page = (body: string, extra = ''): string =>
  `<html lang="vi"><head><title>Hội nghị triển khai nhiệm vụ</title></head><body><div class="menu"><a href="/">Trang chủ</a></div>
  <h1>Hội nghị triển khai nhiệm vụ</h1><div class="noi-dung-tin">${body}</div>${extra}</body></html>`;

const article = extractArticle({
  html: page(`<p>${BODY}</p><h2>Bàn giải pháp</h2><p>${MORE.replaceAll('<', '&lt;')}</p><img src="/a.jpg">`),
  url: 'https://a.vn/tin/1.html',
});

describe('renderArticle', () => {
  test('writes Markdown that reads as the text does', () => {
    expect(renderArticle(article, 'markdown').split('\n\n')).toEqual([
      '# Hội nghị triển khai nhiệm vụ',
      '*https://a.vn/tin/1.html*',
      BODY,
      '## Bàn giải pháp',
      MORE.replaceAll('*', String.raw`\*`)
        .replaceAll('<', String.raw`\<`)
        .replaceAll('>', String.raw`\>`),
      '![](<https://a.vn/a.jpg>)',
    ]);
  });

  test('writes HTML with the text escaped', () => {
    const html = renderArticle(article, 'html');
    expect(html).toContain('<h2>Bàn giải pháp</h2>');
    expect(html).toContain('&lt;mới&gt;');
  });

  test('writes text and JSON', () => {
    expect(renderArticle(article, 'text')).toBe(`Hội nghị triển khai nhiệm vụ\n\n${article.text}`);
    expect(JSON.parse(renderArticle(article, 'json'))).toEqual(article);
  });
});

describe('explainExtraction', () => {
  test('says what was left out and why', () => {
    const related =
      '<div class="tin-lien-quan"><h3>Tin liên quan</h3><a href="/2">Một bài viết khác của trang</a></div>';
    const explanation = explainExtraction({ html: page(`<p>${BODY}</p><p>${MORE}</p>`, related) });
    expect(explanation.container).toContain('div.noi-dung-tin');
    expect(explanation.dropped.find(({ text }) => text === 'Tin liên quan')?.reason).toMatch(
      /related|outside/u,
    );
    expect(explanation.dropped.find(({ text }) => text === 'Trang chủ')?.path).toContain('div.menu');
    expect(explanation.keptBlocks).toBe(2);
  });
});

describe('an article over several pages', () => {
  const pager = '<div class="phan-trang"><a href="/tin/1-p2.html">2</a></div>';

  test('finds its next page, not another article', () => {
    expect(findContinuation({ html: page(BODY, pager), url: 'https://a.vn/tin/1.html' })).toBe(
      'https://a.vn/tin/1-p2.html',
    );
    const other = '<a rel="next" href="/tin/2.html">Bài sau</a>';
    expect(findContinuation({ html: page(BODY, other), url: 'https://a.vn/tin/1.html' })).toBeNull();
  });

  test('is joined, repeated paragraphs once, sections in place', () => {
    const second = extractArticle({
      html: page(
        `<p>${BODY}</p><h2>Tổng kết</h2><p>Kết thúc hội nghị, lãnh đạo huyện trao bằng khen cho 15 tập thể và 32 cá nhân.</p>`,
      ),
      url: 'https://a.vn/tin/1-p2.html',
    });
    const joined = joinArticlePages([article, second]);
    expect(joined.text.split(BODY)).toHaveLength(2);
    expect(joined.sections.map(({ heading }) => heading)).toEqual([null, 'Bàn giải pháp', 'Tổng kết']);
    for (const { heading, start } of joined.sections) {
      if (heading !== null) expect(joined.text.startsWith(heading, start)).toBe(true);
    }
  });
});
