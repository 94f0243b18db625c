import { encodeVarints } from './varints.ts';

/** Syllables and words of the title, then of the text. */
const PARTS = 4;
/** Entries of the table that tells most ids apart from those that are looked for; a power of two. */
const FILTER_SIZE = 4096;
/** What a byte of a number holds beside the bit that says whether more follow, as in `encodeVarints`. */
const LOW_BITS = 0x7f;

const TOO_LONG = 'a stream of tokens says that it is longer than its bytes';

/** Is told of one stream after the other. */
export interface StreamVisitor {
  /** A stream begins; `lengths` are the tokens of its parts. */
  begin(lengths: readonly [number, number, number, number]): void;
  /** The token asked for as the `place`-th stands in `part` (0 to 3) as its `index`-th, all from 0. */
  found(part: number, index: number, place: number): void;
}

/** From a byte to another, exclusive. */
interface PartOfStream {
  readonly start: number;
  readonly end: number;
  readonly part: number;
}

/**
 * Finds some tokens in streams (`encodeTokenStream`) without reading the others: a search goes through thousands of streams.
 * Of a part it finds the end first, four bytes at a time, and then where a number begins as one that is looked for does.
 */
export class TokenFinder {
  readonly #places = new Map<number, number>();
  readonly #filter = new Uint8Array(FILTER_SIZE);
  /** By a number's first byte: 1 where one that is looked for begins so. */
  readonly #firstBytes = new Uint8Array(256);

  /** Ids of the vocabulary, each once; `undefined` is in no article. */
  constructor(ids: readonly (number | undefined)[]) {
    for (const [place, id] of ids.entries()) {
      if (id === undefined) continue;
      this.#places.set(id, place);
      this.#filter[id % FILTER_SIZE] = 1;
      this.#firstBytes[encodeVarints([id])[0]!] = 1;
    }
  }

  /**
   * Goes through streams that lie one behind the other.
   *
   * @throws RangeError where the last of them is cut or one is damaged
   */
  visit(streams: Uint8Array, visitor: StreamVisitor): void {
    const view = new DataView(streams.buffer, streams.byteOffset, streams.byteLength);
    for (let at = 0; at < streams.length;) {
      const lengths: [number, number, number, number] = [0, 0, 0, 0];
      for (let part = 0; part < PARTS; part++) {
        lengths[part] = readNumber(streams, at);
        at = skipNumbers(view, at, 1);
      }
      // A token takes a byte at least; whoever makes room for them should not be told of more.
      if (lengths[0] + lengths[1] + lengths[2] + lengths[3] > streams.length - at)
        throw new RangeError(TOO_LONG);
      visitor.begin(lengths);
      for (let part = 0; part < PARTS; part++) {
        const end = skipNumbers(view, at, lengths[part]!);
        this.#visitPart(view, streams, { start: at, end, part }, visitor);
        at = end;
      }
    }
  }

  #visitPart(
    view: DataView,
    streams: Uint8Array,
    { start, end, part }: PartOfStream,
    visitor: StreamVisitor,
  ): void {
    let [index, counted] = [0, start];
    for (let at = this.#findNext(streams, start, end); at < end; at = this.#findNext(streams, at + 1, end)) {
      const place = this.#places.get(readNumber(streams, at));
      if (place === undefined) continue;
      index += countNumbers(view, counted, at);
      counted = at;
      visitor.found(part, index, place);
    }
  }

  /** Where the next number that may be looked for begins; `end` where there is none. Nearly all the time goes by here. */
  #findNext(bytes: Uint8Array, start: number, end: number): number {
    const [firstBytes, filter] = [this.#firstBytes, this.#filter];
    for (let at = start; at < end; at++) {
      // Behind a byte that ends a number, another begins.
      if (firstBytes[bytes[at]!] !== 1 || bytes[at - 1]! > LOW_BITS) continue;
      if (filter[readNumber(bytes, at) % FILTER_SIZE] === 1) return at;
    }
    return end;
  }
}

function readNumber(bytes: Uint8Array, start: number): number {
  let at = start;
  let byte = bytes[at++]!;
  let number = byte & LOW_BITS;
  for (let scale = LOW_BITS + 1; byte > LOW_BITS; scale *= LOW_BITS + 1) {
    byte = bytes[at++]!;
    number += (byte & LOW_BITS) * scale;
  }
  return number;
}

/** Behind `numbers` of them. A number ends with the byte whose highest bit is 0: four bytes are looked at together. */
function skipNumbers(bytes: DataView, start: number, numbers: number): number {
  let at = start;
  let left = numbers;
  // Four numbers take four bytes at least, so that no word reaches beyond them.
  for (; left >= 4; at += 4) left -= countHighBits(~bytes.getInt32(at));
  for (; left > 0; at++) left -= (bytes.getUint8(at) >> 7) ^ 1;
  return at;
}

/** How many numbers end between two places. */
function countNumbers(bytes: DataView, start: number, end: number): number {
  let numbers = 0;
  let at = start;
  for (; at + 4 <= end; at += 4) numbers += countHighBits(~bytes.getInt32(at));
  for (; at < end; at++) numbers += (bytes.getUint8(at) >> 7) ^ 1;
  return numbers;
}

/** How many of four bytes have their highest bit: added up in the highest byte of a product. */
const countHighBits = (word: number): number => Math.imul((word & 0x80808080) >>> 7, 0x01010101) >>> 24;
