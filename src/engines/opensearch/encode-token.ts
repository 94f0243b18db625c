import { sha256Hex } from '../../base/hash.ts';

/** Lucene's whitespace analyzer cuts what is longer, in UTF-16 code units. */
const LONGEST_TERM = 255;
/** So many units of a long token are kept as they are. */
const KEPT_UNITS = 180;

/** What Java takes for white space and JavaScript does not. */
// eslint-disable-next-line no-control-regex -- these are the characters that it is about
const JAVA_SPACE = /[\u001c-\u001f]/u;

/**
 * A token as it is sent and asked for: itself, but for the few that the whitespace analyzer would cut in two. Those get a
 * digest, so that different tokens stay different.
 */
export function encodeToken(token: string): string {
  if (token.length <= LONGEST_TERM && !JAVA_SPACE.test(token)) return token;
  const kept = token
    .slice(0, KEPT_UNITS)
    .replace(/[\u001c-\u001f]/gu, '_')
    .replace(/[\ud800-\udbff]$/u, ''); // eslint-disable-line no-control-regex
  return `${kept}#${sha256Hex(token)}`;
}
