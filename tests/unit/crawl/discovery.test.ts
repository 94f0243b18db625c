import { describe, expect, test } from 'vitest';
import { canonicalizeUrl } from '../../../src/crawl/canonicalize-url.ts';
import { discoverLinks } from '../../../src/crawl/discovery/discover-links.ts';
import { parseFeed } from '../../../src/crawl/discovery/parse-feed.ts';
import { parseSitemap } from '../../../src/crawl/discovery/parse-sitemap.ts';
import { parseWebDate } from '../../../src/crawl/discovery/parse-web-date.ts';
import { findUrlTrap } from '../../../src/crawl/discovery/url-traps.ts';

describe('parseWebDate', () => {
  test.each([
    ['2019-01-28', '2019-01-28T16:59:59.000Z'],
    ['2019-02', '2019-02-28T16:59:59.000Z'],
    ['2019', '2019-12-31T16:59:59.000Z'],
    ['2019-01-28T08:00:00+07:00', '2019-01-28T01:00:00.000Z'],
    ['2019-01-28T08:00:00.123456Z', '2019-01-28T08:00:00.000Z'],
    ['2019-01-28T08:00+0700', '2019-01-28T01:00:00.000Z'],
    ['2019-01-28 08:00:00', '2019-01-28T01:00:00.000Z'],
    ['2026-03-07T08:52:11.000 +07:00', '2026-03-07T01:52:11.000Z'],
    ['Mon, 28 Jan 2019 08:00:00 +0700', '2019-01-28T01:00:00.000Z'],
    ['28 Jan 2019 08:00 GMT', '2019-01-28T08:00:00.000Z'],
    ['Mon, 28 Jan 19 08:00:00 GMT+7', '2019-01-28T01:00:00.000Z'],
    ['Mon, 28 January 2019 08:00:00 ICT', '2019-01-28T01:00:00.000Z'],
    ['Mon, 28 Jan 2019 08:00:00', '2019-01-28T01:00:00.000Z'],
    ['  2019-01-28T08:00:00Z\n', '2019-01-28T08:00:00.000Z'],
  ])('%s', (text, expected) => {
    expect(parseWebDate(text)).toBe(expected);
  });

  test.each([
    '',
    'hôm qua',
    '2019-02-31',
    '2019-13-01',
    '2019-01-28T25:00:00Z',
    '28/01/2019',
    '12',
    '1'.repeat(100_000),
  ])('no date: %.20s', (text) => {
    expect(parseWebDate(text)).toBeNull();
  });
});

describe('parseSitemap', () => {
  const NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

  test('reads addresses and dates', () => {
    const { kind, entries } = parseSitemap(
      `<?xml version="1.0"?><urlset ${NS}>
        <url><loc> https://a.vn/1?x=1&amp;y=2 </loc><lastmod>2019-01-28T08:00:00+07:00</lastmod></url>
        <url><loc><![CDATA[https://a.vn/2]]></loc></url><url><lastmod>2019</lastmod></url></urlset>`,
    );
    expect(kind).toBe('urlset');
    expect(entries).toEqual([
      { loc: 'https://a.vn/1?x=1&y=2', modifiedAt: '2019-01-28T01:00:00.000Z' },
      { loc: 'https://a.vn/2', modifiedAt: null },
    ]);
  });

  test('reads an index', () => {
    const { kind, entries } = parseSitemap(
      `<sitemapindex ${NS}><sitemap><loc>https://a.vn/s1.xml.gz</loc><lastmod>2019-01-28</lastmod></sitemap></sitemapindex>`,
    );
    expect(kind).toBe('index');
    expect(entries).toEqual([{ loc: 'https://a.vn/s1.xml.gz', modifiedAt: '2019-01-28T16:59:59.000Z' }]);
  });

  test('takes the date of a news sitemap, not the address of its picture', () => {
    const { entries } = parseSitemap(
      `<urlset ${NS} xmlns:news="n" xmlns:image="i"><url><image:image><image:loc>https://a.vn/p.jpg</image:loc></image:image>
       <loc>https://a.vn/1</loc><news:news><news:publication_date>2019-01-28T08:00:00Z</news:publication_date></news:news></url></urlset>`,
    );
    expect(entries).toEqual([{ loc: 'https://a.vn/1', modifiedAt: '2019-01-28T08:00:00.000Z' }]);
  });

  test('reads a list of addresses', () => {
    expect(parseSitemap('https://a.vn/1\r\nhttps://a.vn/2\nno address\n')).toMatchObject({
      kind: 'text',
      entries: [{}, {}],
    });
  });

  test('with prefixes on every element', () => {
    const xml = `<sm:urlset xmlns:sm="x"><sm:url><sm:loc>https://a.vn/1</sm:loc></sm:url></sm:urlset>`;
    expect(parseSitemap(xml).entries).toHaveLength(1);
  });

  test.each([
    ['', 'other'],
    ['<html><body><url><loc>https://a.vn/</loc></url></body></html>', 'other'],
    ['<rss><channel></channel></rss>', 'other'],
  ])('%.20s is no sitemap', (text, kind) => {
    expect(parseSitemap(text)).toMatchObject({ kind, entries: [] });
  });

  test('a cut sitemap gives what was whole', () => {
    const xml = `<urlset ${NS}><url><loc>https://a.vn/1</loc></url><url><loc>https://a.vn/2`;
    expect(parseSitemap(xml).entries.map(({ loc }) => loc)).toEqual(['https://a.vn/1']);
  });

  test('reads 50,000 addresses and no more, and says so', () => {
    const url = (index: number): string =>
      `<url><loc>https://a.vn/${index}</loc><lastmod>2019-01-28</lastmod></url>`;
    const xml = `<urlset ${NS}>${Array.from({ length: 50_010 }, (_, index) => url(index)).join('')}</urlset>`;
    const { entries, diagnostics } = parseSitemap(xml);
    expect(entries).toHaveLength(50_000);
    expect(diagnostics.map(({ code }) => code)).toEqual(['sitemap-too-long']);
  });

  test('in pieces it says the same as in one, wherever it is cut', () => {
    const xml =
      '\uFEFF <?xml version="1.0"?>\n<urlset><url><loc>https://a.vn/?a=1&amp;b=2</loc><lastmod>2025-03-01</lastmod></url></urlset>';
    for (const size of [1, 2, 7, 30]) {
      const pieces = Array.from({ length: Math.ceil(xml.length / size) }, (_, at) =>
        xml.slice(at * size, (at + 1) * size),
      );
      expect(parseSitemap(pieces)).toEqual(parseSitemap(xml));
    }
    expect(parseSitemap(['\n', 'https://a.v', 'n/1\nhttps://a.vn/2'])).toEqual(
      parseSitemap('\nhttps://a.vn/1\nhttps://a.vn/2'),
    );
    expect(parseSitemap([' ', '\n']).kind).toBe('other');
  });

  test.each(['/tin/1.html', 'a.vn/1', '//a.vn/1', 'ftp://a.vn/1', 'javascript:alert(1)', ''])(
    'an address begins with its protocol: %j does not count',
    (loc) => {
      expect(
        parseSitemap(`<urlset><url><loc>${loc}</loc></url><url><loc> HTTPS://a.vn/2 </loc></url></urlset>`)
          .entries,
      ).toEqual([{ loc: 'HTTPS://a.vn/2', modifiedAt: null }]);
    },
  );

  test('entities of a DTD are not expanded', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(1_000)}"><!ENTITY b "${'&a;'.repeat(1_000)}"><!ENTITY c "${'&b;'.repeat(1_000)}">
      <!ENTITY f SYSTEM "file:///etc/passwd">]>`;
    const { entries } = parseSitemap(
      `<?xml version="1.0"?>${bomb}<urlset><url><loc>https://a.vn/&c;&f;</loc></url></urlset>`,
    );
    expect(entries.every(({ loc }) => loc.length < 100 && !loc.includes('root:'))).toBe(true);
  });

  test('a million open tags end at once', () => {
    expect(parseSitemap(`<urlset>${'<url>'.repeat(1_000_000)}`).entries).toEqual([]);
  });
});

describe('parseFeed', () => {
  test('reads RSS 2', () => {
    const { kind, items } = parseFeed(`<rss version="2.0"><channel><title>T</title><link>https://a.vn/</link>
      <item><title>Một &amp; hai</title><link>https://a.vn/1</link><pubDate>Mon, 28 Jan 2019 08:00:00 +0700</pubDate>
        <media:content xmlns:media="m"><media:title>Ảnh</media:title></media:content></item>
      <item><title><![CDATA[Ba]]></title><guid>https://a.vn/3</guid></item>
      <item><title>Không có link</title><guid isPermaLink="false">abc</guid></item></channel></rss>`);
    expect(kind).toBe('rss');
    expect(items).toEqual([
      { link: 'https://a.vn/1', title: 'Một & hai', modifiedAt: '2019-01-28T01:00:00.000Z' },
      { link: 'https://a.vn/3', title: 'Ba', modifiedAt: null },
    ]);
  });

  test('reads Atom: the alternate link, the later date', () => {
    const { kind, items } =
      parseFeed(`<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.vn/"/><entry>
      <link rel="self" href="https://a.vn/x.atom"/><link rel="alternate" href="https://a.vn/1"/><title type="html">Một</title>
      <published>2019-01-28T08:00:00Z</published><updated>2019-02-01T08:00:00Z</updated></entry></feed>`);
    expect(kind).toBe('atom');
    expect(items).toEqual([{ link: 'https://a.vn/1', title: 'Một', modifiedAt: '2019-02-01T08:00:00.000Z' }]);
  });

  test('reads RDF', () => {
    const { kind, items } =
      parseFeed(`<rdf:RDF xmlns:rdf="r" xmlns="p"><channel><link>https://a.vn/</link></channel>
      <item rdf:about="x"><title>Một</title><link>https://a.vn/1</link><dc:date>2019-01-28T08:00:00+07:00</dc:date></item></rdf:RDF>`);
    expect(kind).toBe('rdf');
    expect(items).toEqual([{ link: 'https://a.vn/1', title: 'Một', modifiedAt: '2019-01-28T01:00:00.000Z' }]);
  });

  test('a feed that was cut gives the items before the cut, and says so', () => {
    const { items, diagnostics } = parseFeed(
      '<rss><channel><item><link>https://a.vn/1</link></item><item><link>https://a.vn/2</link><title>Ha',
    );
    expect(items.map(({ link }) => link)).toEqual(['https://a.vn/1']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['feed-cut']);
  });

  test.each(['', 'lỗi', '<html><body><item><link>https://a.vn/</link></item></body></html>'])(
    'no feed: %.10s',
    (text) => {
      expect(parseFeed(text)).toMatchObject({ kind: 'other', items: [] });
    },
  );

  test('an entity bomb stays small', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title><link>https://a.vn/1</link></item></channel></rss>`;
    expect(parseFeed(bomb).items).toMatchObject([{ title: '&b;' }]);
  });
});

describe('discoverLinks', () => {
  const kinds = (html: string, url = 'https://a.vn/tin/'): string[] =>
    discoverLinks(html, url).links.map((link) => `${link.kind} ${link.url.slice('https://a.vn'.length)}`);

  test.each([
    ['an id before .html', '<a href="/tin/abc-123456.html">x</a>', 'page /tin/abc-123456.html'],
    ['a post id', '<a href="/thoi-su/tin-moi-post987.html">x</a>', 'page /thoi-su/tin-moi-post987.html'],
    [
      'an ASP.NET page',
      '<a href="/Pages/chi-tiet.aspx?ItemID=12">x</a>',
      'page /Pages/chi-tiet.aspx?ItemID=12',
    ],
    [
      'a long slug',
      '<a href="/nang-cao-chat-luong-sinh-hoat-chi-bo">x</a>',
      'page /nang-cao-chat-luong-sinh-hoat-chi-bo',
    ],
    ['a date in the path', '<a href="/2019/01/28/tin">x</a>', 'page /2019/01/28/tin'],
    ['a section', '<a href="/hoc-va-lam-theo-bac/">x</a>', 'other /hoc-va-lam-theo-bac/'],
    ['the front page', '<a href="/">x</a>', 'other /'],
    ['a file', '<a href="/van-ban-so-123456.pdf">x</a>', 'other /van-ban-so-123456.pdf'],
    ['a page number', '<a href="?page=2">2</a>', 'next /tin/?page=2'],
    ['the next page in words', '<a href="/tin/trang-2.html">Trang sau »</a>', 'next /tin/trang-2.html'],
    ['rel=next', '<a rel="next" href="/tin/k2">tiếp</a>', 'next /tin/k2'],
    ['link rel=next', '<link rel="next" href="/tin/k2">', 'next /tin/k2'],
  ])('%s', (_name, html, expected) => {
    expect(kinds(html)).toEqual([expected]);
  });

  test.each([
    ['nofollow', '<a rel="nofollow" href="/a-123456.html">x</a>'],
    ['a script', '<a href="javascript:void(0)">x</a>'],
    ['a fragment', '<a href="#top">x</a>'],
    ['the page itself', '<a href="/tin/">x</a>'],
    ['a calendar', '<a href="/lich/2019/05">5</a>'],
    ['a form', '<form action="/a-123456.html"><input></form>'],
    ['meta nofollow', '<meta name="robots" content="noindex, nofollow"><a href="/a-123456.html">x</a>'],
  ])('leaves out %s', (_name, html) => {
    expect(kinds(html)).toEqual([]);
  });

  test('base href counts, the first one', () => {
    expect(kinds('<base href="/goc/"><base href="/sai/"><a href="a-123456.html">x</a>')).toEqual([
      'page /goc/a-123456.html',
    ]);
  });

  test('an address counts once, by the link with words', () => {
    const { links } = discoverLinks(
      '<a href="/x?page=2"><img alt="ảnh"></a><a href="/x?page=2">  Trang\n sau </a>',
      'https://a.vn/',
    );
    expect(links).toEqual([{ url: 'https://a.vn/x?page=2', kind: 'next', text: 'Trang sau' }]);
  });

  test('canonical, feeds, refresh, robots', () => {
    const page = discoverLinks(
      `<link rel="canonical" href="/chinh-a-123456.html?utm_source=x"><link rel="alternate" type="application/rss+xml" href="/rss.xml">
       <meta http-equiv="refresh" content="0; url='/moi.html'"><meta name="ROBOTS" content="NOINDEX">`,
      'https://a.vn/a',
    );
    expect(page).toMatchObject({
      canonical: 'https://a.vn/chinh-a-123456.html',
      feeds: ['https://a.vn/rss.xml'],
      refresh: 'https://a.vn/moi.html',
      robots: { noindex: true, nofollow: false },
    });
  });

  test('a page that reloads itself every five minutes does not lead elsewhere', () => {
    expect(
      discoverLinks('<meta http-equiv="refresh" content="300; url=/x">', 'https://a.vn/').refresh,
    ).toBeNull();
  });

  test.each([
    ['100,000 levels', '<div>'.repeat(100_000) + '<a href="/a-123456.html">x</a>'],
    ['4,000,000 levels', '<a href="/a-123456.html">x</a>' + '<div>'.repeat(4_000_000)],
    ['a million nested formats', '<a href="/a-123456.html">x</a>' + '<b><i>'.repeat(500_000)],
    ['a million links', '<a href="/a-123456.html">x</a>'.repeat(500_000)],
    ['an endless line', 'x'.repeat(5_000_000) + '<a href="/a-123456.html">x</a>'],
    ['NUL bytes', '\0'.repeat(100_000) + '<a href="/a-123456.html">x</a>'],
    [
      '50,000 attributes',
      `<p ${Array.from({ length: 50_000 }, (_, i) => `a${i}=1`).join(' ')}><a href="/a-123456.html">x</a>`,
    ],
  ])('%s', (_name, html) => {
    expect(kinds(html)).toEqual(['page /a-123456.html']);
  });

  test('of a million links the first 5,000 are kept', () => {
    const html = Array.from(
      { length: 20_000 },
      (_, index) => `<a href="/a-${index + 100_000}.html">x</a>`,
    ).join('');
    expect(kinds(html)).toHaveLength(5_000);
  });
});

describe('findUrlTrap', () => {
  test.each([
    ['https://a.vn/tin/nang-cao-chat-luong-1201.html', undefined],
    ['https://a.vn/vi/tin/1201.html', undefined],
    ['https://a.vn/a/b/a/c/a', undefined],
    ['https://a.vn/en/vi/en/tin', 'language-loop'],
    ['https://a.vn/tin/tin/tin/1.html', 'repeated-segments'],
    ['https://a.vn/a/b/a/b/a/b', 'repeated-segments'],
    ['https://a.vn/' + 'x/'.repeat(7) + 'y/'.repeat(8), 'too-deep'],
    ['https://a.vn/?' + Array.from({ length: 9 }, (_, i) => `p${i}=1`).join('&'), 'too-many-parameters'],
    ['https://a.vn/su-kien?month=5&year=2031', 'calendar'],
    ['https://a.vn/lich-cong-tac/2031-05', 'calendar'],
    ['https://a.vn/events/2031/05/06', 'calendar'],
    ['https://a.vn/2019/05/06/tin-tuc', undefined],
    ['https://a.vn/' + 'x'.repeat(1_100), 'too-long'],
  ])('%.40s', (url, expected) => {
    expect(findUrlTrap(canonicalizeUrl(url)!)).toBe(expected);
  });
});
