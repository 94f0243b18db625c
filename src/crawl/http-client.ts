import type { FrontierRole } from './frontier.ts';

/** One request, as the crawl decided it. Redirects are not followed: each hop is a decision of its own. */
export interface HttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: HttpLimits;
  /** What the crawl reads the answer as; absent for robots.txt. Kept with the answer, so that it can be read so again. */
  readonly role?: FrontierRole | undefined;
}

/** The request really ends when one is passed. */
export interface HttpLimits {
  /** From the call until the last byte. */
  readonly totalMs: number;
  /** Until the response head has arrived. */
  readonly headMs: number;
  /** Between two reads of the body. */
  readonly idleMs: number;
  /** Of the body, after decompression. */
  readonly maxBodyBytes: number;
  /** Decompressed over compressed size, once more than 1 MiB came out. */
  readonly maxDecompressionRatio: number;
}

export const DEFAULT_HTTP_LIMITS: HttpLimits = {
  totalMs: 30_000,
  headMs: 15_000,
  idleMs: 10_000,
  maxBodyBytes: 20 * 1024 * 1024,
  maxDecompressionRatio: 100,
};

/** What became of one request. A status of any kind is a response; a failure is the lack of one. */
export type HttpOutcome =
  | {
      readonly kind: 'response';
      readonly status: number;
      /** Header names in lower case; repeated headers joined by a comma and a space. */
      readonly headers: Readonly<Record<string, string>>;
      /** Decompressed. */
      readonly body: Uint8Array;
    }
  | { readonly kind: 'failed'; readonly cause: HttpFailure; readonly message: string };

export type HttpFailure =
  | 'dns'
  | 'refused'
  | 'reset'
  | 'tls'
  | 'timeout'
  | 'too-large'
  | 'truncated'
  | 'bad-encoding'
  | 'forbidden-address'
  | 'bad-url'
  | 'aborted'
  | 'other';

/** The port behind which undici stands. Never rejects. */
export interface HttpClient {
  fetch(request: HttpRequest, signal?: AbortSignal): Promise<HttpOutcome>;
  close(): Promise<void>;
}
