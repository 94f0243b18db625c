import { blockValues } from '../content/block-value.ts';
import {
  findContent,
  type ContentHints,
  type ContentOptions,
  type FoundContent,
} from '../content/find-content.ts';
import { regionRole } from '../content/region-role.ts';
import type { PageBlocks } from '../page/read-text-blocks.ts';

/** A family's box is whole and clean where it is the right one: what the generic search finds beyond it must be much. */
const MIN_FAMILY_SHARE = 0.7;
/** A search that loses more of the page's sentences than this has lost the article. */
const MIN_BASELINE_SHARE = 0.2;
/** Of so few characters nobody can say. */
const MIN_SURE_CHARS = 250;
/** Sentences of the baseline are paragraphs as authors write them. */
const MIN_PARAGRAPH_CHARS = 80;

/**
 * The best of three readings by an estimate of quality: the content system's own boxes, the generic search, and a
 * baseline of all paragraphs outside of menus, margins and footers, which the result is never worse than.
 */
export function chooseContent(
  page: PageBlocks,
  options: Omit<ContentOptions, 'hints'>,
  family: ContentHints | null,
): FoundContent {
  const withoutBox = family === null ? null : { ...family, container: null };
  const generic = findContent(page, { ...options, hints: withoutBox });
  const best =
    (family?.container ?? null) === null
      ? generic
      : betterOf(page, generic, findContent(page, { ...options, hints: family }));
  return orBaseline(page, best);
}

function betterOf(page: PageBlocks, generic: FoundContent, family: FoundContent): FoundContent {
  if (qualityOf(page, family) < MIN_FAMILY_SHARE * qualityOf(page, generic)) return generic;
  // The wider box tells which pictures are the article's: they stand beside the standfirst too.
  const outer = page.regions[generic.container];
  const inner = page.regions[family.container];
  const isWider =
    outer !== undefined && inner !== undefined && outer.first <= inner.first && outer.end >= inner.end;
  return isWider ? { ...family, container: generic.container } : family;
}

/** Characters of sentences, less what links and loose lines among them speak against it. */
function qualityOf(page: PageBlocks, { kept }: FoundContent): number {
  const values = blockValues(page);
  return kept.reduce((sum, at) => sum + values[at]!, 0);
}

function orBaseline(page: PageBlocks, found: FoundContent): FoundContent {
  const quality = qualityOf(page, found);
  if (quality >= MIN_SURE_CHARS) return found;
  const kept = baselineBlocks(page, found.titleAt);
  // Its paragraphs stand anywhere on the page: the page itself is their box.
  const baseline = { ...found, kept, container: 0 };
  return quality < MIN_BASELINE_SHARE * qualityOf(page, baseline) &&
    qualityOf(page, baseline) >= MIN_SURE_CHARS
    ? { ...baseline, relaxed: true }
    : found;
}

/** Paragraphs behind the headline that stand in no menu, margin, form or footer and hold no link. */
function baselineBlocks(page: PageBlocks, titleAt: number): number[] {
  const outside = new Uint8Array(page.regions.length);
  page.regions.forEach((region, at) => {
    const role = regionRole(region.element);
    outside[at] =
      (region.parent >= 0 && outside[region.parent] === 1) || (role !== null && role !== 'content') ? 1 : 0;
  });
  return [...page.blocks.keys()].filter((at) => {
    const block = page.blocks[at]!;
    return (
      at > titleAt &&
      outside[block.region] === 0 &&
      block.headingLevel === 0 &&
      block.linkChars === 0 &&
      block.text.length >= MIN_PARAGRAPH_CHARS
    );
  });
}
