import { describe, expect, test } from 'vitest';
import { DEFAULT_HTTP_LIMITS } from '../../src/crawl/http-client.ts';
import { addedUp, article, crawlFaults, SHORT_LIMITS, text, type FaultNightOptions } from './fault-night.ts';
import type { Route } from './fault-server.ts';

/**
 * What a server may do to the nightly job, one row a fault, each through the whole job: fetch, robots.txt, archive,
 * index. `docs/crawl-faults.md` lists all faults with their tests.
 */
interface FaultRow extends FaultNightOptions {
  readonly fault: string;
  /** Summary of the last night. */
  readonly expected: string;
  /** Articles in the archive at the end. */
  readonly articles?: number;
}

const status =
  (code: number, headers: Record<string, string> = {}): Route =>
  (response) => {
    response.writeHead(code, { 'content-type': 'text/html', ...headers }).end(`<h1>${code}</h1>`);
  };

/** A different answer each time; the last one stays. */
function inTurn(...routes: readonly Route[]): Route {
  let index = 0;
  return (response, request) => {
    const route = routes[Math.min(index, routes.length - 1)]!;
    index += 1;
    return route(response, request);
  };
}

/** One page, served by a route of the fault server. */
const atPath = (fault: string, path: string, expected: string, more: Partial<FaultRow> = {}): FaultRow => ({
  fault,
  pages: [path],
  expected,
  ...more,
});

/** One page at `/x`, answered by `route`. */
const answered = (fault: string, route: Route, expected: string, more: Partial<FaultRow> = {}): FaultRow => ({
  fault,
  pages: ['/x'],
  routes: () => ({ '/x': route }),
  expected,
  ...more,
});

const withLimits = { limits: SHORT_LIMITS };
const AT_THIRD_TRY = 'retried 2';

const CONNECTIONS: readonly FaultRow[] = [
  atPath('slow headers', '/slow-head', `failed timeout 1, ${AT_THIRD_TRY}`, withLimits),
  atPath('slow headers, byte by byte', '/dripping-head', `failed timeout 1, ${AT_THIRD_TRY}`, withLimits),
  atPath('slow body', '/slow-body', `failed timeout 1, ${AT_THIRD_TRY}`, withLimits),
  atPath('slow body that stops', '/stalled-body', `failed timeout 1, ${AT_THIRD_TRY}`, withLimits),
  atPath('reset', '/reset', `failed reset 1, ${AT_THIRD_TRY}`),
  atPath('reset within the body', '/reset-in-body', `failed truncated 1, ${AT_THIRD_TRY}`),
  atPath('wrong Content-Length: too long', '/short-body', `failed truncated 1, ${AT_THIRD_TRY}`),
  atPath('wrong Content-Length: too short', '/long-body', `failed truncated 1, ${AT_THIRD_TRY}`),
  atPath('truncated gzip', '/gzip-truncated', `failed truncated 1, ${AT_THIRD_TRY}`),
  atPath('truncated brotli', '/br-truncated', `failed truncated 1, ${AT_THIRD_TRY}`),
  atPath('gzip bomb', '/gzip-bomb', 'failed too-large 1'),
  atPath('brotli bomb', '/br-bomb', 'failed too-large 1'),
  atPath('50 MB page', '/50-mb', 'failed too-large 1'),
  atPath('endless page', '/endless-body', 'failed too-large 1', { limits: { maxBodyBytes: 4_000_000 } }),
];

const STATUSES: readonly FaultRow[] = [
  ...([401, 403, 451] as const).map((code) => answered(`${code}`, status(code), `failed http-${code} 1`)),
  ...([404, 410] as const).map((code) => answered(`${code}`, status(code), 'gone 1')),
  ...([500, 502, 504] as const).map((code) =>
    answered(`${code}`, status(code), `failed http-${code} 1, ${AT_THIRD_TRY}`),
  ),
  ...([429, 503] as const).flatMap((code) =>
    (['30', 'Sat, 01 Mar 2025 18:00:30 GMT'] as const).map((value) =>
      answered(
        `${code} with Retry-After: ${value}`,
        inTurn(status(code, { 'retry-after': value }), text(article(1))),
        'new 1, retried 1',
        { articles: 1 },
      ),
    ),
  ),
  answered('503 with Retry-After of an hour', status(503, { 'retry-after': '3600' }), 'failed http-503 1'),
  answered('soft 404', text('<title>Không tìm thấy trang</title><p>Về trang chủ'), 'gone 1'),
  answered(
    '304',
    (response, request) => {
      const isKnown = request.headers['if-none-match'] === '"1"';
      response.writeHead(isKnown ? 304 : 200, { etag: '"1"', 'content-type': 'text/html; charset=utf-8' });
      response.end(isKnown ? undefined : article(1));
    },
    'unchanged 1',
    { nights: 2, articles: 1 },
  ),
];

const redirectTo = (fault: string, location: string, expected: string): FaultRow =>
  answered(fault, status(302, { location }), expected);

const REDIRECTS: readonly FaultRow[] = [
  redirectTo('redirect loop to itself', '/x', 'failed redirect-loop 1'),
  {
    fault: 'redirect loop of two',
    pages: ['/1'],
    routes: () => ({ '/1': status(301, { location: '/2' }), '/2': status(302, { location: '/1' }) }),
    expected: 'redirected 1, failed redirect-loop 1',
  },
  {
    fault: 'redirects without end',
    pages: ['/r0'],
    routes: () =>
      Object.fromEntries(
        Array.from({ length: 20 }, (_, at) => [`/r${at}`, status(302, { location: `/r${at + 1}` })]),
      ),
    expected: 'redirected 5, failed too-many-redirects 1',
  },
  redirectTo('redirect to a file', 'file:///etc/passwd', 'failed bad-redirect 1'),
  redirectTo('redirect out of the site', 'http://169.254.169.254/', 'failed redirect-out-of-site 1'),
  {
    fault: 'meta refresh',
    pages: ['/1'],
    routes: () => ({
      '/1': text('<meta http-equiv="refresh" content="0; url=/2">Đang chuyển…'),
      '/2': text(article(1)),
    }),
    expected: 'new 1, redirected 1',
    articles: 1,
  },
  {
    fault: 'meta refresh in a circle',
    pages: ['/1'],
    routes: () => ({
      '/1': text('<meta http-equiv="refresh" content="0; url=/2">'),
      '/2': text('<meta http-equiv="refresh" content="0; url=/1">'),
    }),
    expected: 'redirected 1, failed redirect-loop 1',
  },
  answered(
    'cookie wall',
    (response, request) => {
      if (request.headers.cookie === 'D1N=abc') return text(article(1))(response, request);
      response.writeHead(302, { location: '/x', 'set-cookie': 'D1N=abc; path=/' }).end();
    },
    'new 1, retried 1',
    { articles: 1 },
  ),
  answered(
    'cookie wall that never opens',
    status(302, { location: '/x', 'set-cookie': 'D1N=abc' }),
    'failed redirect-loop 1, retried 1',
  ),
];

const robots = (fault: string, route: Route, expected: string, more: Partial<FaultRow> = {}): FaultRow => ({
  fault: `robots.txt ${fault}`,
  pages: ['/x'],
  routes: () => ({ '/robots.txt': route, '/x': text(article(1)) }),
  expected,
  ...more,
});

const ROBOTS: readonly FaultRow[] = [
  robots(
    'of 10 MB',
    text(`user-agent: *\ndisallow: /x\n${'# ....................\n'.repeat(450_000)}`),
    'disallowed 1',
  ),
  robots('that is HTML', text('<!DOCTYPE html><p>Disallow: /'), 'new 1', { articles: 1 }),
  robots('that fails with 500', status(500), 'failed robots-unreachable 1'),
  robots('that moves', status(301, { location: '/r.txt' }), 'disallowed 1', {
    routes: () => ({
      '/robots.txt': status(301, { location: '/r.txt' }),
      '/r.txt': text('user-agent: *\ndisallow: /x'),
      '/x': text(article(1)),
    }),
  }),
  robots('that moves in a circle', status(301, { location: '/robots.txt' }), 'new 1', { articles: 1 }),
];

const bomb = (root: string, inside: string): string =>
  `<?xml version="1.0"?><!DOCTYPE ${root} [<!ENTITY a "http://a.example/"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}"><!ENTITY d "${'&c;'.repeat(50)}"><!ENTITY e "${'&d;'.repeat(50)}"><!ENTITY f SYSTEM "file:///etc/passwd">]><${root}>${inside}</${root}>`;

const LISTS: readonly FaultRow[] = [
  {
    fault: 'XML bomb in a sitemap',
    routes: (origin) => ({
      '/bomb.xml': text(
        bomb('urlset', `<url><loc>&e;</loc></url><url><loc>&f;</loc></url><url><loc>${origin}/x</loc></url>`),
      ),
      '/x': text(article(1)),
    }),
    site: (origin) => ({ sitemaps: [`${origin}/bomb.xml`] }),
    expected: 'new 1',
    articles: 1,
  },
  {
    fault: 'XML bomb in a feed',
    routes: (origin) => ({
      '/bomb.xml': text(
        bomb(
          'rss',
          `<channel><item><link>&e;</link></item><item><title>&e;</title><link>${origin}/x</link></item></channel>`,
        ),
      ),
      '/x': text(article(1)),
    }),
    site: (origin) => ({ feeds: [`${origin}/bomb.xml`] }),
    // The entity stays what it is: a relative address that leads nowhere.
    expected: 'new 1, gone 1',
    articles: 1,
  },
  {
    fault: 'XML of a million open tags',
    routes: () => ({ '/deep.xml': text(`<rss>${'<item>'.repeat(1_000_000)}`) }),
    site: (origin) => ({ feeds: [`${origin}/deep.xml`] }),
    expected: '',
  },
  {
    fault: 'a feed that is HTML',
    routes: () => ({ '/rss': text('<!DOCTYPE html><p>404') }),
    site: (origin) => ({ feeds: [`${origin}/rss`] }),
    expected: 'failed not-a-feed 1',
  },
  {
    fault: 'endless calendar',
    routes: () => ({
      '/lich/2031/05/07': text('<a href="/lich/2031/05/08">Ngày sau</a>'),
      '/tin': text(
        '<a href="/lich/2031/05/07">Lịch công tác của ngày hôm sau nữa</a><a href="/bai?thang=6&nam=2031">Lịch tháng sau của năm sau nữa</a><a href="/bai-viet-so-123456.html">Chi bộ số 1 sinh hoạt chuyên đề quý ba</a>',
      ),
      '/bai-viet-so-123456.html': text(article(1)),
    }),
    site: (origin) => ({ listings: [`${origin}/tin`] }),
    expected: 'new 1',
    articles: 1,
  },
  {
    fault: 'endless pagination',
    routes: () =>
      Object.fromEntries(
        Array.from({ length: 50 }, (_, at) => [
          at === 0 ? '/tin' : `/tin?page=${at + 1}`,
          text(`<a href="/tin?page=${at + 2}">Trang sau</a>`),
        ]),
      ),
    site: (origin) => ({ listings: [`${origin}/tin`], maxListingPages: 4 }),
    expected: '',
  },
  {
    fault: 'language loop',
    routes: () => ({
      '/tin': text('<a href="/tin/en/vi/en/bai-viet-so-123456.html">Bài viết bằng một thứ tiếng khác</a>'),
    }),
    site: (origin) => ({ listings: [`${origin}/tin`] }),
    expected: '',
  },
  {
    fault: 'session ids',
    routes: () => ({
      '/tin': text(
        ['PHPSESSID=1a2b3c', 'sid=d41d8cd98f00b204e9800998', 'jsessionid=77', 'sid=0cc175b9c0f1b6a831c399e2']
          .map((id) => `<a href="/bai-viet-so-123456.html?${id}">Chi bộ số 1 sinh hoạt chuyên đề quý ba</a>`)
          .join(''),
      ),
      '/bai-viet-so-123456.html': text(article(1)),
    }),
    site: (origin) => ({ listings: [`${origin}/tin`] }),
    expected: 'new 1',
    articles: 1,
  },
  {
    fault: 'base href',
    routes: () => ({
      '/tin': text(
        '<base href="/khac/"><a href="bai-viet-so-123456.html">Chi bộ số 1 sinh hoạt chuyên đề quý ba</a>',
      ),
      '/khac/bai-viet-so-123456.html': text(article(1)),
    }),
    site: (origin) => ({ listings: [`${origin}/tin`] }),
    expected: 'new 1',
    articles: 1,
  },
  {
    fault: 'percent-encoded URLs',
    routes: () => ({
      '/tin': text(
        [
          '/b%C3%A0i-vi%e1%ba%bft-so-123456.html',
          '/bài-viết-so-123456.html',
          '/%62%C3%A0i-vi%E1%BA%BFt-so-123456.html#a',
        ]
          .map((href) => `<a href="${href}">Chi bộ số 1 sinh hoạt chuyên đề quý ba</a>`)
          .join(''),
      ),
      '/b%C3%A0i-vi%E1%BA%BFt-so-123456.html': text(article(1)),
    }),
    site: (origin) => ({ listings: [`${origin}/tin`] }),
    expected: 'new 1',
    articles: 1,
  },
];

const ROWS = [...CONNECTIONS, ...STATUSES, ...REDIRECTS, ...ROBOTS, ...LISTS];

describe('every fault of a server ends in a named outcome', () => {
  test.each(ROWS.map((row) => [row.fault, row] as const))('%s', async (_fault, row) => {
    const night = await crawlFaults(row);
    expect(night.summaries.at(-1)).toBe(row.expected);
    expect(night.articles).toHaveLength(row.articles ?? 0);
    for (const report of night.reports) expect(addedUp(report)).toBe(report.requests);
    expect(night.check).toEqual([]);
  });

  test('a request takes 30 s in all, and less until its head and between two reads', () => {
    const { totalMs, headMs, idleMs } = DEFAULT_HTTP_LIMITS;
    expect(totalMs).toBeLessThanOrEqual(30_000);
    expect(Math.max(headMs, idleMs)).toBeLessThan(totalMs);
  });
});
