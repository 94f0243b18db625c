import { foldDiacritics } from '../../text/fold-diacritics.ts';
import { attribute, type PageElement } from '../page/page-tree.ts';
import type { PageBlocks, TextBlock } from '../page/read-text-blocks.ts';
import type { FoundContent } from './find-content.ts';

/** What the standfirst is called: sapo on Vietnamese pages. */
const LEAD_NAME =
  /(?:^|[\s_-])(?:sapo|lead|lede|summary|standfirst|chapeau|txt-?head|mo-?ta|tom-?tat|trich-?yeu|description|desc|deck|dek|intro|excerpt|sub-?title|sub-?headline|sub-?heading|tomtat|trichyeu|mota|gioi-?thieu|headline-?sub|standfirst|snippet)(?=$|[\s_-])/iu;

const MIN_LEAD_CHARS = 40;
const MAX_LEAD_CHARS = 1_200;
/** Blocks between headline and standfirst: author, date, share buttons, a picture's caption. */
const REACH = 14;

/**
 * Index of the block that is the standfirst: between headline and body, named so, or the page's own description,
 * or the only paragraph there. -1 where there is none.
 */
export function findLead(page: PageBlocks, content: FoundContent, description: string | null): number {
  const first = content.kept[0];
  if (first === undefined) return -1;
  const from =
    content.titleAt >= 0 && content.titleAt < first ? content.titleAt + 1 : Math.max(0, first - REACH);
  const wanted = description === null ? '' : key(description);
  let named = -1;
  for (let at = from; at <= first && at < from + REACH * 3; at += 1) {
    const block = page.blocks[at]!;
    if (!couldBeLead(block) || !isLeadReason(content, at)) continue;
    if (isDescription(block.text, wanted)) return at;
    if (named < 0 && (isNamedLead(block.element) || isSubHeading(content, at, block))) named = at;
  }
  if (named >= 0) return named;
  return content.titleAt >= 0 ? onlyParagraphBetween(page, content, content.titleAt + 1, first) : -1;
}

/** Without a name, the nearest sentence above the body that stands in no box of its own role. */
function onlyParagraphBetween(page: PageBlocks, content: FoundContent, from: number, first: number): number {
  for (let at = first - 1; at >= from; at -= 1) {
    const block = page.blocks[at]!;
    if (content.reasons[at] !== 'outside' || !couldBeLead(block)) continue;
    if (block.text.length >= 80 && block.linkChars === 0) return at;
  }
  return -1;
}

function couldBeLead(block: TextBlock): boolean {
  const { length } = block.text;
  return (
    length >= MIN_LEAD_CHARS &&
    length <= MAX_LEAD_CHARS &&
    block.linkChars < 0.5 * length &&
    block.headingLevel !== 1
  );
}

/** A box that is boilerplate by its role holds no standfirst. */
function isLeadReason(content: FoundContent, at: number): boolean {
  const reason = content.reasons[at];
  return (
    reason === null ||
    reason === 'outside' ||
    reason === 'head-matter' ||
    reason === 'before-title' ||
    reason === 'date' ||
    reason === 'masthead'
  );
}

/** Descriptions are often cut short, or run on. */
function isDescription(text: string, wanted: string): boolean {
  if (wanted.length < 30) return false;
  const found = key(text);
  const length = Math.min(found.length, wanted.length, 60);
  return length >= 30 && found.slice(0, length) === wanted.slice(0, length);
}

function isNamedLead(element: PageElement): boolean {
  for (
    let at: PageElement | null = element, steps = 0;
    at !== null && steps < 3;
    at = at.parent, steps += 1
  ) {
    if (LEAD_NAME.test(attribute(at, 'class')) || LEAD_NAME.test(attribute(at, 'id'))) return true;
    if (attribute(at, 'itemprop') === 'description' || attribute(at, 'data-role') === 'sapo') return true;
  }
  return false;
}

/** A second-level heading above the body, with a sentence's length, is a sapo; inside the body it heads a part. */
function isSubHeading(content: FoundContent, at: number, block: TextBlock): boolean {
  return block.element.name === 'h2' && content.reasons[at] === 'outside' && block.text.length >= 60;
}

const key = (text: string): string =>
  foldDiacritics(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
