import { assertNever } from '../../base/assert-never.ts';
import type { PlanNode, TermGroup } from './search-plan.ts';

/** Every group that stands in the plan, be it asked for, excluded or a boost. */
export function groupsOf(plan: PlanNode): readonly TermGroup[] {
  switch (plan.kind) {
    case 'terms':
      return [plan.group];
    case 'phrase':
      return plan.groups;
    case 'near':
      return plan.operands.flat();
    case 'and':
    case 'or':
      return plan.children.flatMap(groupsOf);
    case 'not':
      return groupsOf(plan.child);
    case 'maybe':
      return [...groupsOf(plan.child), ...plan.boosts];
    case 'fact':
    case 'everything':
      return [];
    default:
      return assertNever(plan);
  }
}

/** The tokens of the groups, each once. */
export const termsOfGroups = (groups: readonly TermGroup[]): string[] => [
  ...new Set(groups.flatMap(({ alternatives }) => alternatives.map(({ term }) => term))),
];

/** The tokens of the plans' groups, each once. */
export const termsOfPlans = (plans: readonly PlanNode[]): string[] => termsOfGroups(plans.flatMap(groupsOf));
