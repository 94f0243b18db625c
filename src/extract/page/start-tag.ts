import { ownCopy } from '../../base/own-copy.ts';

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

/** A tag as pages write it: from behind its name to before its `>`. */
interface KnownTag {
  readonly written: string;
  readonly tag: StartTag;
}

/** A longer one is seldom written twice. */
const MAX_KNOWN_CHARS = 100;
/** Pages of one site have some hundred; a power of two. */
const TABLE_SIZE = 2_048;
/** Tags that share a place; a page that was made to fill one costs no more than this. */
const MAX_SHARED = 4;
/** They name an address or a value of their own, and are seldom written twice. */
const SINGULAR: ReadonlySet<string> = new Set(
  'a img link meta script iframe source input option form embed object video audio area'.split(' '),
);

/**
 * Start tags that were read before: most of a page's are written like another, on this page or on the last one of its site.
 * Read once, they are found without cutting anything out of the page, and what is known of one is known of all.
 */
export class StartTagTable {
  readonly #table = new Array<KnownTag[] | undefined>(TABLE_SIZE).fill(undefined);
  /** By place, the hash of the tag that was last read there: what comes once is not worth a copy. */
  readonly #seen = new Int32Array(TABLE_SIZE);

  /** The tag of that name whose attributes are written between `start` and `end`; none where `end` is -1. */
  find(html: string, name: string, start: number, end: number): StartTag | undefined {
    if (!isKept(name, start, end)) return undefined;
    const shared = this.#table[placeOf(hashOf(html, start, end))];
    if (shared === undefined) return undefined;
    for (const { written, tag } of shared) {
      if (tag.name === name && written.length === end - start && html.startsWith(written, start)) return tag;
    }
    return undefined;
  }

  /** Keeps a tag that was read and ends at `end`, when it comes for the second time. */
  keep(html: string, tag: StartTag, start: number, end: number): void {
    if (!isKept(tag.name, start, end)) return;
    const hash = hashOf(html, start, end);
    const place = placeOf(hash);
    if (this.#seen[place] !== hash) {
      this.#seen[place] = hash;
      return;
    }
    const shared = (this.#table[place] ??= []);
    if (shared.length >= MAX_SHARED) shared.length = 0;
    shared.push({ written: ownCopy(html.slice(start, end)), tag: ownTag(tag) });
  }
}

const isKept = (name: string, start: number, end: number): boolean =>
  end >= start && end - start <= MAX_KNOWN_CHARS && !SINGULAR.has(name);

function hashOf(html: string, start: number, end: number): number {
  // A tag without attributes has a hash, too; 0 is that of none.
  let hash = end - start + 1;
  for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + html.charCodeAt(at)) | 0;
  return hash;
}

const placeOf = (hash: number): number => (hash ^ (hash >>> 15)) & (TABLE_SIZE - 1);

/** The same tag with values that do not hold on to the page that they were cut from. */
function ownTag({ name, attributes, isClosed }: StartTag): StartTag {
  const copied = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, ownCopy(value)]));
  return createStartTag(name, copied, isClosed);
}
