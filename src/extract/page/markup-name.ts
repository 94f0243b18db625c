const names = new Map<string, string>();
/** A site has a few dozens; longer ones are somebody's attack or typo. */
const MAX_KNOWN = 2_000;
const MAX_KNOWN_CHARS = 40;

/**
 * The name of an element or attribute in lower case. Equal names are one and the same string in memory, a key of an
 * object: every later comparison and look-up is one of addresses, and no name holds on to the page that it was cut from.
 */
export function markupName(written: string): string {
  const known = names.get(written);
  if (known !== undefined) return known;
  const name = written.toLowerCase();
  if (name.length > MAX_KNOWN_CHARS) return name;
  if (names.size >= MAX_KNOWN) names.clear();
  const [key = name] = Object.keys({ [name]: null });
  const [spelling = written] = Object.keys({ [written]: null });
  names.set(spelling, key);
  return key;
}
