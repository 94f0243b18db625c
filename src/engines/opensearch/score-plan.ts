import type { Lexicon } from '../../search/engine/lexicon.ts';
import type { PlanNode, SearchField, TermGroup } from '../../search/engine/search-plan.ts';
import { MAX_CLAUSES, type Query } from './compile-plan.ts';
import { encodeToken } from './encode-token.ts';

export interface ScoreOptions {
  /** Without it spellings of one word weigh differently, and an answer of thousands may lack one of its best. */
  readonly lexicon?: Frequencies | undefined;
}

/** A word whose presence raises the score. */
interface ScoredGroup {
  readonly field: SearchField;
  readonly group: TermGroup;
}

/**
 * Clauses that only give scores: each word counts by its best spelling, a title three times. The engine's score chooses
 * whom our own ranking looks at, so the rarest of many spellings may be left out where clauses are short.
 */
export function scorePlan(
  plan: PlanNode,
  { takenClauses, lexicon }: ScoreOptions & { readonly takenClauses: number },
): Query[] {
  const groups = findScored(plan).filter(({ group }) => group.alternatives.length > 0);
  if (groups.length === 0) return [];
  const most = Math.floor((MAX_CLAUSES - takenClauses) / groups.length);
  return groups.flatMap((scored) => scoreGroup(scored, { most, lexicon }));
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

/** A token without marks or joints is no word of several syllables: there is no need to look for it there. */
const PLAIN = /^[\p{L}\p{M}\p{N}]+$/u;

/** What is known of how many articles hold a token: an archive's lexicon. */
export type Frequencies = Pick<Lexicon, 'articleFrequency' | 'statistics'>;

function scoreGroup(
  { field, group }: ScoredGroup,
  { most, lexicon }: ScoreOptions & { readonly most: number },
): Query[] {
  const queries: Query[] = [];
  const weight = lexicon === undefined ? undefined : weighSpellings(group, lexicon);
  let taken = 0;
  for (const { term, boost } of group.alternatives) {
    const fields = fieldsOf(field, term);
    taken += fields.length;
    if (taken > most) break;
    const value = encodeToken(term);
    for (const name of fields)
      queries.push({ term: { [name]: { value, boost: boost * (weight?.(term) ?? 1) } } });
  }
  return queries.length === 0 ? [] : [{ dis_max: { queries } }];
}

const fieldsOf = (field: SearchField, term: string): readonly string[] => {
  if (field !== 'any') return PLAIN.test(term) ? [field] : [field, `${field}_words`];
  return PLAIN.test(term) ? ['weighed'] : ['weighed', 'title_words', 'text_words'];
};

/**
 * The cluster weighs each spelling by its own rarity, our ranking all of them as the word that they stand for. This is what
 * a spelling's weight has to be multiplied by.
 */
function weighSpellings({ alternatives }: TermGroup, lexicon: Frequencies): (term: string) => number {
  const { articles } = lexicon.statistics();
  const idf = (holding: number): number => {
    const known = Math.min(holding, articles);
    return Math.log(1 + (articles - known + 0.5) / (known + 0.5));
  };
  const together = alternatives.reduce((sum, { term }) => sum + lexicon.articleFrequency(term), 0);
  return (term) => idf(together) / Math.max(1e-6, idf(lexicon.articleFrequency(term)));
}
