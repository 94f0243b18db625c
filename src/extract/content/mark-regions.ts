import type { PageBlocks, Region, TextBlock } from '../page/read-text-blocks.ts';
import { framesOf, pageShapes } from '../shapes/page-shapes.ts';
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
  | 'other-article'
  | 'repeated';

/**
 * The most characters that a box of this role can have and still be believed: a "byline" of 2,000 characters is the
 * article's frame, named by somebody in a hurry.
 */
const MAX_ROLE_CHARS: Readonly<Partial<Record<DropReason, number>>> = {
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
/** Beside so much of an article, with its headline, a thousand comments or a hidden page are still no part of it. */
const MIN_ARTICLE_CHARS = 1_000;
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
  /** Regions that are the article's own, whatever they are called. */
  readonly keep: ReadonlySet<number>;
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
  const kept = new Uint8Array(page.regions.length);
  const { cards, captions, bylines, quotes, chars, links } = pageShapes(page);
  const borne = massByName(page, sums);
  const total = sums[sums.length - 1]!;
  /** Too much of what the page says for a box of this role. */
  const isTooMuch = (region: Region, reason: DropReason, mass: number): boolean => {
    if (mass <= 0) return false;
    if (!CERTAIN_ROLES.has(reason))
      return Math.max(mass, borne.get(nameKey(region)) ?? 0) > MAX_SHARE * total;
    const isArticleElsewhere =
      known.titleAt >= 0 && !holds(region, known.titleAt) && total - mass >= MIN_ARTICLE_CHARS;
    return mass > MAX_CERTAIN_SHARE * total && !isArticleElsewhere;
  };
  const judge = (region: Region, at: number): DropReason | null => {
    if (known.drop.has(at)) return 'profile';
    if (kept[at] === 1) return null;
    const reason = roleReason(region, cards[at] === 1, captions[at] === 1);
    if (reason === null || known.ignored.has(reason)) return null;
    const mass = sums[region.end]! - sums[region.first]!;
    const size = chars[region.end]! - chars[region.first]!;
    if (isTooMuch(region, reason, mass)) return null;
    if (reason === 'navigation' && region.element.name !== 'nav' && mass >= MIN_TOLD_CHARS) {
      const linked = links[region.end]! - links[region.first]!;
      if (linked < MIN_MENU_LINKS * size) return null;
    }
    if (reason === 'share' && quotes[at] === 1) return null;
    if (holds(region, known.titleAt) && size > MIN_FRAME_CHARS) return null;
    if (reason === 'byline' && isSpeaker(page, bylines, region)) return null;
    return size > (MAX_ROLE_CHARS[reason] ?? Infinity) ? null : reason;
  };
  page.regions.forEach((region, at) => {
    if (known.keep.has(at) || (region.parent >= 0 && kept[region.parent] === 1)) kept[at] = 1;
    if (region.end <= region.first) return;
    if (region.parent >= 0 && dropped[region.parent] === 1) {
      dropped[at] = 1;
      return;
    }
    const reason = judge(region, at);
    if (reason === null) return;
    dropped[at] = 1;
    reasons.fill(reason, region.first, region.end);
  });
  page.blocks.forEach((block, at) => {
    if (reasons[at] === null && at !== known.titleAt) reasons[at] = inlineReason(page, block, known.ignored);
  });
  return { reasons, dropped };
}

/** A menu is links; a restaurant's "menu" and a list of "tabs" with the text in them are not. */
const MIN_MENU_LINKS = 0.2;
const MIN_TOLD_CHARS = 150;

/** Paragraphs of one name are judged together: each `p.paywall` is small, all of them are the article. */
function nameKey({ element }: Region): string {
  return `${element.name} ${element.attributes['class'] ?? ''}`;
}

/** What the paragraphs of each name say together, by `nameKey`. */
function massByName(page: PageBlocks, sums: Float64Array): ReadonlyMap<string, number> {
  const masses = new Map<string, number>();
  for (const region of page.regions) {
    const mass = sums[region.end]! - sums[region.first]!;
    if (mass <= 0 || region.element.name !== 'p') continue;
    const key = nameKey(region);
    masses.set(key, (masses.get(key) ?? 0) + mass);
  }
  return masses;
}

/** An article has an author or a few; more boxes named so, below the same grandparent, name who speaks. */
const MAX_AUTHORS = 3;

function isSpeaker(page: PageBlocks, bylines: ReadonlyMap<number, number>, region: Region): boolean {
  return framesOf(page, region).some((frame) => (bylines.get(frame) ?? 0) > MAX_AUTHORS);
}

/** Longer text in an inline box is a paragraph that somebody styled. */
const MAX_INLINE_CHARS = 200;

/** The role of an inline box that holds all of a block: `<span class="date">…</span><br>`. */
function inlineReason(
  page: PageBlocks,
  block: TextBlock,
  ignored: ReadonlySet<DropReason>,
): DropReason | null {
  if (block.text.length > MAX_INLINE_CHARS) return null;
  for (let at = block.inner; at > block.region; at = page.regions[at]!.parent) {
    const role = regionRole(page.regions[at]!.element);
    if (role !== null && role !== 'content' && !ignored.has(role)) return role;
  }
  return null;
}

function roleReason({ element }: Region, isCard: boolean, isCaption: boolean): DropReason | null {
  if (isCard) return 'cards';
  const role = regionRole(element);
  if (role === null) return isCaption ? 'caption' : null;
  return role === 'content' ? null : role;
}

/** A box around the headline with at least this much text is a frame of the article, not its head. */
const MIN_FRAME_CHARS = 500;

function holds(region: Region, block: number): boolean {
  return block >= region.first && block < region.end;
}
