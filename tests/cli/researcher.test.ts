import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { rowsOf, temporaryFolder, tracuu } from '../support/run-tracuu.ts';

/** What a researcher asks about the bundled site's directive: every answer is counted by hand in fixtures/site. */
describe('a researcher', () => {
  const data = join(temporaryFolder(), 'data');
  beforeAll(async () => {
    expect((await tracuu(['demo', '--data', data])).code).toBe(0);
  });
  const rows = async (...args: string[]) => rowsOf(await tracuu([...args, '--data', data]));

  test('counts by month, and the months add up to all mentions', async () => {
    const mentions = await rows('cites', 'chi thi 05');
    const months = await rows('cites', '05-CT/TW', '--timeline');
    expect(months.reduce((sum, { mentions: count }) => sum + Number(count), 0)).toBe(mentions.length);
    expect(months.every((month) => Number(month['allArticles']) >= Number(month['articles']))).toBe(true);
    expect(months.map(({ value }) => value)).toEqual([...months.map(({ value }) => value)].sort());
  });

  test('learns where it was cited first, and how long that took', async () => {
    const [first] = await rows('cites', 'Chỉ thị 05-CT/TW', '--first', 'place');
    // Issued on 15 May 2016.
    expect(first).toMatchObject({ publishedOn: '2016-11-28', lagDays: 197 });
  });

  test('sees what is cited beside it, and what acts on it in which words', async () => {
    const [beside] = await rows('cites', '05-CT/TW', '--cocited');
    expect(beside).toMatchObject({ document: 'vn:tw:nq:k12:4', articles: 5 });
    const chain = await rows('cites', '05-CT/TW', '--chain');
    expect(chain).toContainEqual(
      expect.objectContaining({ from: 'vn:tw:kl:k13:1', kind: 'continues', to: 'vn:tw:ct:k12:5' }),
    );
  });

  test('finds collocates, frequencies and keywords', async () => {
    const [word] = await rows('collocates', 'chi thi', '--min-count', '2');
    expect(Number(word!['logLikelihood'])).toBeGreaterThan(3.84);
    const years = await rows('frequency', 'chỉ thị', '--by', 'year');
    expect(years.map(({ period }) => period)).toEqual(
      Array.from({ length: 10 }, (_, index) => String(2016 + index)),
    );
    const keywords = await rows('keywords', 'place:hcm');
    expect(keywords.map(({ word: found }) => found)).toContain('quận');
  });

  test('may leave the quotes out', async () => {
    expect(await rows('cites', 'chi', 'thi', '05')).toEqual(await rows('cites', 'chi thi 05'));
    expect(await rows('search', 'nêu', 'gương')).toEqual(await rows('search', 'nêu gương'));
    expect(await rows('frequency', 'chỉ', 'thị')).toEqual(await rows('frequency', 'chỉ thị'));
  });

  test('is told what is no row of words', async () => {
    const { code, stderr } = await tracuu(['collocates', 'a OR b', '--data', data]);
    expect(code).toBe(2);
    expect(stderr).toContain('is no row of words');
  });
});
