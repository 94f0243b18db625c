import { randomUUID } from 'node:crypto';
import { connectOpenSearch, type OpenSearchConnection } from '../../src/engines/opensearch/connection.ts';
import {
  createGeneration,
  deleteGenerations,
  publishGeneration,
  type IndexIdentity,
} from '../../src/engines/opensearch/generations.ts';
import {
  createOpenSearchEngine,
  type OpenSearchEngine,
} from '../../src/engines/opensearch/opensearch-engine.ts';
import type { Lexicon } from '../../src/search/engine/lexicon.ts';
import type { IndexShape } from '../../src/engines/opensearch/index-mapping.ts';
import type { BulkOptions } from '../../src/engines/opensearch/bulk-writer.ts';

/** Three shards with two copies each: every node holds a part, and no node holds all. */
export const TEST_SHAPE = { shards: 3, replicas: 1 } as const;

const names: string[] = [];

/** An index that no other test has; `deleteTestIndices` deletes it. */
export function testIdentity(): IndexIdentity {
  const name = `tracuu-${randomUUID()}`;
  names.push(name);
  return { name, analyzer: 'terms/2+test' };
}

/** Each index that stays makes a node's restart take longer. */
export async function deleteTestIndices(connection: OpenSearchConnection): Promise<void> {
  for (const name of names.splice(0)) await deleteGenerations(connection, name);
}

/** An engine over an index of its own. */
export async function openTestEngine(
  connection: OpenSearchConnection,
  {
    shape = TEST_SHAPE,
    lexicon,
    ...bulk
  }: BulkOptions & { readonly shape?: IndexShape; readonly lexicon?: Lexicon } = {},
): Promise<OpenSearchEngine> {
  const identity = testIdentity();
  const generation = await createGeneration(connection, identity, shape);
  await publishGeneration(connection, identity.name, generation);
  return createOpenSearchEngine({ connection, generation, bulk, lexicon });
}

export const connectTo = (urls: readonly string[]): Promise<OpenSearchConnection> =>
  connectOpenSearch({ nodes: urls });
