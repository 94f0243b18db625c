import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { OpenSearchConnection } from '../../src/engines/opensearch/connection.ts';
import { deleteGenerations } from '../../src/engines/opensearch/generations.ts';
import { openDeadLetters } from '../../src/engines/opensearch/dead-letters.ts';
import { openCluster, type OpenedCluster } from '../../src/jobs/answer/open-cluster.ts';
import { searchArchive } from '../../src/jobs/answer/search-archive.ts';
import { syncOpenSearch, type OpenSearchReport } from '../../src/jobs/maintain/sync-opensearch.ts';
import { openArchive, type Workspace } from '../../src/jobs/workspace.ts';
import { analyzeArticle } from '../../src/search/tokens/analyze-article.ts';
import type { CitationGroup } from '../../src/store/archive.ts';
import { makeArticle, makeCommit, makeMention } from '../support/articles.ts';
import { connectTo } from './open-test-engine.ts';

const cluster = inject('cluster');
const CT5 = 'vn:tw:ct:k12:5';
const CT15 = 'vn:tw:ct:k12:15';

describe.skipIf(cluster === null)('an archive on a cluster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracuu-sync-'));
  const index = `tracuu-${randomUUID()}`;
  let workspace: Workspace;
  let connection: OpenSearchConnection;
  beforeAll(async () => {
    workspace = openArchive(folder, { mode: 'write' });
    connection = await connectTo(cluster!.urls);
    for (let number = 0; number < 60; number++) commitBulletin(number);
  });
  afterAll(async () => {
    workspace.close();
    rmSync(folder, { recursive: true });
    await deleteGenerations(connection, index);
    await connection.close();
  });

  /** A bulletin of two items; the first cites one directive, the second another one or a set of two. */
  function commitBulletin(number: number, word = 'học tập'): void {
    const first = `Bản tin ${number}: ${word} Chỉ thị 05-CT/TW tại quận.`;
    const second = `Chỉ thị 15-CT/TW và các chỉ thị này, số ${'một hai ba bốn'.repeat(1 + (number % 5))}.`;
    const text = `${first}\n\n${second}`;
    const set = { ...makeMention(text, 'các chỉ thị này', 'set:5,15@tw/k12'), members: [CT5, CT15] };
    const article = makeArticle({
      id: `sha-${String(number).padStart(3, '0')}`,
      url: `https://bantin-${number % 3}.example/${number}`,
      site: number % 4 === 0 ? null : `bantin-${number % 3}.example`,
      title: `Bản tin ${number}`,
      text,
      publishedAt: number % 7 === 0 ? null : `20${16 + (number % 5)}-0${1 + (number % 9)}-11`,
      sections: [
        { heading: 'Tin một', place: 'hcm/quan-1', publishedOn: null, start: 0, end: first.length },
        {
          heading: null,
          place: number % 2 === 0 ? 'hue' : null,
          publishedOn: null,
          start: first.length + 2,
          end: text.length,
        },
      ],
    });
    const mentions = [makeMention(text, 'Chỉ thị 05-CT/TW', CT5)];
    if (number % 3 !== 0) mentions.push(makeMention(text, 'Chỉ thị 15-CT/TW', CT15));
    if (number % 5 === 0) mentions.push(set);
    workspace.archive.commit({
      ...makeCommit(article, mentions),
      tokens: analyzeArticle(article.title, article.text, workspace.segmenter),
    });
  }

  const sync = (rebuild = false): Promise<OpenSearchReport> =>
    syncOpenSearch(workspace, { nodes: cluster!.urls, index, rebuild, shape: { shards: 3, replicas: 1 } });

  async function withCluster<T>(ask: (opened: OpenedCluster) => Promise<T>): Promise<T> {
    const opened = await openCluster(workspace, { nodes: cluster!.urls, index });
    try {
      return await ask(opened);
    } finally {
      await opened.close();
    }
  }

  const QUERIES = [
    'học tập',
    'hoc tap',
    '"học tập" 05-CT/TW',
    'place:hcm date:2018',
    'bốn NEAR/3 một',
    'ba -tin',
    'chi~',
  ];

  /** Hits, totals, snippets and facets on the cluster are those of SQLite. */
  const compare = (): Promise<void> =>
    withCluster(async (opened) => {
      for (const query of QUERIES) {
        const facets = ['site', 'place', 'month', 'document'] as const;
        const { engine: _engine, ...expected } = await searchArchive(workspace, query, {
          engine: 'fts5',
          facets,
        });
        const { engine: _other, ...found } = await searchArchive(workspace, query, { opened, facets });
        expect(found, query).toEqual(expected);
      }
    });

  test('without an index, says how to make one', async () => {
    await expect(openCluster(workspace, { nodes: cluster!.urls, index })).rejects.toMatchObject({
      code: 'index-missing',
      message: expect.stringContaining('tracuu index --engine opensearch') as string,
    });
  });

  test('is found there as it is found at home', async () => {
    expect(await sync()).toMatchObject({ indexed: 60, articles: 60, rebuilt: true, dead: [] });
    await compare();
    expect(await sync()).toMatchObject({ indexed: 0, articles: 60, rebuilt: false });
  });

  test.each(['document', 'site', 'place', 'month', 'year', 'section'] as const satisfies CitationGroup[])(
    'is cited there by %s as at home',
    async (by) => {
      await sync();
      const { archive } = workspace;
      await withCluster(async ({ citations }) => {
        for (const filter of [
          { documents: [CT5] },
          { documents: [CT5, CT15] },
          { documents: [CT15], place: 'hcm' },
          { documents: [CT5, CT15], site: 'bantin-1.example', from: '2017-01-01' },
          { documents: [CT5], to: '2018-06-30' },
          { documents: ['set:5,15@tw/k12'] },
          { documents: [] },
        ]) {
          expect(await citations.countCitations({ ...filter, by })).toEqual(
            archive.countCitations({ ...filter, by }),
          );
          expect(await citations.firstCitations({ ...filter, by })).toEqual(
            archive.firstCitations({ ...filter, by }),
          );
        }
        for (const document of [CT5, CT15, 'set:5,15@tw/k12', 'vn:tw:ct:k12:999'])
          expect(await citations.readCocited(document)).toEqual(archive.readCocited(document));
      });
    },
  );

  test('what changed is caught up with, and a rebuild gives the same', async () => {
    await sync();
    for (let number = 50; number < 70; number++) commitBulletin(number, 'làm theo');
    expect(await withCluster(async ({ unindexed }) => unindexed)).toBe(20);
    expect(await sync()).toMatchObject({ indexed: 20, articles: 70, rebuilt: false });
    await compare();
    expect(await sync(true)).toMatchObject({ indexed: 70, articles: 70, rebuilt: true });
    await compare();
  });

  test('a dead letter is tried again', async () => {
    await sync();
    const letters = openDeadLetters(join(folder, 'opensearch-dead-letters.jsonl'));
    letters.replace([{ id: 'sha-003', sequence: workspace.archive.lastSequence() + 1, reason: 'a test' }]);
    expect(await sync()).toMatchObject({ indexed: 1, articles: 70, dead: [] });
    expect(letters.read()).toEqual([]);
  });
});
