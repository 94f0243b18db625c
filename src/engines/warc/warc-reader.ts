import { existsSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Capture } from '../../model/capture.ts';
import { readGzipMembers } from './gzip-members.ts';
import { parseResponse } from './http-message.ts';
import { ROLE_FIELD } from './warc-exchange.ts';
import { parseWarcRecord, type WarcRecord } from './warc-record.ts';

/** A record with its place in the file, or bytes that are none. */
export type WarcItem =
  | { readonly kind: 'record'; readonly offset: number; readonly record: WarcRecord }
  /** `isTail`: the damage reaches to the end of the file, as a process that was killed leaves it. */
  | { readonly kind: 'damage'; readonly offset: number; readonly length: number; readonly isTail: boolean };

/** A response rebuilt from a WARC file. */
export type WarcCapture =
  | {
      readonly kind: 'capture';
      readonly offset: number;
      readonly capture: Capture;
      readonly fault: string | null;
      /** What a crawl of ours read it as; `null` for what another program wrote, and for robots.txt. */
      readonly role: string | null;
    }
  | Extract<WarcItem, { kind: 'damage' }>;

const GZIP_MAGIC = 0x1f;
/** Of an uncompressed file: read at once, as files beyond this are compressed in practice. */
const MAX_PLAIN_BYTES = 1_500_000_000;

/** Reads `.warc` and `.warc.gz` files of any tool, WARC 0.17 to 1.1. Rejects only where the file cannot be read. */
export async function* readWarcRecords(path: string): AsyncGenerator<WarcItem, void, void> {
  const file = await open(path, 'r');
  try {
    const first = await file.read(Buffer.alloc(1), 0, 1, 0);
    if (first.bytesRead === 0) return;
    if (first.buffer[0] === GZIP_MAGIC) yield* readCompressed(file);
    else yield* readPlain(file);
  } finally {
    await file.close();
  }
}

/** The responses of a WARC file, bodies decoded, in the order they were written; damage is told, not hidden. */
export async function* readWarcCaptures(path: string): AsyncGenerator<WarcCapture, void, void> {
  for await (const item of readWarcRecords(path)) {
    if (item.kind === 'damage') yield item;
    else {
      const rebuilt = toCapture(item.record);
      const role = item.record.headers[ROLE_FIELD.toLowerCase()] ?? null;
      if (rebuilt !== undefined) yield { kind: 'capture', offset: item.offset, role, ...rebuilt };
    }
  }
}

/** The response whose record begins at `offset`; `undefined` where there is none. */
export async function readWarcCaptureAt(path: string, offset: number): Promise<Capture | undefined> {
  const file = await open(path, 'r');
  try {
    for await (const member of readGzipMembers(file, offset)) {
      if (member.kind === 'damage') return undefined;
      const parsed = parseWarcRecord(member.data);
      return parsed === undefined ? undefined : toCapture(parsed.record)?.capture;
    }
    return undefined;
  } finally {
    await file.close();
  }
}

/**
 * Cuts off what a dead process left torn at the end of a `.warc.gz` file. Damage elsewhere stays as it is.
 *
 * @param from where a whole record is known to begin, so that a file of 1 GB need not be read from its start.
 * @returns how many bytes were cut.
 */
export async function recoverWarcTail(path: string, from = 0): Promise<number> {
  const file = await open(path, 'r+');
  try {
    for await (const member of readGzipMembers(file, from)) {
      if (member.kind !== 'damage' || !member.isTail) continue;
      await file.truncate(member.offset);
      await file.datasync();
      return member.length;
    }
    return 0;
  } finally {
    await file.close();
  }
}

async function* readCompressed(file: FileHandle): AsyncGenerator<WarcItem, void, void> {
  for await (const member of readGzipMembers(file)) {
    if (member.kind === 'damage') {
      yield member;
      continue;
    }
    // By the standard a member holds one record; some tools compress the file as a whole.
    for (const item of recordsOf(member.data)) {
      if (item.kind === 'record') yield { ...item, offset: member.offset };
      else yield { kind: 'damage', offset: member.offset, length: member.length, isTail: false };
    }
  }
}

async function* readPlain(file: FileHandle): AsyncGenerator<WarcItem, void, void> {
  const { size } = await file.stat();
  if (size > MAX_PLAIN_BYTES) {
    yield { kind: 'damage', offset: 0, length: size, isTail: true };
    return;
  }
  yield* recordsOf(await file.readFile());
}

function* recordsOf(data: Buffer): Generator<WarcItem, void, void> {
  let at = 0;
  for (;;) {
    while (data[at] === 13 || data[at] === 10) at += 1;
    if (at >= data.byteLength) return;
    const parsed = parseWarcRecord(data.subarray(at));
    if (parsed === undefined) {
      yield { kind: 'damage', offset: at, length: data.byteLength - at, isTail: true };
      return;
    }
    yield { kind: 'record', offset: at, record: parsed.record };
    at += parsed.length;
  }
}

function toCapture({ headers, block }: WarcRecord): { capture: Capture; fault: string | null } | undefined {
  const type = headers['warc-type'];
  const url = headers['warc-target-uri']?.replace(/^<|>$/gu, '');
  const fetchedAt = headers['warc-date'];
  if (url === undefined || fetchedAt === undefined) return undefined;
  const common = { requestedUrl: url, finalUrl: url, fetchedAt };
  if (type === 'resource') {
    const contentType = headers['content-type'];
    const kept = contentType === undefined ? {} : { 'content-type': contentType };
    return { capture: { ...common, status: 200, headers: kept, body: block }, fault: null };
  }
  if (type !== 'response') return undefined;
  const message = parseResponse(block);
  if (message === undefined) return undefined;
  const { status, headers: httpHeaders, body, fault } = message;
  return { capture: { ...common, status, headers: httpHeaders, body }, fault };
}

export const hasWarcFile = (path: string): boolean => existsSync(path);
