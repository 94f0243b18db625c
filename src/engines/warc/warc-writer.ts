import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { TracuuError } from '../../base/tracuu-error.ts';
import {
  exchangeRecords,
  newRecordId,
  resourceRecords,
  revisitRecords,
  toWarcDate,
  type WarcExchange,
  type WarcRevisit,
} from './warc-exchange.ts';
import { recoverWarcTail } from './warc-reader.ts';
import { serializeWarcRecord } from './warc-record.ts';
import type { Capture } from '../../model/capture.ts';

export type { WarcExchange, WarcRevisit } from './warc-exchange.ts';

/** Where a record begins. */
export interface WarcLocation {
  /** File name within the folder. */
  readonly file: string;
  /** Of the record's gzip member, in bytes. */
  readonly offset: number;
}

/** Appends to WARC files. One writer at a time per folder. */
export interface WarcWriter {
  /** Keeps an exchange; returns where its response record begins. All its records are handed to the system at once. */
  write(exchange: WarcExchange): WarcLocation;
  writeRevisit(revisit: WarcRevisit): WarcLocation;
  /** Keeps a file that came from a disk. */
  writeResource(capture: Capture): WarcLocation;
  /** Keeps records that were compressed before, by `compressRecords`: one gzip member each. */
  append(members: Uint8Array): WarcLocation;
  /** Waits until the disk has what was written so far; others may write meanwhile. */
  flush(): Promise<void>;
  /** Waits for the disk as well, in this thread. */
  close(): void;
}

export interface WarcWriterOptions {
  readonly folder: string;
  /** What wrote the files: name and version. */
  readonly software: string;
  /** First part of the file names. */
  readonly prefix?: string;
  /** A file that has reached this size is followed by another. 1 GB, as the WARC guidelines say. */
  readonly maxBytes?: number;
  readonly now?: () => Date;
  /** A record that the archive has seen committed: the search for a torn tail begins there. */
  readonly trusted?: WarcLocation | undefined;
}

const DEFAULT_MAX_BYTES = 1_000_000_000;

/**
 * Opens the newest file of the folder, or a new one. A tail that a dead process left torn is cut off first.
 *
 * @throws TracuuError `disk-full` from the writing methods; what was written by half is taken back.
 */
export async function createWarcWriter(options: WarcWriterOptions): Promise<WarcWriter> {
  mkdirSync(options.folder, { recursive: true });
  const names = warcFilesOf(options);
  const newest = names.at(-1);
  const { trusted } = options;
  const from = trusted !== undefined && trusted.file === newest ? trusted.offset : 0;
  if (newest !== undefined) await recoverWarcTail(join(options.folder, newest), from);
  return new FolderWriter(options, newest);
}

function warcFilesOf({ folder, prefix = 'tracuu' }: WarcWriterOptions): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${prefix}-`) && name.endsWith('.warc.gz'))
    .sort();
}

class FolderWriter implements WarcWriter {
  private readonly options: WarcWriterOptions;
  private readonly now: () => Date;
  private open: OpenFile | undefined;
  private file = '';
  private offset = 0;

  constructor(options: WarcWriterOptions, newest: string | undefined) {
    this.options = options;
    this.now = options.now ?? ((): Date => new Date());
    if (newest === undefined) return;
    this.open = new OpenFile(openSync(join(options.folder, newest), 'a'));
    this.file = newest;
    this.offset = fstatSync(this.open.fd).size;
  }

  write(exchange: WarcExchange): WarcLocation {
    return this.append(compressed(exchangeRecords(exchange)));
  }

  writeRevisit(revisit: WarcRevisit): WarcLocation {
    return this.append(compressed(revisitRecords(revisit)));
  }

  writeResource(capture: Capture): WarcLocation {
    return this.append(compressed(resourceRecords(capture)));
  }

  async flush(): Promise<void> {
    // What a former file holds reached the disk when it was closed.
    await this.open?.flush();
  }

  close(): void {
    this.open?.close();
    this.open = undefined;
  }

  append(members: Uint8Array): WarcLocation {
    if (this.open === undefined || this.offset >= (this.options.maxBytes ?? DEFAULT_MAX_BYTES)) this.rotate();
    const offset = this.offset;
    this.writeAll(members);
    return { file: this.file, offset };
  }

  private rotate(): void {
    this.close();
    const stamp = this.now().toISOString().replace(/\D/gu, '').slice(0, 14);
    const prefix = this.options.prefix ?? 'tracuu';
    // Names sort by age even where the clock went back: the serial number only grows.
    const serial = Number(/-(\d{6,})-\d{14}\./u.exec(this.file)?.[1] ?? 0) + 1;
    this.file = `${prefix}-${String(serial).padStart(6, '0')}-${stamp}.warc.gz`;
    this.open = new OpenFile(openSync(join(this.options.folder, this.file), 'ax'));
    this.offset = 0;
    const info = `software: ${this.options.software}\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n`;
    const fields = [
      ['WARC-Type', 'warcinfo'],
      ['WARC-Record-ID', newRecordId()],
      ['WARC-Date', toWarcDate(this.now().toISOString())],
      ['WARC-Filename', this.file],
      ['Content-Type', 'application/warc-fields'],
    ] as const;
    this.writeAll(gzipSync(serializeWarcRecord(fields, Buffer.from(info))));
  }

  private writeAll(bytes: Uint8Array): void {
    const { fd } = this.open!;
    let written = 0;
    try {
      while (written < bytes.byteLength) written += writeSync(fd, bytes, written);
    } catch (error) {
      // Half a record would hide everything after it from other tools.
      ftruncateSync(fd, this.offset);
      const isFull =
        error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
      if (!isFull) throw error;
      const message = `no space left to archive pages in ${this.options.folder}; free some and run the crawl again`;
      throw new TracuuError('disk-full', message, { cause: error });
    }
    this.offset += bytes.byteLength;
  }
}

const waitForDisk = promisify(fdatasync);

/** A file that is closed only when nothing waits any more for the disk to have it: its number may be another's by then. */
class OpenFile {
  readonly fd: number;
  private flushes = 0;
  private isClosed = false;

  constructor(fd: number) {
    this.fd = fd;
  }

  async flush(): Promise<void> {
    this.flushes += 1;
    try {
      await waitForDisk(this.fd);
    } finally {
      this.flushes -= 1;
      this.closeUnused();
    }
  }

  close(): void {
    fdatasyncSync(this.fd);
    this.isClosed = true;
    this.closeUnused();
  }

  private closeUnused(): void {
    if (this.isClosed && this.flushes === 0) closeSync(this.fd);
  }
}

const compressed = (records: readonly Buffer[]): Buffer =>
  Buffer.concat(records.map((bytes) => gzipSync(bytes)));
