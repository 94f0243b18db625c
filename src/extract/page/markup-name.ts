import { SpanTable } from './span-table.ts';

const MAX_KNOWN_CHARS = 40;

/** Names as pages write them. */
const known = new SpanTable<string>(MAX_KNOWN_CHARS);

/**
 * The name of an element or attribute at `start` to `end` of a page, in lower case. Equal names are one and the same string in
 * memory, a key of an object: every later comparison and look-up is one of addresses, and no name holds on to the page that
 * it was cut from.
 */
export function markupName(html: string, start: number, end: number): string {
  const found = known.find(html, start, end);
  if (found !== undefined) return found;
  const cut = html.slice(start, end);
  const lower = cut.toLowerCase();
  if (end - start > MAX_KNOWN_CHARS) return lower;
  const name = asKey(lower);
  known.keep(html, start, end, () => ({ written: asKey(cut), read: name }));
  return name;
}

function asKey(text: string): string {
  const [key = text] = Object.keys({ [text]: null });
  return key;
}
