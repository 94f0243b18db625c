import { assertNever } from '../../base/assert-never.ts';
import type { Lexicon } from '../engine/lexicon.ts';
import type { FacetCount, FacetField, SearchEngine } from '../engine/search-engine.ts';
import type { PlanNode } from '../engine/search-plan.ts';
import { facetValues } from '../engine/match-facts.ts';
import { termsOfPlans } from '../engine/plan-groups.ts';
import { verifyKept } from '../engine/verify-kept.ts';
import type { BuiltPlan } from '../query/build-plan.ts';
import { rankHits, type RankedHit } from './rank-hits.ts';

/** Up to so many hits all are ranked by us: 30 ms of CPU on SQLite with finding them. Beyond it the engine's own score chooses whom. */
export const MAX_RANKED_IN_FULL = 2000;
/**
 * The same where words stand for several spellings. An engine weighs each spelling for itself, so that the rarest wins; we
 * weigh them as one word, and the best of ours are not among the 200 best of the engine's (`la*` over 10,000 articles).
 */
export const MAX_EXPANDED_IN_FULL = 10_000;
/** How many the engine chooses. Rescoring 200 gave the same top ten on MiniSearch and FTS5 in 200 of 200 queries. */
export const PRESELECTED = 200;

export interface FoundHits {
  /** All articles that match, exactly. */
  readonly total: number;
  /** The best, in order, at most as many as asked for. */
  readonly hits: readonly RankedHit[];
  /** Exact counts over all that match. */
  readonly countFacet: (field: FacetField) => Promise<readonly FacetCount[]>;
  /** Ids of all that match, best first where all are ranked, else in order of id after the ranked ones. */
  readonly readIds: () => AsyncIterable<string>;
}

/**
 * Finds and ranks: the engine says which articles may match, we say which do and in what order. Every engine gives the
 * same hits, totals and facets, and below the limits above the same order to the last.
 */
export async function findHits(
  engine: SearchEngine,
  lexicon: Lexicon,
  built: BuiltPlan,
  { limit }: { readonly limit: number },
): Promise<FoundHits> {
  const chosen = Math.max(PRESELECTED, limit);
  const inFull = Math.max(chosen, hasExpansions(built.plan) ? MAX_EXPANDED_IN_FULL : MAX_RANKED_IN_FULL);
  const answer = await engine.search(built.plan, { limit: chosen, allUpTo: inFull });
  if (!answer.isExact)
    return ownHits(await readVerified(engine, lexicon, built.plan), { lexicon, built, limit });
  if (answer.total <= inFull) {
    const ids =
      answer.total <= answer.hits.length
        ? answer.hits.map(({ id }) => id)
        : await readAll(engine, built.plan);
    const ranked = rankHits(built, lexicon, ids);
    return {
      total: answer.total,
      hits: ranked.slice(0, limit),
      countFacet: (field) => engine.countFacet(built.plan, field),
      readIds: () => toAsync(ranked.map(({ id }) => id)),
    };
  }
  const preselected = new Set(answer.hits.map(({ id }) => id));
  // The engine's score does not know that what was typed comes first.
  for (const id of await preselectTyped(engine, lexicon, built, chosen)) preselected.add(id);
  const ranked = rankHits(built, lexicon, preselected);
  return {
    total: answer.total,
    hits: ranked.slice(0, limit),
    countFacet: (field) => engine.countFacet(built.plan, field),
    readIds: () => readRankedFirst(engine, built.plan, ranked),
  };
}

/** Whether a word that raises the score stands for more than one token. */
function hasExpansions(plan: PlanNode): boolean {
  switch (plan.kind) {
    case 'terms':
      return plan.group.alternatives.length > 1;
    case 'phrase':
      return plan.groups.some(({ alternatives }) => alternatives.length > 1);
    case 'near':
      return plan.operands.flat().some(({ alternatives }) => alternatives.length > 1);
    case 'and':
    case 'or':
      return plan.children.some(hasExpansions);
    case 'maybe':
      return hasExpansions(plan.child);
    case 'not':
    case 'fact':
    case 'everything':
      return false;
    default:
      return assertNever(plan);
  }
}

/** Hits that we verified ourselves are also ranked and counted by us. */
function ownHits(
  ids: readonly string[],
  { lexicon, built, limit }: { readonly lexicon: Lexicon; readonly built: BuiltPlan; readonly limit: number },
): FoundHits {
  const ranked = rankHits(built, lexicon, ids);
  return {
    total: ids.length,
    hits: ranked.slice(0, limit),
    countFacet: async (field) => countFacet(ids, lexicon, field),
    readIds: () => toAsync(ranked.map(({ id }) => id)),
  };
}

async function preselectTyped(
  engine: SearchEngine,
  lexicon: Lexicon,
  { typed }: BuiltPlan,
  limit: number,
): Promise<readonly string[]> {
  if (typed === null) return [];
  const answer = await engine.search(typed, { limit });
  if (answer.isExact) return answer.hits.map(({ id }) => id);
  return readVerified(engine, lexicon, typed);
}

async function readAll(engine: SearchEngine, plan: PlanNode): Promise<string[]> {
  const ids: string[] = [];
  for await (const batch of engine.readCandidates(plan)) ids.push(...batch);
  return ids;
}

async function readVerified(engine: SearchEngine, lexicon: Lexicon, plan: PlanNode): Promise<string[]> {
  const terms = termsOfPlans([plan]);
  const ids: string[] = [];
  for await (const batch of engine.readCandidates(plan)) {
    for (const kept of lexicon.tokensAmong(terms, batch))
      if (verifyKept(plan, kept, lexicon)) ids.push(kept.id);
  }
  return ids;
}

async function* readRankedFirst(
  engine: SearchEngine,
  plan: PlanNode,
  ranked: readonly RankedHit[],
): AsyncGenerator<string> {
  const given = new Set(ranked.map(({ id }) => id));
  yield* given;
  for await (const batch of engine.readCandidates(plan)) {
    for (const id of batch) if (!given.has(id)) yield id;
  }
}

async function* toAsync(ids: readonly string[]): AsyncGenerator<string> {
  yield* ids;
}

function countFacet(ids: readonly string[], lexicon: Lexicon, field: FacetField): FacetCount[] {
  const counts = new Map<string, number>();
  for (const id of ids) {
    for (const value of facetValues(lexicon.factsOf(id)!, field))
      counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, articles]) => ({ value, articles }))
    .sort((a, b) => b.articles - a.articles || (a.value < b.value ? -1 : 1));
}
