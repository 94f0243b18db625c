import { describe, expect, test } from 'vitest';
import { readPage } from '../../../src/extract/read-page.ts';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import type { SiteProfile } from '../../../src/extract/profiles/site-profile.ts';

const SENTENCE =
  'Đảng ủy phường tổ chức sinh hoạt chuyên đề cho cán bộ, đảng viên vào sáng thứ bảy hằng tháng.';
const HTML = `<html><head><title>Tin phường</title></head><body><h1>Tin phường</h1>
  <div class="intro"><div class="x">Tóm tắt của bài viết nằm ở đây, trước nội dung.</div></div>
  <div id="main"><div class="body one"><p>${SENTENCE}</p><p>${SENTENCE} Bài một.</p>
    <div data-kind="ad"><p>Quảng cáo mua nhà giá tốt, liên hệ ngay hôm nay để nhận ưu đãi lớn.</p></div></div></div>
  <div id="other"><div class="body two"><p>${SENTENCE} ${SENTENCE}</p><p>${SENTENCE} Bài hai, dài hơn bài một rất nhiều. ${SENTENCE} ${SENTENCE}</p></div></div>
  </body></html>`;

const textWith = (profile: Partial<SiteProfile>, url = 'https://tin.example/1'): string =>
  extractArticle({ html: HTML, url, profiles: [{ site: 'tin.example', ...profile }] }).text;

describe('a site profile', () => {
  test.each([
    ['names the box of the text', { content: '.body.one' }, /Bài một/u, /Bài hai/u],
    ['by any CSS selector', { content: '#other > .body' }, /Bài hai/u, /Bài một/u],
    ['by what a box holds', { content: 'div.body:has([data-kind])' }, /Bài một/u, /Bài hai/u],
    ['drops boxes in it', { content: '#main', drop: '[data-kind="ad"]' }, /Bài một/u, /Quảng cáo/u],
  ])('%s', (_what, profile, kept, left) => {
    expect(textWith(profile)).toMatch(kept);
    expect(textWith(profile)).not.toMatch(left);
  });

  test('names the standfirst where it stands apart', () => {
    const { lead } = extractArticle({
      html: HTML,
      url: 'https://tin.example/1',
      profiles: [{ site: 'tin.example', content: '.body.one', lead: '.intro .x' }],
    });
    expect(lead).toBe('Tóm tắt của bài viết nằm ở đây, trước nội dung.');
  });

  test.each([
    ['a box that is not on the page', { content: '#nowhere' }],
    ['a selector that is none', { content: 'div:::' }],
  ])('leaves its part to the generic rules with %s', (_what, profile) => {
    expect(textWith(profile)).toBe(extractArticle({ html: HTML, url: 'https://tin.example/1' }).text);
  });

  test('is for its site and what lies below it, and for no other', () => {
    const profile = { content: '.body.one' };
    expect(textWith(profile, 'https://m.tin.example/1')).not.toMatch(/Bài hai/u);
    expect(textWith(profile, 'https://nottin.example/1')).toBe(extractArticle({ html: HTML }).text);
  });

  test('reads a page nested deeper than a stack is', () => {
    const html = `${'<div>'.repeat(50_000)}<p>${SENTENCE}</p>`;
    const read = readPage({
      pieces: [html],
      url: 'https://tin.example/',
      profiles: [{ site: 'tin.example', content: 'p' }],
    });
    expect(read.content.kept.length).toBeGreaterThan(0);
  });
});
