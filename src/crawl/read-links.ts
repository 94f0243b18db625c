import { gunzipSync } from 'node:zlib';
import type { Capture } from '../model/capture.ts';
import { canonicalizeUrl } from './canonicalize-url.ts';
import type { SiteConfig } from './config/crawl-config.ts';
import type { SiteScope } from './config/site-scope.ts';
import type { PageLinks } from './discovery/discover-links.ts';
import { parseFeed } from './discovery/parse-feed.ts';
import { parseSitemap } from './discovery/parse-sitemap.ts';
import type { CanonicalUrl, FrontierEntry, FrontierLink, FrontierRole } from './frontier.ts';

/** Where links may lead. */
export interface LinkContext {
  readonly site: SiteConfig;
  readonly scope: SiteScope;
}

/** What a feed or a sitemap names. */
export interface ListedLinks {
  readonly links: readonly FrontierLink[];
  /** True where the body is not what the entry's role promised: HTML instead of a feed. */
  readonly mismatch: boolean;
}

/** sitemaps.org: a sitemap has at most 50 MB uncompressed. */
const MAX_SITEMAP_BYTES = 50 * 1024 * 1024;
const PIECE_BYTES = 64 * 1024;
/** Sitemap indexes may not name further indexes (sitemaps.org); some do. */
const MAX_SITEMAP_DEPTH = 3;

/** Feeds that a listing names in its head are read too: the politest way to learn what is new. */
const MAX_FEEDS = 5;
/** Blogs name a feed of readers' comments beside the one of articles. */
const COMMENT_FEED = /comment|binh-luan|phan-hoi/iu;

/** Reads from a body what its role promises: the links to offer to the frontier. Never fails. */
export function readSitemap(entry: FrontierEntry, capture: Capture, context: LinkContext): ListedLinks {
  const sitemap = parseSitemap(decodePieces({ ...capture, body: gunzipped(capture.body) }));
  const role: FrontierRole = sitemap.kind === 'index' ? 'sitemap' : 'page';
  const links =
    role === 'sitemap' && entry.depth >= MAX_SITEMAP_DEPTH
      ? []
      : sitemap.entries.flatMap(({ loc, modifiedAt }) =>
          toLink(
            canonicalizeUrl(loc, capture.finalUrl),
            { role, depth: entry.depth + 1, modifiedAt },
            context,
          ),
        );
  return { links, mismatch: sitemap.kind === 'other' };
}

/** As `readSitemap`, of RSS and Atom. */
export function readFeed(capture: Capture, context: LinkContext): ListedLinks {
  const feed = parseFeed(decodeBody(capture));
  const links = feed.items.flatMap(({ link, modifiedAt }) =>
    toLink(canonicalizeUrl(link, capture.finalUrl), { role: 'page', depth: 1, modifiedAt }, context),
  );
  return { links, mismatch: feed.kind === 'other' };
}

/** Those of a page's links that the crawl follows from an entry. */
export function followedLinks(entry: FrontierEntry, page: PageLinks, context: LinkContext): FrontierLink[] {
  const isListing = entry.role === 'listing';
  const { maxDepth, maxListingPages } = context.site;
  const pageDepth = isListing ? 1 : entry.depth + 1;
  const links = page.links.flatMap(({ url, kind }): FrontierLink[] => {
    if (kind === 'page' && pageDepth <= maxDepth) {
      return toLink(url, { role: 'page', depth: pageDepth, modifiedAt: null }, context);
    }
    if (kind === 'next' && isListing && entry.depth + 1 < maxListingPages) {
      return toLink(url, { role: 'listing', depth: entry.depth + 1, modifiedAt: null }, context);
    }
    return [];
  });
  const feeds = isListing ? page.feeds.filter((url) => !COMMENT_FEED.test(url)).slice(0, MAX_FEEDS) : [];
  const feedLinks = feeds.flatMap((url) =>
    toLink(url, { role: 'feed', depth: entry.depth + 1, modifiedAt: null }, context),
  );
  return [...links, ...feedLinks];
}

function toLink(
  url: CanonicalUrl | undefined,
  rest: Pick<FrontierLink, 'role' | 'depth' | 'modifiedAt'>,
  { site, scope }: LinkContext,
): FrontierLink[] {
  if (url === undefined || !scope.includes(url)) return [];
  return [{ url, site: site.name, ...rest }];
}

/** `sitemap.xml.gz` is gzip as a file, not as a transfer: no Content-Encoding names it. */
function gunzipped(body: Uint8Array): Uint8Array {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return gunzipSync(body, { maxOutputLength: MAX_SITEMAP_BYTES });
  } catch {
    return new Uint8Array();
  }
}

/**
 * The body as text, well enough to find links in it: addresses are ASCII in nearly every charset.
 * What a page says is decoded with more care by `decodeHtmlBytes`.
 */
export function decodeBody(capture: Pick<Capture, 'headers' | 'body'>): string {
  return decoderOf(capture).decode(capture.body);
}

/** The same, piece by piece, for bodies of many megabytes. */
function* decodePieces(capture: Pick<Capture, 'headers' | 'body'>): Generator<string> {
  const decoder = decoderOf(capture);
  const { body } = capture;
  for (let at = 0; at < body.byteLength; at += PIECE_BYTES)
    yield decoder.decode(body.subarray(at, at + PIECE_BYTES), { stream: true });
  yield decoder.decode();
}

function decoderOf({ headers, body }: Pick<Capture, 'headers' | 'body'>): InstanceType<typeof TextDecoder> {
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 1_024)).toString('latin1');
  const bom =
    body[0] === 0xff && body[1] === 0xfe
      ? 'utf-16le'
      : body[0] === 0xfe && body[1] === 0xff
        ? 'utf-16be'
        : null;
  const named =
    /charset\s*=\s*["']?([\w-]+)/iu.exec(headers['content-type'] ?? '')?.[1] ??
    /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/iu.exec(head)?.[1] ??
    /^<\?xml[^>]{0,200}encoding\s*=\s*["']([\w-]+)/iu.exec(head)?.[1];
  return decoderFor(bom ?? named ?? 'utf-8');
}

function decoderFor(label: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder('utf-8');
  }
}
