import { regionRole } from '../content/region-role.ts';
import type { PageBlocks, Region } from '../page/read-text-blocks.ts';
import { findAuthoredLists } from './find-authored-lists.ts';
import { findCaptionBoxes } from './find-caption-boxes.ts';
import { findCards } from './find-card-lists.ts';

/** What the boxes of a page look like, whatever its headline and its site. */
export interface PageShapes {
  /** By block index: 1 in lists and tables of the author's own. */
  readonly authored: Uint8Array;
  /** By region index: 1 for a card of a list. */
  readonly cards: Uint8Array;
  /** By region index: 1 for a picture with its caption. */
  readonly captions: Uint8Array;
  /** By region index: 1 where it holds a quotation. */
  readonly quotes: Uint8Array;
  /** How many byline boxes stand two or three levels below a region, by its index. */
  readonly bylines: ReadonlyMap<number, number>;
  /** Characters before each block, and those of them in links. */
  readonly chars: Float64Array;
  readonly links: Float64Array;
}

const shapesByPage = new WeakMap<PageBlocks, PageShapes>();

/** A page is searched up to five times, with other hints and less trust; its shapes stay the same. */
export function pageShapes(page: PageBlocks): PageShapes {
  let shapes = shapesByPage.get(page);
  if (shapes === undefined) {
    shapes = readShapes(page);
    shapesByPage.set(page, shapes);
  }
  return shapes;
}

function readShapes(page: PageBlocks): PageShapes {
  const authored = findAuthoredLists(page);
  const chars = new Float64Array(page.blocks.length + 1);
  const links = new Float64Array(page.blocks.length + 1);
  page.blocks.forEach((block, at) => {
    chars[at + 1] = chars[at]! + block.text.length;
    links[at + 1] = links[at]! + block.linkChars;
  });
  return {
    authored,
    cards: findCards(page, authored),
    captions: findCaptionBoxes(page),
    quotes: regionsWithQuotes(page),
    bylines: countBylines(page),
    chars,
    links,
  };
}

function countBylines(page: PageBlocks): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const region of page.regions) {
    if (region.end <= region.first || regionRole(region.element) !== 'byline') continue;
    for (const frame of framesOf(page, region)) counts.set(frame, (counts.get(frame) ?? 0) + 1);
  }
  return counts;
}

/** An answer in its entry of the list of answers: the list is two levels above the name, or three. */
export function framesOf(page: PageBlocks, region: Region): number[] {
  const frame = page.regions[region.parent]?.parent ?? -1;
  return frame < 0 ? [] : [frame, page.regions[frame]!.parent];
}

/** Regions that hold a quotation: an embedded post is part of the article, though its box is called "social". */
function regionsWithQuotes(page: PageBlocks): Uint8Array {
  const marked = new Uint8Array(page.regions.length);
  page.regions.forEach((region, index) => {
    if (region.element.name !== 'blockquote') return;
    for (let at = index; at >= 0 && marked[at] === 0; at = page.regions[at]!.parent) marked[at] = 1;
  });
  return marked;
}
