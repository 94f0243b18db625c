import { bodyHashOf } from '../../base/hash.ts';
import type { Capture } from '../../model/capture.ts';
import type { CaptureNote, CaptureTable } from '../sqlite/sqlite-captures.ts';
import {
  compressRecords,
  exchangeRecords,
  resourceRecords,
  revisitRecords,
  type WarcExchange,
} from './warc-exchange.ts';
import { createWarcWriter, type WarcLocation, type WarcWriter } from './warc-writer.ts';

/** A record that holds a page's bytes, and when they came. */
export interface KeptRecord extends WarcLocation {
  /** ISO 8601. */
  readonly fetchedAt: string;
}

/**
 * Keeps every response in WARC files and, in the database, where it stands. The record is written first, then the disk
 * is waited for, then its row is written in the transaction that needs it: what a killed job or a power failure leaves is
 * a record that no row names, never a row without record.
 */
export interface CaptureArchive {
  /** Keeps an answer: in full, or as a revisit where the address has given the same bytes before, or says 304. */
  keepExchange(exchange: WarcExchange): Promise<void>;
  /** Keeps a file that came from a disk, or the record of another WARC file; returns where it stands. */
  keepFile(capture: Capture): Promise<KeptRecord>;
  /** Where the bytes stand that were kept as `body` (that very array, not an equal one). */
  recordOf(body: Uint8Array): KeptRecord | undefined;
  /** Waits until the disk has what was kept since the last call. */
  flush(): Promise<void>;
  /** Writes the rows of what was kept before the last `flush`; to be called first in a transaction. */
  writeRows(): void;
  /** Cuts off what a killed job left torn at the end of the newest file. */
  recover(): Promise<void>;
  close(): void;
}

export interface CaptureArchiveOptions {
  readonly table: CaptureTable;
  /** Of the WARC files. */
  readonly folder: string;
  readonly now: () => Date;
  /** Of one file; see `WarcWriterOptions`. */
  readonly maxBytes?: number | undefined;
}

/** Opens no file before the first answer is kept. */
export function createCaptureArchive(options: CaptureArchiveOptions): CaptureArchive {
  return new WarcCaptureArchive(options);
}

class WarcCaptureArchive implements CaptureArchive {
  private readonly options: CaptureArchiveOptions;
  private readonly records = new WeakMap<Uint8Array, KeptRecord>();
  private notes: CaptureNote[] = [];
  /** Those whose records the disk has. */
  private flushed: CaptureNote[] = [];
  private opening: Promise<WarcWriter> | undefined;
  private writer: WarcWriter | undefined;

  constructor(options: CaptureArchiveOptions) {
    this.options = options;
  }

  async keepExchange(exchange: WarcExchange): Promise<void> {
    const { capture } = exchange;
    const { table } = this.options;
    if (capture.status === 304) {
      const refersToDate = table.findLatest(capture.finalUrl)?.fetchedAt ?? capture.fetchedAt;
      await this.append(revisitRecords({ ...exchange, profile: 'server-not-modified', refersToDate }));
      return;
    }
    const bodyHash = bodyHashOf(capture.body);
    const known = this.findRecord(capture.finalUrl, bodyHash);
    if (known !== undefined) {
      const refersToDate = known.fetchedAt;
      await this.append(revisitRecords({ ...exchange, profile: 'identical-payload-digest', refersToDate }));
      this.records.set(capture.body, known);
      return;
    }
    this.note(capture, bodyHash, await this.append(exchangeRecords(exchange)));
  }

  async keepFile(capture: Capture): Promise<KeptRecord> {
    const bodyHash = bodyHashOf(capture.body);
    const known = this.findRecord(capture.finalUrl, bodyHash);
    if (known !== undefined) return known;
    const isFile = !/^https?:/u.test(capture.finalUrl) || Object.keys(capture.headers).length < 2;
    const records = isFile ? resourceRecords(capture) : exchangeRecords({ capture, requestHeaders: null });
    return this.note(capture, bodyHash, await this.append(records));
  }

  recordOf(body: Uint8Array): KeptRecord | undefined {
    return this.records.get(body);
  }

  async flush(): Promise<void> {
    const { notes } = this;
    if (notes.length === 0) return;
    this.notes = [];
    await this.writer?.flush();
    this.flushed.push(...notes);
  }

  writeRows(): void {
    const { flushed } = this;
    this.flushed = [];
    for (const note of flushed) this.options.table.write(note);
  }

  async recover(): Promise<void> {
    await this.open();
  }

  close(): void {
    this.writer?.close();
    this.writer = undefined;
    this.opening = undefined;
  }

  private findRecord(url: string, bodyHash: string): KeptRecord | undefined {
    const row = this.options.table.find(url, bodyHash);
    if (typeof row?.warcFile !== 'string') return undefined;
    return { file: row.warcFile, offset: row.warcOffset!, fetchedAt: row.fetchedAt };
  }

  private note(capture: Capture, bodyHash: string, location: WarcLocation): KeptRecord {
    const { requestedUrl, finalUrl, fetchedAt, status } = capture;
    const record = { ...location, fetchedAt };
    this.records.set(capture.body, record);
    this.notes.push({
      capture: { requestedUrl, finalUrl, fetchedAt, status },
      bodyHash,
      warcFile: location.file,
      warcOffset: location.offset,
    });
    return record;
  }

  private async append(records: readonly Buffer[]): Promise<WarcLocation> {
    const [writer, members] = await Promise.all([this.open(), compressRecords(records)]);
    return writer.append(members);
  }

  private async open(): Promise<WarcWriter> {
    const { folder, now, maxBytes, table } = this.options;
    this.opening ??= createWarcWriter({
      folder,
      software: 'tracuu (https://www.npmjs.com/package/tracuu)',
      now,
      trusted: trustedLocation(table),
      ...(maxBytes === undefined ? {} : { maxBytes }),
    });
    this.writer = await this.opening;
    return this.writer;
  }
}

/** A record that a transaction has named is whole: a torn tail can only come after it. */
function trustedLocation(table: CaptureTable): WarcLocation | undefined {
  const last = table.last();
  if (typeof last?.warcFile !== 'string') return undefined;
  return { file: last.warcFile, offset: last.warcOffset! };
}
