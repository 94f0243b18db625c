/**
 * How much of the shorter text must stand in the longer for two articles of one title to be one. A reprint loses
 * a caption or gains a source line, which in a text of 150 words is a tenth of it; weekly bulletins that share a
 * title share next to nothing.
 */
const MIN_SHARED = 0.75;
/** A summary that stands whole in its article is an article of its own. */
const MIN_LENGTH_RATIO = 0.6;
const SHINGLE_SYLLABLES = 3;

/** Whether two texts that carry the same title are the same text, give or take a caption or a source line. */
export function isReprint(one: string, other: string): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (shorter.length < longer.length * MIN_LENGTH_RATIO) return false;
  const sought = shingles(shorter);
  if (sought.size === 0) return false;
  const held = shingles(longer);
  let shared = 0;
  for (const shingle of sought) if (held.has(shingle)) shared++;
  return shared >= sought.size * MIN_SHARED;
}

function shingles(text: string): Set<string> {
  const syllables = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const found = new Set<string>();
  for (let index = 0; index + SHINGLE_SYLLABLES <= syllables.length; index++) {
    found.add(syllables.slice(index, index + SHINGLE_SYLLABLES).join(' '));
  }
  return found;
}
