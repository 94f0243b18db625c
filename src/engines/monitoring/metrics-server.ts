import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TracuuError } from '../../base/tracuu-error.ts';
import { formatMetrics, type Metric } from './metrics-file.ts';

export interface MetricsServerOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** Default: this machine alone, as figures name the sites that are crawled. */
  readonly host?: string | undefined;
  /** The figures of this instant; called for each request. */
  readonly read: () => readonly Metric[];
}

export interface MetricsServer {
  /** `http://127.0.0.1:9464/metrics` */
  readonly url: string;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
/** Of Prometheus' text format. */
const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';
/** A scrape has no body and short headers; who takes longer to ask for one is not Prometheus. */
const REQUEST_LIMIT_MS = 10_000;

/**
 * Answers `GET /metrics` for Prometheus for as long as a job runs.
 *
 * @throws TracuuError `bad-argument` where the address cannot be listened on
 */
export async function startMetricsServer({
  port,
  host = LOOPBACK,
  read,
}: MetricsServerOptions): Promise<MetricsServer> {
  const server = createServer({ requestTimeout: REQUEST_LIMIT_MS }, (request, response) => {
    void answer(request, response, read);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const message = `${host}:${port} cannot be listened on for metrics (${cause.message}); name another port`;
      reject(new TracuuError('bad-argument', message, { cause }));
    });
    server.listen(port, host, resolve);
  });
  // The job's end ends the server; nobody who scrapes keeps the job from ending.
  server.unref();
  const { port: taken } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${taken}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answer(
  { method, url = '' }: IncomingMessage,
  response: ServerResponse,
  read: () => readonly Metric[],
): Promise<void> {
  const say = (status: number, body: string, type = 'text/plain; charset=utf-8'): void => {
    response.writeHead(status, { 'content-type': type }).end(method === 'HEAD' ? undefined : body);
  };
  if (method !== 'GET' && method !== 'HEAD') say(405, 'only GET is answered\n');
  else if (url.split('?', 1)[0] !== '/metrics') say(404, 'figures are at /metrics\n');
  else {
    try {
      say(200, await formatMetrics(read()), CONTENT_TYPE);
    } catch (error) {
      // A figure that cannot be had must not end the job that it is of.
      say(500, `${String(error)}\n`);
    }
  }
}
