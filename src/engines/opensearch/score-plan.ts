import type { PlanNode, SearchField, TermGroup } from '../../search/engine/search-plan.ts';
import { MAX_CLAUSES, type Query } from './compile-plan.ts';
import { encodeToken } from './encode-token.ts';

/** A word whose presence raises the score. */
interface ScoredGroup {
  readonly field: SearchField;
  readonly group: TermGroup;
}

/**
 * Clauses that only give scores: each word counts by its best spelling, a title three times. The engine's score chooses
 * whom our own ranking looks at, so the rarest of many spellings may be left out where clauses are short.
 */
export function scorePlan(plan: PlanNode, takenClauses: number): Query[] {
  const groups = findScored(plan).filter(({ group }) => group.alternatives.length > 0);
  if (groups.length === 0) return [];
  const each = Math.floor((MAX_CLAUSES - takenClauses) / groups.length);
  return groups.flatMap((scored) => scoreGroup(scored, each));
}

/** Words that an article may be found for; those that it must not hold say nothing about the others. */
function findScored(plan: PlanNode): ScoredGroup[] {
  switch (plan.kind) {
    case 'terms':
      return [{ field: plan.field, group: plan.group }];
    case 'phrase':
      return plan.groups.map((group) => ({ field: plan.field, group }));
    case 'near':
      return plan.operands.flat().map((group) => ({ field: plan.field, group }));
    case 'and':
    case 'or':
      return plan.children.flatMap(findScored);
    case 'maybe':
      return [...findScored(plan.child), ...plan.boosts.map((group) => ({ field: 'any' as const, group }))];
    default:
      return [];
  }
}

/** As much as our own ranking gives to a word of the title. */
const TITLE_BOOST = 3;

/** A token without marks or joints is no word of several syllables: there is no need to look for it there. */
const PLAIN = /^[\p{L}\p{M}\p{N}]+$/u;

function scoreGroup({ field, group }: ScoredGroup, most: number): Query[] {
  const queries: Query[] = [];
  let taken = 0;
  for (const { term, boost } of group.alternatives) {
    const fields = fieldsOf(field, term);
    taken += fields.length;
    if (taken > most) break;
    const value = encodeToken(term);
    const should = fields.map(([name, weight]) => ({ term: { [name]: { value, boost: boost * weight } } }));
    queries.push(should.length === 1 ? should[0]! : { bool: { should } });
  }
  return queries.length === 0 ? [] : [{ dis_max: { queries } }];
}

function fieldsOf(field: SearchField, term: string): readonly (readonly [string, number])[] {
  const names = field === 'any' ? (['title', 'text'] as const) : [field];
  const all = names.flatMap((name) => (PLAIN.test(term) ? [name] : [name, `${name}_words`]));
  return all.map((name) => [name, name.startsWith('title') ? TITLE_BOOST : 1]);
}
