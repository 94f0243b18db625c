/** A name as pages write it. */
interface KnownName {
  readonly written: string;
  readonly name: string;
}

const MAX_KNOWN_CHARS = 40;
/** A site has a few dozen names; a power of two. */
const TABLE_SIZE = 2_048;
/** Names that share a place; a page that was made to fill one costs no more than this. */
const MAX_SHARED = 8;

const table: (KnownName[] | undefined)[] = new Array<KnownName[] | undefined>(TABLE_SIZE).fill(undefined);

/**
 * The name of an element or attribute at `start` to `end` of a page, in lower case. Equal names are one and the same string in
 * memory, a key of an object: every later comparison and look-up is one of addresses, and no name holds on to the page that
 * it was cut from. Known names are found without cutting them out: a page has ten thousand.
 */
export function markupName(html: string, start: number, end: number): string {
  const length = end - start;
  if (length > MAX_KNOWN_CHARS) return html.slice(start, end).toLowerCase();
  let hash = length;
  for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + html.charCodeAt(at)) | 0;
  const place = (hash ^ (hash >>> 15)) & (TABLE_SIZE - 1);
  const shared = table[place];
  if (shared !== undefined) {
    for (const { written, name } of shared) {
      if (written.length === length && html.startsWith(written, start)) return name;
    }
  }
  return keep(html.slice(start, end), place);
}

function keep(cut: string, place: number): string {
  const [written = cut] = Object.keys({ [cut]: null });
  const lower = cut.toLowerCase();
  const [name = lower] = Object.keys({ [lower]: null });
  const shared = table[place] ?? [];
  if (shared.length >= MAX_SHARED) shared.length = 0;
  shared.push({ written, name });
  table[place] = shared;
  return name;
}
