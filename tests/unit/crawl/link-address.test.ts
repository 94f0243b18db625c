import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalizeUrl } from '../../../src/crawl/canonicalize-url.ts';
import { createAddressReader } from '../../../src/crawl/discovery/link-address.ts';

const BASES = [
  'https://a.vn/tin/bai-1.html',
  'https://a.vn/',
  'http://a.vn/tin/',
  'https://b.vn/tin/bai-1.html',
  'https://a.vn:8443/x?y=1',
];

describe('addresses of links', () => {
  test.each([
    ['/thoi-su', ['https://a.vn/thoi-su', 'https://b.vn/thoi-su', 'https://a.vn:8443/thoi-su']],
    ['//c.vn/x', ['https://c.vn/x', 'http://c.vn/x']],
    ['https://c.vn/x', ['https://c.vn/x']],
    ['bai-2.html', ['https://a.vn/tin/bai-2.html', 'https://a.vn/bai-2.html', 'https://b.vn/tin/bai-2.html']],
    [
      '?trang=2',
      ['https://a.vn/tin/bai-1.html?trang=2', 'https://a.vn/?trang=2', 'https://a.vn:8443/x?trang=2'],
    ],
  ])('%s means on each page what it means there, twice over', (href, among) => {
    for (const base of [...BASES, ...BASES]) {
      const url = createAddressReader(base)(href)?.url;
      expect(url).toBe(canonicalizeUrl(href, base));
    }
    const urls = BASES.map((base) => createAddressReader(base)(href)?.url);
    for (const url of among) expect(urls).toContain(url);
  });

  test('whatever was read before, an address is read as by itself', () => {
    const piece = fc.constantFrom(
      '/',
      '//',
      '\\',
      '\t',
      '\n',
      ' ',
      '#',
      '?',
      ':',
      'http://a.vn',
      'https://',
      'x',
      '..',
      '%41',
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...BASES), fc.array(piece, { maxLength: 6 })), { maxLength: 20 }),
        (links) => {
          for (const [base, pieces] of links) {
            const href = pieces.join('');
            expect(createAddressReader(base)(href)?.url).toBe(canonicalizeUrl(href, base));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    ['/tin/hoi-nghi-100123.html', { kind: 'page', isNumbered: false, isTrap: false }],
    ['/thoi-su?trang=3', { kind: 'other', isNumbered: true, isTrap: false }],
    ['/', { kind: 'other', isNumbered: false, isTrap: false }],
    ['/anh/bia-100123.jpg', { kind: 'other', isNumbered: false, isTrap: false }],
    ['/lich/2026/11/25', { isTrap: true }],
  ])('%s', (href, says) => {
    for (const _again of [1, 2]) expect(createAddressReader(BASES[0]!)(href)).toMatchObject(says);
  });

  test.each(['mailto:a@b.vn', 'javascript:void(0)', 'http://', '//'])('%s leads nowhere, twice', (href) => {
    const read = createAddressReader(BASES[0]!);
    expect([read(href), read(href)]).toEqual([undefined, undefined]);
  });
});
