import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** One address of the fixture site, a line of `site.json`. */
interface FixtureResource {
  /** Path and query, as requested. */
  readonly path: string;
  /** Below the site's folder; absent for a redirect. */
  readonly file?: string;
  readonly status?: number;
  readonly contentType?: string;
  /** ISO 8601 instant. */
  readonly lastModified?: string;
  /** Target of a redirect. */
  readonly location?: string;
  /** From this revision of the site on the line holds; a later line for the same path replaces an earlier one. */
  readonly revision?: number;
}

export interface FixtureRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly status: number;
  /** Milliseconds since the server started, when the request arrived. */
  readonly atMs: number;
  readonly userAgent: string;
}

export interface FixtureSite {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Every request answered so far, in order. */
  readonly requests: readonly FixtureRequest[];
  setRevision(revision: number): void;
  close(): Promise<void>;
}

export interface FixtureSiteOptions {
  /** Folder with `site.json`. */
  readonly root: string;
  /** 1 is the first night, 2 the night after some pages changed. */
  readonly revision?: number | undefined;
  /** Wait before each answer. */
  readonly delayMs?: number | undefined;
  /** Origin that the pages name as theirs; default: where they are served. */
  readonly publicOrigin?: string | undefined;
  /** 0 takes a free one. */
  readonly port?: number | undefined;
}

/** Stands in files for where the site is served. */
const ORIGIN_PLACEHOLDER = '{{ORIGIN}}';
const TEXT_TYPE = /^(?:text\/(?:html|plain|xml)|application\/(?:xml|rss\+xml|atom\+xml|xhtml\+xml))/u;

/**
 * Serves a folder of saved pages on loopback, with validators and a log: what the demo crawls, and the tests.
 *
 * @throws the error of the file system where `site.json` cannot be read, of the socket where the port is taken.
 */
export async function startFixtureSite(options: FixtureSiteOptions): Promise<FixtureSite> {
  const manifest = JSON.parse(await readFile(join(options.root, 'site.json'), 'utf8')) as {
    resources: readonly FixtureResource[];
  };
  const site = new RunningSite(options, manifest.resources);
  const server = createServer((request, response) => {
    void site.answer(request, response);
  });
  await listen(server, options.port ?? 0);
  site.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin: site.origin,
    requests: site.requests,
    setRevision: (revision) => {
      site.revision = revision;
    },
    close: () => closeServer(server),
  };
}

class RunningSite {
  origin = '';
  revision: number;
  readonly requests: FixtureRequest[] = [];
  private readonly startedAtMs = performance.now();
  private readonly options: FixtureSiteOptions;
  private readonly resources: readonly FixtureResource[];

  constructor(options: FixtureSiteOptions, resources: readonly FixtureResource[]) {
    this.options = options;
    this.resources = resources;
    this.revision = options.revision ?? 1;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const atMs = performance.now() - this.startedAtMs;
    const { method = 'GET', url: path = '/' } = request;
    response.on('finish', () => {
      const userAgent = request.headers['user-agent'] ?? '';
      this.requests.push({ method, path, status: response.statusCode, atMs, userAgent });
    });
    if (this.options.delayMs !== undefined) await sleep(this.options.delayMs);
    const resource = this.find(path) ?? this.find('/404') ?? { path, status: 404 };
    if (resource.location !== undefined) {
      response.writeHead(resource.status ?? 301, { location: this.withOrigin(resource.location) }).end();
      return;
    }
    await this.sendFile(resource, request, response);
  }

  private find(path: string): FixtureResource | undefined {
    return this.resources.findLast((line) => line.path === path && (line.revision ?? 1) <= this.revision);
  }

  private async sendFile(
    resource: FixtureResource,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const status = resource.status ?? 200;
    const contentType = resource.contentType ?? 'text/html; charset=utf-8';
    const file =
      resource.file === undefined ? Buffer.alloc(0) : await readFile(join(this.options.root, resource.file));
    // From the file, not from what is sent: another port must not make every page look changed.
    const etag = `"${createHash('sha256').update(file).digest('hex').slice(0, 16)}"`;
    const headers: Record<string, string> = { 'content-type': contentType };
    if (status === 200) {
      headers['etag'] = etag;
      if (resource.lastModified !== undefined)
        headers['last-modified'] = new Date(resource.lastModified).toUTCString();
    }
    if (status === 200 && isNotModified(request, etag, resource.lastModified)) {
      response.writeHead(304, headers).end();
      return;
    }
    const body = TEXT_TYPE.test(contentType)
      ? Buffer.from(this.withOrigin(file.toString('latin1')), 'latin1')
      : file;
    response.writeHead(status, { ...headers, 'content-length': body.byteLength });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  private withOrigin(text: string): string {
    return text.replaceAll(ORIGIN_PLACEHOLDER, this.options.publicOrigin ?? this.origin);
  }
}

/** RFC 9110, 13.2.2: If-Modified-Since counts only where there is no If-None-Match. */
function isNotModified(
  { headers }: IncomingMessage,
  etag: string,
  lastModified: string | undefined,
): boolean {
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined)
    return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//u, '') === etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return lastModified !== undefined && Math.floor(Date.parse(lastModified) / 1_000) * 1_000 <= since;
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
