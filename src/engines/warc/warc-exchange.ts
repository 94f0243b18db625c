import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip, gzipSync, type ZlibOptions } from 'node:zlib';
import type { FrontierRole } from '../../crawl/frontier.ts';
import type { Capture } from '../../model/capture.ts';
import { serializeRequest, serializeResponseHead } from './http-message.ts';
import { labelledBodyDigest, serializeWarcRecord, type WarcType } from './warc-record.ts';

/** One exchange with a server, to be kept. */
export interface WarcExchange {
  readonly capture: Capture;
  /** `null` where the request is not known, as of an answer that another program fetched. */
  readonly requestHeaders: Readonly<Record<string, string>> | null;
  /** What the crawl reads the answer as. */
  readonly role?: FrontierRole | undefined;
  /** Anything else worth keeping: `via`, `fetchTimeMs`, `charset-detected`… */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** An answer that repeats an earlier one. */
export interface WarcRevisit {
  /** The answer; its body is not kept again. */
  readonly capture: Capture;
  readonly requestHeaders: Readonly<Record<string, string>> | null;
  /** `server-not-modified` for 304, `identical-payload-digest` for the same bytes. */
  readonly profile: 'server-not-modified' | 'identical-payload-digest';
  /** When the earlier answer came; ISO 8601. */
  readonly refersToDate: string;
}

/** A field of our own, which other tools pass over: a listing must not be read as an article again. */
export const ROLE_FIELD = 'WARC-Tracuu-Role';

const REVISIT_PROFILE = 'http://netpreserve.org/warc/1.1/revisit/';

/** The records of an exchange: response, request and, where there is more to say, metadata. */
export function exchangeRecords({ capture, requestHeaders, role, metadata }: WarcExchange): Buffer[] {
  const { status, headers, body, fetchedAt, requestedUrl, finalUrl } = capture;
  const responseId = newRecordId();
  const common = { date: fetchedAt, target: finalUrl };
  const records = [
    record(
      'response',
      responseId,
      common,
      [serializeResponseHead(status, headers, body.byteLength), body],
      [
        ['Content-Type', 'application/http;msgtype=response'],
        ['WARC-Payload-Digest', labelledBodyDigest(body)],
        ...(role === undefined ? [] : ([[ROLE_FIELD, role]] as const)),
      ],
    ),
    ...requestRecords(responseId, common, requestHeaders),
  ];
  const fields = { ...metadata, ...(requestedUrl === finalUrl ? {} : { via: requestedUrl }) };
  if (Object.keys(fields).length > 0) records.push(metadataRecord(responseId, common, fields));
  return records;
}

/** The records of an answer that repeats an earlier one: revisit and request. */
export function revisitRecords({ capture, requestHeaders, profile, refersToDate }: WarcRevisit): Buffer[] {
  const revisitId = newRecordId();
  const common = { date: capture.fetchedAt, target: capture.finalUrl };
  const payload: [string, string][] =
    profile === 'identical-payload-digest' ? [['WARC-Payload-Digest', labelledBodyDigest(capture.body)]] : [];
  const block = [serializeResponseHead(capture.status, capture.headers, 0)];
  return [
    record('revisit', revisitId, common, block, [
      ['Content-Type', 'application/http;msgtype=response'],
      ['WARC-Profile', `${REVISIT_PROFILE}${profile}`],
      ['WARC-Refers-To-Target-URI', capture.finalUrl],
      ['WARC-Refers-To-Date', toWarcDate(refersToDate)],
      ...payload,
    ]),
    ...requestRecords(revisitId, common, requestHeaders),
  ];
}

/** The record of a file that came from a disk: nobody was asked for it. */
export function resourceRecords({ finalUrl, fetchedAt, headers, body }: Capture): Buffer[] {
  const common = { date: fetchedAt, target: finalUrl };
  return [
    record(
      'resource',
      newRecordId(),
      common,
      [body],
      [
        ['Content-Type', headers['content-type'] ?? 'application/octet-stream'],
        ['WARC-Payload-Digest', labelledBodyDigest(body)],
      ],
    ),
  ];
}

const gzipInThreadPool = promisify<Buffer, ZlibOptions, Buffer>(gzip);

/** A request or a revisit: starting a compression in another thread costs more than such a record takes. */
const SMALL_RECORD_BYTES = 4_096;
/** What a small record is compressed with. zlib's usual tables of 256 KB take three times as long to be made as used. */
const SMALL_TABLES = { windowBits: 12, memLevel: 4 } as const;

/**
 * zlib's level for pages. Of 120 real pages of 173 KB each, level 6, its default, makes 35.6 KB in 2.8 ms of CPU, level 3
 * makes 39.0 KB in 1.4 ms and level 1 40.9 KB in 1.7 ms: a night of 20,000 such pages takes 28 s less and 68 MB more.
 */
const PAGE_LEVEL = 3;

/** The records as gzip members. Pages are compressed by other threads. */
export async function compressRecords(records: readonly Buffer[]): Promise<Buffer> {
  return Buffer.concat(await Promise.all(records.map(compressRecord)));
}

const compressRecord = async (bytes: Buffer): Promise<Buffer> =>
  bytes.byteLength <= SMALL_RECORD_BYTES
    ? gzipSync(bytes, SMALL_TABLES)
    : gzipInThreadPool(bytes, { level: PAGE_LEVEL });

interface RecordContext {
  readonly date: string;
  readonly target: string;
}

function record(
  type: WarcType,
  id: string,
  { date, target }: RecordContext,
  block: readonly Uint8Array[],
  more: readonly (readonly [string, string])[],
): Buffer {
  const fields = [
    ['WARC-Type', type],
    ['WARC-Record-ID', id],
    ['WARC-Date', toWarcDate(date)],
    ['WARC-Target-URI', target],
    ...more,
  ] as const;
  return serializeWarcRecord(fields, ...block);
}

function requestRecords(
  responseId: string,
  context: RecordContext,
  headers: Readonly<Record<string, string>> | null,
): Buffer[] {
  if (headers === null) return [];
  return [
    record(
      'request',
      newRecordId(),
      context,
      [serializeRequest(context.target, headers)],
      [
        ['Content-Type', 'application/http;msgtype=request'],
        ['WARC-Concurrent-To', responseId],
      ],
    ),
  ];
}

function metadataRecord(
  responseId: string,
  context: RecordContext,
  fields: Readonly<Record<string, string>>,
): Buffer {
  const lines = Object.entries(fields).map(
    ([name, value]) => `${name}: ${value.replace(/[\r\n\0]+/gu, ' ')}\r\n`,
  );
  return record(
    'metadata',
    newRecordId(),
    context,
    [Buffer.from(lines.join(''))],
    [
      ['Content-Type', 'application/warc-fields'],
      ['WARC-Concurrent-To', responseId],
    ],
  );
}

export const newRecordId = (): string => `<urn:uuid:${randomUUID()}>`;

/** UTC with milliseconds: WARC 1.1 allows fractions. */
export const toWarcDate = (instant: string): string => new Date(instant).toISOString();
