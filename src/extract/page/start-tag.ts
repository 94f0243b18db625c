import { ownCopy } from '../../base/own-copy.ts';
import { SpanTable } from './span-table.ts';

/** A start tag as it was read. Tags that are written alike may be one and the same object. */
export interface StartTag {
  /** Lower case. */
  readonly name: string;
  /** Names in lower case, values with entities decoded; the first of two attributes of one name counts. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Whether it ends in `/>`. */
  readonly isClosed: boolean;
  /** What `content/region-role.ts` reads of tag, attributes and names, and keeps here; -1 until it was asked. */
  traits: number;
}

export const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});

/** One shape for all tags keeps property access fast. */
export const createStartTag = (
  name: string,
  attributes: Readonly<Record<string, string>> = NO_ATTRIBUTES,
  isClosed = false,
): StartTag => ({ name, attributes, isClosed, traits: -1 });

/** A longer one is seldom written twice. */
const MAX_KNOWN_CHARS = 100;

/**
 * Start tags that were read before, on any page of this thread: most of a page's are written like another, on this page or on
 * the last one of its site. What is known of one is known of all.
 */
const known = new SpanTable<StartTag>(MAX_KNOWN_CHARS);

/** The tag that is written like `html` from `start`, where its name begins, to `end`, where its `>` stands; none where `end` is -1. */
export const findStartTag = (html: string, start: number, end: number): StartTag | undefined =>
  end < start ? undefined : known.find(html, start, end);

/** Keeps a tag that was read from there to there. */
export function keepStartTag(html: string, start: number, end: number, tag: StartTag): void {
  known.keep(html, start, end, () => ({ written: ownCopy(html.slice(start, end)), read: ownTag(tag) }));
}

/** The same tag with values that do not hold on to the page that they were cut from. */
function ownTag({ name, attributes, isClosed }: StartTag): StartTag {
  const copied = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, ownCopy(value)]));
  return createStartTag(name, copied, isClosed);
}
