import { ownCopy } from '../../base/own-copy.ts';
import { elementKind } from './element-table.ts';
import { SpanTable } from './span-table.ts';

/** A start tag as it was read. Tags that are written alike may be one and the same object. */
export interface StartTag {
  /** Lower case. */
  readonly name: string;
  /** Names in lower case, values with entities decoded; the first of two attributes of one name counts. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Whether it ends in `/>`. */
  readonly isClosed: boolean;
  /** What its name says: bits of `element-table.ts`. */
  readonly kind: number;
  /** How it is written from its name to before its `>`; empty for a tag that is not kept for others. */
  readonly written: string;
  /** The kept tag that came next when this one was last read: pages are made from templates, and it often comes again. */
  follower: StartTag | null;
  /** What `box-layout.ts` reads of it, and keeps here; -1 until it was asked. */
  layout: number;
  /** What `content/region-role.ts` reads of tag, attributes and names, and keeps here; -1 until it was asked. */
  traits: number;
}

export const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});

/** One shape for all tags keeps property access fast. */
export const createStartTag = (
  name: string,
  attributes: Readonly<Record<string, string>> = NO_ATTRIBUTES,
  isClosed = false,
  written = '',
): StartTag => ({
  name,
  attributes,
  isClosed,
  kind: elementKind(name),
  written,
  follower: null,
  layout: -1,
  traits: -1,
});

/** A longer one is seldom written twice. */
const MAX_KNOWN_CHARS = 100;

/**
 * Start tags that were read before, on any page of this thread: most of a page's are written like another, on this page or on
 * the last one of its site. What is known of one is known of all.
 */
const known = new SpanTable<StartTag>(MAX_KNOWN_CHARS, (tag) => {
  // Else tags that are not kept any more would hold each other, all of a page in a chain.
  tag.follower = null;
});

/** The tag that is written like `html` from `start`, where its name begins, to `end`, where its `>` stands; none where `end` is -1. */
export const findStartTag = (html: string, start: number, end: number): StartTag | undefined =>
  end < start ? undefined : known.find(html, start, end);

/** Keeps a tag that was read from there to there. */
export function keepStartTag(html: string, start: number, end: number, tag: StartTag): void {
  known.keep(html, start, end, () => {
    const written = ownCopy(html.slice(start, end));
    return { written, read: ownTag(tag, written) };
  });
}

/** The same tag with values that do not hold on to the page that they were cut from. */
function ownTag({ name, attributes, isClosed }: StartTag, written: string): StartTag {
  const copied = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, ownCopy(value)]));
  return createStartTag(name, copied, isClosed, written);
}
