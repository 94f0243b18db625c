/** Seven bits a byte, the lowest first; the eighth says that more follow. */
const CONTINUES = 0x80;
/** A number below 2^53 takes at most this many bytes. */
const MAX_VARINT_BYTES = 8;

/** Whole numbers as bytes: small ones, which are the frequent ones, take one or two. */
export function encodeVarints(numbers: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(numbers.length * MAX_VARINT_BYTES);
  let end = 0;
  for (const number of numbers) {
    let rest = number;
    while (rest >= CONTINUES) {
      bytes[end++] = (rest % CONTINUES) | CONTINUES;
      rest = Math.floor(rest / CONTINUES);
    }
    bytes[end++] = rest;
  }
  return bytes.slice(0, end);
}

/** The numbers that `encodeVarints` was given. */
export function decodeVarints(bytes: Uint8Array): number[] {
  const reader = new VarintReader(bytes);
  const numbers: number[] = [];
  while (!reader.isAtEnd) numbers.push(reader.next());
  return numbers;
}

/** Reads one number after the other. */
export class VarintReader {
  readonly #bytes: Uint8Array;
  #index = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#index >= this.#bytes.length;
  }

  /** 0 behind the end. */
  next(): number {
    if (this.isAtEnd) return 0;
    let byte = this.#bytes[this.#index++]!;
    let number = byte % CONTINUES;
    for (let scale = CONTINUES; byte >= CONTINUES && !this.isAtEnd; scale *= CONTINUES) {
      byte = this.#bytes[this.#index++]!;
      number += (byte % CONTINUES) * scale;
    }
    return number;
  }
}
