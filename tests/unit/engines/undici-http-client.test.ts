import { createServer, request as httpRequest, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_HTTP_LIMITS, type HttpClient, type HttpOutcome } from '../../../src/crawl/http-client.ts';
import { createUndiciHttpClient } from '../../../src/engines/http/undici-http-client.ts';
import { SELF_SIGNED } from '../../faults/self-signed-data.ts';

const USER_AGENT = 'tracuu-test (+https://example.org)';
const LIMITS = { ...DEFAULT_HTTP_LIMITS, totalMs: 5_000 };

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Listens on loopback; gives the port. */
async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, host, resolve);
  });
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function newClient(more: Partial<Parameters<typeof createUndiciHttpClient>[0]> = {}): HttpClient {
  const client = createUndiciHttpClient({ userAgent: USER_AGENT, allowPrivateAddresses: true, ...more });
  closers.push(() => client.close());
  return client;
}

const get = (client: HttpClient, url: string, headers: Record<string, string> = {}): Promise<HttpOutcome> =>
  client.fetch({ url, headers, limits: LIMITS });

const echo = (): Server =>
  createServer((request, response) => {
    response.end(JSON.stringify({ path: request.url, headers: request.headers }));
  });

const bodyOf = (outcome: HttpOutcome): { path: string; headers: Record<string, string> } => {
  if (outcome.kind === 'failed') throw new Error(outcome.message);
  return JSON.parse(Buffer.from(outcome.body).toString()) as {
    path: string;
    headers: Record<string, string>;
  };
};

describe('createUndiciHttpClient', () => {
  test('says who it is and what it can undo', async () => {
    const port = await listen(echo());
    const { headers } = bodyOf(await get(newClient(), `http://127.0.0.1:${port}/`));
    expect(headers).toMatchObject({ 'user-agent': USER_AGENT, 'accept-encoding': 'gzip, deflate, br' });
  });

  test('the headers of a request come first', async () => {
    const port = await listen(echo());
    const { headers } = bodyOf(
      await get(newClient(), `http://127.0.0.1:${port}/`, { 'user-agent': 'other', 'if-none-match': '"x"' }),
    );
    expect(headers).toMatchObject({ 'user-agent': 'other', 'if-none-match': '"x"' });
  });

  test('sends the path as it is: escapes, query, no fragment', async () => {
    const port = await listen(echo());
    const { path } = bodyOf(await get(newClient(), `http://127.0.0.1:${port}/tin%20t%E1%BB%A9c?a=%2F&b=1#c`));
    expect(path).toBe('/tin%20t%E1%BB%A9c?a=%2F&b=1');
  });

  test('an unsigned certificate is an error', async () => {
    const port = await listen(createTlsServer(SELF_SIGNED, (_request, response) => response.end('x')));
    expect(await get(newClient(), `https://localhost:${port}/`)).toMatchObject({
      kind: 'failed',
      cause: 'tls',
    });
  });

  test('TLS to a port that speaks HTTP is an error, and the other way round', async () => {
    const plain = await listen(echo());
    expect(await get(newClient(), `https://127.0.0.1:${plain}/`)).toMatchObject({
      kind: 'failed',
      cause: 'tls',
    });
    const secure = await listen(createTlsServer(SELF_SIGNED, (_request, response) => response.end('x')));
    expect(await get(newClient(), `http://127.0.0.1:${secure}/`)).toMatchObject({ kind: 'failed' });
  });

  const hasIpv6 = Object.values(networkInterfaces()).some((list) =>
    list?.some(({ address }) => address === '::1'),
  );
  test.runIf(hasIpv6)('IPv6', async () => {
    const port = await listen(echo(), '::1');
    expect(bodyOf(await get(newClient(), `http://[::1]:${port}/sáu`)).path).toBe('/s%C3%A1u');
    expect(await get(newClient({ allowPrivateAddresses: false }), `http://[::1]:${port}/`)).toMatchObject({
      cause: 'forbidden-address',
    });
  });

  test('an international name is looked up in ASCII', async () => {
    const asked: string[] = [];
    const client = newClient({
      allowPrivateAddresses: false,
      lookup: (host, callback) => {
        asked.push(host);
        callback(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), []);
      },
    });
    expect(await get(client, 'http://báo-điện-tử.vn/')).toMatchObject({ cause: 'dns' });
    expect(asked).toEqual(['xn--bo-in-t-hwa84bs76vbma.vn']);
  });

  test('goes through a proxy', async () => {
    const port = await listen(echo());
    const tunnels: string[] = [];
    const proxy = createServer((request, response) => {
      tunnels.push(`GET ${request.url ?? ''}`);
      request.pipe(
        httpRequest(request.url!, { headers: request.headers }, (answer) => answer.pipe(response)),
      );
    });
    proxy.on('connect', (request, socket) => {
      tunnels.push(`CONNECT ${request.url ?? ''}`);
      const upstream = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      socket.on('error', () => upstream.destroy());
      closers.push(() => void upstream.destroy());
    });
    const proxyPort = await listen(proxy);
    const client = newClient({ proxy: `http://127.0.0.1:${proxyPort}` });
    expect(bodyOf(await get(client, `http://127.0.0.1:${port}/x`)).path).toBe('/x');
    expect(tunnels).toHaveLength(1);
  });

  test('a proxy that refuses to open the way is named', async () => {
    const proxy = createServer();
    proxy.on('connect', (_request, socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'),
    );
    const client = newClient({ proxy: `http://127.0.0.1:${await listen(proxy)}` });
    const outcome = await get(client, 'http://bao.example/x');
    expect(outcome).toMatchObject({ kind: 'failed', cause: 'refused' });
    expect(outcome.kind === 'failed' && outcome.message).toContain('407');
  });

  test('a proxy that is not there is refused, not waited for', async () => {
    const port = await listen(echo());
    await closers.pop()!();
    const client = newClient({ proxy: `http://127.0.0.1:${port}` });
    expect(await get(client, 'http://bao.example/x')).toMatchObject({ cause: 'refused' });
  });

  test('a server that speaks only a TLS that was retired is an error', async () => {
    const old = { ...SELF_SIGNED, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const;
    const port = await listen(createTlsServer(old, (_request, response) => response.end('x')));
    expect(await get(newClient(), `https://localhost:${port}/`)).toMatchObject({ cause: 'tls' });
  });

  test('a proxy does not open the way to private addresses', async () => {
    const client = newClient({ proxy: 'http://127.0.0.1:9', allowPrivateAddresses: false });
    expect(await get(client, 'http://169.254.169.254/latest/')).toMatchObject({ cause: 'forbidden-address' });
  });

  test('a hundred requests at once to one host all come back', async () => {
    const port = await listen(echo());
    const client = newClient();
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, index) => get(client, `http://127.0.0.1:${port}/${index}`)),
    );
    expect(outcomes.map((outcome) => bodyOf(outcome).path)).toEqual(
      Array.from({ length: 100 }, (_, index) => `/${index}`),
    );
  });

  test('after close every request fails, and none hangs', async () => {
    const client = newClient();
    await client.close();
    expect(await get(client, 'http://127.0.0.1:9/')).toMatchObject({ kind: 'failed' });
  });
});
