import { afterAll, describe, inject } from 'vitest';
import type { OpenSearchConnection } from '../../src/engines/opensearch/connection.ts';
import { describeFoldedQueries } from '../contracts/folded-queries.contract.ts';
import { connectTo, deleteTestIndices, openTestEngine } from './open-test-engine.ts';

const cluster = inject('cluster');

describe.skipIf(cluster === null)('on three nodes', () => {
  let connection: OpenSearchConnection | undefined;
  afterAll(async () => {
    if (connection === undefined) return;
    await deleteTestIndices(connection);
    await connection.close();
  });
  describeFoldedQueries('OpenSearch', async (lexicon) => {
    connection ??= await connectTo(cluster!.urls);
    return openTestEngine(connection, { lexicon });
  });
});
