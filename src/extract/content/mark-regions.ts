import type { PageBlocks, Region } from '../page/read-text-blocks.ts';
import { findCaptionBoxes } from './find-caption-boxes.ts';
import { findCards } from './find-card-lists.ts';
import { regionRole, type RegionRole } from './region-role.ts';

/** Why a block is left out. */
export type DropReason =
  | RegionRole
  | 'cards'
  | 'profile'
  | 'outside'
  | 'links'
  | 'before-title'
  | 'head-matter'
  | 'tail-matter'
  | 'label'
  | 'image-credit'
  | 'other-article';

/**
 * The most characters that a box of this role can have and still be believed: a "byline" of 2,000 characters is the
 * article's frame, named by somebody in a hurry.
 */
const MAX_ROLE_CHARS: Readonly<Partial<Record<RegionRole, number>>> = {
  byline: 300,
  date: 250,
  caption: 700,
  tags: 600,
  tools: 400,
  share: 500,
  'author-bio': 1_500,
  newsletter: 900,
};

/** A box with more than this share of the page's sentences is not boilerplate, whatever its name. */
const MAX_SHARE = 0.5;
/** These are never the article, but may well be longer: cookie notices, comments, a footer with the imprint. */
const MAX_CERTAIN_SHARE = 0.85;
const CERTAIN_ROLES: ReadonlySet<DropReason> = new Set<DropReason>([
  'dialog',
  'comments',
  'footer',
  'navigation',
  'hidden',
]);

/** What decides about boxes besides their names. */
export interface KnownOfPage {
  /** Index of the headline's block, or -1. */
  readonly titleAt: number;
  /** Regions that a profile leaves out. */
  readonly drop: ReadonlySet<number>;
  /** Roles that are not believed on this page. */
  readonly ignored: ReadonlySet<DropReason>;
}

/** Marks blocks inside boxes that are not the article by role or shape. `sums`: of the blocks' positive values. */
export function markRegions(
  page: PageBlocks,
  sums: Float64Array,
  known: KnownOfPage,
): { reasons: (DropReason | null)[]; dropped: Uint8Array } {
  const reasons = page.blocks.map((): DropReason | null => null);
  const dropped = new Uint8Array(page.regions.length);
  const cards = findCards(page);
  const captions = findCaptionBoxes(page);
  const quotes = regionsWithQuotes(page);
  const chars = charSums(page);
  const total = sums[sums.length - 1]!;
  page.regions.forEach((region, at) => {
    if (region.end <= region.first) return;
    if (region.parent >= 0 && dropped[region.parent] === 1) {
      dropped[at] = 1;
      return;
    }
    if (known.drop.has(at)) {
      dropped[at] = 1;
      reasons.fill('profile', region.first, region.end);
      return;
    }
    const reason =
      cards[at] === 1 ? 'cards' : (regionRole(region.element) ?? (captions[at] === 1 ? 'caption' : null));
    if (reason === null || reason === 'content' || known.ignored.has(reason)) return;
    const mass = sums[region.end]! - sums[region.first]!;
    if (mass > 0 && mass > (CERTAIN_ROLES.has(reason) ? MAX_CERTAIN_SHARE : MAX_SHARE) * total) return;
    if (reason === 'share' && quotes[at] === 1) return;
    if (holds(region, known.titleAt) && chars[region.end]! - chars[region.first]! > MIN_FRAME_CHARS) return;
    const limit = reason === 'cards' ? undefined : MAX_ROLE_CHARS[reason];
    if (limit !== undefined && chars[region.end]! - chars[region.first]! > limit) return;
    dropped[at] = 1;
    reasons.fill(reason, region.first, region.end);
  });
  return { reasons, dropped };
}

/** A box around the headline with at least this much text is a frame of the article, not its head. */
const MIN_FRAME_CHARS = 500;

function holds(region: Region, block: number): boolean {
  return block >= region.first && block < region.end;
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

function charSums(page: PageBlocks): Float64Array {
  const sums = new Float64Array(page.blocks.length + 1);
  for (const [at, block] of page.blocks.entries()) sums[at + 1] = sums[at]! + block.text.length;
  return sums;
}
