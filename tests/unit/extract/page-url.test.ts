import { describe, expect, test } from 'vitest';
import { canonicalUrlOf, siteOf, stripTracking } from '../../../src/extract/metadata/page-url.ts';

const PAGE = 'https://www.a.vn/tin/1.html?utm_source=zalo#top';

describe('canonicalUrlOf', () => {
  test.each([
    ['takes the page’s own name', ['/tin/1.html'], 'https://www.a.vn/tin/1.html'],
    ['takes another host of the site', ['https://a.vn/tin/1.html'], 'https://a.vn/tin/1.html'],
    ['not another site', ['https://b.vn/tin/1.html'], 'https://www.a.vn/tin/1.html'],
    ['not the home page', ['https://www.a.vn/'], 'https://www.a.vn/tin/1.html'],
    ['not what is no page', ['javascript:void(0)', 'mailto:x@a.vn', ''], 'https://www.a.vn/tin/1.html'],
    ['else the next candidate', ['https://b.vn/x', 'https://a.vn/tin/1'], 'https://a.vn/tin/1'],
  ])('%s', (_name, candidates, expected) => {
    expect(canonicalUrlOf(candidates, PAGE)).toBe(expected);
  });

  test('is null where nothing is known', () => {
    expect(canonicalUrlOf([], null)).toBeNull();
  });
});

test.each([
  ['https://a.vn/?id=5&fbclid=x&utm_campaign=y', 'https://a.vn/?id=5'],
  ['https://a.vn/tin#binh-luan', 'https://a.vn/tin'],
  ['ftp://a.vn/x', null],
  ['tin/1.html', null],
])('stripTracking of %s', (url, expected) => {
  expect(stripTracking(url)).toBe(expected);
});

test('siteOf leaves www. out', () => {
  expect(siteOf('https://www.a.gov.vn/x')).toBe('a.gov.vn');
  expect(siteOf('not a url')).toBeNull();
});
