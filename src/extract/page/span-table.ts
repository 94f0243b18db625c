/** What was read of a stretch of a page, and how that is written. */
interface KnownSpan<Read> {
  readonly written: string;
  readonly read: Read;
}

/** A site has some hundred different tags and a few dozen names; a power of two. */
const TABLE_SIZE = 2_048;
/** Stretches that share a place; a page that was made to fill one costs no more than this. */
const MAX_SHARED = 8;

/**
 * What was read of short stretches of pages, to be found by how they are written: without cutting them out of the page, as a
 * page has ten thousand. What comes once is not kept.
 */
export class SpanTable<Read> {
  readonly #maxChars: number;
  readonly #onDropped: (read: Read) => void;
  readonly #table = new Array<KnownSpan<Read>[] | undefined>(TABLE_SIZE).fill(undefined);
  /** By place, the hash of the stretch that was last read there. */
  readonly #seen = new Int32Array(TABLE_SIZE);

  /** Stretches longer than `maxChars` are never kept. `onDropped` is told of what was kept and is no more. */
  constructor(maxChars: number, onDropped: (read: Read) => void = () => undefined) {
    this.#maxChars = maxChars;
    this.#onDropped = onDropped;
  }

  /** What was kept of a stretch that is written like `html` from `start` to `end`. */
  find(html: string, start: number, end: number): Read | undefined {
    const length = end - start;
    if (length > this.#maxChars) return undefined;
    const shared = this.#table[placeOf(hashOf(html, start, end))];
    if (shared === undefined) return undefined;
    for (const { written, read } of shared) {
      if (written.length === length && html.startsWith(written, start)) return read;
    }
    return undefined;
  }

  /** Keeps what `make` gives for a stretch, when it comes for the second time; neither may hold on to the page. */
  keep(html: string, start: number, end: number, make: () => KnownSpan<Read>): void {
    if (end - start > this.#maxChars) return;
    const hash = hashOf(html, start, end);
    const place = placeOf(hash);
    if (this.#seen[place] !== hash) {
      this.#seen[place] = hash;
      return;
    }
    const shared = (this.#table[place] ??= []);
    if (shared.length >= MAX_SHARED) {
      for (const { read } of shared.splice(0)) this.#onDropped(read);
    }
    shared.push(make());
  }
}

function hashOf(html: string, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + html.charCodeAt(at)) | 0;
  return hash;
}

const placeOf = (hash: number): number => (hash ^ (hash >>> 15)) & (TABLE_SIZE - 1);
