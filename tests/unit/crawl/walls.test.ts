import { describe, expect, test } from 'vitest';
import { canonicalizeUrl } from '../../../src/crawl/canonicalize-url.ts';
import { discoverLinks } from '../../../src/crawl/discovery/discover-links.ts';
import { isSoftNotFound } from '../../../src/crawl/discovery/soft-not-found.ts';
import { createCookieJar } from '../../../src/crawl/politeness/cookie-jar.ts';

const url = (text: string) => canonicalizeUrl(text)!;

describe('createCookieJar', () => {
  test('gives back what a host has set, to that host alone', () => {
    const jar = createCookieJar();
    expect(jar.headerFor(url('https://a.vn/'))).toBeNull();
    expect(
      jar.take(
        url('https://a.vn/x'),
        'D1N=abc; path=/; expires=Mon, 01-Mar-2027 00:00:00 GMT, s=1; Path=/x; HttpOnly',
      ),
    ).toBe(true);
    expect(jar.headerFor(url('https://a.vn/y'))).toBe('D1N=abc; s=1');
    expect(jar.headerFor(url('https://www.a.vn/'))).toBeNull();
  });

  test('says whether there was anything new', () => {
    const jar = createCookieJar();
    expect([
      jar.take(url('https://a.vn/'), 'a=1'),
      jar.take(url('https://a.vn/'), 'a=1'),
      jar.take(url('https://a.vn/'), 'a=2'),
    ]).toEqual([true, false, true]);
  });

  test.each([undefined, '', 'vô nghĩa', '=x', `a=${'x'.repeat(10_000)}`])('%.20s is no cookie', (header) => {
    const jar = createCookieJar();
    expect(jar.take(url('https://a.vn/'), header)).toBe(false);
    expect(jar.headerFor(url('https://a.vn/'))).toBeNull();
  });

  test('a host sets fifty cookies and no more', () => {
    const jar = createCookieJar();
    for (let index = 0; index < 60; index += 1) jar.take(url('https://a.vn/'), `c${index}=1`);
    expect(jar.headerFor(url('https://a.vn/'))?.split('; ')).toHaveLength(50);
  });
});

describe('isSoftNotFound', () => {
  test.each([
    '404',
    '404 - Không tìm thấy',
    'Lỗi 404 | Báo điện tử',
    'Báo Mới - 404',
    'Page not found | Báo',
    'Not Found',
    'Không tìm thấy trang',
    'KHÔNG TÌM THẤY BÀI VIẾT',
    'Không tìm thấy nội dung'.normalize('NFD'),
    'Trang không tồn tại',
    'Trang bạn tìm kiếm không tồn tại',
    'Bài viết này đã bị gỡ',
    'Bài viết đã được xóa',
  ])('%s', (title) => {
    expect(isSoftNotFound({ title, textChars: 300 })).toBe(true);
  });

  test.each([
    ['Không tìm thấy dấu vết máy bay mất tích', 300],
    ['Xe 404 chỗ đầu tiên lăn bánh', 300],
    ['4040 suất quà đến với người nghèo', 300],
    ['Chi bộ không tồn tại khoảng cách', 300],
    ['Không tìm thấy trang sử nào như thế', 9_000],
    [null, 10],
  ])('%s is a page', (title, textChars) => {
    expect(isSoftNotFound({ title, textChars })).toBe(false);
  });
});

describe('what a page says of itself', () => {
  test('title and text outside links, scripts and controls', () => {
    const page = discoverLinks(
      `<html><head><title> Một\n hai </title><script>var title = "không";</script><style>p { color: red }</style></head>
       <body><a href="/x">liên kết</a><select><option>chọn</option></select><p>abc <b>de</b></p><svg><title>hình</title></svg></body>`,
      'https://a.vn/',
    );
    expect(page.title).toBe('Một hai');
    expect(page.textChars).toBe('abcde'.length);
  });
});
