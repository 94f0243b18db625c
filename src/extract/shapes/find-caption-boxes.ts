import { attribute, type PageElement } from '../page/page-tree.ts';
import { isNamedLead } from '../content/region-role.ts';
import type { PageBlocks, Region } from '../page/read-text-blocks.ts';

/** Captions of the pages seen are shorter; longer text beside a picture is a paragraph. */
const MAX_CAPTION_CHARS = 260;
const MAX_CAPTION_BLOCKS = 2;
/** Boxes around a picture: figure, its frame, a table of two rows. */
const MAX_BOXES = 5;
const MIN_SIDE_PX = 60;

/**
 * Regions that are a picture with its caption and nothing else, whatever they are called: a `div` or a table around
 * both. A paragraph with a picture in it is the author's text, however short.
 */
export function findCaptionBoxes(page: PageBlocks): Uint8Array {
  const boxes = new Uint8Array(page.regions.length);
  for (const image of page.images) {
    if (isIcon(image.element) || isInLead(image.element)) continue;
    let at = image.region;
    for (let steps = 0; at >= 0 && steps < MAX_BOXES; steps += 1) {
      const region = page.regions[at]!;
      if (region.end > region.first) {
        if (!isCaptionBox(page, region)) break;
        boxes[at] = 1;
      }
      at = region.parent;
    }
  }
  return boxes;
}

/** A standfirst beside the article's first picture. */
function isInLead(element: PageElement): boolean {
  for (
    let at: PageElement | null = element, steps = 0;
    at !== null && steps < MAX_BOXES;
    at = at.parent, steps += 1
  ) {
    if (isNamedLead(at)) return true;
  }
  return false;
}

function isCaptionBox(page: PageBlocks, region: Region): boolean {
  if (
    region.element.name === 'p' ||
    region.element.name === 'li' ||
    region.end - region.first > MAX_CAPTION_BLOCKS
  )
    return false;
  if (isNamedLead(region.element)) return false;
  let chars = 0;
  for (let at = region.first; at < region.end; at += 1) {
    const block = page.blocks[at]!;
    if (
      isNamedLead(block.element) ||
      block.headingLevel > 0 ||
      block.linkChars > 0 ||
      isSeveralSentences(block.text)
    )
      return false;
    chars += block.text.length;
  }
  return chars <= MAX_CAPTION_CHARS;
}

/** A caption is a phrase or a sentence, and a credit. */
function isSeveralSentences(text: string): boolean {
  return (text.match(/[.!?…]["”’)]?\s+(?=\p{Lu})/gu)?.length ?? 0) > 1;
}

function isIcon(element: PageElement): boolean {
  if (/emoji|icon|smil/iu.test(attribute(element, 'class'))) return true;
  return ['width', 'height'].some((name) => {
    const side = Number.parseInt(attribute(element, name), 10);
    return side > 0 && side < MIN_SIDE_PX;
  });
}
