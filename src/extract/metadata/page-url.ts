/** Query parameters that say how a reader came, not what the page is. */
const TRACKING_PARAMETERS =
  /^(?:utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|zarsrc|zalo_?id|zsource|vgnhomepage|ref_?src|spm|gidzl|aff_.*|jsessionid|phpsessid|sid)$/iu;

/** `href` against `base`, as an absolute http(s) URL; `null` where it is none. */
export function resolveUrl(href: string, base: string | null): string | null {
  const trimmed = href.trim();
  if (trimmed === '') return null;
  let url: URL;
  try {
    url = base === null ? new URL(trimmed) : new URL(trimmed, base);
  } catch {
    return null;
  }
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}

/** The host's name without `www.`; `null` where `url` is not an http(s) URL. */
export function siteOf(url: string | null): string | null {
  if (url === null) return null;
  const resolved = resolveUrl(url, null);
  return resolved === null ? null : new URL(resolved).hostname.replace(/^www\./u, '');
}

/** `url` without its fragment and without tracking parameters; `null` where it is not an http(s) URL. */
export function stripTracking(url: string): string | null {
  const resolved = resolveUrl(url, null);
  if (resolved === null) return null;
  const stripped = new URL(resolved);
  stripped.hash = '';
  for (const name of [...stripped.searchParams.keys()]) {
    if (TRACKING_PARAMETERS.test(name)) stripped.searchParams.delete(name);
  }
  return stripped.href;
}

/**
 * The page's own name for itself where it can be believed: an http(s) URL of the same site.
 * A canonical link to a home page is a template's mistake, seen on many portals: it would make all pages one.
 */
export function canonicalUrlOf(candidates: readonly string[], url: string | null): string | null {
  const site = siteOf(url);
  for (const candidate of candidates) {
    const resolved = resolveUrl(candidate, url);
    if (resolved === null) continue;
    if (site !== null && !isSameSite(siteOf(resolved)!, site)) continue;
    if (url !== null && isHomePage(resolved) && !isHomePage(url)) continue;
    return stripTracking(resolved);
  }
  return url === null ? null : stripTracking(url);
}

/** `m.example.vn` and `example.vn` are one site; `a.gov.vn` and `b.gov.vn` are not. */
function isSameSite(one: string, other: string): boolean {
  const [a, b] = [one, other].map((site) => site.replace(/^(?:m|mobile|amp|www|beta|v\d)\./u, ''));
  return a === b || one.endsWith(`.${b!}`) || other.endsWith(`.${a!}`);
}

function isHomePage(url: string): boolean {
  const { pathname, search } = new URL(url);
  return (pathname === '/' || pathname === '') && search === '';
}
