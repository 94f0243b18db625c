import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractArticle, extractPage } from '../../src/extract/extract-article.ts';
import { extractPlainText } from '../../src/extract/extract-plain-text.ts';
import { extractListing } from '../../src/extract/listing/extract-listing.ts';
import { renderArticle } from '../../src/extract/render-article.ts';
import type { Article } from '../../src/model/article.ts';
import { normalizeText } from '../../src/text/normalize-text.ts';
import { cutText } from '../support/cut-text.ts';

/** Pieces that pages are made of, well formed or not. */
const piece = fc.constantFrom(
  '<p>Sáng nay, hội nghị khai mạc tại trung tâm huyện với sự tham dự của nhiều đại biểu.</p>',
  '<p>Quận 1: Nhiều giải pháp sáng tạo</p>',
  '<h2>Huyện Củ Chi: Nhân rộng mô hình hay</h2>',
  '<b>Tin liên quan</b>',
  'Có thể bạn quan tâm',
  '<a href="/tin/1.html">Khánh thành nhà văn hóa khu phố 5</a>',
  '<table><tr><td>',
  '</td></tr></table>',
  '<form><input type=hidden>',
  '<div class="comments">',
  '<article itemprop="articleBody">',
  '</div>',
  '</article>',
  '<br>',
  '<br><br>',
  '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x",}</script>',
  '<img src="a.jpg">',
  '<figure><figcaption>Ảnh: MH</figcaption></figure>',
  '<p style="text-align:right"><b>MH</b></p>',
  '&aacute;&#7841;&nbsp;',
  '<title>Tin - Trang</title>',
  '07/03/2026 08:01',
  '<![CDATA[x]]>',
  '<!-- x --',
);
const page = fc
  .array(fc.oneof(piece, fc.string(), fc.string({ unit: 'binary' })), { maxLength: 40 })
  .map((parts) => parts.join(''));

function expectLaws(article: Article): void {
  expect(article.text).toBe(normalizeText(article.text));
  expect(article.id).toMatch(/^sha-[0-9a-f]{16}$/u);
  let behind = 0;
  for (const section of article.sections) {
    expect(section.start).toBeGreaterThanOrEqual(behind);
    expect(section.end).toBeGreaterThan(section.start);
    expect(section.end).toBeLessThanOrEqual(article.text.length);
    if (section.heading !== null) expect(article.text.startsWith(section.heading, section.start)).toBe(true);
    behind = section.end;
  }
  if (article.lead !== null && article.text !== '') expect(article.text.startsWith(article.lead)).toBe(true);
  expect(article.text).not.toMatch(/\n{3}|^\s|\s$/u);
  for (const format of ['markdown', 'text', 'json', 'html'] as const)
    expect(typeof renderArticle(article, format)).toBe('string');
}

describe('extraction', () => {
  test('of a page in pieces is that of the page, wherever it is cut', () => {
    const cuts = fc.array(fc.nat(400), { maxLength: 20 });
    // The first characters alone tell whether it is text at all.
    const start = fc.constantFrom(
      '',
      '<title>Ra quân',
      ' '.repeat(5_000),
      `<!--${'x'.repeat(5_000)}-->`,
      '\0'.repeat(90),
    );
    fc.assert(
      fc.property(start, page, cuts, (before, behind, lengths) => {
        const html = before + behind;
        const pieces = cutText(
          html,
          lengths.map((length) => length * 20),
        );
        expect(extractPage({ pieces }).article).toEqual(extractArticle({ html }));
      }),
      { numRuns: 300 },
    );
  });

  test('of any page never throws, and its spans hold', () => {
    fc.assert(
      fc.property(page, fc.option(fc.webUrl(), { nil: null }), (html, url) => {
        expectLaws(extractArticle({ html, url }));
      }),
      { numRuns: 400 },
    );
  });

  test('of any text never throws, and its spans hold', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Quận 3: Tin', 'Phản hồi', 'MH', '')),
          { maxLength: 30 },
        ),
        (lines) => {
          expectLaws(extractPlainText({ text: lines.join('\n\n') }));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('gives the same article for decomposed letters', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (parts) => {
        const html = parts.join('');
        expect(extractArticle({ html: html.normalize('NFD') })).toEqual(extractArticle({ html }));
      }),
      { numRuns: 100 },
    );
  });

  test('of links never throws, and addresses are absolute', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string(), fc.string({ minLength: 20 })), { maxLength: 20 }),
        (links) => {
          const html = links.map(([href, title]) => `<a href="${href}">${title}</a>`).join('');
          for (const link of extractListing({ html, url: 'https://a.vn/tin' }).links)
            expect(link.url).toMatch(/^https?:\/\//u);
        },
      ),
      { numRuns: 200 },
    );
  });
});
