/** Seven bits a byte, the lowest first; the eighth says that more follow. */
const CONTINUES = 0x80;
/** A number below 2^53 takes at most this many bytes. */
const MAX_VARINT_BYTES = 8;
/** Below it bits can be shifted as whole numbers, which is several times as fast as dividing. */
const SHIFTABLE = 2 ** 31;

let scratch = new Uint8Array(1 << 14);

/** Whole numbers as bytes: small ones, which are the frequent ones, take one or two. */
export function encodeVarints(...lists: readonly (readonly number[])[]): Uint8Array {
  const numbers = lists.reduce((sum, { length }) => sum + length, 0);
  if (scratch.length < numbers * MAX_VARINT_BYTES) scratch = new Uint8Array(numbers * MAX_VARINT_BYTES);
  const bytes = scratch;
  let end = 0;
  for (const list of lists) {
    for (const number of list) {
      let rest = number;
      for (; rest >= SHIFTABLE; rest = Math.floor(rest / CONTINUES))
        bytes[end++] = (rest % CONTINUES) | CONTINUES;
      for (; rest >= CONTINUES; rest >>= 7) bytes[end++] = rest | CONTINUES;
      bytes[end++] = rest;
    }
  }
  return bytes.slice(0, end);
}

/** The numbers that `encodeVarints` was given, list after list. */
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
