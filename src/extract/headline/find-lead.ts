import { foldDiacritics } from '../../text/fold-diacritics.ts';
import { shortTextOf, type PageElement } from '../page/page-tree.ts';
import type { PageBlocks, TextBlock } from '../page/read-text-blocks.ts';
import type { FoundContent } from '../content/find-content.ts';
import { isNamedLead } from '../content/region-role.ts';

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
    if (!couldBeLead(block) || !isLeadReason(content, at) || isTeaser(page, content, at)) continue;
    if (isDescription(block.text, wanted)) return at;
    if (named < 0 && (standsInNamedLead(page, block) || isSubHeading(content, at, block))) named = at;
  }
  if (named >= 0) return named;
  return content.titleAt >= 0 ? onlyParagraphBetween(page, content, content.titleAt + 1, first) : -1;
}

/** Without a name, the nearest sentence above the body that stands in no box of its own role. */
function onlyParagraphBetween(page: PageBlocks, content: FoundContent, from: number, first: number): number {
  for (let at = first - 1; at >= from; at -= 1) {
    const block = page.blocks[at]!;
    if (content.reasons[at] !== 'outside' || !couldBeLead(block) || isTeaser(page, content, at)) continue;
    if (block.text.length >= 80 && block.linkChars === 0) return at;
  }
  return -1;
}

/** Text under a heading of its own that is not the article's: of another article, or of a person. */
function isTeaser(page: PageBlocks, content: FoundContent, at: number): boolean {
  const above = page.blocks[at - 1];
  if (above === undefined || above.headingLevel < 2 || at - 1 === content.titleAt) return false;
  return (
    page.regions[page.blocks[at]!.region]!.parent === page.regions[above.region]!.parent &&
    content.titleAt >= 0
  );
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

/** How far up the box with the name may be: the standfirst may stand in a table beside its picture. */
const NAMED_STEPS = 6;

function standsInNamedLead(page: PageBlocks, block: TextBlock): boolean {
  let at: PageElement | null = page.regions[block.inner]!.element;
  for (let steps = 0; at !== null && steps < NAMED_STEPS; at = at.parent, steps += 1) {
    // A box that holds much more is the article's ("text-with-summary").
    if (isNamedLead(at)) return shortTextOf(at, Math.round(1.5 * block.text.length) + 60) !== null;
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
