import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Capture } from '../../../src/model/capture.ts';
import {
  readWarcCaptureAt,
  readWarcCaptures,
  readWarcRecords,
  recoverWarcTail,
  type WarcCapture,
  type WarcItem,
} from '../../../src/engines/warc/warc-reader.ts';
import { createWarcWriter, type WarcWriter } from '../../../src/engines/warc/warc-writer.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracuu-warc-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const openWriter = (maxBytes?: number): Promise<WarcWriter> =>
  createWarcWriter({
    folder,
    software: 'tracuu/test',
    now: () => new Date('2025-03-01T18:00:00Z'),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });

const captureOf = (index: number, body = `<p>Bài số ${index}: Chỉ thị 05-CT/TW`): Capture => ({
  requestedUrl: `https://a.vn/${index}`,
  finalUrl: `https://a.vn/${index}`,
  fetchedAt: `2025-03-01T18:00:${String(index % 60).padStart(2, '0')}.000Z`,
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', etag: `"${index}"` },
  body: Buffer.from(body),
});

const exchange = (capture: Capture) => ({ capture, requestHeaders: { 'user-agent': 'tracuu/test' } });

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const bodiesOf = (items: readonly WarcCapture[]): string[] =>
  items.map((item) =>
    item.kind === 'capture' ? Buffer.from(item.capture.body).toString() : `damage of ${item.length}`,
  );

const typesOf = (items: readonly WarcItem[]): string[] =>
  items.map((item) => (item.kind === 'record' ? item.record.headers['warc-type']! : 'damage'));

describe('createWarcWriter', () => {
  test('what it writes is read again, whole', async () => {
    const writer = await openWriter();
    const captures = [
      captureOf(1),
      captureOf(2, ''),
      captureOf(3, '\0'.repeat(100_000)),
      captureOf(4, 'WARC/1.1\r\n\r\n'),
    ];
    const locations = captures.map((capture) => writer.write(exchange(capture)));
    writer.close();
    const path = join(folder, locations[0]!.file);
    const read = await collect(readWarcCaptures(path));
    expect(
      read.map(
        (item) =>
          item.kind === 'capture' && { ...item.capture, body: Buffer.from(item.capture.body).toString() },
      ),
    ).toEqual(
      captures.map((capture) => ({
        ...capture,
        headers: { ...capture.headers, 'content-length': String(capture.body.byteLength) },
        body: Buffer.from(capture.body).toString(),
      })),
    );
    expect(read.map(({ offset }) => offset)).toEqual(locations.map(({ offset }) => offset));
    for (const [index, { offset }] of locations.entries()) {
      expect(Buffer.from((await readWarcCaptureAt(path, offset))!.body)).toEqual(captures[index]!.body);
    }
  });

  test('writes a warcinfo first, then response, request and metadata', async () => {
    const writer = await openWriter();
    const { file } = writer.write({
      ...exchange(captureOf(1)),
      metadata: { fetchTimeMs: '12', via: 'x\r\nWARC-Type: response' },
    });
    writer.close();
    const items = await collect(readWarcRecords(join(folder, file)));
    expect(typesOf(items)).toEqual(['warcinfo', 'response', 'request', 'metadata']);
    const [, response, request, metadata] = items.map((item) =>
      item.kind === 'record' ? item.record : undefined,
    );
    expect(request?.headers['warc-concurrent-to']).toBe(response?.headers['warc-record-id']);
    expect(request?.block.toString()).toBe(
      'GET /1 HTTP/1.1\r\nhost: a.vn\r\nuser-agent: tracuu/test\r\n\r\n',
    );
    expect(metadata?.block.toString()).toBe('fetchTimeMs: 12\r\nvia: x WARC-Type: response\r\n');
    expect(response?.headers['warc-payload-digest']).toMatch(/^sha256:[A-Z2-7]{52}={4}$/u);
  });

  test('what was true of the wire is kept under another name', async () => {
    const writer = await openWriter();
    const capture = {
      ...captureOf(1),
      headers: { 'content-encoding': 'gzip', 'transfer-encoding': 'chunked', 'content-length': '3' },
    };
    const { file } = writer.write(exchange(capture));
    writer.close();
    const [item] = await collect(readWarcCaptures(join(folder, file)));
    expect(item).toMatchObject({
      capture: {
        headers: {
          'x-archive-orig-content-encoding': 'gzip',
          'x-archive-orig-transfer-encoding': 'chunked',
          'x-archive-orig-content-length': '3',
          'content-length': String(capture.body.byteLength),
        },
      },
    });
  });

  test('a header from the web opens no line of its own', async () => {
    const writer = await openWriter();
    const { file } = writer.write(
      exchange({ ...captureOf(1), headers: { 'x-a': 'b\r\n\r\n<p>evil', 'x-c': 'd' } }),
    );
    writer.close();
    const [item] = await collect(readWarcCaptures(join(folder, file)));
    expect(item).toMatchObject({ capture: { headers: { 'x-c': 'd' } } });
  });

  test('a revisit keeps no body', async () => {
    const writer = await openWriter();
    writer.write(exchange(captureOf(1)));
    const capture = { ...captureOf(1), status: 304, body: new Uint8Array() };
    const { file } = writer.writeRevisit({
      ...exchange(capture),
      profile: 'server-not-modified',
      refersToDate: '2025-02-28T18:00:00Z',
    });
    writer.close();
    const items = await collect(readWarcRecords(join(folder, file)));
    expect(typesOf(items)).toEqual(['warcinfo', 'response', 'request', 'revisit', 'request']);
    expect(items[3]).toMatchObject({
      record: {
        headers: {
          'warc-profile': 'http://netpreserve.org/warc/1.1/revisit/server-not-modified',
          'warc-refers-to-date': '2025-02-28T18:00:00.000Z',
        },
      },
    });
    expect(await collect(readWarcCaptures(join(folder, file)))).toHaveLength(1);
  });

  test('goes on with the newest file, and with another when it is full', async () => {
    const files: string[] = [];
    for (let index = 0; index < 6; index += 1) {
      const writer = await openWriter(1_500);
      files.push(writer.write(exchange(captureOf(index))).file);
      writer.close();
    }
    const names = [...new Set(files)];
    expect(names.length).toBeGreaterThan(1);
    expect(names).toEqual([...names].sort());
    const bodies = (
      await Promise.all(names.map((name) => collect(readWarcCaptures(join(folder, name)))))
    ).flatMap(bodiesOf);
    expect(bodies).toHaveLength(6);
  });
});

describe('a torn file', () => {
  /** Three captures; gives the path and the offsets of their response records. */
  async function writeThree(): Promise<{ path: string; offsets: readonly number[] }> {
    const writer = await openWriter();
    const locations = [1, 2, 3].map((index) => writer.write(exchange(captureOf(index))));
    writer.close();
    return { path: join(folder, locations[0]!.file), offsets: locations.map(({ offset }) => offset) };
  }

  test('cut anywhere, it gives every record that is whole and tells of the rest', async () => {
    const { path, offsets } = await writeThree();
    const whole = readFileSync(path);
    const responseEnds = await Promise.all(
      offsets.map(async (offset) => (await endOfMember(path, offset)) ?? 0),
    );
    for (let cut = offsets[1]!; cut < whole.byteLength; cut += 7) {
      writeFileSync(path, whole.subarray(0, cut));
      const items = await collect(readWarcCaptures(path));
      const captures = items.filter(({ kind }) => kind === 'capture');
      expect(captures).toHaveLength(responseEnds.filter((end) => end <= cut).length);
      const cutBytes = await recoverWarcTail(path);
      expect(cutBytes > 0).toBe(items.some(({ kind }) => kind === 'damage'));
      expect((await collect(readWarcRecords(path))).filter(({ kind }) => kind === 'damage')).toEqual([]);
    }
  });

  test('the writer cuts the tail and goes on', async () => {
    const { path } = await writeThree();
    truncateSync(path, statSync(path).size - 5);
    const writer = await openWriter();
    writer.write(exchange(captureOf(4)));
    writer.close();
    const items = await collect(readWarcRecords(path));
    expect(typesOf(items)).toEqual([
      'warcinfo',
      'response',
      'request',
      'response',
      'request',
      'response',
      'response',
      'request',
    ]);
  });

  test('the search for the tail may begin at a record that is known to be whole', async () => {
    const { path, offsets } = await writeThree();
    const size = statSync(path).size;
    truncateSync(path, size - 5);
    const trusted = { file: basename(path), offset: offsets[1]! };
    const writer = await createWarcWriter({ folder, software: 'tracuu/test', trusted });
    writer.write(exchange(captureOf(4)));
    writer.close();
    expect((await collect(readWarcRecords(path))).filter(({ kind }) => kind === 'damage')).toEqual([]);
    expect(await collect(readWarcCaptures(path))).toHaveLength(4);
  });

  test('a tail of zeros, as a power cut leaves it, is cut too', async () => {
    const { path } = await writeThree();
    const size = statSync(path).size;
    appendFileSync(path, Buffer.alloc(10_000));
    expect(await recoverWarcTail(path)).toBe(10_000);
    expect(statSync(path).size).toBe(size);
  });

  test('damage in the middle costs the records it hits and no more', async () => {
    const { path, offsets } = await writeThree();
    const bytes = readFileSync(path);
    for (let at = offsets[1]! + 30; at < offsets[1]! + 60; at += 1) bytes[at] = bytes[at]! ^ 0xff;
    writeFileSync(path, bytes);
    expect(bodiesOf(await collect(readWarcCaptures(path)))).toEqual([
      '<p>Bài số 1: Chỉ thị 05-CT/TW',
      expect.stringMatching(/^damage of \d+$/u),
      '<p>Bài số 3: Chỉ thị 05-CT/TW',
    ]);
    expect(await recoverWarcTail(path)).toBe(0);
  });

  async function endOfMember(path: string, offset: number): Promise<number | undefined> {
    const items = await collect(readWarcRecords(path));
    const index = items.findIndex((item) => item.offset === offset);
    return items[index + 1]?.offset;
  }
});

describe('files of other tools', () => {
  const http = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n';
  const warc = (block: Buffer, type = 'response', version = '1.0'): Buffer =>
    Buffer.concat([
      Buffer.from(
        `WARC/${version}\r\nWARC-Type: ${type}\r\nWARC-Target-URI: <https://a.vn/x>\r\nWARC-Date: 2025-03-01T18:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: ${block.byteLength}\r\n\r\n`,
      ),
      block,
      Buffer.from('\r\n\r\n'),
    ]);
  const page = Buffer.from('<p>trang');

  test.each([
    ['plain', Buffer.concat([Buffer.from(`${http}\r\n`), page])],
    [
      'chunked',
      Buffer.from(`${http}Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n5;x=y\r\ntrang\r\n0\r\n\r\n`),
    ],
    ['chunked by name only', Buffer.concat([Buffer.from(`${http}Transfer-Encoding: chunked\r\n\r\n`), page])],
    ['gzip', Buffer.concat([Buffer.from(`${http}Content-Encoding: gzip\r\n\r\n`), gzipSync(page)])],
    ['gzip by name only', Buffer.concat([Buffer.from(`${http}Content-Encoding: gzip\r\n\r\n`), page])],
    ['bare line feeds', Buffer.concat([Buffer.from(`${http.replaceAll('\r', '')}\n`), page])],
  ])('%s', async (_name, block) => {
    for (const [name, bytes] of [
      ['a.warc', warc(block)],
      ['a.warc.gz', gzipSync(warc(block))],
    ] as const) {
      const path = join(folder, name);
      writeFileSync(path, Buffer.concat([bytes, bytes]));
      const items = await collect(readWarcCaptures(path));
      expect(bodiesOf(items)).toEqual(['<p>trang', '<p>trang']);
      expect(items[0]).toMatchObject({
        capture: { finalUrl: 'https://a.vn/x', headers: { 'set-cookie': 'a=1, b=2' } },
      });
    }
  });

  test('one member for the whole file', async () => {
    const block = Buffer.concat([Buffer.from(`${http}\r\n`), page]);
    writeFileSync(
      join(folder, 'a.warc.gz'),
      gzipSync(Buffer.concat([warc(block), warc(block), warc(block)])),
    );
    expect(await collect(readWarcCaptures(join(folder, 'a.warc.gz')))).toHaveLength(3);
  });

  test('a resource is its own body', async () => {
    writeFileSync(join(folder, 'a.warc'), warc(page, 'resource', '1.1'));
    expect(await collect(readWarcCaptures(join(folder, 'a.warc')))).toMatchObject([
      { capture: { status: 200, headers: { 'content-type': 'text/plain' } } },
    ]);
  });

  test('a body that cannot be decoded is given as it is, with a word', async () => {
    const broken = Buffer.concat([
      Buffer.from(`${http}Content-Encoding: gzip\r\n\r\n`),
      gzipSync(page).subarray(0, 15),
    ]);
    writeFileSync(join(folder, 'a.warc'), warc(broken));
    expect(await collect(readWarcCaptures(join(folder, 'a.warc')))).toMatchObject([
      { fault: expect.stringContaining('gzip') as string },
    ]);
  });

  test.each([
    ['empty', Buffer.alloc(0), 0],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 1],
    ['gzip of something else', gzipSync('không phải WARC'), 1],
    ['a record that promises too much', Buffer.from('WARC/1.1\r\nContent-Length: 999999999999\r\n\r\nx'), 1],
  ])('%s holds no record', async (_name, bytes, damages) => {
    writeFileSync(join(folder, 'a.warc.gz'), bytes);
    const items = await collect(readWarcCaptures(join(folder, 'a.warc.gz')));
    expect(items.map(({ kind }) => kind)).toEqual(Array(damages).fill('damage'));
  });

  test('a record that is a bomb is damage', async () => {
    const bomb = gzipSync(Buffer.concat([warc(page).subarray(0, -4), Buffer.alloc(300 * 1024 * 1024)]));
    writeFileSync(
      join(folder, 'a.warc.gz'),
      Buffer.concat([bomb, gzipSync(warc(Buffer.from(`${http}\r\nsau`)))]),
    );
    const kinds = (await collect(readWarcCaptures(join(folder, 'a.warc.gz')))).map(({ kind }) => kind);
    expect(kinds).toEqual(['damage', 'capture']);
  });
});
