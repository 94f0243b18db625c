import { isIP } from 'node:net';
import { InvalidArgumentError } from 'commander';
import type { Logger } from '../base/logger.ts';
import type { CrawlFigures } from '../index.ts';

/** Where `/metrics` is answered; without a host, on this machine alone. */
export interface MetricsAddress {
  readonly host?: string;
  readonly port: number;
}

/** `9464`, `0.0.0.0:9464` or `[::]:9464`. */
export function parseMetricsAddress(value: string): MetricsAddress {
  const [, bracketed, plain, digits] = /^(?:(?:\[([^\]]+)\]|([^:]+)):)?(\d{1,5})$/u.exec(value) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits ?? NaN);
  if (!(port <= 65_535) || (host !== undefined && isIP(host) === 0)) {
    throw new InvalidArgumentError('Write a port, or an address of this machine and a port: 0.0.0.0:9464.');
  }
  return host === undefined ? { port } : { host, port };
}

/** The figures of a run for Prometheus while it lasts. */
export interface ServedMetrics {
  /** Takes what tells the figures; until then there are none. */
  readonly show: (readFigures: () => CrawlFigures) => void;
  close(): Promise<void>;
}

/** Serves nothing where no address was given. The address is logged: with port 0 nobody else knows it. */
export async function serveMetrics(
  address: MetricsAddress | undefined,
  logger: Logger,
): Promise<ServedMetrics> {
  if (address === undefined) return { show: () => undefined, close: async () => undefined };
  const { runningMetrics, startMetricsServer } = await import('../index.ts');
  let readFigures: (() => CrawlFigures) | undefined;
  const read = (): ReturnType<typeof runningMetrics> =>
    readFigures === undefined ? [] : runningMetrics(readFigures());
  const server = await startMetricsServer({ ...address, read });
  logger.info('serving metrics', { url: server.url });
  return {
    show: (given) => {
      readFigures = given;
    },
    close: () => server.close(),
  };
}
