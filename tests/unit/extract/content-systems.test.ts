import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import { findContentSystem } from '../../../src/extract/families/find-system-hints.ts';
import { findBoxSelector, parseBoxSelectors } from '../../../src/extract/families/match-box.ts';
import { buildPageTree } from '../../../src/extract/page/build-page-tree.ts';
import { findElements } from '../../../src/extract/page/page-tree.ts';

const SENTENCES = [
  'Sáng nay, Ban Chấp hành Đảng bộ phường họp phiên thường kỳ và thông qua chương trình công tác của quý hai năm nay.',
  'Phường đã vận động 64 hộ dân hiến hơn 1.100 m2 đất để mở rộng hẻm, tổng giá trị quy đổi khoảng 9 tỷ đồng.',
  'Bí thư Đảng ủy đề nghị mỗi chi bộ chọn một việc khó, một việc kéo dài để giải quyết dứt điểm trước ngày 30/6.',
];
const paragraphs = SENTENCES.map((sentence) => `<p>${sentence}</p>`).join('');
const TEXT = SENTENCES.join('\n\n');

describe('content systems', () => {
  test.each([
    ['<div class="VCSortableInPreviewMode" type="Photo">', 'vccorp'],
    ['<body class="site com_content view-article">', 'joomla'],
    ['<link href="/wp-content/themes/x/style.css">', 'wordpress'],
    ['<div id="s4-workspace">', 'sharepoint'],
    ['<div class="DnnModule DnnModule-HTML">', 'dnn'],
    ['<script>Drupal.settings = {}</script>', 'drupal'],
    ['<meta name="generator" content="NukeViet v4.5">', 'nukeviet'],
    ['<div class="post"><p>Không của ai.</p></div>', null],
  ])('%s', (html, name) => {
    expect(findContentSystem([html])?.name ?? null).toBe(name);
  });

  test('a mark is found in any piece, across two, and however far from the beginning', () => {
    const filler = '<p class="tin">Hội nghị khai mạc sáng nay.</p>\n'.repeat(2_000);
    for (let shift = 0; shift < 12; shift += 1) {
      const html = `${filler}${' '.repeat(shift)}<body class="com_content">${filler}`;
      expect(findContentSystem([html])?.name).toBe('joomla');
      const cut = html.indexOf('com_content') + shift - 1;
      expect(findContentSystem([html.slice(0, cut), html.slice(cut)])?.name).toBe('joomla');
    }
    expect(findContentSystem([filler, filler])).toBe(null);
  });

  test("a system's boxes inside the text go or stay by their type", () => {
    const html =
      `<h1>Mở hẻm</h1><div data-role="content"><p>${SENTENCES[0]!}</p>` +
      '<div class="VCSortableInPreviewMode" type="Vote"><p>Bạn có sẵn sàng hiến đất để mở rộng con hẻm trước nhà mình không?</p></div>' +
      `<div class="VCSortableInPreviewMode caption" type="content"><p>${SENTENCES[1]!}</p></div>` +
      `<p>${SENTENCES[2]!}</p></div>`;
    expect(extractArticle({ html }).text).toBe(TEXT);
  });

  test("a family's box that holds little of the text gives way to the generic search", () => {
    const html =
      '<link href="/wp-content/x.css"><h1>Mở hẻm</h1><div class="entry-content"><p>Xem bản in.</p></div>' +
      `<div class="khung">${paragraphs}</div>`;
    expect(extractArticle({ html }).text).toContain(TEXT);
  });

  test('nothing but the names differs: the text is the same without the marks of a system', () => {
    const page = (head: string): string =>
      `${head}<h1>Mở hẻm</h1><div class="td-post-content">${paragraphs}</div><div class="binh-luan"><p>Rất hay, cảm ơn.</p></div>`;
    const marked = extractArticle({ html: page('<link href="/wp-content/x.css">') });
    expect(marked.text).toBe(TEXT);
    expect(extractArticle({ html: page('') }).text).toBe(marked.text);
  });

  test('what the search loses, the baseline of paragraphs keeps', () => {
    const cards = SENTENCES.map(
      (sentence, at) =>
        `<li class="card"><a href="/tin/${String(at)}">Ba con hẻm được mở rộng</a><p>${sentence}</p></li>`,
    );
    const html = `<h1>Ba con hẻm của phường</h1><div><ul>${cards.join('')}</ul></div>`;
    for (const sentence of SENTENCES) expect(extractArticle({ html }).text).toContain(sentence);
  });
});

test.each([
  ['.a', 1],
  ['div.a.b', 1],
  ['.ab', 0],
  ['#x', 1],
  ['[type=photo]', 1],
  ['p', 0],
])('box selector %s', (selector, count) => {
  const { root } = buildPageTree('<div id="x" class="a b" type="Photo">t</div>');
  const [parsed] = parseBoxSelectors(selector);
  expect(findElements(root, (element) => findBoxSelector(element, [parsed!]) === 0)).toHaveLength(count);
});
