import { afterAll, describe, inject } from 'vitest';
import type { OpenSearchConnection } from '../../src/engines/opensearch/connection.ts';
import { describeSearchEngine } from '../contracts/search-engine.contract.ts';
import { connectTo, openTestEngine } from './open-test-engine.ts';

const cluster = inject('cluster');

describe.skipIf(cluster === null)('on three nodes', () => {
  let connection: OpenSearchConnection | undefined;
  afterAll(async () => connection?.close());
  describeSearchEngine(
    'OpenSearch',
    async () => {
      connection ??= await connectTo(cluster!.urls);
      return openTestEngine(connection);
    },
    { size: 'small', timeoutMs: 600_000 },
  );
});
