import { systemClock, type Clock } from '../../base/clock.ts';
import { systemRandom } from '../../base/random.ts';
import { isTransientError, statusOf, toEngineError } from './engine-errors.ts';
import { retry } from './retry.ts';

/** How to reach a cluster. */
export interface ConnectionOptions {
  /** Addresses of one or more nodes; a request goes to another one where a node does not answer. */
  readonly nodes: readonly string[];
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Certificate of the authority that signed the nodes' own, PEM. */
  readonly ca?: string | undefined;
  /** For one request; default 30 s. */
  readonly requestTimeoutMs?: number | undefined;
  /** How long a cluster that regroups or is busy is waited for; default 60 s. */
  readonly patienceMs?: number | undefined;
  readonly clock?: Clock;
  readonly random?: () => number;
}

export interface EngineRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  /** Lines of a bulk; instead of `body`. */
  readonly lines?: string;
}

/** A cluster that is asked in its own words. All errors are `TracuuError`s with an `engine-…` or `index-…` code. */
export interface OpenSearchConnection {
  /** Addresses without user and password, for messages. */
  readonly where: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly patienceMs: number;
  /** One try; what the client throws is thrown as it is. */
  requestOnce<T>(request: EngineRequest): Promise<T>;
  /** Tries again while the cluster is busy or regroups. Only for requests that may be repeated. */
  request<T>(request: EngineRequest): Promise<T>;
  /** As `request`; `undefined` for what is not there (404). */
  find<T>(request: EngineRequest): Promise<T | undefined>;
  close(): Promise<void>;
}

const REQUEST_TIMEOUT_MS = 30_000;
const PATIENCE_MS = 60_000;

/**
 * Opens a connection and asks for the cluster's name, so that a wrong address or password is found out before any work.
 * The client is loaded here and not before: whoever does not use OpenSearch does not pay for it.
 *
 * @throws TracuuError `engine-unreachable`, `engine-denied`, `engine-slow`
 */
export async function connectOpenSearch(options: ConnectionOptions): Promise<OpenSearchConnection> {
  const { clock = systemClock, random = systemRandom, patienceMs = PATIENCE_MS } = options;
  const client = await createClient(options);
  const where = options.nodes.map(withoutSecret).join(', ');
  const requestOnce = async <T>({ method, path, query, body, lines }: EngineRequest): Promise<T> => {
    const content = lines === undefined ? { body: body as Record<string, unknown> } : { bulkBody: lines };
    const answer = await client.transport.request({
      method,
      path,
      ...(query !== undefined && { querystring: query }),
      ...((body ?? lines) !== undefined && content),
    });
    return answer.body as T;
  };
  const tryUntil = async <T>(patience: number, wanted: EngineRequest): Promise<T> => {
    try {
      return await retry(
        { clock, random, patienceMs: patience },
        () => requestOnce<T>(wanted),
        isTransientError,
      );
    } catch (error) {
      throw toEngineError(error, where);
    }
  };
  const connection: OpenSearchConnection = {
    where,
    clock,
    random,
    patienceMs,
    requestOnce,
    request: (wanted) => tryUntil(patienceMs, wanted),
    find: async (wanted) => {
      try {
        return await retry({ clock, random, patienceMs }, () => requestOnce(wanted), isTransientError);
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw toEngineError(error, where);
      }
    },
    close: () => client.close(),
  };
  try {
    await tryUntil(0, { method: 'GET', path: '/' });
  } catch (error) {
    await client.close();
    throw error;
  }
  return connection;
}

type Client = import('@opensearch-project/opensearch').Client;

async function createClient({
  nodes,
  user,
  password,
  ca,
  requestTimeoutMs = REQUEST_TIMEOUT_MS,
}: ConnectionOptions): Promise<Client> {
  const { Client: OpenSearchClient } = await import('@opensearch-project/opensearch');
  return new OpenSearchClient({
    nodes: [...nodes],
    requestTimeout: requestTimeoutMs,
    // Every node once; waiting between tries is ours.
    maxRetries: nodes.length - 1,
    ...(user !== undefined && { auth: { username: user, password: password ?? '' } }),
    ...(ca !== undefined && { ssl: { ca } }),
  });
}

function withoutSecret(node: string): string {
  const url = new URL(node);
  url.username = '';
  url.password = '';
  return url.href.replace(/\/$/u, '');
}
