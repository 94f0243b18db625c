import type { PageBlocks, Region } from '../page/read-text-blocks.ts';
import { isNamedBody, isNamedContent } from './region-role.ts';

/** Sums over a page's blocks, so that a box's sum is one subtraction, and which boxes are boilerplate. */
export interface ContainerSums {
  /** What blocks speak for and against an article, in characters. */
  readonly net: Float64Array;
  /** Only what they speak for it, without boilerplate and what stands before the headline. */
  readonly own: Float64Array;
  /** By region index: 1 where the box was taken out. */
  readonly dropped: Uint8Array;
}

const NAMED_CONTENT_WEIGHT = 1.1;

/** The box with the highest sum, narrowed to the one box inside it that is named as the article's text; -1 for none. */
export function chooseContainer(page: PageBlocks, sums: ContainerSums): number {
  let container = -1;
  let bestScore = 0;
  for (let at = 0; at < page.regions.length; at += 1) {
    if (sums.dropped[at] === 1) continue;
    const region = page.regions[at]!;
    let score = sumOf(sums.net, region);
    if (isNamedContent(region.element)) score *= NAMED_CONTENT_WEIGHT;
    // Of equals the innermost: what it leaves out is empty.
    if (score >= bestScore && score > 0) {
      container = at;
      bestScore = score;
    }
  }
  return container < 0 ? container : narrowToBody(page, widen(page, container, sums), sums);
}

const sumOf = (sums: Float64Array, region: Region): number => sums[region.end]! - sums[region.first]!;

/** One paragraph is no article's box: the box around it is. */
const PARAGRAPHS: ReadonlySet<string> = new Set(
  'p li dd dt pre blockquote span a b i em strong font h1 h2 h3 h4 h5 h6'.split(' '),
);
/** A box with less than this share of the page's sentences may be a part of the article between tables of links. */
const MIN_OWN_SHARE = 0.3;
const MIN_GAIN = 2;

/**
 * The box around a single paragraph; and, where the page says most of its sentences elsewhere, the nearest box that
 * holds at least twice as much and no more noise than that: an encyclopedia's page, with a table for each section.
 */
function widen(page: PageBlocks, container: number, sums: ContainerSums): number {
  let at = container;
  while (page.regions[at]!.parent >= 0 && PARAGRAPHS.has(page.regions[at]!.element.name)) {
    at = page.regions[at]!.parent;
  }
  const own = sumOf(sums.own, page.regions[at]!);
  if (own >= MIN_OWN_SHARE * sums.own[sums.own.length - 1]!) return at;
  for (let up = page.regions[at]!.parent; up >= 0 && sums.dropped[up] === 0; up = page.regions[up]!.parent) {
    const region = page.regions[up]!;
    const mass = sumOf(sums.own, region);
    if (mass >= MIN_GAIN * own && sumOf(sums.net, region) > -mass) return up;
  }
  return at;
}

/**
 * The single box inside `container` that is named as the article's text, where it holds enough of it: what else the
 * container gathered are neighbours. Several such boxes are parts of one text.
 */
function narrowToBody(page: PageBlocks, container: number, { net, dropped }: ContainerSums): number {
  const outer = page.regions[container]!;
  const mass = (region: Region): number => sumOf(net, region);
  const bodies: number[] = [];
  let behind = outer.first;
  for (let at = container; at < page.regions.length; at += 1) {
    const region = page.regions[at]!;
    if (region.first >= outer.end) break;
    if (
      dropped[at] === 1 ||
      region.first < behind ||
      mass(region) < MIN_BODY_MASS ||
      !isNamedBody(region.element)
    )
      continue;
    bodies.push(at);
    behind = region.end;
  }
  const [body] = bodies;
  return body !== undefined &&
    bodies.length === 1 &&
    mass(page.regions[body]!) >= MIN_BODY_SHARE * mass(outer)
    ? body
    : container;
}

const MIN_BODY_MASS = 200;
const MIN_BODY_SHARE = 0.3;
