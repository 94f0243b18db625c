import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { citeDirective } from '../../../src/jobs/answer/cite-directive.ts';
import { createNameFinder } from '../../../src/jobs/answer/recognize-names.ts';
import { searchArchive } from '../../../src/jobs/answer/search-archive.ts';
import { openArchive, type Workspace } from '../../../src/jobs/workspace.ts';
import { analyzeArticle } from '../../../src/search/tokens/analyze-article.ts';
import { makeArticle, makeMention } from '../../support/articles.ts';

const PAGES = [
  ['hcm/quan-1', 'Quận 1 thực hiện Chỉ thị 05-CT/TW.', 'Chỉ thị 05-CT/TW', 'vn:tw:ct:k12:5'],
  [
    'hung-yen/phu-cu',
    'Phù Cừ thực hiện Nghị quyết 54/2017/QH14.',
    'Nghị quyết 54/2017/QH14',
    'vn:qh14:nq:y2017:54',
  ],
  [
    'ben-tre/chau-thanh',
    'Châu Thành thực hiện Kế hoạch 7-KH/TU.',
    'Kế hoạch 7-KH/TU',
    'vn:tu.ben-tre:kh:_:7',
  ],
  [
    'long-an/chau-thanh',
    'Châu Thành thực hiện Quyết định 9/QĐ-UBND.',
    'Quyết định 9/QĐ-UBND',
    'vn:ubnd.long-an:qd:y2020:9',
  ],
] as const;

describe('names of bodies and places', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracuu-names-'));
  let workspace: Workspace;
  beforeAll(() => {
    const writing = openArchive(folder, { mode: 'write' });
    for (const [place, text, surface, document] of PAGES) {
      const url = `https://a.example/${place}`;
      const article = makeArticle({
        id: `sha-${place.replace('/', '-')}`,
        url,
        canonicalUrl: url,
        title: `Tin ${place}`,
        text,
        sections: [{ heading: null, place, publishedOn: null, start: 0, end: text.length }],
      });
      writing.archive.commit({
        article,
        capture: null,
        mentions: [{ mention: makeMention(text, surface, document), found: {} }],
        tokens: analyzeArticle(article.title, article.text, writing.segmenter),
        storedAt: '2026-01-01T00:00:00.000Z',
      });
    }
    writing.close();
    workspace = openArchive(folder);
  });
  afterAll(() => {
    workspace.close();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['Hà Nội', ['ha-noi']],
    ['ha noi', ['ha-noi']],
    ['ha-noi', ['ha-noi']],
    ['TP. Hồ Chí Minh', ['hcm']],
    ['thanh pho ho chi minh', ['hcm']],
    ['tphcm', ['hcm']],
    ['Quận 1', ['hcm/quan-1']],
    ['quận Bình Thạnh', ['hcm/binh-thanh']],
    ['hcm/phuong-ben-nghe', []],
    ['huyện Phù Cừ', ['hung-yen/phu-cu']],
    ['phu cu', ['hung-yen/phu-cu']],
    ['Châu Thành', ['ben-tre/chau-thanh', 'long-an/chau-thanh']],
    ['Atlantis', []],
  ])('place %s is %j', (name, codes) => {
    expect(createNameFinder(workspace).resolve('place', name)).toEqual(codes);
  });

  test.each([
    ['Bộ Chính trị', ['tw']],
    ['bo chinh tri', ['tw']],
    ['tw', ['tw']],
    ['Bộ Y tế', ['byt']],
    ['Thủ tướng Chính phủ', ['ttg']],
    ['Quốc hội', ['qh', 'qh14']],
    ['qh14', ['qh14']],
    ['Tỉnh ủy Bến Tre', ['tu.ben-tre']],
    ['tinh uy ben tre', ['tu.ben-tre']],
    ['UBND tỉnh Long An', ['ubnd.long-an']],
    ['Bộ Chính trị và Ban Bí thư', []],
    ['xyz', []],
  ])('issuer %s is %j', (name, codes) => {
    expect(createNameFinder(workspace).resolve('issuer', name)).toEqual(codes);
  });

  test.each([
    ['place:"Quận 1"', 1],
    ['place:"TP.HCM"', 1],
    ['place:"chau thanh"', 2],
    ['issuer:"Bộ Chính trị"', 1],
    ['issuer:"Quốc hội" place:"Phù Cừ"', 1],
    ['issuer:"Tỉnh ủy"', 1],
    ['issuer:"Bộ Y tế"', 0],
  ])('%s finds %i articles', async (query, total) => {
    expect((await searchArchive(workspace, query)).total).toBe(total);
  });

  test.each([
    ['place', 'hanoi', 'Hà Nội'],
    ['place', 'Bến Te', 'Bến Tre'],
    ['issuer', 'Bộ Giáo dụk', 'Bộ giáo dục và đào tạo'],
    ['doc', 'chi thi 0555', 'Chỉ thị 05-CT/TW'],
    ['doc', 'học tập và làm theo tư tưởng', 'Chỉ thị 05-CT/TW'],
  ] as const)('for %s %s, %s is among the suggestions', (field, typed, name) => {
    expect(createNameFinder(workspace).suggest(field, typed)).toContain(name);
  });

  test('a name that nothing has is an error that says what may have been meant', async () => {
    await expect(searchArchive(workspace, 'tin place:"Bến Te"')).rejects.toMatchObject({
      code: 'bad-query',
      position: 10,
      message: expect.stringContaining('did you mean "Bến Tre"') as string,
    });
    expect(() => citeDirective(workspace, 'chi thi 0555')).toThrow(/did you mean "Chỉ thị 05-CT\/TW"/u);
    expect(() => citeDirective(workspace, '05-CT/TW', { place: 'Bến Te' })).toThrow(
      /did you mean "Bến Tre"/u,
    );
  });

  test('a code that nothing has finds nothing, and the answer says what may have been meant', async () => {
    const { total, unknown } = await searchArchive(workspace, 'place:hanoi');
    expect(total).toBe(0);
    expect(unknown).toEqual([
      { surface: 'place:hanoi', suggestions: expect.arrayContaining(['Hà Nội']) as string[] },
    ]);
  });

  test('a filter beside the query takes names, too, and says where one stands for several', async () => {
    expect((await searchArchive(workspace, 'tin', { place: 'quan 1' })).total).toBe(1);
    expect(citeDirective(workspace, '05-CT/TW', { place: 'Quận 1' }).citations).toHaveLength(1);
    await expect(searchArchive(workspace, 'tin', { place: 'Châu Thành' })).rejects.toThrow(
      /ben-tre\/chau-thanh, long-an\/chau-thanh/u,
    );
  });
});
