import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWarcWriter } from '../../src/engines/warc/warc-writer.ts';
import { ROOT, rowsOf, temporaryFolder, tracuu } from '../support/run-tracuu.ts';

const folder = temporaryFolder();
const ARTICLES = join(ROOT, 'fixtures/site/articles');
const pages = ['1203.html', '1204.html', '1212.html'];
const encoder = new TextEncoder();

interface ArticleRow {
  readonly url: string;
  readonly title: string;
}
const articlesIn = async (data: string): Promise<ArticleRow[]> =>
  rowsOf<ArticleRow>(await tracuu(['export', '--table', 'articles', '--data', data]));

/** A WARC file of the pages, with a picture among them. */
async function writeWarc(name: string): Promise<string> {
  const warcFolder = join(folder, name);
  const writer = await createWarcWriter({ folder: warcFolder, software: 'test/1' });
  const keep = (path: string, contentType: string, body: Uint8Array): void => {
    const url = `https://bantin.example/${path}`;
    const headers = { 'content-type': contentType };
    const capture = {
      requestedUrl: url,
      finalUrl: url,
      fetchedAt: '2025-01-01T00:00:00Z',
      status: 200,
      headers,
      body,
    };
    writer.write({ capture, requestHeaders: {}, metadata: {} });
  };
  for (const page of pages) keep(page, 'text/html; charset=utf-8', readFileSync(join(ARTICLES, page)));
  keep('picture.png', 'image/png', encoder.encode('no picture at all'));
  writer.close();
  return join(warcFolder, readdirSync(warcFolder)[0]!);
}

describe('tracuu add', () => {
  test('rebuilds the articles of a WARC file, each with its place in it', async () => {
    const data = join(folder, 'from-warc');
    const added = await tracuu(['add', await writeWarc('whole'), '--data', data]);
    expect(added.code).toBe(0);
    expect(rowsOf(added).map(({ result }) => result)).toEqual(['new', 'new', 'new']);
    expect((await articlesIn(data)).map(({ url }) => url).sort()).toHaveLength(3);
  });

  test('reads what a torn WARC file still holds, and says so', async () => {
    const file = await writeWarc('torn');
    truncateSync(file, readFileSync(file).length - 1500);
    const data = join(folder, 'from-torn');
    const added = await tracuu(['add', file, '--data', data]);
    expect(added.code).toBe(3);
    expect(added.stderr).toMatch(/damaged at byte \d+/u);
    expect((await articlesIn(data)).length).toBeGreaterThanOrEqual(2);
  });

  test('reads a folder, and JSONL with addresses', async () => {
    const lines = pages.map((page) => {
      const html = readFileSync(join(ARTICLES, page), 'utf8').replaceAll(
        '{{ORIGIN}}',
        'https://bantin.example',
      );
      return JSON.stringify({ url: `https://bantin.example/${page}`, html });
    });
    const jsonl = join(folder, 'pages.jsonl');
    writeFileSync(jsonl, `${lines.join('\n')}\n`);
    const data = join(folder, 'from-jsonl');
    expect(rowsOf(await tracuu(['add', jsonl, '--data', data]))).toHaveLength(3);
    const again = rowsOf(await tracuu(['add', jsonl, '--data', data]));
    expect(again.map(({ result }) => result)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  test('names the line of a JSONL file that is no page, and reads the others', async () => {
    const jsonl = join(folder, 'broken.jsonl');
    const html = readFileSync(join(ARTICLES, pages[0]!), 'utf8');
    writeFileSync(
      jsonl,
      `${JSON.stringify({ url: 'https://bantin.example/a', html })}\n{"url": 1}\n{bad\n${JSON.stringify({ url: 'https://bantin.example/b', html: readFileSync(join(ARTICLES, pages[1]!), 'utf8') })}\n`,
    );
    const data = join(folder, 'from-broken');
    const added = await tracuu(['add', jsonl, '--data', data]);
    expect(added.code).toBe(3);
    expect(added.stderr).toMatch(/broken\.jsonl:2 is not a page[\s\S]*broken\.jsonl:3 is not a page/u);
    expect(await articlesIn(data)).toHaveLength(2);
  });

  test('a corrected file replaces its former text and keeps it as a version', async () => {
    const file = join(folder, 'note.txt');
    const text = (words: string): string =>
      `Thông báo về sinh hoạt chuyên đề\n\n${words}\n\n${'Nội dung còn lại của thông báo vẫn như cũ. '.repeat(5)}`;
    writeFileSync(file, text('Thực hiện Chỉ thị 05-CT/TW trong tháng này.'));
    const data = join(folder, 'versions');
    await tracuu(['add', file, '--data', data]);
    writeFileSync(file, text('Thực hiện Kết luận 01-KL/TW trong tháng sau, thay cho thông báo trước.'));
    const changed = rowsOf(await tracuu(['add', file, '--data', data]));
    expect(changed).toMatchObject([{ result: 'changed' }]);
    expect(await tracuu(['cites', '05-CT/TW', '--data', data])).toMatchObject({ code: 4 });
    expect(rowsOf(await tracuu(['cites', '01-KL/TW', '--data', data]))).toHaveLength(1);
    expect(rowsOf(await tracuu(['search', 'tháng sau', '--data', data]))).toHaveLength(1);
    expect(await tracuu(['search', '"tháng này"', '--data', data])).toMatchObject({ code: 4 });
  });
});
