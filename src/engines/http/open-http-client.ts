import type { HttpClient } from '../../crawl/http-client.ts';
import type { UndiciHttpClientOptions } from './undici-http-client.ts';

/** The client of `createUndiciHttpClient`. undici is a fifth of what tracuu loads, and most commands fetch nothing. */
export async function openHttpClient(options: UndiciHttpClientOptions): Promise<HttpClient> {
  const { createUndiciHttpClient } = await import('./undici-http-client.ts');
  return createUndiciHttpClient(options);
}
