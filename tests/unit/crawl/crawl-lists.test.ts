import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { silentLogger } from '../../../src/base/logger.ts';
import { parseCrawlConfig } from '../../../src/crawl/config/parse-crawl-config.ts';
import { crawl } from '../../../src/crawl/crawl.ts';
import { createMemoryFrontier } from '../../../src/crawl/memory-frontier.ts';
import { createUndiciHttpClient } from '../../../src/engines/http/undici-http-client.ts';
import { createManualClock } from '../../faults/manual-clock.ts';
import { startFaultServer, type FaultServer } from '../../faults/fault-server.ts';

const USER_AGENT = 'tracuu-test (+https://example.org/bot)';
const http = createUndiciHttpClient({ userAgent: USER_AGENT, allowPrivateAddresses: true });

let server: FaultServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A body, or what makes it from the server's own address. */
type Body = string | Buffer | ((origin: string) => string | Buffer);

interface Lists {
  readonly sitemaps?: readonly string[];
  readonly feeds?: readonly string[];
  readonly listings?: readonly string[];
}

/** Serves `bodies`, crawls from `lists`; outcomes as `path kind cause`, in order. */
async function crawlLists(
  bodies: Readonly<Record<string, Body>>,
  lists: Lists,
  site: object = {},
): Promise<string[]> {
  let origin = '';
  const route =
    (body: Body) =>
    (response: ServerResponse): void => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(typeof body === 'function' ? body(origin) : body);
    };
  const routes = Object.entries({ '/robots.txt': '', ...bodies }).map(
    ([path, body]) => [path, route(body)] as const,
  );
  server = await startFaultServer(Object.fromEntries(routes));
  ({ origin } = server);
  const absolute = (paths: readonly string[] = []): string[] => paths.map((path) => origin + path);
  const { sitemaps, feeds, listings } = lists;
  const config = parseCrawlConfig(
    JSON.stringify({
      userAgent: USER_AGENT,
      sites: [
        {
          name: 'a',
          sitemaps: absolute(sitemaps),
          feeds: absolute(feeds),
          listings: absolute(listings),
          delayMs: 0,
          ...site,
        },
      ],
    }),
    'test.json',
  );
  const frontier = createMemoryFrontier();
  const engines = { http, frontier, clock: createManualClock(), logger: silentLogger, random: () => 0.5 };
  const lines: string[] = [];
  for await (const outcome of crawl(config, engines)) {
    frontier.offer(outcome.links);
    frontier.settle(outcome.entry.url, outcome.settlement);
    const cause = outcome.kind === 'failed' ? ` ${outcome.cause}` : '';
    lines.push(`${outcome.entry.url.slice(origin.length)} ${outcome.kind}${cause}`);
  }
  return lines;
}

const urlset = (...paths: readonly string[]) => {
  return (origin: string): string =>
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths.map((path) => `<url><loc>${path.startsWith('/') ? origin : ''}${path}</loc></url>`).join('')}</urlset>`;
};

const index = (...paths: readonly string[]) => {
  return (origin: string): string =>
    `<sitemapindex>${paths.map((path) => `<sitemap><loc>${path.startsWith('/') ? origin : ''}${path}</loc></sitemap>`).join('')}</sitemapindex>`;
};

describe('sitemaps', () => {
  const page = { '/1.html': '<p>một', '/2.html': '<p>hai' };

  test('an index, its sitemaps, their pages', async () => {
    const bodies = {
      ...page,
      '/i.xml': index('/a.xml', '/b.xml'),
      '/a.xml': urlset('/1.html'),
      '/b.xml': urlset('/2.html'),
    };
    expect(await crawlLists(bodies, { sitemaps: ['/i.xml'] })).toEqual([
      '/i.xml discovered',
      '/a.xml discovered',
      '/b.xml discovered',
      '/1.html fetched',
      '/2.html fetched',
    ]);
  });

  test('an index that names itself, and one within the other, end', async () => {
    const bodies = {
      '/a.xml': index('/a.xml', '/b.xml'),
      '/b.xml': index('/a.xml', '/c.xml'),
      '/c.xml': index('/d.xml'),
      '/d.xml': index('/e.xml'),
      '/e.xml': index('/f.xml'),
    };
    expect(await crawlLists(bodies, { sitemaps: ['/a.xml'] })).toEqual([
      '/a.xml discovered',
      '/b.xml discovered',
      '/c.xml discovered',
      '/d.xml discovered',
    ]);
  });

  test('addresses of other sites are left out', async () => {
    expect(
      await crawlLists(
        { ...page, '/s.xml': urlset('/1.html', 'https://khac.example/2.html') },
        { sitemaps: ['/s.xml'] },
      ),
    ).toEqual(['/s.xml discovered', '/1.html fetched']);
  });

  test.each([
    ['HTML', '<!DOCTYPE html><p>Không tìm thấy', '/s.xml failed not-a-sitemap'],
    ['nothing', '', '/s.xml failed empty'],
    ['a bomb of gzip', gzipSync(Buffer.alloc(200 * 1024 * 1024)), '/s.xml failed not-a-sitemap'],
    ['half a gzip', gzipSync('<urlset></urlset>').subarray(0, 20), '/s.xml failed not-a-sitemap'],
  ])('%s is no sitemap', async (_name, body, expected) => {
    expect(await crawlLists({ '/s.xml': body }, { sitemaps: ['/s.xml'] })).toEqual([expected]);
  });

  test('a million laughs stay one name', async () => {
    const entities = Array.from(
      { length: 10 },
      (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
    ).join('');
    const bomb = `<!DOCTYPE x [<!ENTITY l0 "ha">${entities}]><urlset><url><loc>&l10;</loc></url></urlset>`;
    expect(await crawlLists({ '/s.xml': bomb }, { sitemaps: ['/s.xml'] })).toEqual(['/s.xml discovered']);
  });

  test('a compressed one', async () => {
    const body = (origin: string): Buffer =>
      gzipSync(`<urlset><url><loc>${origin}/1.html</loc></url></urlset>`);
    expect(await crawlLists({ ...page, '/s.xml.gz': body }, { sitemaps: ['/s.xml.gz'] })).toEqual([
      '/s.xml.gz discovered',
      '/1.html fetched',
    ]);
  });
});

describe('feeds', () => {
  test('items are fetched, the freshest first', async () => {
    const item = (path: string, year: number): string =>
      `<item><link>${path}</link><pubDate>01 Jan ${year} 00:00:00 GMT</pubDate></item>`;
    const bodies = {
      '/1.html': 'x',
      '/2.html': 'y',
      '/rss': `<rss><channel>${item('/1.html', 2019)}${item('/2.html', 2024)}</channel></rss>`,
    };
    expect(await crawlLists(bodies, { feeds: ['/rss'] })).toEqual([
      '/rss discovered',
      '/2.html fetched',
      '/1.html fetched',
    ]);
  });

  test('HTML is no feed', async () => {
    expect(await crawlLists({ '/rss': '<html><p>x' }, { feeds: ['/rss'] })).toEqual([
      '/rss failed not-a-feed',
    ]);
  });

  test('a listing that names its feed has it read, but not the one of comments', async () => {
    const link = (path: string): string => `<link rel="alternate" type="application/rss+xml" href="${path}">`;
    const bodies = {
      '/tin': link('/rss') + link('/comments/feed'),
      '/rss': '<rss><channel></channel></rss>',
    };
    expect(await crawlLists(bodies, { listings: ['/tin'] })).toEqual(['/tin discovered', '/rss discovered']);
  });
});

describe('listings', () => {
  test('endless pages end at the bound of the site', async () => {
    const bodies = Object.fromEntries(
      Array.from({ length: 30 }, (_, page) => [
        page === 0 ? '/tin' : `/tin?page=${page + 1}`,
        `<a href="/tin?page=${page + 2}">Trang sau</a>`,
      ]),
    );
    expect(await crawlLists(bodies, { listings: ['/tin'] }, { maxListingPages: 4 })).toHaveLength(4);
  });

  test('links beyond what is allowed are not taken', async () => {
    const bodies = {
      '/tin':
        '<a href="/tin/a-123456.html">a</a><a href="/anh/b-123456.html">b</a><a href="/tin/c-123457.html">c</a>',
      '/tin/a-123456.html': 'x',
    };
    const site = { allow: ['/tin'], deny: ['/tin/c-'] };
    expect(await crawlLists(bodies, { listings: ['/tin'] }, site)).toEqual([
      '/tin discovered',
      '/tin/a-123456.html fetched',
    ]);
  });

  test('maxPages bounds a night, and the rest stays pending', async () => {
    const links = Array.from({ length: 10 }, (_, id) => `<a href="/a-${100_000 + id}.html">x</a>`).join('');
    const bodies = {
      '/tin': links,
      ...Object.fromEntries(Array.from({ length: 10 }, (_, id) => [`/a-${100_000 + id}.html`, `${id}`])),
    };
    expect(await crawlLists(bodies, { listings: ['/tin'] }, { maxPages: 3 })).toHaveLength(4);
  });

  test('what robots.txt forbids does not count as a page', async () => {
    const bodies = {
      '/robots.txt': 'user-agent: *\ndisallow: /cam/',
      '/tin':
        '<a href="/cam/a-123456.html">x</a><a href="/cam/b-123456.html">x</a><a href="/c-123456.html">x</a>',
      '/c-123456.html': 'x',
    };
    expect(await crawlLists(bodies, { listings: ['/tin'] }, { maxPages: 1 })).toEqual([
      '/tin discovered',
      '/cam/a-123456.html disallowed',
      '/cam/b-123456.html disallowed',
      '/c-123456.html fetched',
    ]);
  });
});
