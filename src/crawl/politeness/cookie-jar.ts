import { hostOf } from '../canonicalize-url.ts';
import type { CanonicalUrl } from '../frontier.ts';

/** Cookies of one run, for hosts that show nothing without them. */
export interface CookieJar {
  /** Keeps the cookies that a response sets; true where one of them is new or different. */
  take(url: CanonicalUrl, setCookie: string | undefined): boolean;
  /** For the `cookie` header; `null` where the host has none. */
  headerFor(url: CanonicalUrl): string | null;
}

const MAX_COOKIES_PER_HOST = 50;
/** RFC 6265, 6.1: at least 4,096 bytes per cookie; more is no session but an attack. */
const MAX_COOKIE_CHARS = 4_096;
/** Cookies in one header are joined by commas, and dates hold commas too: a cookie begins with a name and `=`. */
const COOKIE_START = /,(?=\s*[\w!#$%&'*+.^`|~-]{1,256}=)/u;

/**
 * Cookies are kept per host, without their attributes: a run is shorter than a session, and a cookie never leaves
 * the host that set it.
 */
export function createCookieJar(): CookieJar {
  const cookiesByHost = new Map<string, Map<string, string>>();
  return {
    take: (url, setCookie) => {
      const host = hostOf(url);
      const cookies = cookiesByHost.get(host) ?? new Map<string, string>();
      cookiesByHost.set(host, cookies);
      let isNew = false;
      for (const [name, value] of parseSetCookie(setCookie ?? '')) {
        if (cookies.get(name) === value || (!cookies.has(name) && cookies.size >= MAX_COOKIES_PER_HOST))
          continue;
        cookies.set(name, value);
        isNew = true;
      }
      return isNew;
    },
    headerFor: (url) => {
      const cookies = cookiesByHost.get(hostOf(url));
      if (cookies === undefined || cookies.size === 0) return null;
      return Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ');
    },
  };
}

function parseSetCookie(header: string): [name: string, value: string][] {
  return header
    .slice(0, MAX_COOKIES_PER_HOST * MAX_COOKIE_CHARS)
    .split(COOKIE_START)
    .flatMap((cookie): [string, string][] => {
      const [pair = ''] = cookie.split(';', 1);
      const equals = pair.indexOf('=');
      if (equals <= 0 || pair.length > MAX_COOKIE_CHARS) return [];
      return [[pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()]];
    });
}
