import { sha256Hex } from '../../base/hash.ts';
import type { Capture } from '../../model/capture.ts';
import { canonicalizeUrl } from '../canonicalize-url.ts';
import type { CrawlOutcome, Retry } from '../crawl-outcome.ts';
import type { PageLinks } from '../discovery/discover-links.ts';
import { isSoftNotFound } from '../discovery/soft-not-found.ts';
import type { CanonicalUrl, FrontierEntry, FrontierSettlement } from '../frontier.ts';
import type { HttpOutcome } from '../http-client.ts';
import type { CookieJar } from '../politeness/cookie-jar.ts';
import { readLinks, type LinkContext } from '../read-links.ts';
import { done, failed, gone, type Failure, type SettleContext } from './settle-entry.ts';

/** RFC 9110, 15.4: a client should detect and stop at cyclical redirects; browsers allow 20, we 5. */
const MAX_REDIRECTS = 5;
/** A page with a meta refresh and hardly a word is a signpost, not a page. */
const MAX_SIGNPOST_CHARS = 400;

/** What judging takes from the crawl. */
export interface JudgeContext extends LinkContext, SettleContext {
  /** Addresses that led to this entry by redirects, oldest first. */
  readonly redirectedFrom: readonly CanonicalUrl[];
  readonly cookies: CookieJar;
}

type Response = Extract<HttpOutcome, { kind: 'response' }>;

/** What a response means for its entry. Never fails: whatever a server may say has a name. */
export function judgeResponse(
  entry: FrontierEntry,
  response: Response,
  context: JudgeContext,
  retryAfterMs: number | null,
): CrawlOutcome {
  const { status, headers } = response;
  if (status >= 200 && status < 300) return judgeBody(entry, response, context);
  if (status === 304) {
    const settlement = done(entry, status, context, { isChanged: false });
    return {
      kind: 'not-modified',
      entry,
      links: [],
      settlement: { ...settlement, etag: headers['etag'] ?? entry.etag },
    };
  }
  if (status >= 300 && status < 400) return judgeRedirect(entry, response, context);
  if (status === 404 || status === 410) return gone(entry, status, `http-${status}`);
  const retry: Retry = status === 408 || status === 425 || isBusy(status) || status >= 500 ? 'soon' : 'never';
  const message = `${entry.url} answered ${status}`;
  return failed(entry, context, { cause: `http-${status}`, message, retry, status, retryAfterMs });
}

/** The server asks for a pause. */
export const isBusy = (status: number): boolean => status === 429 || status === 503;

function judgeBody(entry: FrontierEntry, response: Response, context: JudgeContext): CrawlOutcome {
  const { status, headers, body } = response;
  const fail = (failure: Omit<Failure, 'status'>): CrawlOutcome =>
    failed(entry, context, { ...failure, status });
  if (status === 204 || body.byteLength === 0) {
    return fail({
      cause: 'empty',
      message: `${entry.url} answered ${status} without a body`,
      retry: 'next-crawl',
    });
  }
  const unread = entry.role === 'sitemap' ? null : unreadableType(headers['content-type']);
  if (unread !== null)
    return fail({ cause: 'not-text', message: `${entry.url} is ${unread}`, retry: 'never' });
  const capture: Capture = {
    requestedUrl: entry.url,
    finalUrl: entry.url,
    fetchedAt: context.clock.now().toISOString(),
    status,
    headers,
    body,
  };
  const { links, page, mismatch } = readLinks(entry, capture, context);
  if (mismatch) {
    return fail({
      cause: `not-a-${entry.role}`,
      message: `${entry.url} is no ${entry.role}`,
      retry: 'next-crawl',
    });
  }
  const bodyHash = sha256Hex(body);
  const isSame = bodyHash === entry.bodyHash;
  const settlement: FrontierSettlement = {
    ...done(entry, status, context, { isChanged: !isSame }),
    etag: headers['etag'] ?? null,
    lastModified: headers['last-modified'] ?? null,
    bodyHash,
  };
  if (entry.role !== 'page' || page === null)
    return { kind: 'discovered', entry, links, capture, settlement };
  if (page.refresh !== null && page.textChars <= MAX_SIGNPOST_CHARS) {
    return redirectTo(page.refresh, entry, status, context);
  }
  if (isSoftNotFound(page)) return gone(entry, status, 'soft-404');
  if (isSame) return { kind: 'unchanged', entry, links, capture, settlement };
  const { canonical: canonicalUrl } = page;
  return {
    kind: 'fetched',
    entry,
    links,
    capture,
    canonicalUrl,
    noindex: isNoindex(page, headers),
    settlement,
  };
}

function isNoindex(page: PageLinks, headers: Readonly<Record<string, string>>): boolean {
  return page.robots.noindex || /\b(?:noindex|none)\b/iu.test(headers['x-robots-tag'] ?? '');
}

function judgeRedirect(
  entry: FrontierEntry,
  { status, headers }: Response,
  context: JudgeContext,
): CrawlOutcome {
  const location = headers['location'];
  const to = location === undefined ? undefined : canonicalizeUrl(location, entry.url);
  if (to === undefined) {
    const message = `${entry.url} answered ${status} without a usable Location`;
    return failed(entry, context, { cause: 'bad-redirect', message, retry: 'never', status });
  }
  // A cookie wall sends the reader in a circle until the cookie comes back.
  if (to === entry.url && context.cookies.take(entry.url, headers['set-cookie'])) {
    const message = `${entry.url} wants a cookie first`;
    return failed(entry, context, { cause: 'cookie-wall', message, retry: 'soon', status });
  }
  return redirectTo(to, entry, status, context);
}

function redirectTo(
  to: CanonicalUrl,
  entry: FrontierEntry,
  status: number,
  context: JudgeContext,
): CrawlOutcome {
  const fault = redirectFault(to, entry, context);
  if (fault !== null) return failed(entry, context, { ...fault, retry: 'never', status });
  const { role, site, depth, modifiedAt } = entry;
  const settlement = { ...done(entry, status, context, { isChanged: false }), cause: 'redirect' };
  return {
    kind: 'redirected',
    entry,
    status,
    to,
    links: [{ url: to, role, site, depth, modifiedAt }],
    settlement,
  };
}

function redirectFault(
  to: CanonicalUrl,
  entry: FrontierEntry,
  { redirectedFrom, scope }: JudgeContext,
): Pick<Failure, 'cause' | 'message'> | null {
  if (to === entry.url || redirectedFrom.includes(to)) {
    return { cause: 'redirect-loop', message: `${entry.url} redirects back to ${to}` };
  }
  if (redirectedFrom.length + 1 > MAX_REDIRECTS) {
    return { cause: 'too-many-redirects', message: `${entry.url} is redirect number ${MAX_REDIRECTS + 1}` };
  }
  if (!scope.includes(to)) {
    const message = `${entry.url} redirects to ${to}, which is not in site "${entry.site}"`;
    return { cause: 'redirect-out-of-site', message };
  }
  return null;
}

/** Names a type that holds no text; `null` for text and for what does not say. */
function unreadableType(contentType: string | undefined): string | null {
  const type = contentType?.split(';', 1)[0]!.trim().toLowerCase() ?? '';
  const isUnreadable =
    /^(?:image|audio|video|font)\/|^application\/(?:pdf|zip|msword|octet-stream|vnd\.)/u.test(type);
  return isUnreadable ? type : null;
}
