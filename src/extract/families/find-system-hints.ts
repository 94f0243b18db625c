import type { ContentHints } from '../content/find-content.ts';
import type { PageBlocks } from '../page/read-text-blocks.ts';
import type { ContentSystem } from './content-system.ts';
import { CONTENT_SYSTEMS } from './content-system-table.ts';
import { createMarkerSearch } from './find-markers.ts';
import { findBoxSelector, parseBoxSelectors, type BoxSelector } from './match-box.ts';

/** The system's markers stand in the head or in the article's own boxes: looking further costs more than it finds. */
const MAX_SOURCE_CHARS = 2_000_000;

const MARKERS = CONTENT_SYSTEMS.flatMap(({ markers }, rank) => markers.map((word) => ({ word, rank })));
const leastRankIn = createMarkerSearch(MARKERS);
/** So much of two neighbouring pieces holds whatever marker lies in both. */
const SEAM_CHARS = Math.max(...MARKERS.map(({ word }) => word.length)) - 1;

/** The content system that the page's source, in pieces, bears the marks of; `null` where it bears none's. */
export function findContentSystem(pieces: readonly string[]): ContentSystem | null {
  let least = Infinity;
  let left = MAX_SOURCE_CHARS;
  let before = '';
  for (const piece of pieces) {
    const end = Math.min(piece.length, left);
    least = Math.min(least, leastRankIn(piece, end));
    if (before !== '')
      least = Math.min(least, leastRankAcross(before + piece.slice(0, Math.min(SEAM_CHARS, end))));
    left -= end;
    // No marker has a `>`, behind which most pieces end.
    before = piece.charAt(end - 1) === '>' ? '' : piece.slice(Math.max(0, end - SEAM_CHARS), end);
  }
  return CONTENT_SYSTEMS[least] ?? null;
}

/** Not by `leastRankIn`, which pages alone go through: V8 makes code for the strings that it saw, and these are of other kinds. */
const leastRankAcross = (seam: string): number =>
  Math.min(...MARKERS.filter(({ word }) => seam.includes(word)).map(({ rank }) => rank));

interface ParsedSystem {
  readonly content: readonly BoxSelector[];
  readonly lead: readonly BoxSelector[];
  readonly drop: readonly BoxSelector[];
  readonly keep: readonly BoxSelector[];
}

const parse = (selectors: string | undefined): readonly BoxSelector[] =>
  selectors === undefined ? [] : parseBoxSelectors(selectors);

const PARSED: ReadonlyMap<string, ParsedSystem> = new Map(
  CONTENT_SYSTEMS.map(({ name, content, lead, drop, keep }) => [
    name,
    { content: parse(content), lead: parse(lead), drop: parse(drop), keep: parse(keep) },
  ]),
);

/**
 * Where the system's boxes are on this page. Without a box of the text nothing is hinted but what to drop and keep: of
 * several that match the most certain name counts, and of those the first that holds text.
 */
export function findSystemHints(system: ContentSystem, page: PageBlocks): ContentHints {
  const { content, lead, drop, keep } = PARSED.get(system.name)!;
  const dropped = new Set<number>();
  const kept = new Set<number>();
  let container: number | null = null;
  let containerRank = Infinity;
  let leadAt: number | null = null;
  page.regions.forEach((region, at) => {
    if (region.end <= region.first) return;
    const matches = (selectors: readonly BoxSelector[]): number =>
      selectors.length === 0 ? -1 : findBoxSelector(region.element, selectors);
    if (matches(keep) >= 0) kept.add(at);
    else if (matches(drop) >= 0) dropped.add(at);
    if (leadAt === null && matches(lead) >= 0) leadAt = region.first;
    const rank = matches(content);
    if (rank >= 0 && rank < containerRank) {
      container = at;
      containerRank = rank;
    }
  });
  return { container, drop: dropped, keep: kept, leadAt };
}
