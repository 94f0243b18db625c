import type { IndexDocument } from './index-document.ts';
import type { PlanNode } from './search-plan.ts';

/** A candidate with the engine's own score, which only chooses whom `rankHits` scores anew. */
export interface EngineHit {
  readonly id: string;
  readonly score: number;
}

export interface EngineSearchOptions {
  /** Hits that the engine chooses by its own score. */
  readonly limit: number;
  /** Up to so many are wanted whole and are ranked by us: an engine need not choose among them. Default: `limit`. */
  readonly allUpTo?: number | undefined;
}

export interface EngineAnswer {
  /**
   * False where the engine cannot tell positions and the hits may hold too many: then `readCandidates` gives them all
   * and `verifyPlan` decides. Never too few.
   */
  readonly isExact: boolean;
  /** Hits in all; an upper bound where not exact. */
  readonly total: number;
  /**
   * The best by the engine's own score, `limit` at most, equal scores in order of id; or all where they are no more than
   * `allUpTo`. Where they are all there are, score and order may say nothing.
   */
  readonly hits: readonly EngineHit[];
}

/** What hits are counted by. `month` is `YYYY-MM`; an article without the fact is not counted. */
export type FacetField = (typeof FACET_FIELDS)[number];

/** Every field that hits can be counted by. */
export const FACET_FIELDS = ['site', 'kind', 'place', 'month', 'document'] as const;

export interface FacetCount {
  readonly value: string;
  readonly articles: number;
}

/**
 * Finds articles by tokens. Engines: MiniSearch, SQLite FTS5, OpenSearch; brute force, the oracle in tests.
 *
 * An engine sees only tokens that we made: it neither splits, folds nor drops any. Expansion, verification by position,
 * ranking, snippets and concordances are ours, so that every engine gives the same answer.
 */
export interface SearchEngine {
  /** Written to the manifest; an index made by another engine is not opened. */
  readonly id: string;
  search(plan: PlanNode, options: EngineSearchOptions): Promise<EngineAnswer>;
  /** Ids of all candidates in order of id, in batches. */
  readCandidates(plan: PlanNode): AsyncIterable<readonly string[]>;
  /** Exact counts over all candidates, most articles first, equals in order of value. */
  countFacet(plan: PlanNode, field: FacetField): Promise<readonly FacetCount[]>;
  /** Articles held. */
  count(): Promise<number>;
}

/** An engine that is told of changes. Adding an id again replaces it unless its `sequence` is lower than the one held. */
export interface WritableSearchEngine extends SearchEngine {
  put(documents: readonly IndexDocument[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}
