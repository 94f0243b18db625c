import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/engines/sqlite/sqlite-database.ts';
import { checkIndexTables } from '../../../src/engines/sqlite-index/check-index-tables.ts';
import { createFtsEngine } from '../../../src/engines/sqlite-index/fts-engine.ts';
import { checkWorkspace } from '../../../src/jobs/maintain/check-workspace.ts';
import { readWarcCaptureAt } from '../../../src/engines/warc/warc-reader.ts';
import { openArchive } from '../../../src/jobs/workspace.ts';
import { makeArticle, makeCommit, makeMention } from '../../support/articles.ts';
import { writeFormerArchive } from '../../support/former-archive.ts';

const CT5 = 'vn:tw:ct:k12:5';
const FETCHED_AT = '2026-01-01T00:00:00.000Z';
const HEADERS = { 'content-type': 'text/html; charset=utf-8', etag: '"một"' };
/** Bytes that are no text, too: what came is kept as it came. */
const pageOf = (number: number): Buffer =>
  Buffer.concat([Buffer.from(`<p>Bài ${number}</p>`), Buffer.from([0, 255, 13, 10, 0xc3, 0x28])]);
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
        capture: { fetchedAt: FETCHED_AT, status: 200, warc: null, offset: null },
      });
      const mentions = [makeMention(text, 'Chỉ thị 05-CT/TW', CT5)];
      return { article, mentions, page: { headers: HEADERS, body: pageOf(number) } };
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

  test('keeps its pages: doctor --mend moves each into a WARC file, byte for byte, and nothing stays behind', async () => {
    expect(await faultsOf(true)).toEqual([]);
    const workspace = openArchive(folder);
    expect(workspace.captureTable.countBodies()).toBe(0);
    expect(workspace.archive.counts().captures).toBe(3);
    for (const number of [1, 2, 3]) {
      const { warc, offset, fetchedAt, status } = workspace.archive.readArticle(`sha-${number}`)!.article
        .capture!;
      expect({ fetchedAt, status }).toEqual({ fetchedAt: FETCHED_AT, status: 200 });
      const capture = await readWarcCaptureAt(join(folder, 'warc', warc!), offset!);
      expect(capture).toMatchObject({
        finalUrl: `https://a.example/${number}`,
        status: 200,
        headers: HEADERS,
      });
      expect(Buffer.from(capture!.body)).toEqual(pageOf(number));
    }
    workspace.close();
  });

  test('is added to as any other: a page that is there is unchanged, a corrected one is a version more', async () => {
    await faultsOf(true);
    const workspace = openArchive(folder, { mode: 'write' });
    const commit = (number: number, more = ''): string => {
      const text = `${TEXT} Bài thứ ${number}.${more}`;
      const article = makeArticle({
        id: `sha-${number}`,
        url: `https://a.example/${number}`,
        text,
        publishedAt: `2019-01-0${number}`,
      });
      return workspace.archive.commit(makeCommit(article, [makeMention(text, 'Chỉ thị 05-CT/TW', CT5)]))
        .result;
    };
    expect([commit(1), commit(2, ' Đã sửa lại.')]).toEqual(['unchanged', 'changed']);
    expect(workspace.archive.readVersions('sha-2').map(({ text }) => text)).toEqual([`${TEXT} Bài thứ 2.`]);
    expect(workspace.archive.readArticle('sha-2')!.version).toBe(2);
    workspace.close();
    expect(await faultsOf(false)).not.toContainEqual(expect.stringMatching(/mention|address|page fault/u));
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

describe('an archive whose postings were written otherwise', () => {
  const FORMER_SCHEMA = 5;
  const term = (word: string) =>
    ({ kind: 'terms', field: 'any', group: { alternatives: [{ term: word, boost: 1 }] } }) as const;

  test('is searched as before once a job has opened it: its postings are made anew from the stored tokens', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tracuu-former-'));
    const file = join(folder, 'tracuu.db');
    const written = openDatabase(file, { mode: 'write' });
    const documents = ['một', 'hai'].map((word, at) => ({
      id: `sha-${at}`,
      sequence: at + 1,
      tokens: {
        title: { syllables: ['đảng'], words: [] },
        text: { syllables: ['đảng', word], words: [`đảng_${word}`] },
      },
      facts: { site: 'a.example', publishedOn: '2019-01-01', kind: 'article', places: [], documents: [CT5] },
    }));
    await createFtsEngine(written).put(documents);
    written.exec(`INSERT INTO article_search (article_search) VALUES ('delete-all');
      INSERT INTO article_search (rowid, text, title, facts) VALUES (1, 'a b', 'a', '_');
      PRAGMA user_version = ${FORMER_SCHEMA};`);
    written.close();

    const mended = openDatabase(file, { mode: 'write' });
    const engine = createFtsEngine(mended);
    const totalOf = async (plan: Parameters<typeof engine.search>[0]): Promise<number> =>
      (await engine.search(plan, { limit: 10 })).total;
    expect(await totalOf(term('đảng'))).toBe(2);
    expect(await totalOf(term('hai'))).toBe(1);
    expect(await totalOf(term('đảng_một'))).toBe(1);
    expect(await totalOf({ kind: 'fact', test: { fact: 'document', anyOf: [CT5] } })).toBe(2);
    expect(checkIndexTables(mended).filter((fault) => fault.includes('tokens'))).toEqual([]);
    mended.close();
    rmSync(folder, { recursive: true });
  });
});
