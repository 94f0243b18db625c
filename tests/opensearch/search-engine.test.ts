import { afterAll, describe, inject } from 'vitest';
import type { OpenSearchConnection } from '../../src/engines/opensearch/connection.ts';
import { describeSearchEngine } from '../contracts/search-engine.contract.ts';
import { connectTo, deleteTestIndices, openTestEngine } from './open-test-engine.ts';

const cluster = inject('cluster');

describe.skipIf(cluster === null)('on three nodes', () => {
  let opened = 0;
  let connection: OpenSearchConnection | undefined;
  afterAll(async () => {
    if (connection === undefined) return;
    await deleteTestIndices(connection);
    await connection.close();
  });
  describeSearchEngine(
    'OpenSearch',
    async (lexicon) => {
      connection ??= await connectTo(cluster!.urls);
      // The first holds the large corpus; the others hold a handful of articles each.
      return openTestEngine(
        connection,
        opened++ === 0 ? { lexicon } : { lexicon, shape: { shards: 1, replicas: 1 } },
      );
    },
    { size: 'full', timeoutMs: 600_000 },
  );
});
