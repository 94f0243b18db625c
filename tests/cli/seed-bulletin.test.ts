import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { saySkipped } from '../support/say-skipped.ts';
import { ROOT, rowsOf, temporaryFolder, tracuu } from '../support/run-tracuu.ts';

/** The document that the first user gave us, if it is beside the checkout; it is not ours to ship. */
const SEED = join(ROOT, '../shared/data/seed-bulletin.txt');
const isHere = existsSync(SEED);
if (!isHere) saySkipped('the seed bulletin is not beside this checkout (../shared/data/seed-bulletin.txt)');

const EXPECTED_MENTIONS = {
  'vn:qu.hcm.quan-1:kh:_:138': 1,
  'vn:qh14:nq:y2017:54': 1,
  'vn:tw:nq:k12:4': 3,
  'vn:tw:ct:k12:5': 4,
};
const BOILERPLATE = [
  'Có thể bạn quan tâm',
  'Phản hồi',
  'Thông tin người gửi phản hồi',
  'Các tin khác',
  'Mới nhất',
  'Liên kết website',
  'Xem nhiều nhất',
];

interface ArticleRow {
  readonly id: string;
  readonly title: string;
  readonly byline: string;
  readonly kind: string;
  readonly text: string;
  readonly publishedAt: string | null;
}
interface MentionRow {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly document: string;
  readonly place: string;
}

/** The same text as the portal would have shown it: one form around everything, labels in blocks of their own. */
function toPortalPage(text: string): string {
  const paragraphs = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const title = paragraphs[0]!;
  const blocks = paragraphs.slice(1).map((line) => {
    if (/^Quận \d+:/u.test(line)) return `<p><strong>${line}</strong></p>`;
    if (line === 'MH') return '<p style="text-align: right;"><strong>MH</strong></p>';
    if (BOILERPLATE.includes(line))
      return `</div><div class="box"><h3>${line}</h3><ul><li><a href="/x">Tin nào đó</a></li></ul>`;
    return `<p>${line}</p>`;
  });
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body>
    <form method="post" action="./tin.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="dDwtMTA7Oz4=" />
    <div id="menu"><a href="/">Trang chủ</a> | <a href="/gioi-thieu">Giới thiệu</a></div>
    <h1 class="title">${title}</h1><div class="content">${blocks.join('\n')}</div></form></body></html>`;
}

describe.runIf(isHere).each([
  ['as text', 'seed.txt', (text: string) => text],
  ['as a page', 'seed.html', toPortalPage],
  ['as decomposed text', 'nfd.txt', (text: string) => text.normalize('NFD')],
])('the seed bulletin %s', (_name, file, toPage) => {
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const dated = ['--published', '2019-01-28'];
  let articles: ArticleRow[];
  let mentions: MentionRow[];

  beforeAll(async () => {
    const path = join(folder, file);
    writeFileSync(path, toPage(readFileSync(SEED, 'utf8')));
    const added = await tracuu(['add', path, '--data', data, ...dated]);
    expect(added).toMatchObject({ code: 0, stderr: '' });
    const table = async (name: string) => tracuu(['export', '--table', name, '--data', data]);
    articles = rowsOf<ArticleRow>(await table('articles'));
    mentions = rowsOf<MentionRow>(await table('mentions'));
  });

  test('is one bulletin with title and byline', () => {
    expect(articles).toHaveLength(1);
    expect(articles[0]).toMatchObject({
      kind: 'bulletin',
      title: 'Nâng cao chất lượng công tác tuyên giáo các cấp',
      byline: 'MH',
      publishedAt: '2019-01-28',
    });
  });

  test('has three items, each with its place', async () => {
    const sections = rowsOf(await tracuu(['export', '--table', 'sections', '--data', data]));
    expect(sections.map(({ place }) => place)).toEqual(['hcm/quan-1', 'hcm/quan-6', 'hcm/quan-8']);
    expect(sections.map(({ heading }) => String(heading).slice(0, 7))).toEqual([
      'Quận 1:',
      'Quận 6:',
      'Quận 8:',
    ]);
  });

  test('has no line of boilerplate', () => {
    const lines = articles[0]!.text.split('\n');
    expect(lines.filter((line) => BOILERPLATE.includes(line.trim()))).toEqual([]);
    expect(lines.at(-1)).toMatch(/^Năm 2019, Ban Tuyên giáo Quận ủy quận 8/u);
  });

  test('cites four documents in nine places, each in its item', () => {
    const counts: Record<string, number> = {};
    for (const { document } of mentions) counts[document] = (counts[document] ?? 0) + 1;
    expect(counts).toEqual(EXPECTED_MENTIONS);
    for (const { start, end, surface } of mentions) expect(articles[0]!.text.slice(start, end)).toBe(surface);
    expect(mentions.map(({ place }) => place.slice(-1)).join('')).toBe('111166688');
  });

  test.each(['05-CT/TW', 'chi thi 05', 'Chỉ thị số 05', 'Chỉ thị số 05'.normalize('NFD'), 'vn:tw:ct:k12:5'])(
    'is found by "%s"',
    async (directive) => {
      const hits = rowsOf(await tracuu(['cites', directive, '--data', data]));
      expect(hits.map(({ document }) => document)).toEqual(Array(4).fill('vn:tw:ct:k12:5'));
      expect(hits[0]).toMatchObject({ surface: 'Chỉ thị 05-CT/TW', section: { place: 'hcm/quan-1' } });
    },
  );

  test.each(['học tập và làm theo', 'hoc tap va lam theo', 'HỌC TẬP VÀ LÀM THEO', '"học tập và làm theo"'])(
    'is found by the words %s, which its snippet shows',
    async (query) => {
      const [hit] = rowsOf<{ snippet: string; highlights: { start: number; end: number }[] }>(
        await tracuu(['search', query, '--data', data]),
      );
      expect(hit?.snippet).toContain('học tập và làm theo');
      // A phrase is one highlight, words are one each.
      const shown = hit!.highlights.flatMap(({ start, end }) =>
        hit!.snippet.slice(start, end).toLowerCase().split(' '),
      );
      expect(shown).toEqual(expect.arrayContaining(['học', 'tập', 'và', 'làm', 'theo']));
    },
  );

  test('means the same documents where no date is given', async () => {
    const undated = join(folder, 'undated');
    await tracuu(['add', join(folder, file), '--data', undated]);
    const rows = rowsOf<MentionRow>(await tracuu(['export', '--table', 'mentions', '--data', undated]));
    expect(rows.map(({ document }) => document)).toEqual(mentions.map(({ document }) => document));
  });
});

describe.runIf(isHere)('text and page in one archive', () => {
  test('are one article with two addresses', async () => {
    const folder = temporaryFolder();
    const text = readFileSync(SEED, 'utf8');
    writeFileSync(join(folder, 'a.txt'), text);
    writeFileSync(join(folder, 'b.html'), toPortalPage(text));
    const data = join(folder, 'data');
    const added = await tracuu(['add', join(folder, 'a.txt'), join(folder, 'b.html'), '--data', data]);
    expect(rowsOf(added).map(({ result }) => result)).toEqual(['new', 'duplicate']);
    expect(rowsOf(await tracuu(['export', '--table', 'articles', '--data', data]))).toHaveLength(1);
  });
});
