import { openSync, closeSync, fstatSync, readSync, readdirSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { TracuuError } from '../base/tracuu-error.ts';

/** A file that may hold a page. */
export interface PageFile {
  readonly path: string;
  readonly url: string;
  readonly bytes: Uint8Array;
}

/**
 * The largest file that is read whole. The largest of 181 + 76 real pages that we measured has 0.8 MB; 16 MiB
 * leaves room for twenty of them in one.
 */
export const MAX_PAGE_FILE_BYTES: number = 16 * 1024 * 1024;

const PAGE_EXTENSIONS = new Set([
  '.html',
  '.htm',
  '.xhtml',
  '.mht',
  '.txt',
  '.text',
  '.aspx',
  '.php',
  '.jsonl',
  '.gz',
  '.warc',
]);

/**
 * Files under `path`: itself, or, for a folder, every page in it and below, in order of name.
 *
 * @throws TracuuError `not-found`, `not-readable`
 */
export function listPageFiles(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new TracuuError('not-found', `${path} does not exist; check the path (seen from ${resolve('.')})`);
  }
  if (!stats.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && PAGE_EXTENSIONS.has(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Reads one file; one in gzip (told by its first bytes) is unpacked, and the limit holds for what comes out.
 *
 * @throws TracuuError `not-found`, `not-readable`, `too-large`
 */
export function readPageFile(path: string, maxBytes: number = MAX_PAGE_FILE_BYTES): PageFile {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing) throw new TracuuError('not-found', `${path} does not exist; check the path`, { cause });
    throw new TracuuError(
      'not-readable',
      `${path} cannot be read (${String(cause)}); check its permissions`,
      { cause },
    );
  }
  try {
    const stats = fstatSync(descriptor);
    const { size } = stats;
    if (stats.isDirectory()) {
      throw new TracuuError('not-readable', `${path} is a folder; name a file in it`);
    }
    if (size > maxBytes) {
      throw tooLarge(path, `has ${(size / 1024 / 1024).toFixed(1)} MiB, more than`, maxBytes);
    }
    return {
      path,
      url: pathToFileURL(resolve(path)).href,
      bytes: unpack(path, readAll(descriptor, size), maxBytes),
    };
  } finally {
    closeSync(descriptor);
  }
}

function tooLarge(path: string, what: string, maxBytes: number): TracuuError {
  const limit = `${Math.floor(maxBytes / 1024 / 1024)} MiB`;
  return new TracuuError('too-large', `${path} ${what} the ${limit} of a page; split it or leave it out`);
}

function unpack(path: string, bytes: Uint8Array, maxBytes: number): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 0x08) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge(path, 'unpacks to more than', maxBytes);
    }
    throw new TracuuError(
      'not-readable',
      `${path} is damaged gzip data (${String(cause)}); fetch the file again`,
      { cause },
    );
  }
}

function readAll(descriptor: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let read = 0;
  while (read < size) {
    const count = readSync(descriptor, bytes, read, size - read, read);
    if (count === 0) break;
    read += count;
  }
  return bytes.subarray(0, read);
}
