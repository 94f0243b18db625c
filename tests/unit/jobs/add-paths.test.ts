import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseCrawlConfig } from '../../../src/crawl/config/parse-crawl-config.ts';
import { addPaths, type AddOptions } from '../../../src/jobs/ingest/add-paths.ts';
import { openArchive } from '../../../src/jobs/workspace.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracuu-add-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const PLAN = 'Hội nghị quán triệt Kế hoạch số 12-KH/QU về công tác kiểm tra, giám sát trong năm tới.';
const NOTE = 'Ban biên tập giữ quyền sửa chữa, rút gọn những bài gửi đến tòa soạn trong tháng này.';

const page = (url: string): { url: string; html: string } => ({
  url,
  html: `<html lang="vi"><title>Tin</title><h1>Hội nghị quận ủy ${url}</h1>
<div class="ours"><p>${PLAN}</p><p>Các chi bộ trực thuộc dự hội nghị và nêu ý kiến, ${url}.</p></div>
<div class="theirs"><p>${NOTE}</p></div></html>`,
});

const CONFIG = parseCrawlConfig(
  JSON.stringify({
    userAgent: 'tracuu-test (+https://example.org/bot)',
    sites: [
      { name: 'a', seeds: ['https://a.vn/'], place: 'hcm/quan-1', allow: ['/quan-1/'] },
      { name: 'a3', seeds: ['https://a.vn/quan-3/'], place: 'hcm/quan-3', allow: ['/quan-3/'] },
      { name: 'b', seeds: ['https://b.vn/'], profile: { content: '.ours' } },
    ],
  }),
  'test.json',
);

async function added(url: string, options: AddOptions): Promise<{ documents: string[]; text: string }> {
  const file = join(folder, 'pages.jsonl');
  writeFileSync(file, JSON.stringify(page(url)));
  const workspace = openArchive(join(folder, 'data'), { mode: 'write' });
  try {
    for await (const { kind } of addPaths(workspace, [file], options)) expect(kind).toBe('new');
    const [stored] = [...workspace.archive.readArticles()];
    return {
      documents: stored!.mentions.map(({ mention }) => mention.document),
      text: stored!.article.text,
    };
  } finally {
    workspace.close();
  }
}

const GIVEN = {
  nothing: {},
  'its configuration': { config: CONFIG },
  'a place, too': { config: CONFIG, place: 'hcm/quan-5' },
};

describe('saved pages of a configured site', () => {
  test.each<[url: string, given: keyof typeof GIVEN, document: string]>([
    ['https://a.vn/quan-1/tin-1.html', 'nothing', 'vn:qu:kh:_:12'],
    ['https://a.vn/quan-1/tin-1.html', 'its configuration', 'vn:qu.hcm.quan-1:kh:_:12'],
    // Two sites of one host: the one that allows the address.
    ['https://a.vn/quan-3/tin-1.html', 'its configuration', 'vn:qu.hcm.quan-3:kh:_:12'],
    // None of them does: the first.
    ['https://www.a.vn/khac/tin-1.html', 'its configuration', 'vn:qu.hcm.quan-1:kh:_:12'],
    ['https://b.vn/tin-1.html', 'its configuration', 'vn:qu:kh:_:12'],
    ['https://c.vn/tin-1.html', 'its configuration', 'vn:qu:kh:_:12'],
    // What is said of these pages goes before what is said of their site.
    ['https://a.vn/quan-1/tin-1.html', 'a place, too', 'vn:qu.hcm.quan-5:kh:_:12'],
    ['https://b.vn/tin-1.html', 'a place, too', 'vn:qu.hcm.quan-5:kh:_:12'],
  ])('%s, given %s, cites %s', async (url, given, document) => {
    expect((await added(url, GIVEN[given])).documents).toEqual([document]);
  });

  test('are read by its profile', async () => {
    expect((await added('https://b.vn/tin-1.html', { config: CONFIG })).text).not.toContain('Ban biên tập');
  });

  test('and without it as any page', async () => {
    expect((await added('https://b.vn/tin-1.html', {})).text).toContain('Ban biên tập');
  });
});
