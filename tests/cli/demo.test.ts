import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { MAIN, rowsOf, temporaryFolder, tracuu } from '../support/run-tracuu.ts';

const folder = temporaryFolder();

interface ArticleRow {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly version: number;
  readonly addresses: string;
  readonly text: string;
}
const articlesIn = async (data: string): Promise<ArticleRow[]> =>
  rowsOf<ArticleRow>(await tracuu(['export', '--table', 'articles', '--data', data]));
const exportOf = async (data: string): Promise<string> => {
  const tables = ['articles', 'sections', 'mentions'].map((table) =>
    tracuu(['export', '--table', table, '--data', data]),
  );
  // When a page was fetched is the one thing that differs between two crawls of the same site.
  return (await Promise.all(tables))
    .map(({ stdout }) => stdout.replace(/"fetchedAt":"[^"]*"/gu, ''))
    .join('');
};

describe('tracuu demo', () => {
  const data = join(folder, 'demo');

  test('crawls the site, answers the directive query and says what to try next', async () => {
    const { code, stdout } = await tracuu(['demo', '--data', data]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/crawled \d+ addresses: 16 new articles/u);
    expect(stdout).toContain('$ tracuu cites "Chỉ thị 05-CT/TW"');
    expect(stdout).toMatch(/Đẩy mạnh học tập.*vn:tw:ct:k12:5/u);
    expect(stdout).toMatch(/2019-03-14 {2}.*\[hcm\/quan-\d\]\n {2}.*Chỉ thị/u);
    expect(stdout).toMatch(/\d+ mentions in \d+ articles/u);
    expect(stdout).toContain('Try next:');
  });

  test('folds print view and reprint into their originals, and leaves out what robots.txt forbids', async () => {
    const articles = await articlesIn(data);
    expect(articles).toHaveLength(16);
    expect(new Set(articles.map(({ title }) => title)).size).toBe(16);
    const addresses = articles.flatMap((article) => article.addresses.split(' '));
    expect(addresses.filter((address) => address.includes('/in-an/'))).toHaveLength(1);
    expect(addresses.filter((address) => address.includes('2205'))).toHaveLength(1);
    expect(addresses.filter((address) => address.includes('/noi-bo/'))).toEqual([]);
    expect(articles.map(({ text }) => text).join('\n')).not.toMatch(
      /Có thể bạn quan tâm|Xem nhiều nhất|Thông tin người gửi/u,
    );
    expect(articles.every(({ text }) => text === text.normalize('NFC'))).toBe(true);
  });

  test('a second run crawls only what changed, and says so', async () => {
    const { code, stdout } = await tracuu(['demo', '--data', data]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/only what may have changed is asked for/u);
    expect(stdout).toMatch(/0 new articles, 1 changed/u);
    expect(stdout).toMatch(/1\d pages were not asked for at all/u);
    const articles = await articlesIn(data);
    expect(articles).toHaveLength(16);
    expect(articles.filter(({ version }) => version === 2)).toHaveLength(1);
  });

  test('its archive answers further questions', async () => {
    const exact = rowsOf(await tracuu(['search', 'học tập và làm theo', '--data', data]));
    const folded = rowsOf(await tracuu(['search', 'hoc tap va lam theo', '--data', data]));
    expect(exact.length).toBeGreaterThan(2);
    expect(folded.length).toBeGreaterThanOrEqual(exact.length);
    const inSaigon = rowsOf<{ section: { place: string } }>(
      await tracuu(['cites', '05-CT/TW', '--place', 'hcm', '--data', data]),
    );
    expect(inSaigon.length).toBeGreaterThan(0);
    expect(inSaigon.every(({ section }) => section.place.startsWith('hcm'))).toBe(true);
    expect(await tracuu(['doctor', '--data', data])).toMatchObject({ code: 0 });
  });

  test('killed at 20 instants and run on, it loses and doubles nothing', async () => {
    const whole = join(folder, 'whole');
    await tracuu(['demo', '--data', whole]);
    const expected = await exportOf(whole);

    const killed = join(folder, 'killed');
    let kills = 0;
    for (let turn = 0; turn < 20; turn++) {
      // Each try lives a little longer than it takes to start, so that the crawl goes on in small steps.
      const aliveMs = 250 + Math.floor(Math.random() * 250);
      const { signal } = spawnSync(process.execPath, [MAIN, 'demo', '--data', killed, '--delay-ms', '40'], {
        timeout: aliveMs,
        killSignal: 'SIGKILL',
      });
      if (signal === 'SIGKILL') kills++;
      const check = await tracuu(['doctor', '--data', killed]);
      const faults = rowsOf<{ subject: string; ok: boolean; message: string }>(check).filter(({ ok }) => !ok);
      // The index may lag behind the archive after a kill; the archive itself is whole, or not there yet.
      for (const { subject, message } of faults) {
        expect(`${subject} ${message}`).toMatch(
          /^index (?:.* holds no index|lacks)|^archive .* holds no archive/u,
        );
      }
      if (signal !== 'SIGKILL') break;
    }
    expect(kills).toBeGreaterThan(5);
    const last = await tracuu(['demo', '--data', killed]);
    expect(last.code).toBe(0);
    expect(await tracuu(['doctor', '--data', killed])).toMatchObject({ code: 0 });
    if (last.stdout.includes('only what may have changed')) await tracuu(['demo', '--data', whole]);
    const now = last.stdout.includes('only what may have changed') ? await exportOf(whole) : expected;
    expect(await exportOf(killed)).toBe(now);
  });
});
