import type { FileHandle } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';

/** A gzip member of a file, or bytes that are none. */
export type GzipMember =
  | { readonly kind: 'member'; readonly offset: number; readonly length: number; readonly data: Buffer }
  /** `length` bytes from `offset` on are no whole member; `isTail` where they reach to the end of the file. */
  | { readonly kind: 'damage'; readonly offset: number; readonly length: number; readonly isTail: boolean };

const FIRST_WINDOW_BYTES = 256 * 1024;
/** Of one member: a record holds one response, at most some tens of megabytes. */
const MAX_MEMBER_BYTES = 64 * 1024 * 1024;
const MAX_DATA_BYTES = 256 * 1024 * 1024;
const MAGIC = Buffer.from([0x1f, 0x8b, 0x08]);

/**
 * Reads the members of a gzip file one by one with their offsets, checksums verified. zlib's own stream hides where
 * a member ends and takes a cut one for whole. After damage it goes on with the next member that is whole.
 */
export async function* readGzipMembers(file: FileHandle, from = 0): AsyncGenerator<GzipMember, void, void> {
  const { size } = await file.stat();
  let offset = from;
  while (offset < size) {
    const member = await readMember(file, offset, size);
    if (member !== undefined) {
      yield member;
      offset += member.length;
      continue;
    }
    const next = await findNextMember(file, offset + 1, size);
    yield { kind: 'damage', offset, length: next - offset, isTail: next === size };
    offset = next;
  }
}

type WholeMember = Extract<GzipMember, { kind: 'member' }>;

async function readMember(file: FileHandle, offset: number, size: number): Promise<WholeMember | undefined> {
  for (let windowBytes = FIRST_WINDOW_BYTES; ; windowBytes *= 4) {
    const window = await readWindow(file, offset, Math.min(windowBytes, MAX_MEMBER_BYTES, size - offset));
    const result = inflateMember(window);
    if (result !== undefined) return { kind: 'member', offset, ...result };
    const isAllOfIt = offset + window.byteLength >= size || window.byteLength >= MAX_MEMBER_BYTES;
    if (isAllOfIt || !window.subarray(0, 3).equals(MAGIC)) return undefined;
  }
}

async function readWindow(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** The member at the beginning of `bytes`: RFC 1952. */
function inflateMember(bytes: Buffer): { readonly length: number; readonly data: Buffer } | undefined {
  const headerLength = gzipHeaderLength(bytes);
  if (headerLength === undefined) return undefined;
  try {
    const result = inflateRawSync(bytes.subarray(headerLength), {
      info: true,
      maxOutputLength: MAX_DATA_BYTES,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    const trailer = headerLength + result.engine.bytesWritten;
    if (trailer + 8 > bytes.byteLength) return undefined;
    const isSound =
      bytes.readUInt32LE(trailer) === crc32(result.buffer) &&
      bytes.readUInt32LE(trailer + 4) === result.buffer.byteLength % 2 ** 32;
    return isSound ? { length: trailer + 8, data: result.buffer } : undefined;
  } catch {
    return undefined;
  }
}

/** Length of the header with its optional fields; `undefined` where there is none. */
function gzipHeaderLength(bytes: Buffer): number | undefined {
  if (bytes.byteLength < 18 || !bytes.subarray(0, 3).equals(MAGIC)) return undefined;
  const flags = bytes[3]!;
  let length = 10;
  if ((flags & 4) !== 0) length += 2 + bytes.readUInt16LE(length);
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, length);
    if (end < 0) return undefined;
    length = end + 1;
  }
  if ((flags & 2) !== 0) length += 2;
  return length < bytes.byteLength ? length : undefined;
}

/** Where the next whole member begins, or `size`. */
async function findNextMember(file: FileHandle, from: number, size: number): Promise<number> {
  for (let at = from; at < size; at += FIRST_WINDOW_BYTES) {
    const window = await readWindow(file, at, Math.min(FIRST_WINDOW_BYTES + MAGIC.length - 1, size - at));
    for (let found = window.indexOf(MAGIC); found >= 0; found = window.indexOf(MAGIC, found + 1)) {
      if (found < FIRST_WINDOW_BYTES && (await readMember(file, at + found, size)) !== undefined)
        return at + found;
    }
  }
  return size;
}
