import { Buffer } from 'node:buffer';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { PACKING_DICTIONARY } from './packing-dictionary.ts';

/** The first byte of what is packed: which dictionary it takes to read it. */
const FIRST_DICTIONARY = 1;

const dictionary = Buffer.from(PACKING_DICTIONARY);

/**
 * Text as the archive keeps it. An article and its details take 39 % of their bytes, what is known of a mention 22 % (the
 * dictionary alone saves as much as deflate does on so little text).
 */
export function packText(text: string): Uint8Array {
  const packed = deflateRawSync(text, { dictionary });
  const bytes = new Uint8Array(packed.length + 1);
  bytes[0] = FIRST_DICTIONARY;
  bytes.set(packed, 1);
  return bytes;
}

/** @throws where the bytes are not of `packText` */
export function unpackText(bytes: Uint8Array): string {
  if (bytes[0] !== FIRST_DICTIONARY) throw new Error(`text is packed by ${bytes[0]}, which is not known`);
  return inflateRawSync(bytes.subarray(1), { dictionary }).toString();
}
