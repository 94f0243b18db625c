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
  const numbers: number[] = [];
  for (let index = 0; index < bytes.length;) {
    let byte = bytes[index++]!;
    let number = byte % CONTINUES;
    for (let scale = CONTINUES; byte >= CONTINUES && index < bytes.length; scale *= CONTINUES) {
      byte = bytes[index++]!;
      number += (byte % CONTINUES) * scale;
    }
    numbers.push(number);
  }
  return numbers;
}
