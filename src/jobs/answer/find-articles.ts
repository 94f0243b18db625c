import { TracuuError } from '../../base/tracuu-error.ts';
import type { FactTest, PlanNode } from '../../search/engine/search-plan.ts';
import { buildPlan } from '../../search/query/build-plan.ts';
import { parseDateRange } from '../../search/query/date-range.ts';
import { parseQuery } from '../../search/query/parse-query.ts';
import type { NamedDirective, QueryNode, UnknownName } from '../../search/query/query-ast.ts';
import { findHits, type FoundHits } from '../../search/ranking/find-hits.ts';
import { openEngine, type OpenedEngine, type SearchEngineName } from './open-engine.ts';
import { createDirectiveFinder } from './recognize-directives.ts';
import { createNameFinder } from './recognize-names.ts';
import { requireDirective, requirePlace } from './require-directive.ts';
import type { Workspace } from '../workspace.ts';

/** Filters beside the query; each may be written in the query, too. */
export interface SearchFilters {
  /** Only articles that cite this directive; anything that `citeDirective` accepts. */
  readonly directive?: string | undefined;
  readonly site?: string | undefined;
  /** A place or anything below it, by name or code. */
  readonly place?: string | undefined;
  /** `YYYY-MM-DD`, inclusive; `YYYY` and `YYYY-MM` mean their first or last day. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Every engine gives the same answer; default `auto`. */
  readonly engine?: SearchEngineName | undefined;
  /** An engine opened beforehand that answers instead: a cluster (`openCluster`). */
  readonly opened?: OpenedEngine | undefined;
}

/** What a query found, with how it was understood. */
export interface FoundArticles extends FoundHits {
  readonly plan: PlanNode;
  /** The code of the place that was asked for beside the query. */
  readonly place: string | undefined;
  /** Directives that the query names. */
  readonly directives: readonly NamedDirective[];
  /** Codes of the query that nothing is known by. */
  readonly unknown: readonly UnknownName[];
  /** Words that stand for more spellings than are looked for. */
  readonly cutWords: readonly string[];
  /** Articles of the archive that the engine does not hold yet. */
  readonly unindexed: number;
  /** The engine that answered. */
  readonly engine: string;
}

/**
 * Reads a query, asks the engine and ranks its hits.
 *
 * @throws TracuuError `bad-query` (a `QueryError`), `bad-argument`, `index-missing`, `index-mismatch`
 */
export async function findArticles(
  workspace: Workspace,
  query: string,
  options: SearchFilters & { readonly limit: number; readonly wordsInRow?: boolean },
): Promise<FoundArticles> {
  const { segmenter, lexicon } = workspace;
  const finder = createDirectiveFinder(workspace);
  const place = options.place === undefined ? undefined : requirePlace(workspace, options.place);
  const filters = readFilters(workspace, { ...options, place });
  const parsed = parseQuery(query, {
    segmenter,
    directives: finder,
    names: createNameFinder(workspace),
    wordsInRow: options.wordsInRow ?? false,
  });
  if (parsed.node.kind === 'everything' && filters.length === 0 && !parsed.text.includes('*')) {
    throw new TracuuError(
      'bad-argument',
      `"${query}" holds no word to look for; give a word, a directive or a filter, or * for everything`,
    );
  }
  const node = withFilters(parsed.node, filters);
  const built = buildPlan(node, lexicon);
  const { engine, unindexed } = options.opened ?? openEngine(workspace, options.engine);
  const found = await findHits(engine, lexicon, built, { limit: options.limit });
  const { directives, unknown } = parsed;
  return {
    ...found,
    plan: built.plan,
    place,
    directives,
    unknown,
    cutWords: built.cutWords,
    unindexed,
    engine: engine.id,
  };
}

function withFilters(node: QueryNode, filters: readonly FactTest[]): QueryNode {
  if (filters.length === 0) return node;
  const facts = filters.map((test): QueryNode => ({ kind: 'fact', test }));
  return { kind: 'and', children: node.kind === 'and' ? [...node.children, ...facts] : [node, ...facts] };
}

function readFilters(workspace: Workspace, options: SearchFilters): FactTest[] {
  const { directive, site, place } = options;
  const { from, to } = parseDateRange(options);
  return [
    directive === undefined
      ? undefined
      : ({ fact: 'document', anyOf: requireDirective(workspace, directive).documents } as const),
    site === undefined ? undefined : ({ fact: 'site', value: site } as const),
    place === undefined ? undefined : ({ fact: 'place', value: place } as const),
    from === undefined && to === undefined
      ? undefined
      : ({ fact: 'date', from: from ?? null, to: to ?? null } as const),
  ].filter((test) => test !== undefined);
}
