import { attribute } from '../page/page-tree.ts';
import { TABLE_PART } from '../page/element-table.ts';
import type { PageBlocks, Region } from '../page/read-text-blocks.ts';

/** Fewer look-alikes than this may be the article's own parts. */
const MIN_CARDS = 3;
/** Text of a card that is not a link: a teaser, a date, a name. */
const MAX_TEASER_CHARS = 450;
const MIN_HEADLINE_CHARS = 12;
/** Rows of a table of data open with a link often; rows of a list of news hold little else. */
const MAX_CELL_CHARS = 60;
/** Most siblings of a card are cards: single links in a list of the author's are not. */
const MIN_CARD_SHARE = 0.6;
const MAX_CARD_BLOCKS = 12;
/** The page, its root and its body are no cards. */
const MIN_DEPTH = 3;

/**
 * Regions that are cards of a list: at least three siblings of the same make, each with a linked headline and little
 * other text. Lists of other articles look like this whatever their class names are.
 * `authored`: blocks in lists and tables of the author's own (`findAuthoredLists`).
 */
export function findCards(page: PageBlocks, authored: Uint8Array): Uint8Array {
  const cards = new Uint8Array(page.regions.length);
  const groups = new Map<string, { readonly cards: number[]; size: number }>();
  page.regions.forEach((region, at) => {
    if (region.end <= region.first || region.depth < MIN_DEPTH) return;
    // A row of a table of data may open with a link, and its cells be as short as a card's.
    if ((region.element.tag.kind & TABLE_PART) !== 0 && authored[region.first] === 1) return;
    const make = `${region.parent} ${region.element.name} ${firstWord(attribute(region.element, 'class'))}`;
    const group = groups.get(make) ?? { cards: [], size: 0 };
    group.size += 1;
    if (isCard(page, region)) {
      group.cards.push(at);
      if (isEmbeddedCard(page, region)) cards[at] = 1;
    }
    groups.set(make, group);
  });
  for (const group of groups.values()) {
    if (group.cards.length < MIN_CARDS || group.cards.length < MIN_CARD_SHARE * group.size) continue;
    for (const at of group.cards) cards[at] = 1;
  }
  return cards;
}

/** Up to the first white space, where it may end at once. */
function firstWord(words: string): string {
  const end = words.search(/\s/u);
  return end < 0 ? words : words.slice(0, end);
}

/** A card on its own between paragraphs: a box of one linked heading with a teaser, which is no author's paragraph. */
function isEmbeddedCard(page: PageBlocks, region: Region): boolean {
  const count = region.end - region.first;
  if (count > MAX_EMBEDDED_BLOCKS || region.element.name === 'li') return false;
  const head = page.blocks[region.first]!;
  if (head.linkChars < 0.9 * head.text.length) return false;
  return region.element.name === 'article' || (head.headingLevel > 1 && count > 1);
}

const MAX_EMBEDDED_BLOCKS = 4;

function isCard(page: PageBlocks, region: Region): boolean {
  if (region.end - region.first > MAX_CARD_BLOCKS) return false;
  let headline = false;
  let teaser = 0;
  for (let at = region.first; at < region.end; at += 1) {
    const block = page.blocks[at]!;
    // What a card names, it links: a heading of its own over a link ("Learn more about …") is a section's.
    if (block.headingLevel > 0 && block.linkChars === 0) return false;
    const other = block.text.length - block.linkChars;
    if (block.linkChars >= MIN_HEADLINE_CHARS && other <= 0.2 * block.text.length) headline = true;
    else teaser += other;
  }
  return (
    headline && teaser <= ((region.element.tag.kind & TABLE_PART) !== 0 ? MAX_CELL_CHARS : MAX_TEASER_CHARS)
  );
}
