import type { PageLinks } from '../discovery/discover-links.ts';
import { isSoftNotFound } from '../discovery/soft-not-found.ts';
import type { CanonicalUrl } from '../frontier.ts';

/** What a page that came with status 200 is, by its own signs. */
export type PageStanding =
  | { readonly kind: 'page' }
  /** Its publisher asks not to have it in an index. */
  | { readonly kind: 'noindex' }
  /** It says that there is nothing at its address: a soft 404. */
  | { readonly kind: 'not-found' }
  /** It sends its reader elsewhere at once. */
  | { readonly kind: 'signpost'; readonly to: CanonicalUrl };

/** A page with a meta refresh and hardly a word is a signpost, not a page. */
const MAX_SIGNPOST_CHARS = 400;

export function standingOf(page: PageLinks, headers: Readonly<Record<string, string>>): PageStanding {
  if (page.refresh !== null && page.textChars <= MAX_SIGNPOST_CHARS) {
    return { kind: 'signpost', to: page.refresh };
  }
  if (isSoftNotFound(page)) return { kind: 'not-found' };
  return { kind: page.robots.noindex || forbidsIndexing(headers) ? 'noindex' : 'page' };
}

/** `X-Robots-Tag`, which says for a response what `<meta name="robots">` says in a page. */
export const forbidsIndexing = (headers: Readonly<Record<string, string>>): boolean =>
  /\b(?:noindex|none)\b/iu.test(headers['x-robots-tag'] ?? '');
