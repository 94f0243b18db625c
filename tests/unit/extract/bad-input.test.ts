import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import { extractListing } from '../../../src/extract/listing/extract-listing.ts';
import { extractPlainText } from '../../../src/extract/extract-plain-text.ts';

const codesOf = (html: string): string[] =>
  extractArticle({ html }).diagnostics.map((diagnostic) => diagnostic.code);

const PNG =
  '\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\u0001\0\0\0\u0001\0\b\u0006\0\0\0\\r\u00a8f\0\0\0\u0004sBIT\b\b';

describe('bad input', () => {
  test.each([
    ['nothing', '', ['empty-input']],
    ['white space', ' \n\t ', ['empty-input']],
    ['a picture', PNG.repeat(20), ['binary-input']],
    ['a page without text', '<html><body><img src="a.png"></body></html>', ['no-content']],
  ])('%s is named by a diagnostic', (_name, html, codes) => {
    expect(codesOf(html)).toEqual(codes);
    expect(extractArticle({ html }).kind).toBe('other');
  });

  test('an empty text is named by a diagnostic', () => {
    const article = extractPlainText({ text: '' });
    expect(article.kind).toBe('other');
    expect(article.diagnostics.map((diagnostic) => diagnostic.code)).toContain('empty-input');
  });

  test('a binary text has one cause', () => {
    const { diagnostics } = extractPlainText({ text: PNG.repeat(20) });
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['binary-input']);
  });

  test('a listing says why it is no article', () => {
    const links = Array.from(
      { length: 12 },
      (_, at) => `<li><a href="/tin/${at}">Hội nghị số ${at} triển khai nhiều nội dung quan trọng</a></li>`,
    );
    const article = extractArticle({ html: `<title>Tin tức</title><ul>${links.join('')}</ul>` });
    expect(article.kind).toBe('listing');
    expect(article.diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['listing']);
  });

  test('a title that is never closed ends with its line', () => {
    const sentence =
      'Hơn 300 hội viên ra quân dọn ba tuyến rạch, trồng 1.200 cây xanh và lắp thêm đèn ở các hẻm.';
    const html = `<html><head><title>Ra quân dọn rạch\n</head><body><h1>Ra quân dọn rạch</h1><p>${sentence}</p></body></html>`;
    const article = extractArticle({ html });
    expect(article).toMatchObject({ kind: 'article', title: 'Ra quân dọn rạch', text: sentence });
    expect(article.diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['unclosed-title']);
  });

  test('imprint and desk under a text are not part of it', () => {
    const sentence =
      'Hơn 300 hội viên ra quân dọn ba tuyến rạch, trồng 1.200 cây xanh và lắp thêm đèn ở các hẻm.';
    const lines = ['Ra quân dọn rạch', sentence, sentence, 'MH', 'Tổ Tin tức', '(Lưu hành nội bộ)'];
    const wanted = { text: `${sentence}\n\n${sentence}`, byline: 'MH' };
    expect(extractPlainText({ text: lines.join('\n\n') })).toMatchObject(wanted);
    const html = `<h1>${lines[0]!}</h1><div>${lines
      .slice(1)
      .map((line) => `<p>${line}</p>`)
      .join('')}</div>`;
    expect(extractArticle({ html })).toMatchObject(wanted);
  });

  test('100,000 nested elements keep their text', () => {
    const html = `${'<div>'.repeat(100_000)}Một câu đủ dài để được coi là nội dung của bài viết này, có dấu chấm ở cuối.`;
    const article = extractArticle({ html });
    expect(article.text).toContain('Một câu đủ dài');
    expect(article.diagnostics.map((diagnostic) => diagnostic.code)).toContain('page-flattened');
  });

  test('20 MB and more are read in part', () => {
    const html = `<p>${'Một câu văn bình thường của một trang rất dài. '.repeat(450_000)}`;
    expect(html.length).toBeGreaterThan(20_000_000);
    expect(codesOf(html)).toContain('input-truncated');
  });

  test.each([
    [
      'a million attributes',
      `<p ${'a=1 '.repeat(1_000_000)}>Một đoạn văn có đủ độ dài để được giữ lại trong bài.</p>`,
    ],
    ['unclosed paragraphs', '<p>a'.repeat(500_000)],
    ['crossed formatting', '<b><p>x</b>'.repeat(200_000)],
    ['end tags of nothing', `${'<div>'.repeat(600)}${'</x>'.repeat(1_000_000)}`],
    ['open comments', '<!--'.repeat(1_000_000)],
    ['open tags', '<'.repeat(1_000_000)],
    ['10 MB of one line', 'từ '.repeat(3_500_000)],
    ['links only', '<a href=x>y</a>'.repeat(200_000)],
    ['line breaks only', 'a<br>'.repeat(1_000_000)],
    ['author boxes around a long line', `${'<span class="author">'.repeat(500)}${'Từ '.repeat(500_000)}`],
    ['a title of megabytes', `<title>${'a - '.repeat(500_000)}</title>${'<h1>b</h1>'.repeat(300)}`],
    [
      'sapo boxes around a long text',
      `<div class="sapo"><p>${'Một câu dài của bài viết. '.repeat(4)}</p>`.repeat(5_000),
    ],
    ['nested tables', '<table><tr><td>'.repeat(50_000)],
    ['broken linked data', `<script type="application/ld+json">${'{"@type":['.repeat(100_000)}</script>`],
  ])('%s come back', (_name, html) => {
    expect(extractArticle({ html }).diagnostics).toBeInstanceOf(Array);
  });
});

test('a listing of many links in one long box comes back', () => {
  const html = `<div>${'<a href="/tin/1.html">Khánh thành nhà văn hóa khu phố 5</a> x '.repeat(50_000)}</div>`;
  expect(extractListing({ html, url: 'https://a.vn/tin' }).links).toHaveLength(1);
});
