import type { Query } from './compile-plan.ts';
import type { OpenSearchConnection } from './connection.ts';

/** Ids in one page; a cluster gives 10,000 hits at most (`index.max_result_window`). */
const PAGE_IDS = 5_000;
/** Groups in one page; a cluster gives 65,535 at most (`search.max_buckets`). */
const PAGE_GROUPS = 5_000;
/** How long the cluster keeps a point in time after the last page that was asked of it. */
const KEEP_ALIVE = '2m';

interface HitsAnswer {
  readonly pit_id?: string;
  readonly hits: { readonly hits: readonly { readonly sort: readonly unknown[] }[] };
}

/** Searches as the index was at one instant, whatever is written meanwhile. */
interface PointInTime {
  search<T>(body: object): Promise<T>;
}

async function openPointInTime(
  connection: OpenSearchConnection,
  index: string,
): Promise<PointInTime & { close(): Promise<void> }> {
  const open = async (): Promise<string> => {
    const { pit_id } = await connection.request<{ readonly pit_id: string }>({
      method: 'POST',
      path: `/${index}/_search/point_in_time`,
      query: { keep_alive: KEEP_ALIVE },
    });
    return pit_id;
  };
  const close = async (id: string): Promise<void> => {
    await connection.find({ method: 'DELETE', path: '/_search/point_in_time', body: { pit_id: [id] } });
  };
  let id = await open();
  return {
    search: async <T>(body: object): Promise<T> => {
      const ask = (): Promise<T> =>
        connection.requestOnce<T>({
          method: 'POST',
          path: '/_search',
          query: { allow_partial_search_results: false },
          body: { ...body, pit: { id, keep_alive: KEEP_ALIVE } },
        });
      try {
        return await ask();
      } catch {
        // A node that held a part of it has died; the other copies hold the same articles. Pages are in order of a key,
        // so that the next one begins where the last one ended.
        id = await open();
        return connection.request<T>({
          method: 'POST',
          path: '/_search',
          query: { allow_partial_search_results: false },
          body: { ...body, pit: { id, keep_alive: KEEP_ALIVE } },
        });
      }
    },
    close: () => close(id),
  };
}

/** Ids of all hits in order of id, in batches. */
export async function* readIds(
  connection: OpenSearchConnection,
  index: string,
  query: Query,
): AsyncGenerator<readonly string[]> {
  const point = await openPointInTime(connection, index);
  try {
    let after: readonly unknown[] | undefined;
    for (;;) {
      const { hits } = await point.search<HitsAnswer>({
        query,
        size: PAGE_IDS,
        _source: false,
        track_total_hits: false,
        sort: [{ id: 'asc' }],
        ...(after !== undefined && { search_after: after }),
      });
      const page = hits.hits.map(({ sort }) => sort[0] as string);
      if (page.length > 0) yield page;
      if (page.length < PAGE_IDS) return;
      after = hits.hits.at(-1)!.sort;
    }
  } finally {
    await point.close();
  }
}

/** A group of hits that share the values of its key. */
export interface HitGroup {
  readonly key: Readonly<Record<string, string | null>>;
  readonly doc_count: number;
  /** Counts of parts of the group, by the names that the question gave them. */
  readonly [part: string]: unknown;
}

export interface GroupQuestion {
  readonly query: Query;
  /** Names of the key's values and the fields that they are read from. */
  readonly by: Readonly<Record<string, string>>;
  /** Hits without a value are a group, too, of key `null`. */
  readonly keepMissing?: boolean;
  /** Where the fields lie in nested documents: their path, and which of them count. */
  readonly nested?: { readonly path: string; readonly filter: Query } | undefined;
  /** Counted within each group. */
  readonly parts?: object;
}

interface CompositeAnswer {
  readonly after_key?: Readonly<Record<string, unknown>>;
  readonly buckets: readonly HitGroup[];
}

interface GroupsAnswer {
  readonly aggregations: {
    readonly groups?: CompositeAnswer;
    readonly nested?: { readonly those: { readonly groups: CompositeAnswer } };
  };
}

/** All groups of the hits, each counted exactly: pages of a composite aggregation, in no particular order. */
export async function readGroups(
  connection: OpenSearchConnection,
  index: string,
  question: GroupQuestion,
): Promise<HitGroup[]> {
  const point = await openPointInTime(connection, index);
  try {
    const groups: HitGroup[] = [];
    let after: CompositeAnswer['after_key'];
    for (;;) {
      const { aggregations } = await point.search<GroupsAnswer>({
        query: question.query,
        size: 0,
        track_total_hits: false,
        aggs: toAggregation(question, after),
      });
      const { buckets, after_key } = aggregations.groups ?? aggregations.nested!.those.groups;
      groups.push(...buckets);
      if (buckets.length < PAGE_GROUPS || after_key === undefined) return groups;
      after = after_key;
    }
  } finally {
    await point.close();
  }
}

function toAggregation({ by, keepMissing = false, nested, parts }: GroupQuestion, after: unknown): object {
  const sources = Object.entries(by).map(([name, field]) => ({
    [name]: { terms: { field, missing_bucket: keepMissing } },
  }));
  const groups = {
    composite: { size: PAGE_GROUPS, sources, ...(after !== undefined && { after }) },
    ...(parts !== undefined && { aggs: parts }),
  };
  if (nested === undefined) return { groups };
  return {
    nested: {
      nested: { path: nested.path },
      aggs: { those: { filter: nested.filter, aggs: { groups } } },
    },
  };
}
