import { pathOf } from '../canonicalize-url.ts';
import type { CanonicalUrl } from '../frontier.ts';

/** Why an address would lead a crawler in circles. */
export type UrlTrap =
  'repeated-segments' | 'language-loop' | 'too-deep' | 'too-many-parameters' | 'calendar' | 'too-long';

/** Real news addresses of 61 saved pages have at most 7 segments and 4 parameters. */
const MAX_SEGMENTS = 14;
const MAX_PARAMETERS = 8;
const MAX_CHARS = 1_024;

const LANGUAGES: ReadonlySet<string> = new Set([
  'vi',
  'en',
  'fr',
  'zh',
  'ja',
  'ko',
  'ru',
  'lo',
  'km',
  'es',
  'vn',
  'cn',
]);

/** A calendar asks for a day or month by parameter, and its links never end. */
const CALENDAR_PARAMETER = /^(?:date|day|month|year|ngay|thang|nam|cal|calendar|from|to|tungay|denngay)$/u;
const CALENDAR_PATH =
  /\/(?:calendar|lich|lich-cong-tac|lich-lam-viec|events?)\/(?:.*\/)?(?:19|20|21|22)\d{2}(?:[/-]\d{1,2}){1,2}\/?$/u;

/**
 * Names the trap that `url` looks like, or `undefined`. Signs only: an article caught here by mistake is still
 * fetched when the configuration, a feed or a sitemap names it.
 */
export function findUrlTrap(url: CanonicalUrl): UrlTrap | undefined {
  if (url.length > MAX_CHARS) return 'too-long';
  const [path = '', query = ''] = pathOf(url).split(/\?(.*)/su);
  const pathname = path.toLowerCase();
  const segments = pathname.split('/').filter(Boolean);
  if (segments.length > MAX_SEGMENTS) return 'too-deep';
  if (hasRepeatedRun(segments)) return 'repeated-segments';
  if (segments.filter((segment) => LANGUAGES.has(segment)).length > 1) return 'language-loop';
  const names = query === '' ? [] : [...new URLSearchParams(query).keys()].map((name) => name.toLowerCase());
  if (names.length > MAX_PARAMETERS) return 'too-many-parameters';
  if (names.some((name) => CALENDAR_PARAMETER.test(name)) || CALENDAR_PATH.test(pathname)) return 'calendar';
  return undefined;
}

/** `/a/b/a/b/a/b`: a run of one to three segments that comes three times in a row. */
function hasRepeatedRun(segments: readonly string[]): boolean {
  for (let size = 1; size <= 3; size += 1) {
    for (let start = 0; start + size * 3 <= segments.length; start += 1) {
      const run = segments.slice(start, start + size).join('/');
      const second = segments.slice(start + size, start + size * 2).join('/');
      const third = segments.slice(start + size * 2, start + size * 3).join('/');
      if (run === second && run === third) return true;
    }
  }
  return false;
}
