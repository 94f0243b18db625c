import { existsSync, mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rowsOf, temporaryFolder, tracuu, type CommandResult } from '../support/run-tracuu.ts';

const folder = temporaryFolder();
const inFolder = (name: string): string => join(folder, name);
const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(inFolder(name), content);
  return inFolder(name);
};
const PAGE = write(
  'good.html',
  `<html><head><title>Tin</title></head><body><h1>Sơ kết phong trào</h1><div>
  <p>Đảng ủy phường 5 tiếp tục thực hiện Chỉ thị 05-CT/TW về đẩy mạnh học tập và làm theo tư tưởng, đạo đức,
  phong cách Hồ Chí Minh, gắn với công việc hằng ngày của từng cán bộ trên địa bàn.</p>
  <p>Trong sáu tháng, phường đã giải quyết 214 kiến nghị của người dân, nhiều hơn 60 so với cùng kỳ năm trước.</p>
  </div></body></html>`,
);
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(4096, 0x9c)]);

/** One line on stderr that says what, and names the way out; nothing on stdout. */
function expectOneLine(result: CommandResult, code: number, ...parts: readonly (string | RegExp)[]): void {
  expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
  for (const part of parts) expect(result.stderr).toMatch(part);
  expect(result.stderr).toMatch(/^tracuu: /u);
  expect(result.stdout).toBe('');
  expect(result.code).toBe(code);
}

const articlesIn = async (data: string): Promise<number> =>
  rowsOf(await tracuu(['export', '--table', 'articles', '--data', data])).length;

describe('a file that holds no article', () => {
  test.each([
    ['an empty file', 'empty.html', '', /empty/u],
    ['an empty text', 'empty.txt', '', /empty/u],
    ['a picture under a false name', 'picture.html', PNG, /PNG|binary/iu],
    ['a file of 20 MB', 'large.html', `<p>${'chữ '.repeat(4_200_000)}</p>`, /16 MiB/u],
    ['a page 100,000 levels deep', 'deep.html', `${'<div>'.repeat(100_000)}sâu`, /no article/u],
  ])('%s is named, with the reason', async (_what, name, content, reason) => {
    const data = inFolder(`data-${name}`);
    expectOneLine(await tracuu(['add', write(name, content), '--data', data]), 1, name, reason);
    expect(await articlesIn(data)).toBe(0);
  });

  test('does not keep the others out', async () => {
    const data = inFolder('data-mixed');
    const result = await tracuu(['add', write('nothing.html', ''), PAGE, '--data', data]);
    expect(result.code).toBe(3);
    expect(result.stderr).toMatch(/^tracuu: .*nothing\.html holds no article/u);
    expect(rowsOf(result)).toMatchObject([{ result: 'new', mentions: 1 }]);
    expect(await articlesIn(data)).toBe(1);
  });

  test('a deep page with an article in it is an article', async () => {
    const paragraph = 'Nội dung của bài viết này nằm rất sâu, nhưng vẫn là một bài viết đầy đủ. '.repeat(8);
    const path = write('deep-article.html', `<h1>Bài</h1>${'<div>'.repeat(100_000)}<p>${paragraph}</p>`);
    const result = await tracuu(['add', path, '--data', inFolder('data-deep')]);
    expect([0, 1]).toContain(result.code);
  });
});

describe('a path that is not there', () => {
  test('is named before anything is written', async () => {
    const data = inFolder('data-missing');
    expectOneLine(
      await tracuu(['add', PAGE, inFolder('nowhere.html'), '--data', data]),
      1,
      'nowhere.html',
      /check the path/u,
    );
    expect(existsSync(data)).toBe(false);
  });

  test('is named by commands that read text', async () => {
    expectOneLine(await tracuu(['refs', inFolder('nowhere.txt')]), 1, 'nowhere.txt');
    expectOneLine(await tracuu(['extract', inFolder('nowhere.html')]), 1, 'nowhere.html');
    expectOneLine(await tracuu(['segment', inFolder('nowhere.txt'), '--lines']), 1, 'nowhere.txt');
  });
});

describe('a host that does not answer', () => {
  test('ends `extract` with the address and what to check', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const url = `http://127.0.0.1:${port}/tin.html`;
    expectOneLine(await tracuu(['extract', url]), 1, url, /check the address/u);
  });

  test('is counted by `crawl`, which ends with code 3 and keeps its archive whole', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const config = write(
      'dead.json',
      JSON.stringify({
        userAgent: 'tracuu-test/1 (+https://example.org)',
        allowPrivateAddresses: true,
        sites: [{ name: 'dead', seeds: [`http://127.0.0.1:${port}/`] }],
      }),
    );
    const data = inFolder('data-dead');
    const result = await tracuu(['crawl', config, '--data', data]);
    expect(result.code).toBe(3);
    expect(rowsOf(result)).toMatchObject([{ new: 0, failed: 1, failures: { 'robots-unreachable': 1 } }]);
    expect(await tracuu(['doctor', '--data', data])).toMatchObject({ code: 0 });
  });
});

describe('a configuration that is wrong', () => {
  test.each([
    ['is missing', undefined, /does not exist/u],
    ['is not JSON', '{"sites": [}', /:1:1\d/u],
    ['names no site', '{"userAgent": "x (+https://example.org)", "sites": []}', /sites/u],
    [
      'has an address that is none',
      '{"userAgent": "x (+https://example.org)", "sites": [{"name": "a", "seeds": ["tin"]}]}',
      /tin/u,
    ],
    ['has a field that does not exist', '{"userAgent": "x (+https://example.org)", "sitez": []}', /sitez/u],
  ])('%s: one line with file and place', async (what, content, reason) => {
    const name = `${what.replaceAll(' ', '-')}.json`;
    const path = content === undefined ? inFolder(name) : write(name, content);
    const data = inFolder(`data-${name}`);
    expectOneLine(await tracuu(['crawl', path, '--data', data]), 2, name, reason);
    expect(existsSync(data)).toBe(false);
  });
});

describe('a data folder that does not fit', () => {
  test('a folder without an archive is not created by a question', async () => {
    const data = inFolder('never');
    for (const command of [
      ['search', 'tin'],
      ['cites', '05-CT/TW'],
      ['export', '--table', 'articles'],
      ['index'],
      ['resolve'],
    ]) {
      expectOneLine(await tracuu([...command, '--data', data]), 1, 'never', /tracuu add/u);
    }
    expect(existsSync(data)).toBe(false);
  });

  test('an index written by another version is named, and rebuilt by the command that the message gives', async () => {
    const data = inFolder('data-version');
    await tracuu(['add', PAGE, '--data', data]);
    const manifest = join(data, 'search', 'manifest.json');
    const other = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
    writeFileSync(manifest, JSON.stringify({ ...other, analyzer: 'terms/0+other' }));
    expectOneLine(
      await tracuu(['search', 'phong trào', '--engine', 'minisearch', '--data', data]),
      1,
      /terms\/0\+other/u,
      /run "tracuu index"/u,
    );
    expect(await tracuu(['cites', '05-CT/TW', '--data', data])).toMatchObject({ code: 0 });
    expect(await tracuu(['index', '--data', data])).toMatchObject({ code: 0 });
    expect(await tracuu(['search', 'phong trào', '--data', data])).toMatchObject({ code: 0 });
  });

  test.each([
    ['a manifest that is no JSON', 'manifest.json', 'not json'],
    ['an index file with other bytes', 'segment', '{}'],
  ])('%s is a damaged index, not a crash', async (_what, prefix, content) => {
    const data = inFolder(`data-damaged-${prefix}`);
    await tracuu(['add', PAGE, '--data', data]);
    const file = readdirSync(join(data, 'search')).find((name) => name.startsWith(prefix))!;
    writeFileSync(join(data, 'search', file), content);
    expectOneLine(
      await tracuu(['search', 'phong trào', '--engine', 'minisearch', '--data', data]),
      1,
      /damaged/u,
      /run "tracuu index"/u,
    );
    // Who asks for no engine by name gets the answer of the one that is whole, and is told.
    const answered = await tracuu(['search', 'phong trào', '--data', data]);
    expect(answered).toMatchObject({ code: 0 });
    expect(answered.stderr).toMatch(/damaged.*run "tracuu index".*SQLite answers/u);
    expect(await tracuu(['doctor', '--mend', '--data', data])).toMatchObject({ code: 0 });
    expect(await tracuu(['search', 'phong trào', '--data', data])).toMatchObject({ code: 0 });
  });

  test('an archive that is no database is left as it is', async () => {
    const data = inFolder('data-garbage');
    mkdirSync(data);
    writeFileSync(join(data, 'tracuu.db'), 'this is not SQLite'.repeat(100));
    expectOneLine(await tracuu(['search', 'tin', '--data', data]), 1, 'tracuu.db', /restore a backup/u);
    expectOneLine(await tracuu(['add', PAGE, '--data', data]), 1, 'tracuu.db', /restore a backup/u);
    expect(readFileSync(join(data, 'tracuu.db'), 'utf8')).toMatch(/^this is not SQLite/u);
  });

  test('a folder in which a job was killed before its first write holds no archive yet', async () => {
    const data = inFolder('data-empty');
    mkdirSync(data);
    writeFileSync(join(data, 'tracuu.db'), '');
    expectOneLine(await tracuu(['search', 'tin', '--data', data]), 1, 'data-empty', /tracuu add/u);
    expect(await tracuu(['add', PAGE, '--data', data])).toMatchObject({ code: 0 });
  });

  test('a data folder that is a file is named', async () => {
    expectOneLine(await tracuu(['add', PAGE, '--data', write('file', '')]), 1, 'file');
  });
});

describe('wrong usage', () => {
  test.each([
    ['an unknown command', ['serch', 'x'], /serch/u],
    ['an unknown option', ['search', 'x', '--plase', 'hcm'], /--plase/u],
    ['a missing argument', ['cites'], /directive/u],
    ['a date that is none', ['refs', '-', '--published', '31/12/2019'], /2019-01-28/u],
    ['a date that is no day', ['search', 'x', '--from', 'tomorrow', '--data', 'DATA'], /YYYY-MM-DD/u],
    [
      'a query that cannot be read',
      ['search', 'học (tập', '--data', 'DATA'],
      /closed.*character 5:\n {2}học \(tập\n {6}\^/u,
    ],
    ['a limit of nothing', ['search', 'x', '--limit', '0'], /whole number/u],
    ['words that name no directive', ['cites', 'cái gì đó', '--data', 'DATA'], /names no directive/u],
  ])('%s ends with code 2', async (_what, args, reason) => {
    const data = inFolder('data-usage');
    await tracuu(['add', PAGE, '--data', data]);
    const result = await tracuu(args.map((arg) => (arg === 'DATA' ? data : arg)));
    expect(result.stderr).toMatch(reason);
    expect(result.stderr).toMatch(/^tracuu: /u);
    expect(result).toMatchObject({ code: 2, stdout: '' });
  });

  test('nothing found is code 4, with nothing on stdout', async () => {
    const data = inFolder('data-usage');
    expect(await tracuu(['search', 'xyzzy', '--data', data])).toMatchObject({ code: 4, stdout: '' });
    expect(await tracuu(['cites', 'Chỉ thị 35-CT/TW', '--data', data])).toMatchObject({
      code: 4,
      stdout: '',
    });
    expect(await tracuu(['refs', '-'], { input: 'Không có gì.' })).toMatchObject({ code: 4, stdout: '' });
  });

  test('a reader that goes away is a success', async () => {
    const result = await tracuu(['segment', '-', '--lines'], {
      input: 'học tập và làm theo\n'.repeat(200_000),
      onStart: (child) => child.stdout?.once('data', () => child.stdout?.destroy()),
    });
    expect(result).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('two jobs at once', () => {
  test('the second is told who is in the way; readers are not', async () => {
    const data = inFolder('data-two');
    await tracuu(['demo', '--data', data]);
    let second: Promise<CommandResult> | undefined;
    let reader: Promise<CommandResult> | undefined;
    const first = await tracuu(['demo', '--data', data, '--delay-ms', '150'], {
      onStart: () => {
        // A job that writes holds the lock.
        const watcher = watch(data, { persistent: false }, (_, name) => {
          if (name !== 'tracuu.db-wal' || second !== undefined) return;
          watcher.close();
          second = tracuu(['add', PAGE, '--data', data]);
          reader = tracuu(['cites', '05-CT/TW', '--data', data]);
        });
      },
    });
    expect(first.code).toBe(0);
    expectOneLine((await second)!, 1, /another tracuu job/u);
    expect(await reader).toMatchObject({ code: 0 });
  });
});
