import type { PlanNode } from '../../search/engine/search-plan.ts';

/** A plan node that looks at an article by itself. */
export type PlanLeaf = Extract<PlanNode, { kind: 'everything' | 'terms' | 'phrase' | 'near' | 'fact' }>;

/** A plan in which only leaves are negated and no `and` stands directly in an `and`, no `or` in an `or`. */
export type NormalPlan =
  | { readonly kind: 'leaf'; readonly leaf: PlanLeaf; readonly negated: boolean }
  | { readonly kind: 'and' | 'or'; readonly children: readonly NormalPlan[] };

/**
 * The same plan with negations moved down to the leaves: OpenSearch limits how deep queries may be nested, and whether a
 * leaf may hold too many or too few depends on whether it is negated.
 */
export function normalizePlan(plan: PlanNode, negated = false): NormalPlan {
  switch (plan.kind) {
    case 'not':
      return normalizePlan(plan.child, !negated);
    case 'maybe':
      return normalizePlan(plan.child, negated);
    case 'and':
    case 'or': {
      const kind = (plan.kind === 'and') === negated ? 'or' : 'and';
      const children = plan.children.map((child) => normalizePlan(child, negated));
      return {
        kind,
        children: children.flatMap((child) => (child.kind === kind ? child.children : [child])),
      };
    }
    default:
      return { kind: 'leaf', leaf: plan, negated };
  }
}
