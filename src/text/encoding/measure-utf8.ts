/** How well bytes fit UTF-8: well-formed sequences of several bytes, and bytes that belong to none. */
export interface Utf8Measure {
  readonly sequences: number;
  readonly broken: number;
}

/** Counts over all of `bytes`; a sequence that the end cuts off counts as neither. Linear. */
export function measureUtf8(bytes: Uint8Array): Utf8Measure {
  let sequences = 0;
  let broken = 0;
  let index = 0;
  while (index < bytes.length) {
    const lead = bytes[index]!;
    if (lead < 0x80) {
      index++;
      continue;
    }
    const length = sequenceLength(lead);
    const wellFormed = length === 0 ? 0 : continuationLength(bytes, index, length);
    if (length > 0 && wellFormed === length) sequences++;
    else if (length === 0 || index + wellFormed < bytes.length) broken++;
    index += Math.max(1, wellFormed);
  }
  return { sequences, broken };
}

function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

/** How many bytes from `index` on are those of one sequence, at most `length`. */
function continuationLength(bytes: Uint8Array, index: number, length: number): number {
  let count = 1;
  while (count < length && index + count < bytes.length) {
    const byte = bytes[index + count]!;
    if ((byte & 0xc0) !== 0x80) break;
    // Over-long forms, surrogates and code points above U+10FFFF (Unicode, table 3-7).
    if (count === 1 && !isSecondByte(bytes[index]!, byte)) break;
    count++;
  }
  return count;
}

function isSecondByte(lead: number, byte: number): boolean {
  if (lead === 0xe0) return byte >= 0xa0;
  if (lead === 0xed) return byte < 0xa0;
  if (lead === 0xf0) return byte >= 0x90;
  if (lead === 0xf4) return byte < 0x90;
  return true;
}
