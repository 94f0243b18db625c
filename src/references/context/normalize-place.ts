import { readPlace } from './read-issuer.ts';
import { slugOf } from '../lexer/phrase-trie.ts';
import { tokenize } from '../lexer/tokenize.ts';

const PATH = /^[a-z0-9-]+(?:[/.][a-z0-9-]+)*$/u;
const ASCII_PATH = /^[a-z0-9.-]+$/u;
/** Other slugs of a province. */
const SLUG_ALIASES: Readonly<Record<string, string>> = {
  'ho-chi-minh': 'hcm',
  'tp-hcm': 'hcm',
  tphcm: 'hcm',
  'tp-ho-chi-minh': 'hcm',
  'thanh-pho-ho-chi-minh': 'hcm',
};

/**
 * A place joined by dots, province first: `hcm/quan-1` gives `hcm.quan-1`, "Thành phố Hồ Chí Minh" gives `hcm`,
 * "Hồ Chí Minh/Quận 1" gives `hcm.quan-1`; `null` for what names no place. Every part is of `[a-z0-9-]`.
 */
export function normalizePlace(place: string | null): string | null {
  if (place === null) return null;
  const trimmed = place.trim();
  if (PATH.test(trimmed)) {
    const [province = '', ...rest] = trimmed.split(/[/.]/u);
    return [SLUG_ALIASES[province] ?? province, ...rest].join('.');
  }
  const [first = '', ...parts] = trimmed.split('/');
  const slugs = parts.map(slugOf).filter((slug) => slug !== '');
  if (slugs.length === 0)
    return asciiPath(readPlace(tokenize(first.trim()), 0)?.place?.path ?? slugPath(first));
  const province = normalizePlace(first) ?? slugOf(first);
  return province === '' ? null : [province, ...slugs].join('.');
}

/** What was a path but for a stray mark: `hcm/`. */
const slugPath = (words: string): string | null => (PATH.test(words.trim()) ? normalizePlace(words) : null);

/** A path without letters that an id cannot hold, as of a name in another script. */
export const asciiPath = (path: string | null): string | null =>
  path !== null && ASCII_PATH.test(path) ? path : null;
