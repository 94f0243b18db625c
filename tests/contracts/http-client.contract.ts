import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  DEFAULT_HTTP_LIMITS,
  type HttpClient,
  type HttpLimits,
  type HttpOutcome,
} from '../../src/crawl/http-client.ts';
import { startFaultServer, startSilentServer, WHOLE_PAGE, type FaultServer } from '../faults/fault-server.ts';

/** Short, so that the suite is; long enough for loopback on a busy machine. */
const SHORT: HttpLimits = { ...DEFAULT_HTTP_LIMITS, totalMs: 2_000, headMs: 400, idleMs: 400 };
const MB = 1024 * 1024;

export interface HttpClientSuite {
  /** Makes the client; it may reach loopback. `origin` is the fault server's. */
  readonly create: (origin: string) => HttpClient | Promise<HttpClient>;
  /** Names of cases that the engine cannot meet, with the reason. */
  readonly skip?: { readonly reason: string; readonly cases: readonly string[] };
}

/** The rules that every engine of the `HttpClient` port keeps, against a real server on loopback. */
export function describeHttpClient(engine: string, { create, skip }: HttpClientSuite): void {
  describe(`HttpClient: ${engine}`, () => {
    let server: FaultServer;
    let silent: FaultServer;
    let client: HttpClient;

    beforeAll(async () => {
      server = await startFaultServer();
      silent = await startSilentServer();
      client = await create(server.origin);
    });

    afterAll(async () => {
      await client.close();
      await server.close();
      await silent.close();
    });

    const fetchPath = (
      path: string,
      limits: HttpLimits = SHORT,
      signal?: AbortSignal,
    ): Promise<HttpOutcome> =>
      client.fetch({ url: new URL(path, server.origin).href, headers: {}, limits }, signal);

    const able = (name: string): typeof test =>
      skip?.cases.includes(name) === true ? (test.skip as typeof test) : test;

    describe('whole answers', () => {
      test.each([
        '/ok',
        '/chunked',
        '/close-delimited',
        '/gzip',
        '/x-gzip',
        '/br',
        '/deflate',
        '/deflate-raw',
        '/gzip-twice',
        '/identity',
        '/early-hints',
        // Old servers end a body with a line end that they do not count.
        '/trailing-line-end',
      ])('%s gives the page, decompressed', async (path) => {
        const outcome = await fetchPath(path);
        expect(outcome).toMatchObject({ kind: 'response', status: 200 });
        expect(textOf(outcome)).toBe(WHOLE_PAGE);
      });

      test.each([
        ['/204', 204],
        ['/301', 301],
        ['/304', 304],
        ['/404', 404],
        ['/500', 500],
        ['/503', 503],
      ])('%s is a response, not a failure', async (path, status) => {
        expect(await fetchPath(path)).toMatchObject({ kind: 'response', status });
      });

      test('a redirect is not followed', async () => {
        expect(await fetchPath('/301')).toMatchObject({ kind: 'response', headers: { location: '/ok' } });
      });

      test('header names are in lower case, repeated headers joined', async () => {
        const outcome = await fetchPath('/headers');
        expect(outcome).toMatchObject({ headers: { 'x-twice': 'a, b', 'x-case': 'Kept' } });
      });

      test('an empty body is an empty array', async () => {
        expect(textOf(await fetchPath('/empty'))).toBe('');
      });
    });

    describe('limits', () => {
      test.each([
        ['/slow-head', 'timeout'],
        ['/dripping-head', 'timeout'],
        ['/slow-body', 'timeout'],
        ['/stalled-body', 'timeout'],
        ['/endless-body', 'too-large'],
        ['/50-mb', 'too-large'],
        ['/gzip-bomb', 'too-large'],
        ['/br-bomb', 'too-large'],
        ['/gzip-ratio', 'too-large'],
        ['/huge-headers', 'too-large'],
      ])('%s ends as %s', async (path, cause) => {
        expect(await fetchPath(path)).toMatchObject({ kind: 'failed', cause });
      });

      test('a small body may be compressed as well as it will', async () => {
        expect(await fetchPath('/gzip-small-ratio')).toMatchObject({ kind: 'response', status: 200 });
      });

      test('the size limit is exact', async () => {
        const bytes = Buffer.byteLength(WHOLE_PAGE);
        for (const path of ['/ok', '/gzip', '/chunked']) {
          expect(await fetchPath(path, { ...SHORT, maxBodyBytes: bytes })).toMatchObject({
            kind: 'response',
          });
          expect(await fetchPath(path, { ...SHORT, maxBodyBytes: bytes - 1 })).toMatchObject({
            cause: 'too-large',
          });
        }
      });

      able('silent')('a server that accepts and says nothing is a timeout', async () => {
        const outcome = await client.fetch({ url: `${silent.origin}/`, headers: {}, limits: SHORT });
        expect(outcome).toMatchObject({ kind: 'failed', cause: 'timeout' });
      });

      able('really ends')('a limit ends the connection, not only the wait', async () => {
        await fetchPath('/slow-body');
        await fetchPath('/endless-body', { ...SHORT, maxBodyBytes: MB });
        await expect.poll(() => server.openConnections(), { timeout: 10_000 }).toBeLessThanOrEqual(1);
      });

      able('abort')('an abort ends the request', async () => {
        const controller = new AbortController();
        const outcome = fetchPath('/slow-body', SHORT, controller.signal);
        controller.abort();
        expect(await outcome).toMatchObject({ kind: 'failed', cause: 'aborted' });
        expect(await fetchPath('/ok', SHORT, controller.signal)).toMatchObject({ cause: 'aborted' });
      });
    });

    describe('broken answers', () => {
      test.each([
        ['/reset', 'reset'],
        ['/closed-without-answer', 'reset'],
        ['/reset-in-body', 'truncated'],
        ['/short-body', 'truncated'],
        ['/long-body', 'truncated'],
        ['/two-lengths', 'truncated'],
        ['/cut-chunked', 'truncated'],
        ['/gzip-truncated', 'truncated'],
        ['/gzip-no-trailer', 'truncated'],
        ['/br-truncated', 'truncated'],
        ['/deflate-truncated', 'truncated'],
        ['/gzip-damaged', 'bad-encoding'],
        ['/not-gzip', 'bad-encoding'],
        ['/gzip-trailing-garbage', 'bad-encoding'],
        ['/unknown-encoding', 'bad-encoding'],
        ['/many-encodings', 'bad-encoding'],
        ['/not-http', 'other'],
      ])('%s fails as %s', async (path, cause) => {
        expect(await fetchPath(path)).toMatchObject({ kind: 'failed', cause });
      });

      test('a body longer than Content-Length neither crashes nor leaks into the next answer', async () => {
        for (let turn = 0; turn < 5; turn += 1) await fetchPath('/long-body');
        expect(textOf(await fetchPath('/ok'))).toBe(WHOLE_PAGE);
      });

      test('a closing server with a large body does no harm, five times', async () => {
        const limits = { ...SHORT, maxBodyBytes: 8 * MB };
        const outcomes = await Promise.all(
          Array.from({ length: 5 }, () => fetchPath('/closing-and-paused', limits)),
        );
        expect(outcomes.map((outcome) => textOf(outcome).length)).toEqual(Array(5).fill(4 * MB));
      });
    });

    describe('addresses', () => {
      test.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'javascript:alert(1)', 'not an address', ''])(
        '%j is a bad URL',
        async (url) => {
          const outcome = await client.fetch({ url, headers: {}, limits: SHORT });
          expect(outcome).toMatchObject({ kind: 'failed', cause: 'bad-url' });
        },
      );

      able('refused')('a closed port is refused', async () => {
        const closed = await startSilentServer();
        await closed.close();
        const outcome = await client.fetch({ url: `${closed.origin}/`, headers: {}, limits: SHORT });
        expect(outcome).toMatchObject({ kind: 'failed', cause: 'refused' });
      });
    });

    test('every failure says in one line what happened', async () => {
      const outcome = await fetchPath('/reset');
      expect(outcome.kind === 'failed' && outcome.message).toMatch(/^.{5,300}$/u);
    });
  });
}

function textOf(outcome: HttpOutcome): string {
  if (outcome.kind === 'failed') throw new Error(`${outcome.cause}: ${outcome.message}`);
  return Buffer.from(outcome.body).toString('utf8');
}
