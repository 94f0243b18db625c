import { assertNever } from '../../base/assert-never.ts';
import type { PlanNode, SearchField, TermGroup } from '../../search/engine/search-plan.ts';
import type { Segment } from './segment.ts';
import { matchesFact } from '../../search/engine/match-facts.ts';
import type { Postings } from './token-postings.ts';

/** The slots of a segment that a plan holds; those of removed articles may be among them. */
interface SlotSet {
  /** An upper bound of how many `slots` gives, cheaply had: whoever intersects starts with the smallest. */
  readonly estimate: number;
  has(slot: number): boolean;
  /** Each once, in no order. */
  slots(): Iterable<number>;
}

/**
 * What stands in for "in a row" and "near", which postings without positions cannot tell: all that may match, or only
 * what surely does. Under a NOT the other one is asked for, so that the hits never are too few.
 */
type Bound = 'upper' | 'lower';

/** Slots of live articles that may match `plan`, each once. */
export function* matchPlan(plan: PlanNode, segment: Segment): Generator<number> {
  const found = toSlotSet(plan, segment, 'upper');
  for (const slot of found.slots()) if (segment.articleAt(slot) !== undefined) yield slot;
}

/** Whether `matchPlan` gives no more than what matches. */
export function isExactPlan(plan: PlanNode): boolean {
  switch (plan.kind) {
    case 'phrase':
      return plan.groups.length < 2;
    case 'near':
      return plan.operands.flat().length < 2;
    case 'and':
    case 'or':
      return plan.children.every(isExactPlan);
    case 'not':
    case 'maybe':
      return isExactPlan(plan.child);
    case 'everything':
    case 'terms':
    case 'fact':
      return true;
    default:
      return assertNever(plan);
  }
}

function toSlotSet(plan: PlanNode, segment: Segment, bound: Bound): SlotSet {
  const child = (node: PlanNode): SlotSet => toSlotSet(node, segment, bound);
  switch (plan.kind) {
    case 'everything':
      return intersect([], segment);
    case 'terms':
      return union(groupPostings(plan.group, plan.field, segment));
    case 'phrase':
      return together(plan.groups, plan.field, segment, bound);
    case 'near':
      return together(plan.operands.flat(), plan.field, segment, bound);
    case 'and':
      return intersect(plan.children.map(child), segment);
    case 'or':
      return union(plan.children.map(child));
    case 'not':
      return complement(toSlotSet(plan.child, segment, bound === 'upper' ? 'lower' : 'upper'), segment);
    case 'maybe':
      return child(plan.child);
    case 'fact':
      return filterAll(segment, (slot) => {
        const article = segment.articleAt(slot);
        return article !== undefined && matchesFact(article.facts, plan.test);
      });
    default:
      return assertNever(plan);
  }
}

function groupPostings({ alternatives }: TermGroup, field: SearchField, segment: Segment): SlotSet[] {
  const { postings } = segment;
  return alternatives
    .flatMap(({ term }) => [
      ...(field === 'text' ? [] : [postings.title(term)]),
      ...(field === 'title' ? [] : [postings.text(term)]),
    ])
    .filter((one) => one.size > 0)
    .map(fromPostings);
}

const fromPostings = (postings: Postings): SlotSet => ({
  estimate: postings.size,
  has: (slot) => postings.has(slot),
  slots: () => postings.keys(),
});

/** Groups that must stand in one and the same field. */
function together(groups: readonly TermGroup[], field: SearchField, segment: Segment, bound: Bound): SlotSet {
  if (groups.length > 1 && bound === 'lower') return union([]);
  const fields = field === 'any' ? (['title', 'text'] as const) : [field];
  return union(
    fields.map((one) =>
      intersect(
        groups.map((group) => union(groupPostings(group, one, segment))),
        segment,
      ),
    ),
  );
}

function intersect(sets: readonly SlotSet[], segment: Segment): SlotSet {
  const [rarest, ...others] = [...sets].sort((a, b) => a.estimate - b.estimate);
  if (rarest === undefined) return filterAll(segment, () => true);
  if (others.length === 0) return rarest;
  return {
    estimate: rarest.estimate,
    has: (slot) => sets.every((set) => set.has(slot)),
    *slots() {
      for (const slot of rarest.slots()) if (others.every((set) => set.has(slot))) yield slot;
    },
  };
}

function union(sets: readonly SlotSet[]): SlotSet {
  if (sets.length === 1) return sets[0]!;
  return {
    estimate: sets.reduce((sum, { estimate }) => sum + estimate, 0),
    has: (slot) => sets.some((set) => set.has(slot)),
    slots: () => {
      const all = new Set<number>();
      for (const set of sets) for (const slot of set.slots()) all.add(slot);
      return all;
    },
  };
}

const complement = (set: SlotSet, segment: Segment): SlotSet => filterAll(segment, (slot) => !set.has(slot));

function filterAll(segment: Segment, has: (slot: number) => boolean): SlotSet {
  return {
    estimate: segment.slots,
    has,
    *slots() {
      for (let slot = 0; slot < segment.slots; slot++) if (has(slot)) yield slot;
    },
  };
}
