import type { Query } from './compile-plan.ts';
import type { EngineRequest, OpenSearchConnection } from './connection.ts';

/** Ids in one page; a cluster gives 10,000 hits at most (`index.max_result_window`). */
const PAGE_IDS = 5_000;
/** Groups in one page; a cluster gives 65,535 at most (`search.max_buckets`). */
const PAGE_GROUPS = 5_000;
/** How long the cluster keeps a point in time after the last page that was asked of it. */
const KEEP_ALIVE = '2m';

interface HitsAnswer {
  readonly hits: { readonly hits: readonly { readonly sort: readonly unknown[] }[] };
}

/** Where pages are asked for: an index as it is, or as it was at one instant. */
type Ask = <T>(body: object) => Promise<T>;

const asItIs =
  (connection: OpenSearchConnection, index: string): Ask =>
  (body) =>
    connection.request({ method: 'POST', path: `/${index}/_search`, query: WHOLE, body });

/** A part that is missing is an error, not a smaller answer. */
const WHOLE = { allow_partial_search_results: false } as const;

/**
 * Runs `read` over the index as it is at this instant, whatever is written meanwhile. Where a node that held a part of it
 * dies, a new instant is taken: pages are in order of a key, so that the next one begins where the last one ended.
 */
async function* atOneInstant<Page>(
  connection: OpenSearchConnection,
  index: string,
  read: (ask: Ask) => AsyncGenerator<Page>,
): AsyncGenerator<Page> {
  const open = async (): Promise<string> => {
    const point = await connection.request<{ readonly pit_id: string }>({
      method: 'POST',
      path: `/${index}/_search/point_in_time`,
      query: { keep_alive: KEEP_ALIVE },
    });
    return point.pit_id;
  };
  let id = await open();
  const request = (body: object): EngineRequest => ({
    method: 'POST',
    path: '/_search',
    query: WHOLE,
    body: { ...body, pit: { id, keep_alive: KEEP_ALIVE } },
  });
  const ask: Ask = async <T>(body: object): Promise<T> => {
    try {
      return await connection.requestOnce<T>(request(body));
    } catch {
      id = await open();
      return connection.request<T>(request(body));
    }
  };
  try {
    yield* read(ask);
  } finally {
    await connection.find({ method: 'DELETE', path: '/_search/point_in_time', body: { pit_id: [id] } });
  }
}

/**
 * Pages until one is not full. Most answers are one page, and need no instant to be kept for them; where it turns out to
 * be full, all begins anew with one.
 */
async function* readPages<Page>(
  connection: OpenSearchConnection,
  index: string,
  readPage: (ask: Ask, after: Page | undefined) => Promise<{ readonly page: Page; readonly isLast: boolean }>,
): AsyncGenerator<Page> {
  const only = await readPage(asItIs(connection, index), undefined);
  if (only.isLast) {
    yield only.page;
    return;
  }
  yield* atOneInstant(connection, index, async function* (ask) {
    let after: Page | undefined;
    for (;;) {
      const { page, isLast } = await readPage(ask, after);
      yield page;
      if (isLast) return;
      after = page;
    }
  });
}

/** Ids of all hits in order of id, in batches. */
export async function* readIds(
  connection: OpenSearchConnection,
  index: string,
  query: Query,
): AsyncGenerator<readonly string[]> {
  const pages = readPages<readonly string[]>(connection, index, async (ask, after) => {
    const { hits } = await ask<HitsAnswer>({
      query,
      size: PAGE_IDS,
      // The id is what hits are in order of: nothing is to be read from where they are kept.
      stored_fields: '_none_',
      track_total_hits: false,
      sort: [{ id: 'asc' }],
      ...(after !== undefined && { search_after: [after.at(-1)] }),
    });
    return { page: hits.hits.map(({ sort }) => sort[0] as string), isLast: hits.hits.length < PAGE_IDS };
  });
  for await (const page of pages) if (page.length > 0) yield page;
}

/** A group of hits that share the values of its key. */
export interface HitGroup {
  readonly key: Readonly<Record<string, string | null>>;
  readonly doc_count: number;
  /** Articles that the group's nested documents stand in. */
  readonly articles?: { readonly doc_count: number };
}

export interface GroupQuestion {
  readonly query: Query;
  /** Names of the key's values and the fields that they are read from. */
  readonly by: Readonly<Record<string, string>>;
  /** Hits without a value are a group, too, of key `null`. */
  readonly keepMissing?: boolean;
  /** Where the fields lie in nested documents: their path, and which of them count. */
  readonly nested?: { readonly path: string; readonly filter: Query } | undefined;
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
  const groups: HitGroup[] = [];
  const pages = readPages<CompositeAnswer>(connection, index, async (ask, after) => {
    const { aggregations } = await ask<GroupsAnswer>({
      query: question.query,
      size: 0,
      track_total_hits: false,
      aggs: toAggregation(question, after?.after_key),
    });
    const page = aggregations.groups ?? aggregations.nested!.those.groups;
    return { page, isLast: page.buckets.length < PAGE_GROUPS || page.after_key === undefined };
  });
  for await (const { buckets } of pages) groups.push(...buckets);
  return groups;
}

function toAggregation({ by, keepMissing = false, nested }: GroupQuestion, after: unknown): object {
  const sources = Object.entries(by).map(([name, field]) => ({
    [name]: { terms: { field, missing_bucket: keepMissing } },
  }));
  const composite = { size: PAGE_GROUPS, sources, ...(after !== undefined && { after }) };
  if (nested === undefined) return { groups: { composite } };
  const groups = { composite, aggs: { articles: { reverse_nested: {} } } };
  return {
    nested: {
      nested: { path: nested.path },
      aggs: { those: { filter: nested.filter, aggs: { groups } } },
    },
  };
}
