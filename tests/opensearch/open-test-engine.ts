import { randomUUID } from 'node:crypto';
import { connectOpenSearch, type OpenSearchConnection } from '../../src/engines/opensearch/connection.ts';
import {
  createGeneration,
  publishGeneration,
  type IndexIdentity,
} from '../../src/engines/opensearch/generations.ts';
import {
  createOpenSearchEngine,
  type OpenSearchEngine,
} from '../../src/engines/opensearch/opensearch-engine.ts';
import type { BulkOptions } from '../../src/engines/opensearch/bulk-writer.ts';

/** Three shards with two copies each: every node holds a part, and no node holds all. */
export const TEST_SHAPE = { shards: 3, replicas: 1 } as const;

export const testIdentity = (): IndexIdentity => ({
  name: `tracuu-${randomUUID()}`,
  analyzer: 'terms/2+test',
});

/** An engine over an index of its own. */
export async function openTestEngine(
  connection: OpenSearchConnection,
  bulk: BulkOptions = {},
): Promise<OpenSearchEngine> {
  const identity = testIdentity();
  const generation = await createGeneration(connection, identity, TEST_SHAPE);
  await publishGeneration(connection, identity.name, generation);
  return createOpenSearchEngine({ connection, generation, bulk });
}

export const connectTo = (urls: readonly string[]): Promise<OpenSearchConnection> =>
  connectOpenSearch({ nodes: urls });
