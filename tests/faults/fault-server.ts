import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Socket,
  type Server as TcpServer,
} from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

/** A page that is whole, so that a test can tell it from a part of it. */
export const WHOLE_PAGE: string = [
  '<!DOCTYPE html><html lang="vi"><body>',
  '<p>Chỉ thị 05-CT/TW của Bộ Chính trị.</p>'.repeat(200),
  '</body></html>',
].join('');

/** Answers as a server of the web may at its worst. */
export interface FaultServer {
  readonly origin: string;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  /** Connections that are open now. */
  openConnections(): number;
  close(): Promise<void>;
}

export type Route = (response: ServerResponse, request: IncomingMessage) => void | Promise<void>;

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const page = Buffer.from(WHOLE_PAGE);

const encoded = (encoding: string, body: Buffer): Route => {
  return (response) => {
    response.writeHead(200, { ...HTML, 'content-encoding': encoding }).end(body);
  };
};

/** Writes raw bytes to the socket, in one piece, past what node:http would allow. */
const raw = (...parts: readonly (string | Buffer)[]): Route => {
  return (response) => {
    response.socket!.end(Buffer.concat(parts.map((part) => Buffer.from(part))));
  };
};

const redirect = (status: number, location: string): Route => {
  return (response) => {
    response.writeHead(status, { location }).end();
  };
};

const status = (code: number, headers: Record<string, string> = {}): Route => {
  return (response) => {
    response.writeHead(code, { ...HTML, ...headers }).end(`<h1>${code}</h1>`);
  };
};

/** Sends `chunk` every `everyMs` until the other side leaves. */
async function drip(response: ServerResponse, chunk: string | Buffer, everyMs: number): Promise<void> {
  while (!response.destroyed && !response.closed) {
    if (!response.write(chunk)) await drained(response);
    await sleep(everyMs);
  }
}

/** Resolves when the buffer is empty again, or when the other side has left. */
async function drained(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      response.off('drain', finish).off('close', finish);
      resolve();
    };
    response.on('drain', finish).on('close', finish);
  });
}

const ROUTES: Readonly<Record<string, Route>> = {
  '/ok': (response) => {
    response.writeHead(200, HTML).end(page);
  },
  '/headers': (response, request) => {
    response.writeHead(200, { 'content-type': 'application/json', 'x-twice': ['a', 'b'], 'X-Case': 'Kept' });
    response.end(JSON.stringify(request.headers));
  },
  '/empty': (response) => {
    response.writeHead(200, HTML).end();
  },
  '/chunked': (response) => {
    response.writeHead(200, HTML);
    for (let at = 0; at < page.length; at += 1_000) response.write(page.subarray(at, at + 1_000));
    response.end();
  },
  '/close-delimited': raw('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n', page),
  '/gzip': encoded('gzip', gzipSync(page)),
  '/x-gzip': encoded('x-gzip', gzipSync(page)),
  '/br': encoded('br', brotliCompressSync(page)),
  '/deflate': encoded('deflate', deflateSync(page)),
  '/deflate-raw': encoded('deflate', deflateRawSync(page)),
  '/gzip-twice': encoded('gzip, gzip', gzipSync(gzipSync(page))),
  '/gzip-trailing-garbage': encoded('gzip', Buffer.concat([gzipSync(page), Buffer.from('garbage')])),
  '/identity': encoded('identity', page),
  '/slow-head': async (response) => {
    await sleep(30_000, undefined, { ref: false });
    response.end('late');
  },
  '/dripping-head': async (response) => {
    response.socket!.write('HTTP/1.1 200 OK\r\n');
    for (let index = 0; !response.socket?.destroyed; index += 1) {
      response.socket?.write(`X-${index}: y\r\n`);
      await sleep(50);
    }
  },
  '/slow-body': async (response) => {
    response.writeHead(200, HTML);
    await drip(response, '<p>.</p>', 50);
  },
  '/stalled-body': (response) => {
    response.writeHead(200, HTML).write('<html>');
  },
  '/endless-body': async (response) => {
    response.writeHead(200, HTML);
    await drip(response, Buffer.alloc(256 * 1024, 'x'), 0);
  },
  '/50-mb': (response) => {
    response.writeHead(200, HTML).end(Buffer.alloc(50 * 1024 * 1024, 'x'));
  },
  '/reset': (response) => {
    response.socket!.resetAndDestroy();
  },
  '/reset-in-body': (response) => {
    response.writeHead(200, { ...HTML, 'content-length': page.length }).write(page.subarray(0, 100), () => {
      response.socket!.resetAndDestroy();
    });
  },
  '/closed-without-answer': (response) => {
    response.socket!.end();
  },
  '/short-body': raw(
    `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n\r\n`,
    page.subarray(0, 500),
  ),
  '/long-body': raw('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n', page),
  '/trailing-line-end': raw(
    `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n\r\n`,
    page,
    '\r\n',
  ),
  '/two-lengths': raw(
    `HTTP/1.1 200 OK\r\nContent-Length: 500\r\nContent-Length: ${page.length}\r\n\r\n`,
    page,
  ),
  '/cut-chunked': raw(
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
    'ff\r\n',
    page.subarray(0, 100),
  ),
  '/gzip-truncated': encoded('gzip', gzipSync(page).subarray(0, -20)),
  '/gzip-no-trailer': encoded('gzip', gzipSync(page).subarray(0, -8)),
  '/br-truncated': encoded('br', brotliCompressSync(page).subarray(0, -5)),
  '/deflate-truncated': encoded('deflate', deflateSync(page).subarray(0, -6)),
  '/gzip-damaged': encoded('gzip', damaged(gzipSync(page))),
  '/not-gzip': encoded('gzip', page),
  '/unknown-encoding': encoded('zstd', page),
  '/many-encodings': encoded('gzip, gzip, gzip, gzip', page),
  '/gzip-bomb': encoded('gzip', gzipSync(Buffer.alloc(200 * 1024 * 1024))),
  '/br-bomb': encoded('br', brotliCompressSync(Buffer.alloc(200 * 1024 * 1024))),
  '/gzip-ratio': encoded('gzip', gzipSync(Buffer.alloc(8 * 1024 * 1024))),
  '/gzip-small-ratio': encoded('gzip', gzipSync(Buffer.alloc(900 * 1024))),
  '/huge-headers': (response) => {
    response.writeHead(200, { ...HTML, 'x-huge': 'x'.repeat(200_000) }).end(page);
  },
  '/not-http': raw('SSH-2.0-OpenSSH_9.6\r\n'),
  '/closing-and-paused': (response) => {
    response.writeHead(200, { ...HTML, connection: 'close' });
    response.end(Buffer.alloc(4 * 1024 * 1024, 'x'));
  },
  '/early-hints': (response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' });
    response.writeHead(200, HTML).end(page);
  },
  '/204': (response) => {
    response.writeHead(204).end();
  },
  '/304': (response) => {
    response.writeHead(304, { etag: '"x"', 'content-encoding': 'gzip' }).end();
  },
  '/301': redirect(301, '/ok'),
  '/404': status(404),
  '/500': status(500),
  '/503': status(503, { 'retry-after': '120' }),
};

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = 20; at < 60 && at < copy.length; at += 1) copy[at] = copy[at]! ^ 0xff;
  return copy;
}

/** Starts it on loopback, with the routes above and those of `more`. An unknown path is answered by 404. */
export async function startFaultServer(more: Readonly<Record<string, Route>> = {}): Promise<FaultServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push(path);
    const route = more[path] ?? ROUTES[path] ?? status(404);
    response.on('error', () => undefined);
    void Promise.resolve(route(response, request)).catch(() => undefined);
  });
  keepSockets(server, sockets);
  const port = await listen(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    openConnections: () => sockets.size,
    close: () => closeAll(server, sockets),
  };
}

/** Accepts connections and never says a word. */
export async function startSilentServer(): Promise<FaultServer> {
  const sockets = new Set<Socket>();
  const server = createTcpServer();
  keepSockets(server, sockets);
  const port = await listen(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    requests: [],
    openConnections: () => sockets.size,
    close: () => closeAll(server, sockets),
  };
}

function keepSockets(server: Server | TcpServer, sockets: Set<Socket>): void {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
}

async function listen(server: Server | TcpServer): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function closeAll(server: Server | TcpServer, sockets: ReadonlySet<Socket>): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    for (const socket of sockets) socket.destroy();
  });
}
