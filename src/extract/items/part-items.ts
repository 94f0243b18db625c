import type { ContentBlock } from '../content/content-block.ts';
import type { FoundHeading } from './find-headings.ts';
import { isSeparatorLine } from './find-separators.ts';
import { readItemDate } from './item-date.ts';

/** Where an item begins, with its heading if it has one. */
export interface ItemStart {
  /** Index into the blocks. */
  readonly at: number;
  readonly text: string | null;
  readonly place: string | null;
}

/** Less text than this between two separators is a note or a signature, part of the item above. */
const MIN_ITEM_CHARS = 80;
const MIN_ITEMS = 2;
/** Without a title that says so, this many parts look like items before they are taken for some. */
const MIN_UNANNOUNCED_ITEMS = 3;
const MAX_HEADLINE_CHARS = 180;
const SENTENCE_END = /[.!?…:;]["”’)]?$/u;

/**
 * Items that separators part, for bulletins whose headings do not: where the title says that the page gathers items, or
 * each part opens with a place or a date of its own. Between the scenes of one story a separator parts nothing: `null`.
 */
export function partItems(
  blocks: readonly ContentBlock[],
  headings: readonly FoundHeading[],
  page: { readonly separated: readonly number[]; readonly gathers: boolean },
): readonly ItemStart[] | null {
  const first = blocks.findIndex(({ text }) => !isSeparatorLine(text));
  if (first < 0 || page.separated.length === 0) return null;
  const headingAt = new Map(headings.map((heading) => [heading.at, heading]));
  const opens = [first, ...page.separated];
  const items = opens
    .filter((at, index) => index === 0 || partChars(blocks, at, opens[index + 1]) >= MIN_ITEM_CHARS)
    .map((at, index, all): ItemStart => {
      const heading = headingAt.get(at);
      if (heading !== undefined) return { at, text: heading.text, place: heading.place };
      const isLast = (all[index + 1] ?? blocks.length) - at < 2;
      return { at, text: isLast ? null : headline(blocks[at]!), place: null };
    });
  // What stands above the first separator introduces the items where it is shorter than any of them, or is one.
  const introduced = items.length > MIN_ITEMS && items[0]!.text === null && items.slice(1).every(hasHeading);
  const own = introduced ? items.slice(1) : items;
  if (own.length < MIN_ITEMS) return null;
  const says = (item: ItemStart): boolean =>
    typeof headingAt.get(item.at)?.placeName === 'string' ||
    readItemDate(item.text, bodyOf(blocks, item), ANY_YEAR) !== null;
  if (!page.gathers && !(own.length >= MIN_UNANNOUNCED_ITEMS && own.every(says))) return null;
  return own;
}

/** A day without its year is a date here: only that there is one counts. */
const ANY_YEAR = '2000-06-15';

const hasHeading = ({ text }: ItemStart): boolean => text !== null;

const bodyOf = (blocks: readonly ContentBlock[], { at, text }: ItemStart): string[] =>
  blocks.slice(text === null ? at : at + 1, at + 3).map((block) => block.text);

function partChars(blocks: readonly ContentBlock[], from: number, to: number | undefined): number {
  return blocks.slice(from, to).reduce((sum, { text }) => sum + (isSeparatorLine(text) ? 0 : text.length), 0);
}

/** A line above its paragraphs that ends like no sentence. */
function headline({ text, cells }: ContentBlock): string | null {
  return cells.length === 0 && text.length <= MAX_HEADLINE_CHARS && !SENTENCE_END.test(text) ? text : null;
}

/** Headed items, and those between them that only a separator opens: where separators part most of the headed ones. */
export function behindSeparators(
  headings: readonly FoundHeading[],
  separated: readonly number[],
): readonly ItemStart[] {
  const places = new Set(separated);
  const parted = headings.filter(({ at }) => places.has(at)).length;
  if (separated.length < MIN_ITEMS || parted * 2 < headings.length) return headings;
  const headed = new Set(headings.map(({ at }) => at));
  const first = headings[0]!.at;
  const bare = separated
    .filter((at) => at > first && !headed.has(at))
    .map((at): ItemStart => ({ at, text: null, place: null }));
  return [...headings, ...bare].sort((a, b) => a.at - b.at);
}
