import { readPlace } from './read-issuer.ts';
import { tokenize } from '../lexer/tokenize.ts';

const PATH = /^[a-z0-9-]+(?:[/.][a-z0-9-]+)*$/u;
/** Other slugs of a province. */
const SLUG_ALIASES: Readonly<Record<string, string>> = {
  'ho-chi-minh': 'hcm',
  'tp-hcm': 'hcm',
  tphcm: 'hcm',
  'tp-ho-chi-minh': 'hcm',
  'thanh-pho-ho-chi-minh': 'hcm',
};

/**
 * A place joined by dots, province first: `hcm/quan-1` gives `hcm.quan-1`, "Thành phố Hồ Chí Minh" gives `hcm`;
 * `null` for what names no place.
 */
export function normalizePlace(place: string | null): string | null {
  if (place === null) return null;
  const trimmed = place.trim();
  if (!PATH.test(trimmed)) return readPlace(tokenize(trimmed), 0)?.place?.path ?? null;
  const [province = '', ...rest] = trimmed.split(/[/.]/u);
  return [SLUG_ALIASES[province] ?? province, ...rest].join('.');
}
