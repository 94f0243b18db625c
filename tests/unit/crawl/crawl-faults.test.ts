import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { silentLogger } from '../../../src/base/logger.ts';
import { canonicalizeUrl } from '../../../src/crawl/canonicalize-url.ts';
import { parseCrawlConfig } from '../../../src/crawl/config/parse-crawl-config.ts';
import type { CrawlOutcome } from '../../../src/crawl/crawl-outcome.ts';
import { crawl, type CrawlOptions } from '../../../src/crawl/crawl.ts';
import type { Frontier } from '../../../src/crawl/frontier.ts';
import { createMemoryFrontier } from '../../../src/crawl/memory-frontier.ts';
import { createUndiciHttpClient } from '../../../src/engines/http/undici-http-client.ts';
import { createManualClock, type ManualClock } from '../../faults/manual-clock.ts';
import { startFaultServer, type FaultServer } from '../../faults/fault-server.ts';

const USER_AGENT = 'tracuu-test (+https://example.org/bot)';
const http = createUndiciHttpClient({ userAgent: USER_AGENT, allowPrivateAddresses: true });

let server: FaultServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Routes = Parameters<typeof startFaultServer>[0];

interface Night {
  readonly frontier: Frontier;
  readonly clock: ManualClock;
}

const newNight = (): Night => ({ frontier: createMemoryFrontier(), clock: createManualClock() });

/** Starts a server with `routes`, crawls `pages` on it and gives `path kind cause` of each outcome. */
async function crawlPages(
  routes: Routes,
  pages: readonly string[],
  { frontier, clock }: Night = newNight(),
  options: CrawlOptions = {},
): Promise<string[]> {
  server ??= await startFaultServer({ '/robots.txt': text(''), ...routes });
  const { origin } = server;
  const config = parseCrawlConfig(
    `{ "userAgent": "${USER_AGENT}", "sites": [{ "name": "a", "seeds": ["${origin}/khong-dung"], "delayMs": 0 }] }`,
    'test.json',
  );
  frontier.openRun(clock.now().toISOString());
  frontier.offer(
    pages.map(
      (path) =>
        ({
          url: canonicalizeUrl(path, origin)!,
          role: 'page',
          site: 'a',
          depth: 1,
          modifiedAt: null,
        }) as const,
    ),
  );
  const lines: string[] = [];
  const engines = { http, frontier, clock, logger: silentLogger, random: () => 0.5 };
  for await (const outcome of crawl(
    { ...config, sites: [{ ...config.sites[0]!, seeds: [], hosts: [new URL(origin).host] }] },
    engines,
    options,
  )) {
    frontier.offer(outcome.links);
    frontier.settle(outcome.entry.url, outcome.settlement);
    lines.push(describeOutcome(outcome, origin));
  }
  return lines;
}

function describeOutcome(outcome: CrawlOutcome, origin: string): string {
  const path = outcome.entry.url.slice(origin.length);
  if (outcome.kind === 'failed') return `${path} failed ${outcome.cause} ${outcome.retry}`;
  return `${path} ${outcome.kind}`;
}

const text = (body: string, headers: Record<string, string> = {}) => {
  return (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body);
  };
};

const status = (code: number, headers: Record<string, string> = {}) => {
  return (response: ServerResponse): void => {
    response.writeHead(code, headers).end('x');
  };
};

/** A different answer each time; the last one stays. */
const inTurn = (...routes: readonly ((response: ServerResponse) => void)[]) => {
  let index = 0;
  return (response: ServerResponse): void => {
    routes[Math.min(index, routes.length - 1)]!(response);
    index += 1;
  };
};

describe('answers', () => {
  test.each([
    [200, ['/x fetched']],
    [204, ['/x failed empty next-crawl']],
    [401, ['/x failed http-401 never']],
    [403, ['/x failed http-403 never']],
    [404, ['/x gone']],
    [410, ['/x gone']],
    [451, ['/x failed http-451 never']],
    [500, ['/x failed http-500 soon', '/x failed http-500 soon', '/x failed http-500 next-crawl']],
    [502, ['/x failed http-502 soon', '/x failed http-502 soon', '/x failed http-502 next-crawl']],
  ])('%d', async (code, expected) => {
    expect(await crawlPages({ '/x': status(code) }, ['/x'])).toEqual(expected);
  });

  test('a page that comes back is fetched at the second try, after a pause', async () => {
    const night = newNight();
    expect(await crawlPages({ '/x': inTurn(status(500), text('<p>x')) }, ['/x'], night)).toEqual([
      '/x failed http-500 soon',
      '/x fetched',
    ]);
    expect(Math.max(...night.clock.slept)).toBe(15_000);
  });

  test.each([
    ['seconds', '90'],
    ['a date', 'Sat, 01 Mar 2025 18:01:30 GMT'],
  ])('Retry-After as %s is waited for', async (_name, value) => {
    const night = newNight();
    const routes = { '/x': inTurn(status(429, { 'retry-after': value }), text('<p>x')) };
    expect(await crawlPages(routes, ['/x'], night)).toEqual(['/x failed http-429 soon', '/x fetched']);
    expect(night.clock.slept.reduce((a, b) => a + b, 0)).toBe(90_000);
  });

  test('a host that asks for an hour is left alone for the night, its pages stay pending', async () => {
    const night = newNight();
    const routes = { '/1': status(503, { 'retry-after': '3600' }), '/2': text('x'), '/3': text('x') };
    expect(await crawlPages(routes, ['/1', '/2', '/3'], night)).toEqual(['/1 failed http-503 soon']);
    expect(server!.requests).toEqual(['/robots.txt', '/1']);
    expect(night.frontier.counts()).toEqual({ pending: 3, settled: 0 });
  });

  test('the same bytes again are unchanged, 304 is not-modified', async () => {
    const night = newNight();
    const routes = { '/1': text('x'), '/2': inTurn(text('y', { etag: '"1"' }), status(304)) };
    expect(await crawlPages(routes, ['/1', '/2'], night)).toEqual(['/1 fetched', '/2 fetched']);
    night.clock.advance(86_400_000);
    expect(await crawlPages(routes, ['/1', '/2'], night)).toEqual(['/1 unchanged', '/2 not-modified']);
  });

  test.each(['image/png', 'application/pdf', 'video/mp4', 'application/zip'])(
    '%s is no page',
    async (type) => {
      expect(await crawlPages({ '/x': text('x', { 'content-type': type }) }, ['/x'])).toEqual([
        '/x failed not-text never',
      ]);
    },
  );

  test.each(['/reset', '/short-body', '/gzip-truncated'])('%s is tried three times', async (path) => {
    const lines = await crawlPages({}, [path]);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(/ next-crawl$/u);
  });

  test.each(['/gzip-bomb', '/50-mb', '/not-gzip'])('%s is tried once', async (path) => {
    const lines = await crawlPages({}, [path]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/ never$/u);
  });
});

describe('redirects', () => {
  const to = (location: string) => status(302, { location });

  test('the target is fetched as an entry of its own, once', async () => {
    const routes = { '/1': to('/dich'), '/2': to('/dich'), '/dich': text('x') };
    expect(await crawlPages(routes, ['/1', '/2'])).toEqual([
      '/1 redirected',
      '/2 redirected',
      '/dich fetched',
    ]);
    expect(server!.requests.filter((path) => path === '/dich')).toHaveLength(1);
  });

  test.each([
    ['to itself', { '/1': to('/1') }, ['/1 failed redirect-loop never']],
    [
      'to itself, but for a session id',
      { '/1': to('/1?sid=d41d8cd98f00b204e9800998') },
      ['/1 failed redirect-loop never'],
    ],
    ['in a circle', { '/1': to('/2'), '/2': to('/1') }, ['/1 redirected', '/2 failed redirect-loop never']],
    ['to another site', { '/1': to('http://khac.example/') }, ['/1 failed redirect-out-of-site never']],
    [
      'to loopback by another name',
      { '/1': to('http://2130706433/') },
      ['/1 failed redirect-out-of-site never'],
    ],
    [
      'to the metadata service',
      { '/1': to('http://169.254.169.254/latest/') },
      ['/1 failed redirect-out-of-site never'],
    ],
    ['to [::1]', { '/1': to('http://[::1]/') }, ['/1 failed redirect-out-of-site never']],
    ['to a file', { '/1': to('file:///etc/passwd') }, ['/1 failed bad-redirect never']],
    ['to nowhere', { '/1': status(301) }, ['/1 failed bad-redirect never']],
    [
      'to what robots.txt forbids',
      { '/robots.txt': text('user-agent: *\ndisallow: /cam/'), '/1': to('/cam/x') },
      ['/1 redirected', '/cam/x disallowed'],
    ],
  ])('%s', async (_name, routes, expected) => {
    expect(await crawlPages(routes, ['/1'])).toEqual(expected);
  });

  test('without end', async () => {
    const routes = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`/r${index}`, to(`/r${index + 1}`)]),
    );
    const lines = await crawlPages(routes, ['/r0']);
    expect(lines).toHaveLength(6);
    expect(lines.at(-1)).toBe('/r5 failed too-many-redirects never');
  });
});

describe('robots.txt', () => {
  const ok = { '/x': text('x') };
  test.each([
    ['is missing', { '/robots.txt': status(404) }, ['/x fetched']],
    ['is forbidden', { '/robots.txt': status(403) }, ['/x fetched']],
    ['is HTML', { '/robots.txt': text('<!DOCTYPE html><p>Disallow: /') }, ['/x fetched']],
    ['forbids', { '/robots.txt': text('user-agent: *\ndisallow: /x') }, ['/x disallowed']],
    [
      'forbids us by name',
      { '/robots.txt': text('user-agent: tracuu-test\ndisallow: /\nuser-agent: *\nallow: /') },
      ['/x disallowed'],
    ],
    ['fails', { '/robots.txt': status(500) }, ['/x failed robots-unreachable next-crawl']],
    ['asks us to come later', { '/robots.txt': status(429) }, ['/x failed robots-unreachable next-crawl']],
    [
      'is cut',
      { '/robots.txt': (response: ServerResponse): void => void response.socket!.destroy() },
      ['/x failed robots-unreachable next-crawl'],
    ],
    [
      'has moved',
      { '/robots.txt': status(301, { location: '/r2.txt' }), '/r2.txt': text('user-agent: *\ndisallow: /x') },
      ['/x disallowed'],
    ],
    ['moves in a circle', { '/robots.txt': status(301, { location: '/robots.txt' }) }, ['/x fetched']],
    [
      'is 10 MB',
      { '/robots.txt': text(`user-agent: *\ndisallow: /x\n${'# ....................\n'.repeat(450_000)}`) },
      ['/x disallowed'],
    ],
  ])('%s', async (_name, routes, expected) => {
    expect(await crawlPages({ ...ok, ...routes }, ['/x'])).toEqual(expected);
  });

  test('is fetched once a run, and once only for a host that it closes', async () => {
    await crawlPages({ '/1': text('1'), '/2': text('2') }, ['/1', '/2']);
    expect(server!.requests).toEqual(['/robots.txt', '/1', '/2']);
    await server!.close();
    server = undefined;
    expect(await crawlPages({ '/robots.txt': status(503) }, ['/1', '/2', '/3'])).toHaveLength(1);
    expect(server!.requests).toEqual(['/robots.txt']);
  });
});

describe('the run', () => {
  test('a host that does not answer is asked a few times, not once a page', async () => {
    const pages = Array.from({ length: 50 }, (_, index) => `/${index}`);
    const routes = Object.fromEntries(
      pages.map((path) => [path, (response: ServerResponse): void => void response.socket!.destroy()]),
    );
    const night = newNight();
    expect(await crawlPages(routes, pages, night)).toHaveLength(5);
    expect(night.frontier.counts().pending).toBe(50);
  });

  test('an abort ends it after the request in flight and leaves the run open', async () => {
    const night = newNight();
    const controller = new AbortController();
    const routes = {
      '/1': (response: ServerResponse): void => {
        controller.abort();
        text('x')(response);
      },
      '/2': text('x'),
    };
    expect(await crawlPages(routes, ['/1', '/2'], night, { signal: controller.signal })).toEqual([
      '/1 fetched',
    ]);
    expect(night.frontier.openRun(night.clock.now().toISOString()).resumed).toBe(true);
    expect(await crawlPages(routes, ['/1', '/2'], night)).toEqual(['/2 fetched']);
  });

  test('a link that is no longer within the site is settled without a request', async () => {
    const night = newNight();
    night.frontier.openRun(night.clock.now().toISOString());
    night.frontier.offer([
      { url: canonicalizeUrl('http://cu.example/')!, role: 'page', site: 'cu', depth: 1, modifiedAt: null },
    ]);
    expect((await crawlPages({}, [], night)).map((line) => line.split(' ').slice(1).join(' '))).toEqual([
      'failed not-configured never',
    ]);
  });

  test('one request at a time per host, whatever is pending', async () => {
    let open = 0;
    let most = 0;
    const pages = Array.from({ length: 12 }, (_, index) => `/${index}`);
    const slow = (response: ServerResponse): void => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        text('x')(response);
      }, 10);
    };
    expect(await crawlPages(Object.fromEntries(pages.map((path) => [path, slow])), pages)).toHaveLength(12);
    expect(most).toBe(1);
  });
});

describe('walls and signposts', () => {
  const needsCookie = (request: { headers: Record<string, unknown> }): boolean =>
    request.headers['cookie'] !== 'D1N=abc';

  test('a cookie wall lets us in at the second try, and the next page at once', async () => {
    const wall =
      (body: string) =>
      (response: ServerResponse, request: IncomingMessage): void => {
        if (needsCookie(request)) {
          response
            .writeHead(302, {
              location: request.url!,
              'set-cookie': 'D1N=abc; path=/; expires=Mon, 01-Mar-2027 00:00:00 GMT',
            })
            .end();
        } else text(body)(response);
      };
    expect(await crawlPages({ '/1': wall('một'), '/2': wall('hai') }, ['/1', '/2'])).toEqual([
      '/1 failed cookie-wall soon',
      '/2 fetched',
      '/1 fetched',
    ]);
  });

  test('a wall that never opens is a loop', async () => {
    const wall = status(302, { location: '/1', 'set-cookie': 'D1N=abc' });
    expect(await crawlPages({ '/1': wall }, ['/1'])).toEqual([
      '/1 failed cookie-wall soon',
      '/1 failed redirect-loop never',
    ]);
  });

  test('a wall with another cookie each time gives up after three tries', async () => {
    let count = 0;
    const wall = (response: ServerResponse): void => {
      count += 1;
      status(302, { location: '/1', 'set-cookie': `D1N=${count}` })(response);
    };
    expect(await crawlPages({ '/1': wall }, ['/1'])).toHaveLength(3);
  });

  test('a meta refresh on a page without text is a redirect', async () => {
    const routes = {
      '/1': text('<meta http-equiv="refresh" content="0;url=/2">Đang chuyển…'),
      '/2': text('<p>x'),
    };
    expect(await crawlPages(routes, ['/1'])).toEqual(['/1 redirected', '/2 fetched']);
  });

  test('a meta refresh in a circle ends', async () => {
    const to = (path: string) => text(`<meta http-equiv="refresh" content="0;url=${path}">`);
    expect(await crawlPages({ '/1': to('/2'), '/2': to('/1') }, ['/1'])).toEqual([
      '/1 redirected',
      '/2 failed redirect-loop never',
    ]);
  });

  test('a page that says 404 in words is gone', async () => {
    expect(
      await crawlPages({ '/1': text('<title>Trang không tồn tại</title><p>Về trang chủ') }, ['/1']),
    ).toEqual(['/1 gone']);
  });
});

describe('traps', () => {
  const article = (path: string): string => `<a href="${path}">Bài viết có tên rất dài để giống một bài</a>`;

  test('an endless calendar, session ids and language loops lead nowhere', async () => {
    const page = text(
      [
        '/lich/2031/05/07',
        '/su-kien?thang=6&nam=2031',
        '/tin/en/vi/en/bai-123456.html',
        '/1?PHPSESSID=abc',
        '/tin/tin/tin/bai-123457.html',
      ]
        .map(article)
        .join(''),
    );
    expect(await crawlPages({ '/1': page }, ['/1'])).toEqual(['/1 fetched']);
  });

  test('an endless chain of articles ends at the depth that the site allows', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [
        `/bai-${100_000 + index}.html`,
        text(article(`/bai-${100_001 + index}.html`)),
      ]),
    );
    expect(await crawlPages(chain, ['/bai-100000.html'])).toHaveLength(3);
  });

  test.each([
    ['NUL bytes', '\0'.repeat(100_000)],
    ['an endless line', 'x'.repeat(10_000_000)],
    ['100,000 levels', '<div>'.repeat(100_000)],
    ['malformed UTF-8', Buffer.from([0xc3, 0x28, 0xff, 0xfe]).toString('latin1')],
  ])('%s is a page like any other', async (_name, body) => {
    expect(await crawlPages({ '/1': text(body) }, ['/1'])).toEqual(['/1 fetched']);
  });
});

describe('a clock that is set', () => {
  const jump =
    (night: Night, date: string) =>
    (response: ServerResponse): void => {
      night.clock.setWallClock(new Date(date));
      status(500)(response);
    };

  test('back by a day: the run ends, what waits is fetched by the next', async () => {
    const night = newNight();
    const routes = {
      '/1': inTurn(status(500), text('một')),
      '/2': inTurn(jump(night, '2025-02-28T18:00:00Z'), text('hai')),
    };
    const first = await crawlPages(routes, ['/1', '/2'], night);
    const second = await crawlPages(routes, ['/1', '/2'], night);
    expect([...first, ...second].filter((line) => line.endsWith('fetched')).sort()).toEqual([
      '/1 fetched',
      '/2 fetched',
    ]);
    expect(Math.max(...night.clock.slept)).toBeLessThanOrEqual(600_000);
  });

  test('forward by a year: nothing waits for long, nothing is lost', async () => {
    const night = newNight();
    const routes = { '/1': inTurn(jump(night, '2026-03-01T18:00:00Z'), text('một')), '/2': text('hai') };
    expect(await crawlPages(routes, ['/1', '/2'], night)).toEqual([
      '/1 failed http-500 soon',
      '/2 fetched',
      '/1 fetched',
    ]);
    expect(Math.max(...night.clock.slept)).toBeLessThanOrEqual(15_000);
  });
});
