import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { buildConnector } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import type { BuildConnector } from '../../src/engines/http/guarded-connector.ts';
import { article, crawlFaults, SHORT_LIMITS, text, type FaultNight } from './fault-night.ts';
import { startSilentServer, type Route } from './fault-server.ts';
import { SELF_SIGNED } from './self-signed-data.ts';

/** A public address for the site's own name; nothing is ever sent there. */
const PUBLIC_ADDRESS = '203.0.114.1';

/**
 * Stands where sockets are opened, behind the guard, and records every address that it is asked for. Only what it
 * is asked for under `PUBLIC_ADDRESS` is answered, by a server on loopback: no packet leaves the machine.
 */
function recordingConnector(asked: string[], served: URL): BuildConnector {
  return ({ timeout, lookup }) => {
    const connect = buildConnector({ timeout });
    return (target, callback) => {
      const open = (address: string): void => {
        asked.push(address);
        if (address === PUBLIC_ADDRESS) {
          connect({ ...target, hostname: served.hostname, host: served.host, port: served.port }, callback);
        } else callback(Object.assign(new Error('nothing is sent there'), { code: 'ECONNREFUSED' }), null);
      };
      if (/^[\d.]+$|:/u.test(target.hostname)) open(target.hostname);
      else {
        lookup!(target.hostname, {}, (error, address) => {
          if (error !== null) callback(error, null);
          else if (typeof address === 'string') open(address);
        });
      }
    };
  };
}

interface GuardedNight extends FaultNight {
  /** Addresses that a socket would have been opened to. */
  readonly asked: readonly string[];
}

/** A site at `bao.example` whose page `/1` is answered by `route`; names resolve as `answer` says. */
async function crawlGuarded(
  route: Route,
  hosts: readonly string[],
  answer: (host: string) => readonly string[] = () => [PUBLIC_ADDRESS],
): Promise<GuardedNight> {
  const asked: string[] = [];
  const night = await crawlFaults({
    publicOrigin: 'http://bao.example',
    pages: ['/1'],
    routes: () => ({ '/1': route, '/x': text(article(1)), '/2': text(article(2)) }),
    site: () => ({ hosts }),
    client: (origin) => ({
      allowPrivateAddresses: false,
      buildConnector: recordingConnector(asked, new URL(origin)),
      lookup: (host, callback) => {
        callback(
          null,
          answer(host).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        );
      },
    }),
  });
  return { ...night, asked };
}

const redirectTo =
  (location: string): Route =>
  (response) => {
    response.writeHead(302, { location }).end();
  };

const onlyPublic = (asked: readonly string[]): boolean =>
  asked.length > 0 && asked.every((address) => address === PUBLIC_ADDRESS);

describe('a redirect to a forbidden address', () => {
  test.each([
    ['127.0.0.1', 'http://127.0.0.1/x', '127.0.0.1'],
    ['169.254.169.254', 'http://169.254.169.254/latest/meta-data/', '169.254.169.254'],
    ['[::1]', 'http://[::1]/x', '[::1]'],
    ['a decimal IP', 'http://2130706433/x', '127.0.0.1'],
    ['an octal IP', 'http://0177.0.0.1/x', '127.0.0.1'],
    ['a hexadecimal IP', 'http://0x7f.1/x', '127.0.0.1'],
    ['an IPv4 address in IPv6', 'http://[::ffff:127.0.0.1]/x', '[::ffff:7f00:1]'],
    ['a private network', 'https://10.0.0.5/x', '10.0.0.5'],
  ])('%s opens no socket, though the site names the host as its own', async (_name, location, host) => {
    const night = await crawlGuarded(redirectTo(location), [host]);
    expect(night.summaries).toEqual(['redirected 1, failed forbidden-address 1']);
    expect(onlyPublic(night.asked)).toBe(true);
  });

  test('a name that resolves to one opens no socket either', async () => {
    const night = await crawlGuarded(redirectTo('http://trong.example/x'), ['trong.example'], (host) =>
      host === 'trong.example' ? ['192.168.1.1', '::1'] : [PUBLIC_ADDRESS],
    );
    expect(night.summaries).toEqual(['redirected 1, failed forbidden-address 1']);
    expect(onlyPublic(night.asked)).toBe(true);
  });
});

describe('a DNS answer that changes', () => {
  test('from public to loopback: every socket gets an address that was checked', async () => {
    let lookups = 0;
    const night = await crawlGuarded(
      (response, request) => {
        // Closing makes the next request look the name up again.
        response.setHeader('connection', 'close');
        return text(article(1))(response, request);
      },
      [],
      () => [(lookups += 1) <= 2 ? PUBLIC_ADDRESS : '127.0.0.1'],
    );
    expect(lookups).toBeGreaterThanOrEqual(1);
    expect(onlyPublic(night.asked)).toBe(true);
    expect(night.articles.length).toBeLessThanOrEqual(1);
  });

  test('to loopback at once: nothing is asked for', async () => {
    const night = await crawlGuarded(text(article(1)), [], () => ['127.0.0.1']);
    expect(night.summaries).toEqual(['failed forbidden-address 1']);
    expect(night.asked).toEqual([]);
    expect(night.requests).toEqual([]);
  });

  test('of several answers only the public ones are tried', async () => {
    const night = await crawlGuarded(text(article(1)), [], () => ['127.0.0.1', PUBLIC_ADDRESS, '::1']);
    expect(night.summaries).toEqual(['new 1']);
    expect(onlyPublic(night.asked)).toBe(true);
  });
});

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function listen(server: Server, host: string): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, host, resolve);
  });
  closers.push(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A night on one seed that is not the fault server's. */
const crawlSeed = (seed: string): Promise<FaultNight> =>
  crawlFaults({ site: () => ({ listings: [seed] }), limits: SHORT_LIMITS });

describe('hosts', () => {
  test('silent server', async () => {
    const silent = await startSilentServer();
    closers.push(() => silent.close());
    expect((await crawlSeed(`${silent.origin}/`)).summaries).toEqual(['failed robots-unreachable 1']);
  });

  test('bad TLS', async () => {
    const port = await listen(
      createTlsServer(SELF_SIGNED, (_request, response) => response.end('x')),
      '127.0.0.1',
    );
    expect((await crawlSeed(`https://localhost:${port}/`)).summaries).toEqual([
      'failed robots-unreachable 1',
    ]);
  });

  const hasIpv6 = Object.values(networkInterfaces()).some((list) =>
    list?.some(({ address }) => address === '::1'),
  );
  test.runIf(hasIpv6)('IPv6', async () => {
    const server = createServer((request, response) => {
      const isPage = request.url === '/bai-viet-so-123456.html';
      response.writeHead(request.url === '/robots.txt' ? 404 : 200, {
        'content-type': 'text/html; charset=utf-8',
        connection: 'close',
      });
      response.end(
        isPage ? article(1) : '<a href="/bai-viet-so-123456.html">Chi bộ số 1 sinh hoạt chuyên đề quý ba</a>',
      );
    });
    const port = await listen(server, '::1');
    const night = await crawlSeed(`http://[::1]:${port}/`);
    expect(night.summaries).toEqual(['new 1']);
    expect(night.articles[0]!.article.url).toBe(`http://[::1]:${port}/bai-viet-so-123456.html`);
  });

  test('IDN: a name in Vietnamese letters and its ASCII form are one host', async () => {
    const looked: string[] = [];
    const night = await crawlFaults({
      publicOrigin: 'http://báo-điện-tử.example',
      pages: ['/x'],
      routes: () => ({ '/x': text(article(1)) }),
      site: () => ({ hosts: ['xn--bo-in-t-hwa84bs76vbma.example'] }),
      client: (origin) => ({
        allowPrivateAddresses: false,
        buildConnector: recordingConnector([], new URL(origin)),
        lookup: (host, callback) => {
          looked.push(host);
          callback(null, [{ address: PUBLIC_ADDRESS, family: 4 }]);
        },
      }),
    });
    expect(night.summaries).toEqual(['new 1']);
    expect(new Set(looked)).toEqual(new Set(['xn--bo-in-t-hwa84bs76vbma.example']));
  });
});
