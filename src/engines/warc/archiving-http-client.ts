import type { Clock } from '../../base/clock.ts';
import type { HttpClient } from '../../crawl/http-client.ts';
import type { CaptureArchive } from './capture-archive.ts';

/**
 * Keeps every answer that `client` brings, robots.txt, errors and all, before anyone reads it.
 * Unlike other clients it rejects where the disk takes no more: a crawl must not go on without its archive.
 */
export function createArchivingHttpClient(
  client: HttpClient,
  captures: CaptureArchive,
  clock: Clock,
): HttpClient {
  return {
    fetch: async (request, signal) => {
      const outcome = await client.fetch(request, signal);
      if (outcome.kind === 'failed') return outcome;
      const { status, headers, body } = outcome;
      const { url } = request;
      const fetchedAt = clock.now().toISOString();
      const capture = { requestedUrl: url, finalUrl: url, fetchedAt, status, headers, body };
      await captures.keepExchange({ capture, requestHeaders: request.headers, role: request.role });
      return outcome;
    },
    close: () => client.close(),
  };
}
