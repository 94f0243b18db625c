import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { deleteGenerations } from '../../src/engines/opensearch/generations.ts';
import { rowsOf, temporaryFolder, tracuu, type CommandResult } from '../support/run-tracuu.ts';
import { connectTo } from './open-test-engine.ts';

const cluster = inject('cluster');

/** The command line over a cluster, as docs/opensearch.md shows it; needs the built package. */
describe.skipIf(cluster === null)('the commands with --engine opensearch', () => {
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const name = `tracuu-${randomUUID()}`;
  beforeAll(async () => {
    expect((await tracuu(['demo', '--data', data])).code).toBe(0);
  });
  afterAll(async () => {
    const connection = await connectTo(cluster!.urls);
    await deleteGenerations(connection, name);
    await connection.close();
  });

  const onCluster = (...args: string[]): Promise<CommandResult> => {
    const where = ['--engine', 'opensearch', '--index-name', name, '--data', data];
    return tracuu([...args, ...where, '--node', ...cluster!.urls]);
  };
  const atHome = (...args: string[]): Promise<CommandResult> =>
    tracuu([...args, '--engine', 'fts5', '--data', data]);

  test('without an index, search says how to make one', async () => {
    const { code, stderr } = await onCluster('search', 'học tập');
    expect(code).toBe(1);
    expect(stderr).toMatch(/has no index .*run "tracuu index --engine opensearch/u);
  });

  test('index makes one, and search answers as the archive itself does', async () => {
    const made = await onCluster('index');
    expect(made).toMatchObject({ code: 0, stdout: '' });
    expect(made.stderr).toMatch(/built tracuu-.*-000001: 1[0-9] articles entered, 1[0-9] in all/u);
    for (const question of [
      ['học tập'],
      ['hoc tap'],
      ['"làm theo" -title:Bác'],
      ['Chỉ thị 05-CT/TW', '--place', 'hcm'],
      ['chi bộ', '--facets'],
      ['làm theo', '--kwic', '--sort', 'left'],
    ]) {
      const [found, expected] = [await onCluster('search', ...question), await atHome('search', ...question)];
      expect(expected.code, question.join(' ')).toBe(0);
      expect(found.code, question.join(' ')).toBe(0);
      expect(rowsOf(found), question.join(' ')).toEqual(rowsOf(expected));
      expect(rowsOf(found).length, question.join(' ')).toBeGreaterThan(0);
    }
    expect((await onCluster('search', 'không ai viết câu này')).code).toBe(4);
  });

  test('what is added is found after index --changes, by word and by directive', async () => {
    const page = join(folder, 'bai-moi.html');
    const words = 'Đảng bộ phường Sông Trăng học tập Chỉ thị 05-CT/TW và bàn chuyện trồng sen trên kênh. ';
    writeFileSync(
      page,
      `<!DOCTYPE html><html lang="vi"><head><title>Phường Sông Trăng trồng sen</title></head><body><article><h1>Phường Sông Trăng trồng sen</h1><p>${words.repeat(4)}</p><p>${words.repeat(3)}</p></article></body></html>`,
    );
    expect((await tracuu(['add', page, '--data', data])).code).toBe(0);
    const before = await onCluster('search', 'trồng sen');
    expect(before.code).toBe(4);
    const caughtUp = await onCluster('index', '--changes');
    expect(caughtUp.code).toBe(0);
    expect(caughtUp.stderr).toMatch(/updated .*-000001: 1 articles entered/u);
    const [hit] = rowsOf(await onCluster('search', 'trồng sen 05-CT/TW'));
    expect(hit).toMatchObject({ article: { title: 'Phường Sông Trăng trồng sen' } });
    const cited = rowsOf<{ article: { title: string } }>(await tracuu(['cites', '05-CT/TW', '--data', data]));
    expect(cited.map(({ article }) => article.title)).toContain('Phường Sông Trăng trồng sen');
  });

  test('a rebuild is a new generation with the same answers', async () => {
    const before = rowsOf(await onCluster('search', 'học tập', '--limit', '50'));
    const made = await onCluster('index');
    expect(made.stderr).toMatch(/built tracuu-.*-000002:/u);
    expect(rowsOf(await onCluster('search', 'học tập', '--limit', '50'))).toEqual(before);
  });

  test('says in one line what is wrong with an address', async () => {
    const unnamed = await tracuu(['search', 'học tập', '--engine', 'opensearch', '--data', data]);
    expect(unnamed).toMatchObject({ code: 2, stdout: '' });
    expect(unnamed.stderr).toMatch(/^tracuu: --engine opensearch needs --node/u);
    const flags = ['--engine', 'opensearch', '--node', 'http://127.0.0.1:9', '--data', data];
    const unreachable = await tracuu(['search', 'học tập', ...flags]);
    expect(unreachable).toMatchObject({ code: 1, stdout: '' });
    expect(unreachable.stderr).toMatch(/^tracuu: OpenSearch at http:\/\/127\.0\.0\.1:9 cannot be reached/u);
    expect(unreachable.stderr.trim().split('\n')).toHaveLength(1);
  });
});
