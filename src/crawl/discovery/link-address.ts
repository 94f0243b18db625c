import { StringMemo } from '../../base/string-memo.ts';
import { canonicalizeUrl, pathOf } from '../canonicalize-url.ts';
import type { CanonicalUrl } from '../frontier.ts';
import { findUrlTrap } from './url-traps.ts';

/** What the address of a link says, whatever its words are. */
export interface LinkAddress {
  readonly url: CanonicalUrl;
  readonly isTrap: boolean;
  /** `page`: looks like an article; `other`: a section, a service, a file. */
  readonly kind: 'page' | 'other';
  /** Whether it counts the pages of a list. */
  readonly isNumbered: boolean;
}

/** Reads what stands in a link; `undefined` for what is no http(s) address. */
export type AddressReader = (href: string) => LinkAddress | undefined;

const FILE =
  /\.(?:jpe?g|png|gif|webp|svg|ico|css|js|pdf|docx?|xlsx?|pptx?|zip|rar|7z|mp3|mp4|avi|mov|apk|exe)$/iu;

/** `<slug>-<id>.html`, `/2019/01/28/<slug>`, `?ItemID=12`, or a slug of six words and more: sections have up to five. */
const ARTICLE_PATH =
  /(?:[-_/.](?:\d{4,}|post\d+|d\d+|a\d+)(?:\.[a-z]{3,5})?|\.(?:s?html?|aspx?|php|epi|vov|htm)|\/(?:19|20)\d{2}\/\d{1,2}\/.+)\/?$/iu;
const SLUG = /\/[^/]*[^/-]+(?:-[^/-]+){5,}\/?$/u;
const ARTICLE_QUERY = /[?&](?:itemid|newsid|id|articleid|article|idtin|tin|mid|p|item)=\d+/iu;
const PAGE_NUMBER_QUERY = /[?&](?:page|p|trang|pageindex|paged|pg|start|offset)=\d+/iu;
const PAGE_NUMBER_PATH = /\/(?:page|trang|p)[-/]?\d+(?:\.[a-z]{3,5})?\/?$/iu;

/** Addresses that were read before: the pages of a site share their menus, seven of eight links. */
const known = new StringMemo<LinkAddress | null>(5_000);
/** A longer one is seldom a menu's. */
const MAX_KNOWN_CHARS = 200;

/** `base` is what addresses are relative to. */
export function createAddressReader(base: string): AddressReader {
  const origin = /^https?:\/\/[^/?#]+/u.exec(base)?.[0];
  return (href) => {
    const key = keyOf(href, origin);
    const read = (): LinkAddress | null => readAddress(href, base);
    const address = key === undefined || key.length > MAX_KNOWN_CHARS ? read() : known.get(key, read);
    return address ?? undefined;
  };
}

/**
 * Equal for what means the same on every page: `http` and `/` begin what hangs on the origin alone. `undefined` where it hangs
 * on the page.
 */
function keyOf(href: string, origin: string | undefined): string | undefined {
  if (href.startsWith('http://') || href.startsWith('https://')) return href;
  return href.startsWith('/') && origin !== undefined ? href + origin : undefined;
}

function readAddress(href: string, base: string): LinkAddress | null {
  const url = canonicalizeUrl(href, base);
  if (url === undefined) return null;
  const path = pathOf(url);
  const mark = path.indexOf('?');
  const pathname = mark < 0 ? path : path.slice(0, mark);
  const search = mark < 0 ? '' : path.slice(mark);
  return {
    url,
    isTrap: findUrlTrap(url) !== undefined,
    kind: isArticle(pathname, search) ? 'page' : 'other',
    isNumbered: PAGE_NUMBER_QUERY.test(search) || PAGE_NUMBER_PATH.test(pathname),
  };
}

function isArticle(pathname: string, search: string): boolean {
  if (FILE.test(pathname) || pathname === '/') return false;
  return ARTICLE_PATH.test(pathname) || SLUG.test(pathname) || ARTICLE_QUERY.test(search);
}
