import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connectOpenSearch, type OpenSearchConnection } from '../../src/engines/opensearch/connection.ts';
import {
  createGeneration,
  openGeneration,
  publishGeneration,
  writeCheckpoint,
} from '../../src/engines/opensearch/generations.ts';
import { createOpenSearchEngine } from '../../src/engines/opensearch/opensearch-engine.ts';
import type { CitingDocument } from '../../src/engines/opensearch/index-mapping.ts';
import type { PlanNode } from '../../src/search/engine/search-plan.ts';
import { collectCandidates } from '../support/search-world.ts';
import { startFaultyProxy } from './faulty-proxy.ts';
import {
  connectTo,
  deleteTestIndices,
  openTestEngine,
  TEST_SHAPE,
  testIdentity,
} from './open-test-engine.ts';

const cluster = inject('cluster');
const EVERYTHING: PlanNode = { kind: 'everything' };

const has = (term: string): PlanNode => ({
  kind: 'terms',
  field: 'any',
  group: { alternatives: [{ term, boost: 1 }] },
});

const makeDocuments = (count: number, sequence = 1, text = ['đảng', 'bộ']): CitingDocument[] =>
  Array.from({ length: count }, (_value, index) => ({
    id: `a-${String(index).padStart(5, '0')}`,
    sequence: sequence + index,
    tokens: {
      title: { syllables: [`t${index}`], words: [] },
      text: {
        syllables: [...text, ...Array.from({ length: 100 }, (_item, at) => `s${(index * 7 + at) % 997}`)],
        words: [],
      },
    },
    facts: { site: 'bantin.example', publishedOn: '2020-05-01', kind: 'article', places: [], documents: [] },
  }));

const idsOf = (documents: readonly CitingDocument[]): string[] => documents.map(({ id }) => id).sort();

async function control(action: 'kill' | 'restart', node: number): Promise<void> {
  const answer = await fetch(`${cluster!.control}/${action}/${node}`, {
    signal: AbortSignal.timeout(290_000),
  });
  expect(answer.status, await answer.text()).toBe(200);
}

/** Kills a node while `act` runs, and has it back however that ends: the next test counts on three. */
async function withoutNode(node: number, act: (killed: Promise<void>) => Promise<void>): Promise<void> {
  const killed = control('kill', node);
  try {
    await act(killed);
  } finally {
    await killed;
    await control('restart', node);
  }
}

describe.skipIf(cluster === null)('a cluster in trouble', () => {
  let connection: OpenSearchConnection;
  beforeAll(async () => {
    connection = await connectTo(cluster!.urls);
  });
  afterAll(async () => {
    await deleteTestIndices(connection);
    await connection.close();
  });

  test('a new generation has its copies before the first article', async () => {
    const { index } = await createGeneration(connection, testIdentity(), TEST_SHAPE);
    const { status } = await connection.request<{ status: string }>({
      method: 'GET',
      path: `/_cluster/health/${index}`,
    });
    expect(status).toBe('green');
  });

  test('a node killed during a bulk: nothing is lost, nothing doubled', async () => {
    const engine = await openTestEngine(connection, { maxItems: 50 });
    const documents = makeDocuments(3000);
    await withoutNode(2, async () => {
      const { written, superseded, dead } = await engine.write(documents);
      expect(dead).toEqual([]);
      // What was written without an answer is written again: the same version, so it is the same article.
      expect(written + superseded).toBe(documents.length);
      expect(await engine.count()).toBe(documents.length);
      expect(await collectCandidates(engine, has('bộ'))).toEqual(idsOf(documents));
    });
    expect(await collectCandidates(engine, EVERYTHING)).toEqual(idsOf(documents));
  });

  test('a node killed during queries: each answer is whole', async () => {
    const engine = await openTestEngine(connection);
    const documents = makeDocuments(6000);
    await engine.put(documents);
    expect(await engine.count()).toBe(6000);
    const ask = async (): Promise<void> => {
      expect((await engine.search(has('đảng'), { limit: 5 })).total).toBe(6000);
      // Two pages: the instant that they are read at dies with the node.
      expect(await collectCandidates(engine, has('đảng'))).toEqual(idsOf(documents));
      expect(await engine.countFacet(EVERYTHING, 'site')).toEqual([
        { value: 'bantin.example', articles: 6000 },
      ]);
    };
    let rounds = 0;
    await withoutNode(1, async (killed) => {
      let after = 0;
      void killed.then(() => (after = rounds + 3));
      // Some questions before its end, some in the middle of it, some after it.
      for (; after === 0 || rounds < after; rounds++) await ask();
    });
    expect(rounds).toBeGreaterThanOrEqual(3);
  });

  test('a busy cluster is written to more slowly, and all arrives', async () => {
    let refused = 0;
    const proxy = await startFaultyProxy(cluster!.urls[0]!, ({ path }) =>
      path.includes('_bulk') && refused++ < 4 ? { status: 429 } : 'none',
    );
    const slow = await connectOpenSearch({ nodes: [proxy.url] });
    const engine = await openTestEngine(slow, { maxItems: 100 });
    const report = await engine.write(makeDocuments(300));
    expect(report).toMatchObject({ written: 300, superseded: 0, dead: [], retried: 400 });
    expect(await engine.count()).toBe(300);
    await slow.close();
    await proxy.close();
  });

  test('a cluster that stays busy ends in an error that says so', async () => {
    const proxy = await startFaultyProxy(cluster!.urls[0]!, ({ path }) =>
      path.includes('_bulk') ? { status: 429 } : 'none',
    );
    const slow = await connectOpenSearch({ nodes: [proxy.url], patienceMs: 500 });
    const engine = await openTestEngine(slow);
    await expect(engine.write(makeDocuments(3))).rejects.toMatchObject({ code: 'engine-failed' });
    await slow.close();
    await proxy.close();
  });

  test.each([
    ['wrong password', { status: 401 }, 'engine-denied', /--password-env/u],
    ['no right', { status: 403 }, 'engine-denied', /--user/u],
    ['slow', { delayMs: 3_000 }, 'engine-slow', /--timeout/u],
  ] as const)('%s', async (_name, fault, code, message) => {
    const proxy = await startFaultyProxy(cluster!.urls[0]!, () => fault);
    const attempt = connectOpenSearch({
      nodes: [proxy.url],
      user: 'reader',
      password: 'not-to-be-told',
      requestTimeoutMs: 500,
    });
    const error = await attempt.then(
      () => undefined,
      (reason: unknown) => reason as Error & { code: string },
    );
    expect(error).toMatchObject({ name: 'TracuuError', code });
    expect(error!.message).toMatch(message);
    expect(error!.message).not.toContain('not-to-be-told');
    await proxy.close();
  });

  test('unreachable', async () => {
    const proxy = await startFaultyProxy('http://127.0.0.1:1', () => 'none');
    await proxy.close();
    await expect(connectOpenSearch({ nodes: [proxy.url] })).rejects.toMatchObject({
      code: 'engine-unreachable',
      message: expect.stringContaining('--node') as string,
    });
  });

  test('a full disk is said to be one, and not waited for', async () => {
    const identity = testIdentity();
    const generation = await createGeneration(connection, identity, TEST_SHAPE);
    const engine = createOpenSearchEngine({ connection, generation });
    const block = (isOn: boolean): Promise<unknown> =>
      connection.request({
        method: 'PUT',
        path: `/${generation.index}/_settings`,
        body: { 'index.blocks.read_only_allow_delete': isOn ? true : null },
      });
    await block(true);
    await expect(engine.write(makeDocuments(3))).rejects.toMatchObject({ code: 'engine-full' });
    await block(false);
    expect(await engine.write(makeDocuments(3))).toMatchObject({ written: 3 });
  });

  test('an article that the cluster refuses is a dead letter, and the others arrive', async () => {
    const engine = await openTestEngine(connection);
    const [good, bad] = makeDocuments(2);
    const refused = {
      ...bad!,
      facts: { ...bad!.facts, site: 'x'.repeat(40_000) },
    };
    const { written, dead } = await engine.write([good!, refused]);
    expect(written).toBe(1);
    expect(dead).toMatchObject([{ id: refused.id, sequence: refused.sequence }]);
    expect(await collectCandidates(engine, EVERYTHING)).toEqual([good!.id]);
    await expect(engine.put([refused])).rejects.toMatchObject({ code: 'engine-failed' });
  });

  test('a late bulk does not bring an older state back', async () => {
    const engine = await openTestEngine(connection);
    await engine.put(makeDocuments(20, 1000, ['mới']));
    expect(await engine.write(makeDocuments(20, 1, ['cũ']))).toMatchObject({ written: 0, superseded: 20 });
    expect(await collectCandidates(engine, has('cũ'))).toEqual([]);
  });

  test('an index that was deleted is missing, and not made again without a mapping', async () => {
    const identity = testIdentity();
    const generation = await createGeneration(connection, identity, TEST_SHAPE);
    const engine = createOpenSearchEngine({ connection, generation });
    await connection.request({ method: 'DELETE', path: `/${generation.index}` });
    await expect(engine.write(makeDocuments(1))).rejects.toMatchObject({ code: 'index-missing' });
    await expect(engine.count()).rejects.toMatchObject({ code: 'index-missing' });
  });

  test('an index of another analyzer is not searched', async () => {
    const identity = testIdentity();
    await publishGeneration(
      connection,
      identity.name,
      await createGeneration(connection, identity, TEST_SHAPE),
    );
    await expect(openGeneration(connection, { ...identity, analyzer: 'other/1' })).rejects.toMatchObject({
      code: 'index-mismatch',
      message: expect.stringContaining('--rebuild') as string,
    });
  });

  test('a new generation takes the name at once, and the former one goes', async () => {
    const identity = testIdentity();
    const former = await createGeneration(connection, identity, TEST_SHAPE);
    await publishGeneration(connection, identity.name, former);
    await writeCheckpoint(connection, former, identity, 41);
    expect(await openGeneration(connection, identity)).toMatchObject({ index: former.index, checkpoint: 41 });
    const next = await createGeneration(connection, identity, TEST_SHAPE);
    expect(await openGeneration(connection, identity)).toMatchObject({ index: former.index });
    await publishGeneration(connection, identity.name, next);
    expect(await openGeneration(connection, identity)).toMatchObject({ index: next.index, checkpoint: 0 });
    expect(await connection.find({ method: 'GET', path: `/${former.index}/_mapping` })).toBeUndefined();
  });
});
