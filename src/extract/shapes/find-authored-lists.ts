import type { PageBlocks } from '../page/read-text-blocks.ts';

const LISTS: ReadonlySet<string> = new Set('ul ol dl table'.split(' '));
/** A menu is links and nothing else; an author's list has words around its links. */
const MAX_LINK_SHARE = 0.5;
/** Columns with heads are data, though a column or two of them are links. */
const MIN_HEADED_COLUMNS = 2;
const MAX_HEADED_LINK_SHARE = 0.8;
/** Words beside the links of a list: fewer are dates, counters, separators. */
const MIN_OWN_CHARS = 100;

/**
 * Blocks that stand in a list or a table of the author's own, by block index: some of its entries may be links and
 * nothing else ("Resolved bugs", the title of a film in a table of films), but most of its text is not.
 * The innermost list decides: an author's list may hold a menu, and a layout table holds everything.
 */
export function findAuthoredLists(page: PageBlocks): Uint8Array {
  const authored = new Uint8Array(page.blocks.length);
  const chars = new Float64Array(page.blocks.length + 1);
  const links = new Float64Array(page.blocks.length + 1);
  const heads = new Float64Array(page.blocks.length + 1);
  page.blocks.forEach((block, at) => {
    heads[at + 1] = heads[at]! + (block.element.name === 'th' ? 1 : 0);
    chars[at + 1] = chars[at]! + block.text.length;
    links[at + 1] = links[at]! + block.linkChars;
  });
  for (const region of page.regions) {
    if (!LISTS.has(region.element.name) || region.end <= region.first) continue;
    const linked = links[region.end]! - links[region.first]!;
    const all = chars[region.end]! - chars[region.first]!;
    const isHeaded = heads[region.end]! - heads[region.first]! >= MIN_HEADED_COLUMNS;
    const isAuthored =
      linked <= (isHeaded ? MAX_HEADED_LINK_SHARE : MAX_LINK_SHARE) * all && all - linked >= MIN_OWN_CHARS;
    authored.fill(isAuthored ? 1 : 0, region.first, region.end);
  }
  return authored;
}
