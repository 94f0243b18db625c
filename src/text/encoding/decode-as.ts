import { SINGLE_BYTE_TABLES } from './single-byte-table.ts';

const ASCII_SIZE = 0x80;
const CHUNK_UNITS = 8192;

/** Whether `decodeAs` knows the charset by this (lower-case) name. */
export function isKnownCharset(name: string): boolean {
  return SINGLE_BYTE_TABLES.has(name) || createDecoder(name) !== undefined;
}

/** The text that `bytes` stand for; bytes without a meaning become U+FFFD. Composed (NFC) where the charset has marks. */
export function decodeAs(bytes: Uint8Array, charset: string): string {
  const table = SINGLE_BYTE_TABLES.get(charset);
  if (table !== undefined) return decodeSingleBytes(bytes, table).normalize('NFC');
  return (createDecoder(charset) ?? new TextDecoder()).decode(bytes);
}

function createDecoder(charset: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(charset);
  } catch {
    return undefined;
  }
}

function decodeSingleBytes(bytes: Uint8Array, table: string): string {
  let text = '';
  const units = new Uint16Array(CHUNK_UNITS);
  for (let from = 0; from < bytes.length; from += CHUNK_UNITS) {
    const length = Math.min(CHUNK_UNITS, bytes.length - from);
    for (let index = 0; index < length; index++) {
      const byte = bytes[from + index]!;
      units[index] = byte < ASCII_SIZE ? byte : table.charCodeAt(byte - ASCII_SIZE);
    }
    text += String.fromCharCode.apply(null, units.subarray(0, length) as unknown as number[]);
  }
  return text;
}
