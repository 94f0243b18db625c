import { sha256Hex } from '../../base/hash.ts';
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

/**
 * Keeps every response in WARC files and, in the database, where it stands. The record is written first and its row
 * in the transaction that needs it: what a killed job leaves is a record that no row names, never a row without record.
 */
export interface CaptureArchive {
  /** Keeps an answer: in full, or as a revisit where the address has given the same bytes before, or says 304. */
  keepExchange(exchange: WarcExchange): Promise<void>;
  /** Keeps a file that came from a disk, or the record of another WARC file; returns where it stands. */
  keepFile(capture: Capture): Promise<WarcLocation>;
  /** Where the bytes stand that were kept as `body` (that very array, not an equal one). */
  locationOf(body: Uint8Array): WarcLocation | undefined;
  /** Writes the rows of what was kept since the last call; to be called first in a transaction. */
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
  private readonly locations = new WeakMap<Uint8Array, WarcLocation>();
  private notes: CaptureNote[] = [];
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
    const bodyHash = sha256Hex(capture.body);
    const known = table.find(capture.finalUrl, bodyHash);
    if (known?.warcFile != null) {
      const { fetchedAt: refersToDate, warcFile, warcOffset } = known;
      await this.append(revisitRecords({ ...exchange, profile: 'identical-payload-digest', refersToDate }));
      this.locations.set(capture.body, { file: warcFile, offset: warcOffset! });
      return;
    }
    this.note(capture, bodyHash, await this.append(exchangeRecords(exchange)));
  }

  async keepFile(capture: Capture): Promise<WarcLocation> {
    const bodyHash = sha256Hex(capture.body);
    const known = this.options.table.find(capture.finalUrl, bodyHash);
    if (known?.warcFile != null) return { file: known.warcFile, offset: known.warcOffset! };
    const isFile = !/^https?:/u.test(capture.finalUrl) || Object.keys(capture.headers).length < 2;
    const records = isFile ? resourceRecords(capture) : exchangeRecords({ capture, requestHeaders: null });
    const location = await this.append(records);
    this.note(capture, bodyHash, location);
    return location;
  }

  locationOf(body: Uint8Array): WarcLocation | undefined {
    return this.locations.get(body);
  }

  writeRows(): void {
    if (this.notes.length === 0) return;
    // The disk must have a record before the database says where it is.
    this.writer?.sync();
    const { notes } = this;
    this.notes = [];
    for (const note of notes) this.options.table.write(note);
  }

  async recover(): Promise<void> {
    await this.open();
  }

  close(): void {
    this.writer?.close();
    this.writer = undefined;
    this.opening = undefined;
  }

  private note(capture: Capture, bodyHash: string, location: WarcLocation): void {
    this.locations.set(capture.body, location);
    const { requestedUrl, finalUrl, fetchedAt, status } = capture;
    this.notes.push({
      capture: { requestedUrl, finalUrl, fetchedAt, status },
      bodyHash,
      warcFile: location.file,
      warcOffset: location.offset,
    });
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
  return last?.warcFile == null ? undefined : { file: last.warcFile, offset: last.warcOffset! };
}
