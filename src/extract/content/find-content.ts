import { foldDiacritics } from '../../text/fold-diacritics.ts';
import { attribute, type PageElement } from '../page/page-tree.ts';
import type { PageBlocks, TextBlock } from '../page/read-text-blocks.ts';
import { blockValues, MAX_LINK_SHARE, prefixSums } from './block-value.ts';
import { chooseContainer } from './choose-container.ts';
import { pageShapes } from '../shapes/page-shapes.ts';
import { markRegions, type DropReason } from './mark-regions.ts';
import { pruneBlocks } from './prune-blocks.ts';
import { isNamedContent } from './region-role.ts';

/** The blocks of the article, and why the others were left out. */
export interface FoundContent {
  /** Indexes into `PageBlocks.blocks`, ascending. */
  readonly kept: readonly number[];
  /** Index of the region that was chosen; -1 where the page has no text. */
  readonly container: number;
  /** Index of the headline's block; -1 where it was not found on the page. */
  readonly titleAt: number;
  /** Why a block was left out, by block index; `null` where it was not. */
  readonly reasons: readonly (DropReason | null)[];
  /** True where names of boxes had to be disbelieved to find any text. */
  readonly relaxed: boolean;
}

/** What a site's profile knows of a page, as indexes of regions and blocks. */
export interface ContentHints {
  readonly container: number | null;
  readonly drop: ReadonlySet<number>;
  /** Regions that are the article's own, whatever they are called. */
  readonly keep: ReadonlySet<number>;
  readonly leadAt: number | null;
}

/** What stands before the headline counts this much: breaking news, teasers, notices. */
const BEFORE_TITLE_WEIGHT = 0.1;
/** Boilerplate between two texts says that they are not one. */
const DROPPED_VALUE = -6;
const NO_REGIONS: ReadonlySet<number> = new Set();

export interface ContentOptions {
  readonly title: string | null;
  readonly hints: ContentHints | null;
  /** A forum's thread: what is called a comment there is the text. */
  readonly isThread: boolean;
}

/** Less text than this, and it is worth looking again with less trust in what boxes are called. */
const MIN_SURE_CHARS = 250;
const NO_ROLES: ReadonlySet<DropReason> = new Set();
const THREAD_IGNORES: ReadonlySet<DropReason> = new Set<DropReason>(['comments', 'cards', 'author-bio']);
/** Names that careless templates give to the article's own box, and boxes that a script shows later. */
const RELAXED_IGNORES: ReadonlySet<DropReason> = new Set<DropReason>([
  ...THREAD_IGNORES,
  'related',
  'sidebar',
  'share',
  'tags',
  'byline',
  'date',
  'caption',
  'tools',
  'advert',
  'hidden',
]);

/** Finds the article's blocks: the box with the most sentences and the least noise, without the boilerplate in it. */
export function findContent(page: PageBlocks, options: ContentOptions): FoundContent {
  const strict = searchContent(page, options, options.isThread ? THREAD_IGNORES : NO_ROLES);
  const sure = sentenceChars(page, strict);
  if (sure >= MIN_SURE_CHARS) return strict;
  if (options.title !== null && strict.titleAt >= 0) {
    // What was taken for the headline may be the same words elsewhere: an office's signature, a link.
    const untitled = findContent(page, { ...options, title: null });
    if (sentenceChars(page, untitled) >= Math.max(MIN_SURE_CHARS, 2 * sure)) return untitled;
  }
  const relaxed = { ...searchContent(page, options, RELAXED_IGNORES), relaxed: true };
  const found = sentenceChars(page, relaxed);
  if (found >= MIN_SURE_CHARS && found >= 2 * sure) return relaxed;
  const short = underHeadline(page, strict);
  if (short !== null) return short;
  return strict.kept.length > 0 ? strict : { ...keepAnything(page, strict), relaxed: true };
}

/** A picture's page says this much beside it. */
const MIN_UNDER_HEADLINE_CHARS = 60;

/**
 * The few sentences below a first-level headline, where what was found stands in another box: under a picture that
 * says it all, a footer's imprint is longer. `null` where the headline has none, or what was found is its own.
 */
function underHeadline(page: PageBlocks, found: FoundContent): FoundContent | null {
  const { titleAt } = found;
  const title = page.blocks[titleAt];
  if (title?.headingLevel !== 1 || title.linkChars > 0) return null;
  const values = blockValues(page);
  const kept = new Set(found.kept);
  const own = new Set<number>();
  let chars = 0;
  let at = titleAt + 1;
  for (let up = title.region; up >= 0; up = page.regions[up]!.parent) {
    for (; at < page.regions[up]!.end; at += 1) {
      if (kept.has(at)) return null;
      const isFree = found.reasons[at] === null || found.reasons[at] === 'outside';
      const value = isSapo(page.blocks[at]!) ? page.blocks[at]!.text.length : values[at]!;
      if (!isFree || value <= 0) continue;
      own.add(at);
      chars += value;
    }
    if (chars < MIN_UNDER_HEADLINE_CHARS) continue;
    const reasons = found.reasons.map((reason, block): DropReason | null =>
      own.has(block) ? null : (reason ?? 'outside'),
    );
    return { ...found, kept: [...own], container: up, reasons };
  }
  return null;
}

/** Many papers set the standfirst as a second-level heading. */
export const isSapo = ({ element, linkChars, text }: TextBlock): boolean =>
  element.name === 'h2' && linkChars === 0 && text.length >= MIN_UNDER_HEADLINE_CHARS;

/** A page without a sentence may still say something: what its article's box, or all of it, holds besides links. */
function keepAnything(page: PageBlocks, found: FoundContent): FoundContent {
  const named = page.regions.findIndex(
    (region) => region.end > region.first && isNamedContent(region.element),
  );
  const container = named >= 0 ? named : page.regions.length > 0 ? 0 : -1;
  if (container < 0) return found;
  const { first, end } = page.regions[container]!;
  const reasons = found.reasons.map((reason, at): DropReason | null => {
    if (at < first || at >= end || at === found.titleAt) return 'outside';
    if (reason === 'outside' || reason === null) return isMostlyLink(page.blocks[at]!) ? 'links' : null;
    return reason;
  });
  const kept = [...reasons.keys()].filter((at) => reasons[at] === null);
  return { ...found, kept, container, reasons };
}

const isMostlyLink = (block: TextBlock): boolean => block.linkChars > MAX_LINK_SHARE * block.text.length;

function sentenceChars(page: PageBlocks, { kept }: FoundContent): number {
  const values = blockValues(page);
  return kept.reduce((sum, at) => sum + Math.max(0, values[at]!), 0);
}

function searchContent(
  page: PageBlocks,
  options: ContentOptions,
  ignored: ReadonlySet<DropReason>,
): FoundContent {
  const { title, hints } = options;
  const values = blockValues(page);
  const titleAt = findTitleBlock(page, title, values);
  const positive = prefixSums(
    values.map((value, at) => Math.max(0, value) * (at < titleAt ? BEFORE_TITLE_WEIGHT : 1)),
  );
  const { reasons, dropped } = markRegions(page, positive, {
    titleAt,
    drop: hints?.drop ?? NO_REGIONS,
    keep: hints?.keep ?? NO_REGIONS,
    ignored,
  });
  const net = prefixSums(
    values.map((value, at) =>
      reasons[at] !== null ? DROPPED_VALUE : at < titleAt ? value * BEFORE_TITLE_WEIGHT : value,
    ),
  );
  const own = prefixSums(
    values.map((value, at) => (reasons[at] !== null || at < titleAt ? 0 : Math.max(0, value))),
  );
  const container = hints?.container ?? chooseContainer(page, { net, own, dropped });
  if (container < 0) return { kept: [], container, titleAt, reasons, relaxed: false };
  const { first, end } = articleRange(page, own, { container, titleAt });
  for (let at = 0; at < reasons.length; at += 1) if (at < first || at >= end) reasons[at] ??= 'outside';
  pruneBlocks(page, reasons, { first, end, titleAt, authored: pageShapes(page).authored });
  const kept = [...reasons.keys()].filter((at) => reasons[at] === null);
  return { kept, container, titleAt, reasons, relaxed: false };
}

/** A page that goes on with the next article shows its headline in a box of the same make. */
const TITLE_NAME = /title|headline/iu;

/** The container's blocks, up to where the next article begins with a headline of the same make in a box of its own. */
function articleRange(
  page: PageBlocks,
  own: Float64Array,
  { container, titleAt }: { container: number; titleAt: number },
): { first: number; end: number } {
  const { first, end } = page.regions[container]!;
  const title = page.blocks[titleAt];
  if (title === undefined || title.headingLevel === 0) return { first, end };
  const make = titleName(title.element);
  if (make === undefined) return { first, end };
  const wanted = key(title.text);
  for (let at = Math.max(first, titleAt + 1); at < end; at += 1) {
    const { element, text } = page.blocks[at]!;
    if (element.name !== title.element.name || titleName(element) !== make) continue;
    if (!key(text).includes(wanted) && opensBox(page, own, at)) return { first, end: at };
  }
  return { first, end };
}

const titleName = (element: PageElement): string | undefined =>
  attribute(element, 'class')
    .split(/\s+/u)
    .find((name) => TITLE_NAME.test(name));

const MIN_NEXT_CHARS = 200;

/** True where a box opens with the headline at `at` and goes on with a text of its own. `own`: sums of sentences. */
function opensBox(page: PageBlocks, own: Float64Array, at: number): boolean {
  let end = at + 1;
  for (let up = page.blocks[at]!.region; up >= 0; up = page.regions[up]!.parent) {
    const box = page.regions[up]!;
    if (own[at]! - own[box.first]! > 0) break;
    end = Math.max(end, box.end);
  }
  return own[end]! - own[at + 1]! >= MIN_NEXT_CHARS;
}

/** The block that shows the headline: a first-level heading before others, where enough text stands behind it. */
function findTitleBlock(page: PageBlocks, title: string | null, values: readonly number[]): number {
  if (title === null) return -1;
  const wanted = key(title);
  if (wanted === '') return -1;
  const sums = prefixSums(values.map((value) => Math.max(0, value)));
  const total = sums[values.length]!;
  const candidates = page.blocks
    .flatMap((block, at) => (isTitleBlock(block.text, wanted) ? [at] : []))
    .map((at) => ({ at, rank: titleRank(page.blocks[at]!) }))
    // With little behind it, it is a headline in a list of other articles, or a signature.
    .filter(
      ({ at, rank }) =>
        total - sums[at]! >= (rank < 2 ? MIN_SHARE_BEHIND_HEADING : MIN_SHARE_BEHIND_LINE) * total,
    )
    .sort((a, b) => a.rank - b.rank || a.at - b.at);
  return candidates[0]?.at ?? -1;
}

const MIN_SHARE_BEHIND_HEADING = 0.2;
const MIN_SHARE_BEHIND_LINE = 0.4;

function titleRank(block: TextBlock): number {
  if (block.headingLevel === 1) return 0;
  if (block.linkChars > 0) return 3;
  return block.headingLevel > 0 ? 1 : 2;
}

/** The headline itself, or the part of it before a site's or a section's name. */
function isTitleBlock(text: string, wanted: string): boolean {
  if (text.length > 4 * wanted.length + 20 || text.length < MIN_TITLE_CHARS) return false;
  if (opensOtherwise(text, wanted) || !wanted.startsWith(key(text.slice(0, PROBE_CHARS)))) return false;
  const found = key(text);
  return found === wanted || (found.length >= MIN_PARTIAL_TITLE && wanted.startsWith(`${found} `));
}

/** True where the first letter alone says so. Letters with marks are left to the longer look. */
function opensOtherwise(text: string, wanted: string): boolean {
  const letter = text.charCodeAt(0) | 32;
  return letter >= 97 && letter <= 122 && text.charCodeAt(0) < 128 && letter !== wanted.charCodeAt(0);
}

const MIN_TITLE_CHARS = 4;
/** So much of a block tells most of those that are not the headline from it. */
const PROBE_CHARS = 12;
const MIN_PARTIAL_TITLE = 25;

const key = (text: string): string =>
  foldDiacritics(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
