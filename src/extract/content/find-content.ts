import type { PageBlocks, TextBlock } from '../page/read-text-blocks.ts';
import { isNamedContent, regionRole, type RegionRole } from './region-role.ts';

/** The blocks of the article, and why the others were left out. */
export interface FoundContent {
  /** Indexes into `PageBlocks.blocks`, ascending. */
  readonly kept: readonly number[];
  /** Index of the region that was chosen; -1 where the page has no text. */
  readonly container: number;
  /** Why a block was left out, by block index; `null` where it was not. */
  readonly reasons: readonly (string | null)[];
}

const DROPPED_ROLES: ReadonlySet<RegionRole> = new Set<RegionRole>([
  'comments',
  'share',
  'related',
  'newsletter',
  'advert',
  'dialog',
  'author-bio',
  'tags',
  'byline',
  'date',
  'caption',
  'navigation',
  'footer',
  'sidebar',
  'masthead',
  'tools',
  'hidden',
]);

export function findContent(page: PageBlocks): FoundContent {
  const values = page.blocks.map(blockValue);
  const reasons = page.blocks.map((): string | null => null);
  const sums = prefixSums(values.map((value) => Math.max(0, value)));
  const total = sums[sums.length - 1]!;
  const dropped = new Uint8Array(page.regions.length);
  for (let at = 0; at < page.regions.length; at += 1) {
    const region = page.regions[at]!;
    if (region.end <= region.first) continue;
    if (region.parent >= 0 && dropped[region.parent] === 1) {
      dropped[at] = 1;
      continue;
    }
    const role = regionRole(region.element);
    if (role === null || !DROPPED_ROLES.has(role)) continue;
    const mass = sums[region.end]! - sums[region.first]!;
    if (mass > 0.5 * total) continue;
    dropped[at] = 1;
    for (let i = region.first; i < region.end; i += 1) reasons[i] = role;
  }
  const net = prefixSums(values.map((value, at) => (reasons[at] === null ? value : 0)));
  let best = -1;
  let bestScore = 0;
  page.regions.forEach((region, at) => {
    if (dropped[at] === 1) return;
    let score = net[region.end]! - net[region.first]!;
    if (isNamedContent(region.element)) score *= 1.1;
    if (score >= bestScore && score > 0) {
      best = at;
      bestScore = score;
    }
  });
  if (best < 0) return { kept: [], container: -1, reasons };
  const region = page.regions[best]!;
  const kept: number[] = [];
  for (let i = 0; i < page.blocks.length; i += 1) {
    if (i < region.first || i >= region.end) reasons[i] ??= 'outside';
    else if (
      reasons[i] === null &&
      page.blocks[i]!.linkChars > 0.6 * page.blocks[i]!.text.length &&
      page.blocks[i]!.text.length < 120
    )
      reasons[i] = 'links';
    if (reasons[i] === null) kept.push(i);
  }
  return { kept, container: best, reasons };
}

function blockValue(block: TextBlock): number {
  const length = block.text.length;
  const density = block.linkChars / length;
  if (density > 0.5) return -0.3 * length - 5;
  if (block.headingLevel > 0) return 0;
  if (length >= 80 || (length >= 25 && /[.!?…。]["”’)]?$/u.test(block.text)))
    return length * (1 - 2 * density);
  return -8;
}

function prefixSums(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, at) => {
    sums[at + 1] = sums[at]! + value;
  });
  return sums;
}
