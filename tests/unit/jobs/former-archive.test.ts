import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/engines/sqlite/sqlite-database.ts';
import { createFtsEngine } from '../../../src/engines/sqlite-index/fts-engine.ts';
import { checkWorkspace } from '../../../src/jobs/maintain/check-workspace.ts';
import { openArchive } from '../../../src/jobs/workspace.ts';
import { makeArticle, makeMention } from '../../support/articles.ts';
import { writeFormerArchive } from '../../support/former-archive.ts';

const CT5 = 'vn:tw:ct:k12:5';
const TEXT = 'Chi bộ học tập Chỉ thị 05-CT/TW.';

describe('an archive of the first schema', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracuu-former-'));
    const pages = [1, 2, 3].map((number) => {
      const text = `${TEXT} Bài thứ ${number}.`;
      const article = makeArticle({
        id: `sha-${number}`,
        url: `https://a.example/${number}`,
        text,
        publishedAt: `2019-01-0${number}`,
      });
      return { article, mentions: [makeMention(text, 'Chỉ thị 05-CT/TW', CT5)] };
    });
    writeFormerArchive(folder, pages);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const faultsOf = async (mend: boolean): Promise<string[]> =>
    (await checkWorkspace(folder, { mend })).filter(({ ok }) => !ok).map(({ message }) => message);

  test('is not read before it is brought up to date, and the message says how', async () => {
    expect(await faultsOf(false)).toEqual([expect.stringMatching(/has schema 1, .*"tracuu doctor --mend"/u)]);
    expect(() => openArchive(folder)).toThrow(expect.objectContaining({ code: 'archive-corrupt' }));
  });

  test('is whole after doctor --mend, and answers by document and by word', async () => {
    expect(await faultsOf(true)).toEqual([]);
    expect(await faultsOf(false)).toEqual([]);
    const workspace = openArchive(folder);
    expect(
      Array.from(workspace.archive.readCitations({ documents: [CT5] }), ({ article }) => article.url),
    ).toEqual(['https://a.example/1', 'https://a.example/2', 'https://a.example/3']);
    expect(workspace.archive.countCitations({ documents: [CT5], by: 'year' })).toEqual([
      { value: '2019', mentions: 3, articles: 3 },
    ]);
    workspace.close();
    const database = openDatabase(join(folder, 'tracuu.db'), { mode: 'read' });
    const group = { alternatives: [{ term: 'tập', boost: 1 }] };
    const { total } = await createFtsEngine(database).search(
      { kind: 'terms', field: 'any', group },
      { limit: 10 },
    );
    expect(total).toBe(3);
    database.close();
  });

  test('answers by document as soon as a job has opened it, before its words are analysed', async () => {
    openArchive(folder, { mode: 'write' }).close();
    const workspace = openArchive(folder);
    expect([...workspace.archive.readCitations({ documents: [CT5] })]).toHaveLength(3);
    expect(workspace.archive.readUnanalyzed()).toHaveLength(3);
    workspace.close();
    expect(await faultsOf(false)).toEqual(
      expect.arrayContaining([expect.stringMatching(/lacks 3 articles; run "tracuu index"/u)]),
    );
  });
});
