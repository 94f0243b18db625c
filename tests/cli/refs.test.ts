import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rowsOf, temporaryFolder, tracuu } from '../support/run-tracuu.ts';

const folder = temporaryFolder();
const TEXT = 'Quận 1 thực hiện Kế hoạch 138 - KH/QU và Chỉ thị 05-CT/TW của Bộ Chính trị.';
/** What is known of the text beside its words. */
const KNOWN = ['--published', '2019-01-28', '--place', 'hcm/quan-1'];
const write = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

interface Row {
  readonly surface: string;
  readonly document: string;
  readonly start: number;
  readonly end: number;
  readonly explanation?: string;
}

describe('tracuu refs', () => {
  test('prints a line for each mention, cut out of the text as it was given', async () => {
    const decomposed = TEXT.normalize('NFD');
    for (const [name, text] of Object.entries({ 'nfc.txt': TEXT, 'nfd.txt': decomposed })) {
      const rows = rowsOf<Row>(await tracuu(['refs', write(name, text), ...KNOWN]));
      expect(rows.map(({ document }) => document)).toEqual(['vn:qu.hcm.quan-1:kh:_:138', 'vn:tw:ct:k12:5']);
    }
  });

  test('reads lines of texts and keeps their ids', async () => {
    const lines = [
      { id: 7, text: TEXT, published: '2019-01-28', place: 'hcm/quan-1' },
      { id: 'none', text: 'Không có văn bản nào.' },
    ];
    const input = `\uFEFF${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
    const rows = rowsOf<{ id: unknown; refs: Row[] }>(await tracuu(['refs', '-', '--jsonl'], { input }));
    expect(rows.map(({ id, refs }) => [id, refs.length])).toEqual([
      [7, 2],
      ['none', 0],
    ]);
    for (const { start, end, surface } of rows[0]!.refs) expect(TEXT.slice(start, end)).toBe(surface);
  });

  test('names the line that is no text', async () => {
    const result = await tracuu(['refs', '-', '--jsonl'], { input: '{"id":1,"text":"a"}\n{"id":2}\n' });
    expect(result).toMatchObject({ code: 1 });
    expect(result.stderr).toMatch(/^tracuu: -:2 is not a text/u);
  });

  test('says why', async () => {
    const [, row] = rowsOf<Row>(
      await tracuu(['refs', '-', '--explain', '--published', '2019-01-28'], { input: TEXT }),
    );
    expect(row?.explanation).toMatch(/Chỉ thị 05-CT\/TW.*vn:tw:ct:k12:5.*2016-05-15/u);
  });

  test('marks the mentions in HTML that is safe', async () => {
    const { stdout } = await tracuu(['refs', '-', '--annotate', 'html'], { input: `<b>${TEXT}` });
    expect(stdout).toContain('&lt;b&gt;');
    expect(stdout).toMatch(/data-document="vn:tw:ct:k12:5">Chỉ thị 05-CT\/TW</u);
  });

  test('searches the article of a page, not what stands around it', async () => {
    const page = write(
      'page.html',
      `<html><body><div class="menu"><a href="/x">Nghị quyết 18-NQ/TW</a></div><h1>Tin</h1>
       <p>${TEXT} ${'Nội dung của bài viết được viết tiếp ở đây cho đủ dài. '.repeat(6)}</p></body></html>`,
    );
    const rows = rowsOf<Row>(await tracuu(['refs', page, ...KNOWN]));
    expect(rows.map(({ document }) => document)).toEqual(['vn:qu.hcm.quan-1:kh:_:138', 'vn:tw:ct:k12:5']);
  });
});

describe('a registry of documents of one’s own', () => {
  const header = 'id\tofficial\ttype\tdate\tbody\ttitle\n';
  const plan =
    'vn:qu.hcm.quan-1:kh:t2015:138\t138-KH/QU\tKế hoạch\t2018-03-01\tQuận ủy Quận 1\tcông tác tuyên giáo\n';

  test('decides what the built-in one cannot', async () => {
    const registry = write('own.tsv', header + plan);
    const flags = ['--published', '2019-01-28', '--place', 'hcm/quan-1', '--registry', registry];
    const [row] = rowsOf<Row>(await tracuu(['refs', '-', ...flags], { input: TEXT }));
    expect(row?.document).toBe('vn:qu.hcm.quan-1:kh:t2015:138');
  });

  test('is checked line by line', async () => {
    const registry = write('bad.tsv', `${header}${plan}nonsense\tx\tKế hoạch\t\t\t\n`);
    const result = await tracuu(['registry', 'check', registry]);
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/bad\.tsv:3: "nonsense"/u);
    expect(await tracuu(['registry', 'check', write('good.tsv', header + plan)])).toMatchObject({ code: 0 });
    expect(await tracuu(['refs', '-', '--registry', registry], { input: TEXT })).toMatchObject({ code: 2 });
  });

  test('resolves an archive again; the mentions stay where they are', async () => {
    const data = join(folder, 'data');
    const bulletin = `Tin từ cơ sở\n\nQuận 1: Tuyên giáo\n\n${TEXT} ${'Nội dung được viết tiếp ở đây cho đủ dài. '.repeat(6)}\n\nQuận 6: Dân vận\n\n${'Quận tổ chức nhiều hoạt động trong tháng này. '.repeat(6)}`;
    await tracuu(['add', write('bulletin.txt', bulletin), '--published', '2019-01-28', '--data', data]);
    const mentions = async (): Promise<Row[]> =>
      rowsOf<Row>(await tracuu(['export', '--table', 'mentions', '--data', data]));
    const before = await mentions();
    expect(before[0]?.document).toBe('vn:qu.hcm.quan-1:kh:_:138');

    const resolved = await tracuu(['resolve', '--registry', write('own.tsv', header + plan), '--data', data]);
    expect(resolved).toMatchObject({ code: 0 });
    expect(resolved.stderr).toMatch(/2 mentions in 1 articles?: 1/u);
    const after = await mentions();
    expect(after[0]?.document).toBe('vn:qu.hcm.quan-1:kh:t2015:138');
    expect(after.map(({ start, end, surface }) => [start, end, surface])).toEqual(
      before.map(({ start, end, surface }) => [start, end, surface]),
    );
    expect(rowsOf(await tracuu(['cites', '138-KH/QU', '--data', data]))).toHaveLength(1);
    expect(await tracuu(['doctor', '--data', data])).toMatchObject({ code: 0 });
  });
});
