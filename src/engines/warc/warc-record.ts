import { createHash } from 'node:crypto';
import { bodyHashOf } from '../../base/hash.ts';

/** Kinds of records that tracuu writes, of those that ISO 28500:2017 knows. */
export type WarcType = 'warcinfo' | 'request' | 'response' | 'resource' | 'revisit' | 'metadata';

/** One record of a WARC file. */
export interface WarcRecord {
  /** Names in lower case; the first value where a name stands twice. */
  readonly headers: Readonly<Record<string, string>>;
  readonly block: Buffer;
}

const VERSION_LINE = /^WARC\/(?:0\.1[78]|1\.[01])$/u;
const HEADER_END = Buffer.from('\r\n\r\n');
/** Headers of a record; a page's own are part of the block. */
const MAX_HEADER_BYTES = 256 * 1024;

/**
 * A record as bytes (WARC 1.1, 4 and 5), not yet compressed. `fields` keep their order; the block may come in pieces, so
 * that a body is copied once.
 */
export function serializeWarcRecord(
  fields: readonly (readonly [string, string])[],
  ...block: Uint8Array[]
): Buffer {
  const length = block.reduce((sum, piece) => sum + piece.byteLength, 0);
  const lines = [
    'WARC/1.1',
    ...fields.map(([name, value]) => `${name}: ${oneLine(value)}`),
    `WARC-Block-Digest: ${labelledDigest(...block)}`,
    `Content-Length: ${length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), ...block, HEADER_END]);
}

/**
 * Reads the record at the beginning of `bytes`.
 * `undefined` where there is none, or where the block is shorter than Content-Length says.
 */
export function parseWarcRecord(
  bytes: Buffer,
): { readonly record: WarcRecord; readonly length: number } | undefined {
  const headerEnd = bytes.subarray(0, MAX_HEADER_BYTES).indexOf(HEADER_END);
  if (headerEnd < 0) return undefined;
  const [version = '', ...lines] = bytes.toString('utf8', 0, headerEnd).split('\r\n');
  if (!VERSION_LINE.test(version)) return undefined;
  const headers = parseHeaderLines(lines);
  const length = Number(headers['content-length'] ?? Number.NaN);
  const start = headerEnd + HEADER_END.length;
  if (!Number.isSafeInteger(length) || length < 0 || start + length > bytes.byteLength) return undefined;
  const end = start + length;
  const isClosed = bytes.subarray(end, end + HEADER_END.length).equals(HEADER_END);
  const block = bytes.subarray(start, end);
  return { record: { headers, block }, length: isClosed ? end + HEADER_END.length : end };
}

/** `Name: value` lines as a record; names in lower case, a line that begins with a blank continues the one before. */
export function parseHeaderLines(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  let last = '';
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (/^[ \t]/u.test(line) && last !== '') headers[last] = `${headers[last] ?? ''} ${line.trim()}`;
    else if (colon > 0) {
      last = line.slice(0, colon).trim().toLowerCase();
      headers[last] ??= line.slice(colon + 1).trim();
    }
  }
  return headers;
}

/** Of all pieces together: `sha256:` and base32, the form that WARC tools read. */
export function labelledDigest(...pieces: Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return `sha256:${base32(hash.digest())}`;
}

/** The same of a body, whose hash is asked for elsewhere, too. */
export function labelledBodyDigest(body: Uint8Array): string {
  return `sha256:${base32(Buffer.from(bodyHashOf(body), 'hex'))}`;
}

const BASE32_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, 6, with padding. */
function base32(bytes: Buffer): string {
  let digits = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      digits += BASE32_DIGITS[(value >>> bits) & 31]!;
    }
    value &= (1 << bits) - 1;
  }
  if (bits > 0) digits += BASE32_DIGITS[(value << (5 - bits)) & 31]!;
  return digits.padEnd(Math.ceil(digits.length / 8) * 8, '=');
}

/** A header is one line: nothing from the web may open another one. */
export function oneLine(value: string): string {
  return value.replace(/[\r\n\0]+/gu, ' ');
}
