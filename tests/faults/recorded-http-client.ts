import type { HttpClient, HttpOutcome, HttpRequest } from '../../src/crawl/http-client.ts';

/** One request and what came of it. */
export interface RecordedExchange {
  readonly request: HttpRequest;
  readonly outcome: HttpOutcome;
}

/** Passes requests on to `inner` and keeps what came of them in `exchanges`, oldest first. */
export function createRecordingHttpClient(inner: HttpClient, exchanges: RecordedExchange[]): HttpClient {
  return {
    fetch: async (request, signal) => {
      const outcome = await inner.fetch(request, signal);
      exchanges.push({ request, outcome });
      return outcome;
    },
    close: () => inner.close(),
  };
}

/**
 * Answers as was recorded, without a network: each exchange once, in order, per address. An address that was never
 * recorded fails as `dns`, as a name that does not exist.
 */
export function createRecordedHttpClient(exchanges: readonly RecordedExchange[]): HttpClient {
  const remaining = [...exchanges];
  return {
    fetch: async ({ url }, signal) => {
      if (signal?.aborted === true)
        return { kind: 'failed', cause: 'aborted', message: 'the request was aborted' };
      const index = remaining.findIndex(({ request }) => request.url === url);
      const [exchange] = index < 0 ? [] : remaining.splice(index, 1);
      return exchange?.outcome ?? { kind: 'failed', cause: 'dns', message: `${url} was never recorded` };
    },
    close: async () => undefined,
  };
}
