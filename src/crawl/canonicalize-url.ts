import type { CanonicalUrl } from './frontier.ts';

/** Longer than any address a newsroom prints; the sitemap protocol's own limit is 2,048. */
const MAX_URL_CHARS = 2_048;

/** Parameters that name the way a reader came, never the page. Lower case. */
const TRACKING_PARAMETERS: ReadonlySet<string> = new Set([
  'fbclid',
  'gclid',
  'gclsrc',
  'dclid',
  'msclkid',
  'yclid',
  'zarsrc',
  'igshid',
  'mc_cid',
  'mc_eid',
  '_ga',
  '_gl',
  'gidzl',
]);

/** Parameters that name the visitor's session: each visit would make every page new. Lower case. */
const SESSION_PARAMETERS: ReadonlySet<string> = new Set(['jsessionid', 'phpsessid', 'cfid', 'cftoken']);

/** Names of sessions here and of articles there: PHP-Nuke's `sid` is the story. The value tells. Lower case. */
const AMBIGUOUS_PARAMETERS: ReadonlySet<string> = new Set(['sid', 'sessionid', 'session_id', 's']);

/** A token: at least 16 letters and digits, both of them. */
const TOKEN = /^(?=[a-z-]*\d)(?=[\d-]*[a-z])[a-z\d-]{16,128}$/iu;

/** RFC 3986, 2.3: an escape of one of these means the character itself. */
const UNRESERVED = /^[A-Za-z0-9\-._~]$/u;

/**
 * The one spelling of an address that the crawl uses as its key; idempotent.
 *
 * After the WHATWG URL rules (lower-case scheme and host, punycode, default ports, dot segments) it drops the
 * fragment, credentials, the host's final dot, session ids and tracking parameters, and spells escapes as
 * RFC 3986 (6.2.2) wants. Parameters keep their order: some servers read it. `www.` stays: it is another host.
 *
 * @returns `undefined` for what is not an http(s) address or is longer than 2,048 characters.
 */
export function canonicalizeUrl(input: string, base?: string): CanonicalUrl | undefined {
  if (input.length > MAX_URL_CHARS) return undefined;
  const url = parseUrl(input, base);
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  if (url.hostname === '') return undefined;
  const path = normalizeEscapes(withoutPathSession(url.pathname));
  const query = url.search === '' ? '' : canonicalQuery(url.search);
  const canonical = `${url.protocol}//${url.host}${path}${query === '' ? '' : `?${query}`}`;
  return canonical.length > MAX_URL_CHARS ? undefined : (canonical as CanonicalUrl);
}

/**
 * The key by which the crawl counts hosts: the host name with its port, where it is not the default one. Cut out, not
 * parsed: a page has a hundred links, and each is asked for its host and its path several times.
 */
export function hostOf(url: CanonicalUrl): string {
  const start = url.indexOf('//') + 2;
  return url.slice(start, pathStart(url));
}

/** Path and query, from the first slash on. */
export function pathOf(url: CanonicalUrl): string {
  return url.slice(pathStart(url));
}

function pathStart(url: CanonicalUrl): number {
  const slash = url.indexOf('/', url.indexOf('//') + 2);
  return slash < 0 ? url.length : slash;
}

function canonicalQuery(search: string): string {
  return search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isNoise(pair))
    .map(normalizeEscapes)
    .join('&');
}

function parseUrl(input: string, base: string | undefined): URL | undefined {
  try {
    return new URL(input.trim(), base);
  } catch {
    return undefined;
  }
}

/** `;jsessionid=…` of Java servers, `/(S(…))/` of ASP.NET without cookies. */
function withoutPathSession(path: string): string {
  if (!path.includes(';') && !path.includes('(')) return path;
  return path
    .replace(/;(?:jsessionid|sid|phpsessid)=[^/;]*/giu, '')
    .replace(/\/\((?:[A-Z]\([0-9a-z]{1,64}\)){1,4}\)(?=\/)/giu, '');
}

function isNoise(pair: string): boolean {
  const equals = pair.indexOf('=');
  const name = (equals < 0 ? pair : pair.slice(0, equals)).toLowerCase();
  if (AMBIGUOUS_PARAMETERS.has(name)) return TOKEN.test(pair.slice(equals + 1));
  return name.startsWith('utm_') || TRACKING_PARAMETERS.has(name) || SESSION_PARAMETERS.has(name);
}

/** Upper-case hex digits; escapes of unreserved characters as the characters. */
export function normalizeEscapes(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/%([0-9a-f]{2})/giu, (escape, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return UNRESERVED.test(character) ? character : escape.toUpperCase();
  });
}
