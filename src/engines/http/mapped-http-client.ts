import type { HttpClient } from '../../crawl/http-client.ts';

/**
 * Answers for `publicOrigin` from `servedOrigin`, so that a site served on a port of the moment keeps its
 * addresses from run to run.
 */
export function createMappedHttpClient(
  client: HttpClient,
  { publicOrigin, servedOrigin }: { readonly publicOrigin: string; readonly servedOrigin: string },
): HttpClient {
  return {
    fetch: (request, signal) => {
      if (!request.url.startsWith(`${publicOrigin}/`)) return client.fetch(request, signal);
      return client.fetch({ ...request, url: servedOrigin + request.url.slice(publicOrigin.length) }, signal);
    },
    close: () => client.close(),
  };
}
