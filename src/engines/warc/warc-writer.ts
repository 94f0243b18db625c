import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { TracuuError } from '../../base/tracuu-error.ts';
import type { Capture } from '../../model/capture.ts';
import { serializeRequest, serializeResponse } from './http-message.ts';
import { recoverWarcTail } from './warc-reader.ts';
import { labelledDigest, serializeWarcRecord, type WarcType } from './warc-record.ts';

/** Where a record begins. */
export interface WarcLocation {
  /** File name within the folder. */
  readonly file: string;
  /** Of the record's gzip member, in bytes. */
  readonly offset: number;
}

/** One exchange with a server, to be kept. */
export interface WarcExchange {
  readonly capture: Capture;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** Anything else worth keeping: `via`, `fetchTimeMs`, `charset-detected`… */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** An answer that repeats an earlier one. */
export interface WarcRevisit {
  /** The answer; its body is not kept again. */
  readonly capture: Capture;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** `server-not-modified` for 304, `identical-payload-digest` for the same bytes. */
  readonly profile: 'server-not-modified' | 'identical-payload-digest';
  /** When the earlier answer came; ISO 8601. */
  readonly refersToDate: string;
}

/** Appends to WARC files. One writer at a time per folder. */
export interface WarcWriter {
  /** Keeps an exchange; returns where its response record begins. All its records are handed to the system at once. */
  write(exchange: WarcExchange): WarcLocation;
  writeRevisit(revisit: WarcRevisit): WarcLocation;
  /** Waits until the disk has it all. */
  sync(): void;
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
const REVISIT_PROFILE = 'http://netpreserve.org/warc/1.1/revisit/';

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
  private fd: number | undefined;
  private file = '';
  private offset = 0;

  constructor(options: WarcWriterOptions, newest: string | undefined) {
    this.options = options;
    this.now = options.now ?? ((): Date => new Date());
    if (newest === undefined) return;
    this.fd = openSync(join(options.folder, newest), 'a');
    this.file = newest;
    this.offset = fstatSync(this.fd).size;
  }

  write({ capture, requestHeaders, metadata }: WarcExchange): WarcLocation {
    const { status, headers, body, fetchedAt, requestedUrl, finalUrl } = capture;
    const responseId = newRecordId();
    const common = { date: fetchedAt, target: finalUrl };
    const records = [
      record('response', responseId, common, serializeResponse(status, headers, body), [
        ['Content-Type', 'application/http;msgtype=response'],
        ['WARC-Payload-Digest', labelledDigest(body)],
      ]),
      requestRecord(responseId, common, requestHeaders),
    ];
    const fields = { ...metadata, ...(requestedUrl === finalUrl ? {} : { via: requestedUrl }) };
    if (Object.keys(fields).length > 0) records.push(metadataRecord(responseId, common, fields));
    return this.append(records);
  }

  writeRevisit({ capture, requestHeaders, profile, refersToDate }: WarcRevisit): WarcLocation {
    const revisitId = newRecordId();
    const common = { date: capture.fetchedAt, target: capture.finalUrl };
    const payload: [string, string][] =
      profile === 'identical-payload-digest' ? [['WARC-Payload-Digest', labelledDigest(capture.body)]] : [];
    const block = serializeResponse(capture.status, capture.headers, new Uint8Array());
    return this.append([
      record('revisit', revisitId, common, block, [
        ['Content-Type', 'application/http;msgtype=response'],
        ['WARC-Profile', `${REVISIT_PROFILE}${profile}`],
        ['WARC-Refers-To-Target-URI', capture.finalUrl],
        ['WARC-Refers-To-Date', toWarcDate(refersToDate)],
        ...payload,
      ]),
      requestRecord(revisitId, common, requestHeaders),
    ]);
  }

  sync(): void {
    if (this.fd !== undefined) fdatasyncSync(this.fd);
  }

  close(): void {
    if (this.fd === undefined) return;
    fdatasyncSync(this.fd);
    closeSync(this.fd);
    this.fd = undefined;
  }

  private append(records: readonly Buffer[]): WarcLocation {
    const bytes = Buffer.concat(records.map((bytes) => gzipSync(bytes)));
    if (this.fd === undefined || this.offset >= (this.options.maxBytes ?? DEFAULT_MAX_BYTES)) this.rotate();
    const offset = this.offset;
    this.writeAll(bytes);
    return { file: this.file, offset };
  }

  private rotate(): void {
    this.close();
    const stamp = this.now().toISOString().replace(/\D/gu, '').slice(0, 14);
    const prefix = this.options.prefix ?? 'tracuu';
    // Names sort by age even where the clock went back: the serial number only grows.
    const serial = Number(/-(\d{6,})-\d{14}\./u.exec(this.file)?.[1] ?? 0) + 1;
    this.file = `${prefix}-${String(serial).padStart(6, '0')}-${stamp}.warc.gz`;
    this.fd = openSync(join(this.options.folder, this.file), 'ax');
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

  private writeAll(bytes: Buffer): void {
    const fd = this.fd!;
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

interface RecordContext {
  readonly date: string;
  readonly target: string;
}

function record(
  type: WarcType,
  id: string,
  { date, target }: RecordContext,
  block: Buffer,
  more: readonly (readonly [string, string])[],
): Buffer {
  const fields = [
    ['WARC-Type', type],
    ['WARC-Record-ID', id],
    ['WARC-Date', toWarcDate(date)],
    ['WARC-Target-URI', target],
    ...more,
  ] as const;
  return serializeWarcRecord(fields, block);
}

function requestRecord(
  responseId: string,
  context: RecordContext,
  headers: Readonly<Record<string, string>>,
): Buffer {
  return record('request', newRecordId(), context, serializeRequest(context.target, headers), [
    ['Content-Type', 'application/http;msgtype=request'],
    ['WARC-Concurrent-To', responseId],
  ]);
}

function metadataRecord(
  responseId: string,
  context: RecordContext,
  fields: Readonly<Record<string, string>>,
): Buffer {
  const lines = Object.entries(fields).map(
    ([name, value]) => `${name}: ${value.replace(/[\r\n\0]+/gu, ' ')}\r\n`,
  );
  return record('metadata', newRecordId(), context, Buffer.from(lines.join('')), [
    ['Content-Type', 'application/warc-fields'],
    ['WARC-Concurrent-To', responseId],
  ]);
}

const newRecordId = (): string => `<urn:uuid:${randomUUID()}>`;

/** UTC with milliseconds: WARC 1.1 allows fractions. */
const toWarcDate = (instant: string): string => new Date(instant).toISOString();
