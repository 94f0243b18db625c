import type {
  EngineAnswer,
  EngineHit,
  FacetCount,
  FacetField,
  WritableSearchEngine,
} from '../../search/engine/search-engine.ts';
import type { PlanNode } from '../../search/engine/search-plan.ts';
import { sha256Hex } from '../../base/hash.ts';
import { BulkWriter, type BulkItem, type BulkOptions, type BulkReport } from './bulk-writer.ts';
import { compilePlan, type Query } from './compile-plan.ts';
import type { OpenSearchConnection } from './connection.ts';
import { TracuuError } from '../../base/tracuu-error.ts';
import type { Generation } from './generations.ts';
import { ENGINE_ID, toFields, type CitingDocument } from './index-mapping.ts';
import { readGroups, readIds } from './page-through.ts';
import { scorePlan, type Frequencies } from './score-plan.ts';

/** OpenSearch as a search engine. What `put` and `remove` change is seen by the next question that this engine is asked. */
export interface OpenSearchEngine extends WritableSearchEngine {
  /** As `put`, and says what became of each article; those that the cluster will never take are reported, not thrown. */
  write(documents: readonly CitingDocument[]): Promise<BulkReport>;
  put(documents: readonly CitingDocument[]): Promise<void>;
}

export interface EngineTarget {
  readonly connection: OpenSearchConnection;
  readonly generation: Pick<Generation, 'index' | 'writeAlias'>;
  readonly bulk?: BulkOptions;
  /** Of the archive that the index is of: what words weigh. */
  readonly lexicon?: Frequencies | undefined;
}

/** Hits that a cluster gives for one question (`index.max_result_window`). */
const MAX_WINDOW = 10_000;

const FACET_FIELDS: Readonly<Record<FacetField, string>> = {
  site: 'site',
  kind: 'kind',
  place: 'places',
  month: 'month',
  document: 'documents',
};

export function createOpenSearchEngine({
  connection,
  generation,
  bulk = {},
  lexicon,
}: EngineTarget): OpenSearchEngine {
  const { index, writeAlias } = generation;
  const writer = new BulkWriter(connection, writeAlias, bulk);
  let isChanged = false;
  const write = async (items: readonly BulkItem[]): Promise<BulkReport> => {
    if (items.length === 0) return { written: 0, superseded: 0, dead: [], retried: 0 };
    isChanged = true;
    return writer.write(items);
  };
  const refresh = async (): Promise<void> => {
    if (!isChanged) return;
    await connection.request({ method: 'POST', path: `/${index}/_refresh` });
    isChanged = false;
  };
  const engine: OpenSearchEngine = {
    id: ENGINE_ID,
    write: (documents) => write(documents.map(toPutItem)),
    put: async (documents) => {
      const { dead } = await engine.write(documents);
      if (dead[0] !== undefined)
        throw new TracuuError(
          'engine-failed',
          `OpenSearch at ${connection.where} refused ${dead.length} articles; the first is ${dead[0].id}: ${dead[0].reason}`,
        );
    },
    remove: async (ids) => {
      await write(await toRemoveItems(connection, index, ids));
    },
    search: async (plan, { limit }) => {
      await refresh();
      return search(connection, index, { plan, limit, lexicon });
    },
    async *readCandidates(plan) {
      await refresh();
      yield* readIds(connection, index, compilePlan(plan).query);
    },
    countFacet: async (plan, field) => {
      await refresh();
      return countFacet(connection, index, { plan, field });
    },
    count: async () => {
      await refresh();
      const { count } = await connection.request<{ readonly count: number }>({
        method: 'GET',
        path: `/${index}/_count`,
      });
      return count;
    },
  };
  return engine;
}

async function countFacet(
  connection: OpenSearchConnection,
  index: string,
  { plan, field }: { readonly plan: PlanNode; readonly field: FacetField },
): Promise<FacetCount[]> {
  const { query } = compilePlan(plan);
  const groups = await readGroups(connection, index, { query, by: { value: FACET_FIELDS[field] } });
  return groups
    .map(({ key, doc_count }) => ({ value: key['value']!, articles: doc_count }))
    .sort((a, b) => b.articles - a.articles || (a.value < b.value ? -1 : 1));
}

/** A version must be 1 or more, and a sequence is: `external_gte` lets the same state be written again. */
const toPutItem = (document: CitingDocument): BulkItem => ({
  id: document.id,
  sequence: document.sequence,
  lines:
    `${JSON.stringify({ index: { _id: document.id, version: document.sequence, version_type: 'external_gte' } })}\n` +
    `${JSON.stringify(toFields(document))}\n`,
});

/** Deletes the version that is there, and no later one that is written meanwhile. */
async function toRemoveItems(
  connection: OpenSearchConnection,
  index: string,
  ids: readonly string[],
): Promise<BulkItem[]> {
  if (ids.length === 0) return [];
  const { docs } = await connection.request<{
    readonly docs: readonly { readonly _id: string; readonly found?: boolean; readonly _version?: number }[];
  }>({ method: 'POST', path: `/${index}/_mget`, query: { _source: false }, body: { ids } });
  return docs
    .filter(({ found }) => found === true)
    .map(({ _id, _version = 1 }) => ({
      id: _id,
      sequence: _version,
      lines: `${JSON.stringify({ delete: { _id, version: _version, version_type: 'external_gte' } })}\n`,
    }));
}

interface SearchAnswer {
  readonly hits: {
    readonly total: { readonly value: number };
    readonly hits: readonly { readonly sort: readonly [number, string] }[];
  };
}

async function search(
  connection: OpenSearchConnection,
  index: string,
  {
    plan,
    limit,
    lexicon,
  }: { readonly plan: PlanNode; readonly limit: number; readonly lexicon: Frequencies | undefined },
): Promise<EngineAnswer> {
  const { query: filter, isExact, clauses } = compilePlan(plan);
  const query: Query = {
    bool: {
      filter: [filter],
      should: scorePlan(plan, { takenClauses: clauses, lexicon }),
      minimum_should_match: 0,
    },
  };
  const hits: EngineHit[] = [];
  for (;;) {
    const size = Math.min(limit - hits.length, MAX_WINDOW);
    const { total, hits: page }: SearchAnswer['hits'] = (
      await connection.request<SearchAnswer>({
        method: 'POST',
        path: `/${index}/_search`,
        query: {
          // The weight of a word is that in all shards, not in the one where an article happens to lie.
          search_type: 'dfs_query_then_fetch',
          allow_partial_search_results: false,
          // Copies of a shard weigh words a little differently: the same question goes to the same ones.
          preference: sha256Hex(JSON.stringify(plan)).slice(0, 16),
        },
        body: {
          query,
          size,
          // The id is what hits are in order of: nothing is to be read from where they are kept.
          stored_fields: '_none_',
          track_total_hits: true,
          track_scores: true,
          sort: ['_score', { id: 'asc' }],
          ...(hits.length > 0 && { search_after: [hits.at(-1)!.score, hits.at(-1)!.id] }),
        },
      })
    ).hits;
    hits.push(...page.map(({ sort: [score, id] }) => ({ id, score })));
    if (page.length < size || hits.length >= limit) return { isExact, total: total.value, hits };
  }
}
