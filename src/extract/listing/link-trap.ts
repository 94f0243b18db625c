/** Why a link leads nowhere new. */
export type LinkTrap =
  'calendar' | 'session-id' | 'repeating-path' | 'language-loop' | 'endless-filters' | 'not-a-page';

const SESSION = /[?&;](?:jsessionid|phpsessid|aspsessionid\w{0,12}|sessionid|sid|cfid|cftoken)=/iu;
const CALENDAR_QUERY =
  /[?&](?:date|day|ngay|month|thang|year|nam|tu_?ngay|den_?ngay|from|to|view_date)=[\d/-]{2,10}(?:&|$)/iu;
const CALENDAR_PATH =
  /\/(?:calendar|lich|archive|xem-theo-ngay)\/(?:.*\/)?\d{1,4}[/-]\d{1,2}(?:[/-]\d{1,4})?(?:\/|\.\w{1,5})?$/iu;
const NOT_A_PAGE = /\.(?:jpe?g|png|gif|webp|svg|ico|css|js|mp[34]|avi|mov|wmv|zip|rar|7z|exe|apk)$/iu;
const LANGUAGE = /^(?:vi|en|vn|fr|zh|ja|ko|vi-vn|en-us)$/iu;

const MAX_PARAMETERS = 8;
const MAX_SEGMENT_REPEATS = 2;

/** The trap that a crawler would walk into behind `url`; `null` where it looks like a page. */
export function linkTrap(url: string, pageUrl: string): LinkTrap | null {
  const { pathname, search, searchParams } = new URL(url);
  if (NOT_A_PAGE.test(pathname)) return 'not-a-page';
  if (SESSION.test(url)) return 'session-id';
  if (CALENDAR_QUERY.test(search) || CALENDAR_PATH.test(pathname)) return 'calendar';
  const segments = pathname.split('/').filter((segment) => segment !== '');
  if (isLanguageLoop(segments)) return 'language-loop';
  if (repeats(segments)) return 'repeating-path';
  const parameters = [...searchParams.keys()];
  const isGrowing =
    parameters.length > new URL(pageUrl).searchParams.size && new Set(parameters).size < parameters.length;
  return parameters.length > MAX_PARAMETERS || isGrowing ? 'endless-filters' : null;
}

/** `/vi/en/vi/…`: a language switch that adds itself to the address. */
function isLanguageLoop(segments: readonly string[]): boolean {
  return segments.filter((segment) => LANGUAGE.test(segment)).length >= 2;
}

/** `/a/b/a/b/a/b`: a relative link that should have been absolute. */
function repeats(segments: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const segment of segments) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  return [...counts.values()].some((count) => count > MAX_SEGMENT_REPEATS);
}
