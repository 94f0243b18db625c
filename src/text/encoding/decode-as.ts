import { decodeViqr } from './decode-viqr.ts';
import { decodeVni } from './decode-vni.ts';
import { SINGLE_BYTE_TABLES, type SingleByteTable } from './single-byte-table.ts';

const ASCII_SIZE = 0x80;
const CHUNK_UNITS = 8192;
/** A word in letters of Latin, with or without marks. */
const WORD = /[A-Za-z\u00c0-\u1ef9]+/gu;
/** Two plain capitals and no plain small letter: the marked letters between them are capitals too. */
const CAPITAL_WORD = /^(?=[^A-Z]*[A-Z][^A-Z]*[A-Z])[^a-z]+$/u;
/** A word that may be in capitals: it has no plain small letter. */
const CASELESS_WORD = /^[^a-z]+$/u;

/** Whether `decodeAs` knows the charset by this (lower-case) name. */
export function isKnownCharset(name: string): boolean {
  return (
    SINGLE_BYTE_TABLES.has(name) ||
    name === 'vni-windows' ||
    name === 'viqr' ||
    createDecoder(name) !== undefined
  );
}

/** The text that `bytes` stand for, composed (NFC) where the charset has marks; bytes without a meaning become U+FFFD. */
export function decodeAs(bytes: Uint8Array, charset: string): string {
  if (charset === 'vni-windows') return decodeVni(decodeAs(bytes, 'windows-1252'));
  if (charset === 'viqr') return decodeViqr(decodeAs(bytes, 'windows-1252'));
  const table = SINGLE_BYTE_TABLES.get(charset);
  if (table === undefined) return (createDecoder(charset) ?? new TextDecoder()).decode(bytes);
  const text = decodeSingleBytes(bytes, unitsOf(table));
  if (charset === 'windows-1252') return text;
  const composed = text.normalize('NFC');
  return charset === 'tcvn3' ? restoreCapitals(composed) : composed;
}

function createDecoder(charset: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(charset);
  } catch {
    return undefined;
  }
}

function unitsOf(table: SingleByteTable): Uint16Array {
  const units = new Uint16Array(256);
  for (let byte = 0; byte < ASCII_SIZE; byte++) units[byte] = byte;
  for (let byte = ASCII_SIZE; byte < 256; byte++) units[byte] = table.high.charCodeAt(byte - ASCII_SIZE);
  for (let index = 0; index < table.low.length; index += 2) {
    units[table.low.charCodeAt(index)] = table.low.charCodeAt(index + 1);
  }
  return units;
}

function decodeSingleBytes(bytes: Uint8Array, table: Uint16Array): string {
  let text = '';
  const units = new Uint16Array(CHUNK_UNITS);
  for (let from = 0; from < bytes.length; from += CHUNK_UNITS) {
    const length = Math.min(CHUNK_UNITS, bytes.length - from);
    for (let index = 0; index < length; index++) units[index] = table[bytes[from + index]!]!;
    text += String.fromCharCode.apply(null, units.subarray(0, length) as unknown as number[]);
  }
  return text;
}

/**
 * TCVN3 has no capitals with marks but Ă Â Đ Ê Ô Ơ Ư: a second font drew the small letters as capitals (`CéNG HOµ`).
 * A word with two plain capitals and no plain small letter is in that font, and so are words without plain small
 * letters beside it (`X·` is XÃ in `X· HéI`, Xã in `X· héi`).
 */
function restoreCapitals(text: string): string {
  const words = Array.from(text.matchAll(WORD), (match) => ({ start: match.index, word: match[0] }));
  const isCapital = words.map(({ word }) => CAPITAL_WORD.test(word));
  let result = '';
  let copied = 0;
  words.forEach(({ start, word }, index) => {
    const isBeside = isCapital[index - 1] === true || isCapital[index + 1] === true;
    if (isCapital[index] !== true && !(isBeside && CASELESS_WORD.test(word))) return;
    result += text.slice(copied, start) + word.toUpperCase();
    copied = start + word.length;
  });
  return result + text.slice(copied);
}
