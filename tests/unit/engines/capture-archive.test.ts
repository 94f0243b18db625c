import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCaptureTable, type CaptureTable } from '../../../src/engines/sqlite/sqlite-captures.ts';
import { openDatabase, type SqliteDatabase } from '../../../src/engines/sqlite/sqlite-database.ts';
import { createCaptureArchive, type CaptureArchive } from '../../../src/engines/warc/capture-archive.ts';
import { readWarcCaptureAt, readWarcRecords } from '../../../src/engines/warc/warc-reader.ts';
import type { Capture } from '../../../src/model/capture.ts';

let folder: string;
let database: SqliteDatabase;
let table: CaptureTable;
let archive: CaptureArchive;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracuu-captures-'));
  database = openDatabase(join(folder, 'tracuu.db'), { mode: 'write' });
  open();
});
afterEach(() => {
  archive.close();
  database.close();
  rmSync(folder, { recursive: true });
});

function open(maxBytes?: number): void {
  table = createCaptureTable(database);
  const now = (): Date => new Date('2025-03-01');
  archive = createCaptureArchive({ table, folder: join(folder, 'warc'), now, maxBytes });
}

const captureOf = (path: string, body: string, more: Partial<Capture> = {}): Capture => ({
  requestedUrl: `https://a.vn${path}`,
  finalUrl: `https://a.vn${path}`,
  fetchedAt: '2025-03-01T00:00:00.000Z',
  status: 200,
  headers: { 'content-type': 'text/html', etag: '"1"' },
  body: Buffer.from(body),
  ...more,
});

const keep = (capture: Capture): Promise<void> =>
  archive.keepExchange({ capture, requestHeaders: { 'user-agent': 'test' } });

async function write(): Promise<void> {
  await archive.flush();
  archive.writeRows();
}

const files = (): string[] => readdirSync(join(folder, 'warc'));

/** `response https://a.vn/1`, in the order of the files. */
async function records(): Promise<string[]> {
  const lines: string[] = [];
  for (const name of files()) {
    for await (const item of readWarcRecords(join(folder, 'warc', name))) {
      if (item.kind === 'damage') lines.push('damage');
      else if (!/^(?:warcinfo|request)$/u.test(item.record.headers['warc-type']!)) {
        const {
          'warc-type': type,
          'warc-target-uri': target = '',
          'warc-profile': profile = '',
        } = item.record.headers;
        lines.push(`${type} ${target} ${profile.split('/').at(-1) ?? ''}`.trim());
      }
    }
  }
  return lines;
}

describe('createCaptureArchive', () => {
  test('touches no disk before there is something to keep', () => {
    expect(readdirSync(folder)).not.toContain('warc');
  });

  test('keeps an answer in full once, and after that that it came again', async () => {
    const first = captureOf('/1', 'một');
    await keep(first);
    await write();
    const again = captureOf('/1', 'một');
    await keep(again);
    await keep(captureOf('/1', '', { status: 304 }));
    await keep(captureOf('/1', 'hai'));
    await keep(captureOf('/2', 'một'));
    await write();
    expect(await records()).toEqual([
      'response https://a.vn/1',
      'revisit https://a.vn/1 identical-payload-digest',
      'revisit https://a.vn/1 server-not-modified',
      'response https://a.vn/1',
      'response https://a.vn/2',
    ]);
    expect(archive.recordOf(again.body)).toEqual(archive.recordOf(first.body));
    expect([...table.all()]).toHaveLength(3);
  });

  test('every row leads to its bytes, and there is no row before there is a transaction', async () => {
    const captures = ['một', 'hai', 'ba'].map((body, index) => captureOf(`/${index}`, body));
    await Promise.all(captures.map(keep));
    expect([...table.all()]).toEqual([]);
    await write();
    for (const row of table.all()) {
      const read = await readWarcCaptureAt(join(folder, 'warc', row.warcFile!), row.warcOffset!);
      const kept = captures.find(({ finalUrl }) => finalUrl === row.finalUrl)!;
      expect(Buffer.from(read!.body)).toEqual(kept.body);
    }
  });

  test('no row points to what the disk was not waited for', async () => {
    await keep(captureOf('/1', 'một'));
    const flushed = archive.flush();
    await keep(captureOf('/2', 'hai'));
    await flushed;
    archive.writeRows();
    expect([...table.all()].map(({ finalUrl }) => finalUrl)).toEqual(['https://a.vn/1']);
    await write();
    expect([...table.all()]).toHaveLength(2);
  });

  test('the disk may be waited for while the next file is begun', async () => {
    archive.close();
    open(1);
    await keep(captureOf('/0', 'không'));
    await write();
    for (let round = 1; round <= 20; round += 1) {
      const flushed = archive.flush();
      await Promise.all([1, 2, 3].map((page) => keep(captureOf(`/${round}/${page}`, `trang ${page}`))));
      await flushed;
      await write();
    }
    expect(files()).toHaveLength(61);
    expect(await records()).toHaveLength(61);
    expect([...table.all()]).toHaveLength(61);
  });

  test('a torn tail is cut, a whole record that no row names stays', async () => {
    await keep(captureOf('/1', 'một'));
    await write();
    await keep(captureOf('/2', 'hai'));
    archive.close();
    appendFileSync(join(folder, 'warc', files()[0]!), Buffer.from('1f8b0800deadbeef', 'hex'));
    open();
    await archive.recover();
    await keep(captureOf('/3', 'ba'));
    expect(await records()).toEqual([
      'response https://a.vn/1',
      'response https://a.vn/2',
      'response https://a.vn/3',
    ]);
  });

  test('a file is a resource; what another program fetched is a response of which no request is known', async () => {
    await archive.keepFile(captureOf('/1', 'một', { finalUrl: 'file:///a.html', headers: {} }));
    const location = await archive.keepFile(captureOf('/2', 'hai'));
    await write();
    expect(await records()).toEqual(['resource file:///a.html', 'response https://a.vn/2']);
    expect(await archive.keepFile(captureOf('/2', 'hai'))).toEqual(location);
    expect(await records()).toHaveLength(2);
  });
});
