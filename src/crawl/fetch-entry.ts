import type { Clock } from '../base/clock.ts';
import { sha256Hex } from '../base/hash.ts';
import type { Capture } from '../model/capture.ts';
import { canonicalizeUrl } from './canonicalize-url.ts';
import type { CrawlOutcome, Retry } from './crawl-outcome.ts';
import type { CanonicalUrl, FrontierEntry, FrontierSettlement } from './frontier.ts';
import { DEFAULT_HTTP_LIMITS, type HttpClient, type HttpOutcome } from './http-client.ts';
import { backoffMs, MAX_ATTEMPTS } from './politeness/backoff.ts';
import { parseRetryAfterMs } from './politeness/retry-after.ts';
import { readLinks, type LinkContext } from './read-links.ts';

/** RFC 9110, 15.4: a client should detect and stop at cyclical redirects; browsers allow 20, we 5. */
const MAX_REDIRECTS = 5;
/** What cannot be mended in minutes is tried again by a later run. */
const NEXT_CRAWL_MS = 6 * 3_600_000;
const SITEMAP_BODY_BYTES = 50 * 1024 * 1024;

/** What fetching one entry takes from the crawl. */
export interface EntryFetch extends LinkContext {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly random: () => number;
  readonly userAgent: string;
  readonly backoffBaseMs: number;
  /** Addresses that led to this entry by redirects, oldest first. */
  readonly redirectedFrom: readonly CanonicalUrl[];
  readonly signal: AbortSignal;
}

/** An outcome, and how the host asked to be left alone (`Retry-After`), if it did. */
export interface EntryResult {
  readonly outcome: CrawlOutcome;
  readonly retryAfterMs: number | null;
}

type Response = Extract<HttpOutcome, { kind: 'response' }>;

/**
 * Makes the one request that an entry stands for, with its validators, and says what became of it.
 *
 * Redirects are not followed here: the target goes to the frontier as an entry of its own, so that its robots
 * rules, its host's delay and the site's scope hold for it as for any other address.
 */
export async function fetchEntry(entry: FrontierEntry, context: EntryFetch): Promise<EntryResult> {
  const maxBodyBytes = entry.role === 'sitemap' ? SITEMAP_BODY_BYTES : DEFAULT_HTTP_LIMITS.maxBodyBytes;
  const limits = { ...DEFAULT_HTTP_LIMITS, maxBodyBytes };
  const outcome = await context.http.fetch(
    { url: entry.url, headers: requestHeaders(entry, context), limits },
    context.signal,
  );
  const now = context.clock.now();
  if (outcome.kind === 'failed') {
    const retry = retryAfterFailure(outcome.cause);
    return {
      outcome: failed(entry, context, { cause: outcome.cause, message: outcome.message, retry }),
      retryAfterMs: null,
    };
  }
  const retryAfterMs = parseRetryAfterMs(outcome.headers['retry-after'], now);
  return {
    outcome: judge(entry, outcome, context, retryAfterMs),
    retryAfterMs: isBusy(outcome.status) ? retryAfterMs : null,
  };
}

function requestHeaders(entry: FrontierEntry, { userAgent }: EntryFetch): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5',
    'accept-language': 'vi,en;q=0.5',
    ...(entry.etag === null ? {} : { 'if-none-match': entry.etag }),
    ...(entry.lastModified === null ? {} : { 'if-modified-since': entry.lastModified }),
  };
}

function judge(
  entry: FrontierEntry,
  response: Response,
  context: EntryFetch,
  retryAfterMs: number | null,
): CrawlOutcome {
  const { status } = response;
  if (status >= 200 && status < 300) return judgeBody(entry, response, context);
  if (status === 304) {
    const settlement = { ...done(entry, status, context), etag: response.headers['etag'] ?? entry.etag };
    return { kind: 'not-modified', entry, links: [], settlement };
  }
  if (status >= 300 && status < 400) return judgeRedirect(entry, response, context);
  if (status === 404 || status === 410) {
    return {
      kind: 'gone',
      entry,
      links: [],
      status,
      settlement: { ...kept(entry), state: 'gone', status, cause: `http-${status}`, notBefore: null },
    };
  }
  const retry: Retry = status === 408 || status === 425 || isBusy(status) || status >= 500 ? 'soon' : 'never';
  const cause = `http-${status}`;
  return failed(entry, context, {
    cause,
    message: `${entry.url} answered ${status}`,
    retry,
    status,
    retryAfterMs,
  });
}

function judgeBody(entry: FrontierEntry, response: Response, context: EntryFetch): CrawlOutcome {
  const { status, headers, body } = response;
  if (status === 204 || body.byteLength === 0) {
    return failed(entry, context, {
      cause: 'empty',
      message: `${entry.url} answered ${status} without a body`,
      retry: 'next-crawl',
      status,
    });
  }
  const unread = entry.role === 'sitemap' ? null : unreadableType(headers['content-type']);
  if (unread !== null) {
    return failed(entry, context, {
      cause: 'not-text',
      message: `${entry.url} is ${unread}`,
      retry: 'never',
      status,
    });
  }
  const capture: Capture = {
    requestedUrl: entry.url,
    finalUrl: entry.url,
    fetchedAt: context.clock.now().toISOString(),
    status,
    headers,
    body,
  };
  const bodyHash = sha256Hex(body);
  const settlement: FrontierSettlement = {
    ...done(entry, status, context),
    etag: headers['etag'] ?? null,
    lastModified: headers['last-modified'] ?? null,
    bodyHash,
  };
  const { links, page, mismatch } = readLinks(entry, capture, context);
  if (mismatch) {
    return failed(entry, context, {
      cause: `not-a-${entry.role}`,
      message: `${entry.url} is no ${entry.role}`,
      retry: 'next-crawl',
      status,
    });
  }
  if (entry.role !== 'page') return { kind: 'discovered', entry, links, capture, settlement };
  if (bodyHash === entry.bodyHash) return { kind: 'unchanged', entry, links, capture, settlement };
  const noindex =
    page?.robots.noindex === true || /\b(?:noindex|none)\b/iu.test(headers['x-robots-tag'] ?? '');
  return {
    kind: 'fetched',
    entry,
    links,
    capture,
    canonicalUrl: page?.canonical ?? null,
    noindex,
    settlement,
  };
}

function judgeRedirect(entry: FrontierEntry, response: Response, context: EntryFetch): CrawlOutcome {
  const { status, headers } = response;
  const fail = (cause: string, message: string): CrawlOutcome =>
    failed(entry, context, { cause, message, retry: 'never', status });
  const location = headers['location'];
  const to = location === undefined ? undefined : canonicalizeUrl(location, entry.url);
  if (to === undefined)
    return fail('bad-redirect', `${entry.url} answered ${status} without a usable Location`);
  if (to === entry.url || context.redirectedFrom.includes(to))
    return fail('redirect-loop', `${entry.url} redirects back to ${to}`);
  if (context.redirectedFrom.length + 1 > MAX_REDIRECTS)
    return fail('too-many-redirects', `${entry.url} is redirect number ${MAX_REDIRECTS + 1}`);
  if (!context.scope.includes(to))
    return fail(
      'redirect-out-of-site',
      `${entry.url} redirects to ${to}, which is not in site "${entry.site}"`,
    );
  const settlement = { ...done(entry, status, context), cause: 'redirect' };
  const link = {
    url: to,
    role: entry.role,
    site: entry.site,
    depth: entry.depth,
    modifiedAt: entry.modifiedAt,
  };
  return { kind: 'redirected', entry, status, to, links: [link], settlement };
}

interface Failure {
  readonly cause: string;
  readonly message: string;
  readonly retry: Retry;
  readonly status?: number;
  readonly retryAfterMs?: number | null;
}

/** A failed try: pending again for now or for the next crawl, or failed for good. */
export function failed(
  entry: FrontierEntry,
  { clock, random, backoffBaseMs }: Pick<EntryFetch, 'clock' | 'random' | 'backoffBaseMs'>,
  { cause, message, retry, status = 0, retryAfterMs = null }: Failure,
): CrawlOutcome {
  const attempt = entry.attempts + 1;
  const actual: Retry = retry === 'soon' && attempt >= MAX_ATTEMPTS ? 'next-crawl' : retry;
  const waitMs =
    actual === 'soon'
      ? Math.max(retryAfterMs ?? 0, backoffMs(attempt, backoffBaseMs, random()))
      : NEXT_CRAWL_MS;
  const settlement: FrontierSettlement = {
    ...kept(entry),
    state: actual === 'never' ? 'failed' : 'pending',
    status: status === 0 ? null : status,
    cause,
    notBefore: actual === 'never' ? null : new Date(clock.now().getTime() + waitMs).toISOString(),
  };
  return { kind: 'failed', entry, links: [], cause, message, retry: actual, settlement };
}

/** What a try that brought nothing leaves as it was. */
export function kept(
  entry: FrontierEntry,
): Pick<FrontierSettlement, 'fetchedAt' | 'etag' | 'lastModified' | 'bodyHash'> {
  const { lastFetchedAt, etag, lastModified, bodyHash } = entry;
  return { fetchedAt: lastFetchedAt, etag, lastModified, bodyHash };
}

function done(entry: FrontierEntry, status: number, { clock }: EntryFetch): FrontierSettlement {
  const fetchedAt = clock.now().toISOString();
  return { ...kept(entry), state: 'done', status, cause: null, fetchedAt, notBefore: null };
}

const isBusy = (status: number): boolean => status === 429 || status === 503;

/** Names a type that holds no text; `null` for text and for what does not say. */
function unreadableType(contentType: string | undefined): string | null {
  const type = contentType?.split(';', 1)[0]!.trim().toLowerCase() ?? '';
  return /^(?:image|audio|video|font)\/|^application\/(?:pdf|zip|msword|octet-stream|vnd\.)/u.test(type)
    ? type
    : null;
}

function retryAfterFailure(cause: Extract<HttpOutcome, { kind: 'failed' }>['cause']): Retry {
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
