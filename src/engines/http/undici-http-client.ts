import { setImmediate as nextTurn } from 'node:timers/promises';
import { isIP } from 'node:net';
import { Agent, buildConnector, ProxyAgent, type Dispatcher } from 'undici';
import type { HttpClient, HttpFailure, HttpOutcome, HttpRequest } from '../../crawl/http-client.ts';
import { isForbiddenAddress } from './address-guard.ts';
import { decompressBody } from './decompress-body.ts';
import {
  CONNECT_TIMEOUT_MS,
  createGuardedConnector,
  type AddressLookup,
  type BuildConnector,
} from './guarded-connector.ts';
import { watchOverruns, type OverrunWatch } from './overrun-watch.ts';

export interface UndiciHttpClientOptions {
  /** Sent where the request names none. */
  readonly userAgent: string;
  /** Lets the client reach loopback, private and link-local addresses. */
  readonly allowPrivateAddresses: boolean;
  /**
   * Address of an HTTP proxy, which may be a private one: the operator named it. The proxy looks names up itself, so
   * behind one only IP literals are guarded here; that no name leads to a private address is the proxy's part.
   */
  readonly proxy?: string | null | undefined;
  /** Stands in for the system's name service. */
  readonly lookup?: AddressLookup | undefined;
  /** Stands in for what opens sockets, behind the guard: a test sees what would be connected to. */
  readonly buildConnector?: BuildConnector | undefined;
}

/** Larger than any honest response head. */
const MAX_HEADER_BYTES = 64 * 1024;

/**
 * The web, through undici's `dispatch`: bytes are taken as they come and nothing is ever paused, because undici 7
 * can be crashed by a server while a body is paused (nodejs/undici#5360). Time limits are timers of our own:
 * undici's restart with every byte.
 */
export function createUndiciHttpClient(options: UndiciHttpClientOptions): HttpClient {
  const { dispatcher, overruns } = createDispatcher(options);
  return {
    fetch: async (request, signal) => {
      const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
      if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
        return {
          kind: 'failed',
          cause: 'bad-url',
          message: `"${request.url.slice(0, 200)}" is not an http or https address`,
        };
      }
      const literal = url.hostname.replace(/^\[|\]$/gu, '');
      if (!options.allowPrivateAddresses && isIP(literal) !== 0 && isForbiddenAddress(literal)) {
        return {
          kind: 'failed',
          cause: 'forbidden-address',
          message: `${url.hostname} is a private or reserved address`,
        };
      }
      const headers = {
        'user-agent': options.userAgent,
        'accept-encoding': 'gzip, deflate, br',
        ...request.headers,
      };
      const overrunsBefore = overruns?.countOf(url.origin) ?? 0;
      const received = await new Exchange({ ...request, headers }, url, signal).run(dispatcher);
      if (received.kind === 'failed') return received;
      if (received.headers['content-length'] !== undefined) {
        // What came beyond the announced end is noticed right after it, in the same turn.
        await nextTurn();
        if ((overruns?.countOf(url.origin) ?? 0) > overrunsBefore) return overrun(url);
      }
      return decompressBody(received, request.limits);
    },
    close: async () => {
      await dispatcher.destroy();
    },
  };
}

interface Connections {
  readonly dispatcher: Dispatcher;
  /** `undefined` behind a proxy, whose sockets are not ours to watch. */
  readonly overruns: OverrunWatch | undefined;
}

function createDispatcher(options: UndiciHttpClientOptions): Connections {
  const { allowPrivateAddresses, proxy, lookup, buildConnector: build = buildConnector } = options;
  const common = { pipelining: 1, maxHeaderSize: MAX_HEADER_BYTES, headersTimeout: 0, bodyTimeout: 0 };
  if (proxy !== undefined && proxy !== null)
    return { dispatcher: new ProxyAgent({ ...common, uri: proxy }), overruns: undefined };
  const connect = allowPrivateAddresses
    ? build({ timeout: CONNECT_TIMEOUT_MS })
    : createGuardedConnector({ lookup, build });
  const overruns = watchOverruns(connect);
  return { dispatcher: new Agent({ ...common, connect: overruns.connect }), overruns };
}

const overrun = ({ host }: URL): HttpOutcome => ({
  kind: 'failed',
  cause: 'truncated',
  message: `${host} sent more than its Content-Length: what lies within it is part of a page`,
});

/** One request and what came back of it; ends with the first of: last byte, error, limit, abort. */
class Exchange {
  private readonly request: HttpRequest;
  private readonly url: URL;
  private readonly signal: AbortSignal | undefined;
  private readonly chunks: Buffer[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private idleTimer: NodeJS.Timeout | undefined;
  private headTimer: NodeJS.Timeout | undefined;
  private receivedBytes = 0;
  private status = 0;
  private headers: Record<string, string> = {};
  private controller: Dispatcher.DispatchController | undefined;
  private finish: ((outcome: HttpOutcome) => void) | undefined;

  constructor(request: HttpRequest, url: URL, signal: AbortSignal | undefined) {
    this.request = request;
    this.url = url;
    this.signal = signal;
  }

  async run(dispatcher: Dispatcher): Promise<HttpOutcome> {
    const { limits, headers } = this.request;
    const onAbort = (): void => {
      this.fail('aborted', 'the request was aborted');
    };
    if (this.signal?.aborted === true)
      return { kind: 'failed', cause: 'aborted', message: 'the request was aborted' };
    try {
      return await new Promise<HttpOutcome>((resolve) => {
        this.finish = resolve;
        this.signal?.addEventListener('abort', onAbort, { once: true });
        this.startTimer(limits.totalMs, `${this.url.host} took longer than ${limits.totalMs} ms in all`);
        this.headTimer = this.startTimer(
          limits.headMs,
          `${this.url.host} sent no response head within ${limits.headMs} ms`,
        );
        const { origin, pathname, search } = this.url;
        dispatcher.dispatch(
          { origin, path: pathname + search, method: 'GET', headers: { ...headers } },
          this.handler(),
        );
      });
    } catch (error) {
      return this.failureOf(error);
    } finally {
      this.signal?.removeEventListener('abort', onAbort);
      for (const timer of this.timers) clearTimeout(timer);
      clearTimeout(this.idleTimer);
    }
  }

  private handler(): Dispatcher.DispatchHandler {
    return {
      onRequestStart: (controller) => {
        this.controller = controller;
        // A limit may have been passed while the connection was still being made.
        if (this.finish === undefined) controller.abort(new Error('ended'));
      },
      onResponseStart: (_controller, status, headers) => {
        if (status < 200) return;
        clearTimeout(this.headTimer);
        this.status = status;
        this.headers = joinHeaders(headers);
        this.restartIdleTimer();
      },
      onResponseData: (_controller, chunk) => {
        this.takeChunk(chunk);
      },
      onResponseEnd: () => {
        const body =
          this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks, this.receivedBytes);
        this.end({ kind: 'response', status: this.status, headers: this.headers, body });
      },
      onResponseError: (_controller, error) => {
        this.end(this.failureOf(error));
      },
    };
  }

  private takeChunk(chunk: Buffer): void {
    if (this.finish === undefined) return;
    const { maxBodyBytes } = this.request.limits;
    this.receivedBytes += chunk.byteLength;
    if (this.receivedBytes > maxBodyBytes) {
      this.fail('too-large', `${this.url.host} sent more than ${maxBodyBytes} bytes`);
      return;
    }
    this.chunks.push(chunk);
    this.restartIdleTimer();
  }

  private restartIdleTimer(): void {
    const { idleMs } = this.request.limits;
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => {
      this.fail('timeout', `${this.url.host} sent nothing for ${idleMs} ms`);
    }, idleMs);
  }

  private startTimer(ms: number, message: string): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.fail('timeout', message);
    }, ms);
    this.timers.add(timer);
    return timer;
  }

  private fail(cause: HttpFailure, message: string): void {
    if (this.finish === undefined) return;
    this.end({ kind: 'failed', cause, message });
    this.controller?.abort(new Error(message));
  }

  private end(outcome: HttpOutcome): void {
    this.finish?.(outcome);
    this.finish = undefined;
  }

  private failureOf(error: unknown): HttpOutcome {
    const known = causeOf(error);
    // Nobody here aborted: a proxy refused to open the way.
    const cause = known === 'aborted' && this.signal?.aborted !== true ? 'refused' : known;
    const message = error instanceof Error ? error.message : String(error);
    // The head came, the connection ended before the body did.
    const isCut = cause === 'reset' && this.status !== 0;
    return { kind: 'failed', cause: isCut ? 'truncated' : cause, message: `${this.url.host}: ${message}` };
  }
}

function joinHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return joined;
}

/** Codes of Node's sockets and of undici -> what they mean to a crawl. */
const CAUSES: Readonly<Record<string, HttpFailure>> = {
  TRACUU_FORBIDDEN_ADDRESS: 'forbidden-address',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ENODATA: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  HPE_HEADER_OVERFLOW: 'too-large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'truncated',
  UND_ERR_INVALID_ARG: 'bad-url',
  UND_ERR_ABORTED: 'aborted',
};

const TLS_CODE = /^(?:ERR_TLS|ERR_SSL|CERT_|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/u;

function causeOf(error: unknown): HttpFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (TLS_CODE.test(code)) return 'tls';
  const known = CAUSES[code];
  if (known !== undefined) return known;
  // Happy eyeballs: all addresses failed, each with an error of its own.
  if (error instanceof AggregateError && error.errors.length > 0) return causeOf(error.errors[0]);
  return 'other';
}
