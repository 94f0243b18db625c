import type { CrawlOutcome, Retry } from './crawl-outcome.ts';
import type { FrontierEntry } from './frontier.ts';
import { DEFAULT_HTTP_LIMITS, type HttpClient, type HttpFailure, type HttpOutcome } from './http-client.ts';
import { isBusy, judgeResponse, type JudgeContext } from './outcome/judge-response.ts';
import { failed } from './outcome/settle-entry.ts';
import { parseRetryAfterMs } from './politeness/retry-after.ts';

/** sitemaps.org: a sitemap has at most 50 MB uncompressed. */
const SITEMAP_BODY_BYTES = 50 * 1024 * 1024;

/** A host that does not answer at all is asked a few times, not once for each of its pages. */
const SILENT_CAUSES: ReadonlySet<HttpFailure> = new Set([
  'dns',
  'refused',
  'reset',
  'tls',
  'timeout',
  'other',
]);

/** What fetching one entry takes from the crawl. */
export interface EntryFetch extends JudgeContext {
  readonly http: HttpClient;
  readonly userAgent: string;
  readonly signal: AbortSignal;
}

/** An answer, and what it says of the host. */
export interface EntryAnswer {
  readonly answer: HttpOutcome;
  /** How long the answer asks to wait (`Retry-After`), if it does. */
  readonly retryAfterMs: number | null;
  /** The host has more to do than it can: 429, 503, or no answer in time. */
  readonly isOverloaded: boolean;
  /** No word came from the host. */
  readonly isSilent: boolean;
  /** Of the body, decompressed. */
  readonly bytes: number;
  /** From the request until the last byte. */
  readonly tookMs: number;
}

/**
 * Makes the one request that an entry stands for, with its validators.
 *
 * Redirects are not followed here: the target goes to the frontier as an entry of its own, so that its robots
 * rules, its host's delay and the site's scope hold for it as for any other address.
 */
export async function fetchEntry(entry: FrontierEntry, context: EntryFetch): Promise<EntryAnswer> {
  const { clock } = context;
  const maxBodyBytes = entry.role === 'sitemap' ? SITEMAP_BODY_BYTES : DEFAULT_HTTP_LIMITS.maxBodyBytes;
  const limits = { ...DEFAULT_HTTP_LIMITS, maxBodyBytes };
  const request = { url: entry.url, headers: requestHeaders(entry, context), limits, role: entry.role };
  const startedMs = clock.monotonicMs();
  const answer = await context.http.fetch(request, context.signal);
  const tookMs = clock.monotonicMs() - startedMs;
  if (answer.kind === 'failed') {
    const { cause } = answer;
    const isSilent = SILENT_CAUSES.has(cause);
    return { answer, retryAfterMs: null, isOverloaded: cause === 'timeout', isSilent, bytes: 0, tookMs };
  }
  const retryAfterMs = parseRetryAfterMs(answer.headers['retry-after'], clock.now());
  const bytes = answer.body.byteLength;
  return { answer, retryAfterMs, isOverloaded: isBusy(answer.status), isSilent: false, bytes, tookMs };
}

/** What became of an entry by its answer. Rejects only as the page reader does. */
export async function judgeAnswer(
  entry: FrontierEntry,
  { answer, retryAfterMs }: EntryAnswer,
  context: EntryFetch,
): Promise<CrawlOutcome> {
  if (answer.kind === 'response') return judgeResponse(entry, answer, context, retryAfterMs);
  const { cause, message } = answer;
  return failed(entry, context, { cause, message, retry: retryAfterFailure(cause) });
}

function requestHeaders(entry: FrontierEntry, { userAgent, cookies }: EntryFetch): Record<string, string> {
  const cookie = cookies.headerFor(entry.url);
  return {
    'user-agent': userAgent,
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5',
    'accept-language': 'vi,en;q=0.5',
    ...(entry.etag === null ? {} : { 'if-none-match': entry.etag }),
    ...(entry.lastModified === null ? {} : { 'if-modified-since': entry.lastModified }),
    ...(cookie === null ? {} : { cookie }),
  };
}

function retryAfterFailure(cause: HttpFailure): Retry {
  switch (cause) {
    case 'timeout':
    case 'reset':
    case 'truncated':
      return 'soon';
    case 'dns':
    case 'refused':
    case 'tls':
    case 'aborted':
    case 'other':
      return 'next-crawl';
    case 'too-large':
    case 'bad-encoding':
    case 'forbidden-address':
    case 'bad-url':
      return 'never';
  }
}
