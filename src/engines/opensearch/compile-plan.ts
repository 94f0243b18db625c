import { assertNever } from '../../base/assert-never.ts';
import type { FactTest, PlanNode, SearchField, TermGroup } from '../../search/engine/search-plan.ts';
import { encodeToken } from './encode-token.ts';
import { normalizePlan, type NormalPlan, type PlanLeaf } from './normalize-plan.ts';

/** A query in OpenSearch's own words. */
export type Query = Readonly<Record<string, unknown>>;

export interface CompiledPlan {
  /** Matches what the plan means, or more than that; it gives no score. */
  readonly query: Query;
  /** False where it may match more. */
  readonly isExact: boolean;
  /** How many of the clauses that a query may have are taken. */
  readonly clauses: number;
}

/** Of the 1,024 clauses that a cluster allows by default (`indices.query.bool.max_clause_count`). */
export const MAX_CLAUSES = 1000;
/** Of these, so many are for what must match; the rest is for scores. */
const MAX_MATCH_CLAUSES = 700;
/** A cluster allows 20 (`indices.query.bool.max_nested_depth`). */
const MAX_DEPTH = 16;

const NOTHING: Query = { match_none: {} };
const EVERYTHING: Query = { match_all: {} };

/** Compiles what must match. Phrases are asked by position; what would burst a limit is asked more widely instead. */
export function compilePlan(plan: PlanNode): CompiledPlan {
  const state: CompileState = { clauses: 0, isExact: true };
  const query = compileNode(normalizePlan(plan), state, 0);
  return { query, ...state };
}

interface CompileState {
  clauses: number;
  isExact: boolean;
}

function compileNode(node: NormalPlan, state: CompileState, depth: number): Query {
  if (node.kind === 'leaf') {
    const query = compileLeaf(node.leaf, node.negated, state);
    return node.negated ? { bool: { must_not: [query] } } : query;
  }
  if (depth >= MAX_DEPTH) return widen(state, EVERYTHING);
  if (node.kind === 'or') {
    if (node.children.length === 0) return NOTHING;
    const should = node.children.map((child) => compileNode(child, state, depth + 1));
    return { bool: { should, minimum_should_match: 1 } };
  }
  const filter: Query[] = [];
  const mustNot: Query[] = [];
  for (const child of node.children) {
    if (child.kind === 'leaf' && child.negated) mustNot.push(compileLeaf(child.leaf, true, state));
    else filter.push(compileNode(child, state, depth + 1));
  }
  if (filter.length + mustNot.length === 0) return EVERYTHING;
  return { bool: { filter, must_not: mustNot } };
}

function widen(state: CompileState, query: Query): Query {
  state.isExact = false;
  return query;
}

/** What `leaf` matches; where that cannot be said exactly, more of it, or less where it is negated: never too few hits. */
function compileLeaf(leaf: PlanLeaf, negated: boolean, state: CompileState): Query {
  const cost = countClauses(leaf);
  const isWithin = state.clauses + cost <= MAX_MATCH_CLAUSES;
  if (isWithin && (leaf.kind !== 'near' || isNearExact(leaf.operands))) {
    state.clauses += cost;
    return compileExactly(leaf);
  }
  if (negated) return widen(state, NOTHING);
  const groups = leaf.kind === 'phrase' ? leaf.groups : leaf.kind === 'near' ? leaf.operands.flat() : [];
  if (isWithin && leaf.kind === 'near') {
    state.clauses += cost;
    return widen(state, compileExactly(leaf));
  }
  const fields = 'field' in leaf ? syllableFields(leaf.field) : [];
  const wideCost = Math.max(1, fields.length * groups.length);
  if (groups.length === 0 || state.clauses + wideCost > MAX_MATCH_CLAUSES) return widen(state, EVERYTHING);
  state.clauses += wideCost;
  // All of the words in one field, wherever they stand there.
  return widen(
    state,
    anyOf(fields.map((field) => ({ bool: { filter: groups.map((group) => termsQuery(field, group)) } }))),
  );
}

/** Clauses as Lucene counts them: each term of a span is one, a list of terms is one. */
function countClauses(leaf: PlanLeaf): number {
  switch (leaf.kind) {
    case 'everything':
      return 1;
    case 'fact':
      return 1;
    case 'terms':
      return allFields(leaf.field).length;
    case 'phrase':
      return syllableFields(leaf.field).length * countTerms(leaf.groups);
    case 'near':
      return syllableFields(leaf.field).length * countTerms(leaf.operands.flat());
    default:
      return assertNever(leaf);
  }
}

const countTerms = (groups: readonly TermGroup[]): number =>
  groups.reduce((sum, { alternatives }) => sum + alternatives.length, 0);

/**
 * Spans in any order may lie over each other, and operands of a distance may not. Where no token satisfies two operands
 * they cannot.
 */
function isNearExact(operands: readonly (readonly TermGroup[])[]): boolean {
  const seen = new Set<string>();
  for (const groups of operands) {
    const own = new Set(groups.flatMap(({ alternatives }) => alternatives.map(({ term }) => term)));
    for (const term of own) {
      if (seen.has(term)) return false;
      seen.add(term);
    }
  }
  return true;
}

function compileExactly(leaf: PlanLeaf): Query {
  switch (leaf.kind) {
    case 'everything':
      return EVERYTHING;
    case 'terms':
      return anyOf(allFields(leaf.field).map((field) => termsQuery(field, leaf.group)));
    case 'phrase':
      return anyOf(syllableFields(leaf.field).map((field) => phraseQuery(field, leaf.groups)));
    case 'near':
      return anyOf(syllableFields(leaf.field).map((field) => nearQuery(field, leaf.operands, leaf.distance)));
    case 'fact':
      return factQuery(leaf.test);
    default:
      return assertNever(leaf);
  }
}

const syllableFields = (field: SearchField): readonly string[] =>
  field === 'any' ? ['title', 'text'] : [field];

const allFields = (field: SearchField): readonly string[] =>
  syllableFields(field).flatMap((name) => [name, `${name}_words`]);

const anyOf = (queries: readonly Query[]): Query =>
  queries.length === 1 ? queries[0]! : { bool: { should: queries, minimum_should_match: 1 } };

const termsQuery = (field: string, { alternatives }: TermGroup): Query => ({
  terms: { [field]: alternatives.map(({ term }) => encodeToken(term)) },
});

function phraseQuery(field: string, groups: readonly TermGroup[]): Query {
  if (groups.length === 0 || groups.some(({ alternatives }) => alternatives.length === 0)) return NOTHING;
  return spanNear(
    groups.map((group) => spanOr(field, group)),
    { slop: 0, in_order: true },
  );
}

function nearQuery(field: string, operands: readonly (readonly TermGroup[])[], distance: number): Query {
  const phrases = operands.map((groups) => phraseQuery(field, groups));
  if (phrases.length === 0 || phrases.includes(NOTHING)) return NOTHING;
  return spanNear(phrases, { slop: distance, in_order: false });
}

const spanNear = (
  clauses: readonly Query[],
  how: { readonly slop: number; readonly in_order: boolean },
): Query => (clauses.length === 1 ? clauses[0]! : { span_near: { clauses, ...how } });

function spanOr(field: string, { alternatives }: TermGroup): Query {
  const terms = [...new Set(alternatives.map(({ term }) => encodeToken(term)))];
  const clauses = terms.map((term) => ({ span_term: { [field]: term } }));
  return clauses.length === 1 ? clauses[0]! : { span_or: { clauses } };
}

function factQuery(test: FactTest): Query {
  switch (test.fact) {
    case 'site':
    case 'kind':
      return { term: { [test.fact]: test.value } };
    case 'place':
      return { term: { places_within: test.value } };
    case 'date':
      if (test.from === null && test.to === null) return { exists: { field: 'published_on' } };
      return {
        range: {
          published_on: {
            ...(test.from !== null && { gte: test.from }),
            ...(test.to !== null && { lte: test.to }),
          },
        },
      };
    case 'document':
      return test.anyOf.length === 0 ? NOTHING : { terms: { documents: test.anyOf } };
    case 'issuer':
      return { term: { issuers: test.value } };
    default:
      return assertNever(test);
  }
}
