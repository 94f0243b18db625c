import { attribute } from '../page/page-tree.ts';
import type { PageBlocks, Region } from '../page/read-text-blocks.ts';

/** Fewer look-alikes than this may be the article's own parts. */
const MIN_CARDS = 3;
/** Text of a card that is not a link: a teaser, a date, a name. */
const MAX_TEASER_CHARS = 450;
const MIN_HEADLINE_CHARS = 12;

/**
 * Regions that are cards of a list: at least three siblings of the same make, each with a linked headline and little
 * other text. Lists of other articles look like this whatever their class names are.
 */
export function findCards(page: PageBlocks): Uint8Array {
  const cards = new Uint8Array(page.regions.length);
  const siblings = new Map<string, number[]>();
  page.regions.forEach((region, at) => {
    if (region.end <= region.first || !isCard(page, region)) return;
    const make = `${region.parent} ${region.element.name} ${attribute(region.element, 'class').split(/\s+/u, 1)[0] ?? ''}`;
    const group = siblings.get(make);
    if (group === undefined) siblings.set(make, [at]);
    else group.push(at);
  });
  for (const group of siblings.values()) {
    if (group.length >= MIN_CARDS) for (const at of group) cards[at] = 1;
  }
  return cards;
}

function isCard(page: PageBlocks, region: Region): boolean {
  if (region.end - region.first > MAX_CARD_BLOCKS || region.depth < 3) return false;
  let headline = false;
  let teaser = 0;
  for (let at = region.first; at < region.end; at += 1) {
    const block = page.blocks[at]!;
    const other = block.text.length - block.linkChars;
    if (block.linkChars >= MIN_HEADLINE_CHARS && other <= 0.2 * block.text.length) headline = true;
    else teaser += other;
  }
  return headline && teaser <= MAX_TEASER_CHARS;
}

const MAX_CARD_BLOCKS = 12;
