import { describe, expect, test } from 'vitest';
import { extractListing } from '../../../src/extract/listing/extract-listing.ts';
import { linkTrap } from '../../../src/extract/listing/link-trap.ts';

const PAGE_URL = 'https://a.gov.vn/tin-tuc?page=2';

const listing = extractListing({
  url: PAGE_URL,
  html: `<html><body><nav><a href="/gioi-thieu">Giới thiệu chung về đơn vị và lịch sử</a></nav>
    <div class="item"><a href="/tin/1.html?utm_source=x"><img src="1.jpg"></a>
      <h3><a href="/tin/1.html">Khánh thành nhà văn hóa khu phố 5</a></h3><span>05/03/2019</span></div>
    <div class="item"><h3><a href="tin/2.html">Ra quân tổng vệ sinh môi trường</a></h3><span>(14:30 07/03/2019)</span></div>
    <a href="https://other.vn/x">Một liên kết sang trang của đơn vị khác</a>
    <a href="/tin/2.html;jsessionid=1?jsessionid=AB12">Ra quân tổng vệ sinh môi trường</a>
    <div class="phan-trang"><a href="?page=1">1</a> <a href="?page=2">2</a> <a href="?page=3">3</a></div></body></html>`,
});

describe('extractListing', () => {
  test('finds headlines with their dates, each address once', () => {
    expect(listing.links).toEqual([
      {
        url: 'https://a.gov.vn/tin/1.html',
        title: 'Khánh thành nhà văn hóa khu phố 5',
        publishedAt: '2019-03-05',
      },
      {
        url: 'https://a.gov.vn/tin/2.html',
        title: 'Ra quân tổng vệ sinh môi trường',
        publishedAt: '2019-03-07T14:30:00+07:00',
      },
    ]);
  });

  test('finds the next page by its number', () => {
    expect(listing.nextPage).toBe('https://a.gov.vn/tin-tuc?page=3');
  });

  test('names traps', () => {
    expect(listing.traps.map(({ trap }) => trap)).toEqual(['session-id']);
  });

  test.each([
    ['https://a.vn/tin/khanh-thanh-cau-123.html', null],
    ['https://a.vn/lich/2019/03/05', 'calendar'],
    ['https://a.vn/tin?ngay=05/03/2019', 'calendar'],
    ['https://a.vn/vi/en/vi/tin', 'language-loop'],
    ['https://a.vn/a/b/a/b/a/b', 'repeating-path'],
    ['https://a.vn/anh.jpg', 'not-a-page'],
    ['https://a.vn/tin?sort=1&sort=2', 'endless-filters'],
  ])('%s: %s', (url, trap) => {
    expect(linkTrap(url, 'https://a.vn/')).toBe(trap);
  });
});
