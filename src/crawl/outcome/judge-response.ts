import { bodyHashOf } from '../../base/hash.ts';
import type { Capture } from '../../model/capture.ts';
import { canonicalizeUrl } from '../canonicalize-url.ts';
import type { CrawlOutcome, Retry } from '../crawl-outcome.ts';
import type { CanonicalUrl, FrontierEntry, FrontierSettlement } from '../frontier.ts';
import type { HttpOutcome } from '../http-client.ts';
import type { CookieJar } from '../politeness/cookie-jar.ts';
import type { PageRead, PageReader } from '../page-reader.ts';
import { followedLinks, readFeed, readSitemap, type LinkContext } from '../read-links.ts';
import { forbidsIndexing, standingOf } from './page-standing.ts';
import { done, failed, gone, type Failure, type SettleContext } from './settle-entry.ts';

/** RFC 9110, 15.4: a client should detect and stop at cyclical redirects; browsers allow 20, we 5. */
const MAX_REDIRECTS = 5;

/** What judging takes from the crawl. */
export interface JudgeContext extends LinkContext, SettleContext {
  /** Addresses that led to this entry by redirects, oldest first. */
  readonly redirectedFrom: readonly CanonicalUrl[];
  readonly cookies: CookieJar;
  readonly pages: PageReader;
}

type Response = Extract<HttpOutcome, { kind: 'response' }>;

/** What a response means for its entry. Whatever a server may say has a name; rejects only as the page reader does. */
export async function judgeResponse(
  entry: FrontierEntry,
  response: Response,
  context: JudgeContext,
  retryAfterMs: number | null,
): Promise<CrawlOutcome> {
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

async function judgeBody(
  entry: FrontierEntry,
  response: Response,
  context: JudgeContext,
): Promise<CrawlOutcome> {
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
  const bodyHash = bodyHashOf(body);
  const isSame = bodyHash === entry.bodyHash;
  const settlement: FrontierSettlement = {
    ...done(entry, status, context, { isChanged: !isSame }),
    etag: headers['etag'] ?? null,
    lastModified: headers['last-modified'] ?? null,
    bodyHash,
  };
  const arrived: Arrival = { entry, capture, settlement, isSame };
  if (entry.role === 'page' || entry.role === 'listing') return judgePage(arrived, context);
  const { links, mismatch } =
    entry.role === 'sitemap' ? readSitemap(entry, capture, context) : readFeed(capture, context);
  if (!mismatch) return { kind: 'discovered', entry, links, capture, settlement };
  return fail({
    cause: `not-a-${entry.role}`,
    message: `${entry.url} is no ${entry.role}`,
    retry: 'next-crawl',
  });
}

/** A body that came for an entry, and how the entry is settled if it is what it seems. */
interface Arrival {
  readonly entry: FrontierEntry;
  readonly capture: Capture;
  readonly settlement: FrontierSettlement;
  /** The bytes are those that came the last time. */
  readonly isSame: boolean;
}

async function judgePage(arrived: Arrival, context: JudgeContext): Promise<CrawlOutcome> {
  const { entry, capture, settlement, isSame } = arrived;
  const { status, headers } = capture;
  const isRead = entry.role === 'page' && !isSame && !forbidsIndexing(headers);
  const result = await context.pages.read({ entry, capture, wants: isRead ? 'all' : 'links' });
  if (result.kind === 'unread') return unread(arrived, result);
  const { page } = result;
  const links = followedLinks(entry, page, context);
  if (entry.role === 'listing') return { kind: 'discovered', entry, links, capture, settlement };
  const standing = standingOf(page, headers);
  if (standing.kind === 'signpost') return redirectTo(standing.to, entry, status, context);
  if (standing.kind === 'not-found') return gone(entry, status, 'soft-404');
  if (isSame) return { kind: 'unchanged', entry, links, capture, settlement };
  const { canonical: canonicalUrl } = page;
  const noindex = standing.kind === 'noindex';
  return { kind: 'fetched', entry, links, capture, canonicalUrl, noindex, settlement };
}

/** Without validators and hash: offered again, it is asked for in full, and the reader may have learned to read it. */
function unread({ entry, settlement }: Arrival, { cause, message }: Unread): CrawlOutcome {
  return {
    kind: 'failed',
    entry,
    links: [],
    cause,
    message: `${entry.url} could not be read (${cause}): ${message}`,
    retry: 'never',
    settlement: { ...settlement, etag: null, lastModified: null, bodyHash: null, state: 'failed', cause },
  };
}

type Unread = Extract<PageRead, { kind: 'unread' }>;

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
