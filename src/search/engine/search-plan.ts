/** A token that satisfies a word of the query. */
export interface Spelling {
  readonly term: string;
  /** 1 for what was typed; less for what it may stand for. */
  readonly boost: number;
}

/**
 * One word of the query and the tokens that satisfy it, what was typed first; empty where the archive has none, and then
 * nothing matches. Prefixes, typing errors and missing diacritics are already expanded: an engine only looks tokens up.
 */
export interface TermGroup {
  readonly alternatives: readonly Spelling[];
}

/** Where a word may stand. */
export type SearchField = 'any' | 'title' | 'text';

/** What an article's facts must be. */
export type FactTest =
  | { readonly fact: 'site' | 'kind'; readonly value: string }
  /** The place or anything below it: `hcm` holds `hcm/quan-1`. */
  | { readonly fact: 'place'; readonly value: string }
  /** Days in Vietnam, `YYYY-MM-DD`, inclusive; an article without a date is in no range. */
  | { readonly fact: 'date'; readonly from: string | null; readonly to: string | null }
  /** Cites at least one of these documents. */
  | { readonly fact: 'document'; readonly anyOf: readonly string[] }
  /** Cites a document whose issuer is this one or a body below it: `tw` holds `tw.btgtw`. */
  | { readonly fact: 'issuer'; readonly value: string };

/**
 * A query in tokens: the only form that engines see. `buildPlan` makes it.
 *
 * - `terms`: one of the group's tokens stands in the field (syllables or words)
 * - `phrase`: the groups' syllables stand in a row in one field
 * - `near`: every operand (a phrase of one group or more) stands in one field, in any order and without overlap, with at
 *   most `distance` other syllables between the first and the last of them in all
 * - `maybe`: matches whatever `child` matches; `boosts` only raise the score
 */
export type PlanNode =
  | { readonly kind: 'everything' }
  | { readonly kind: 'terms'; readonly field: SearchField; readonly group: TermGroup }
  | { readonly kind: 'phrase'; readonly field: SearchField; readonly groups: readonly TermGroup[] }
  | {
      readonly kind: 'near';
      readonly field: SearchField;
      readonly distance: number;
      readonly operands: readonly (readonly TermGroup[])[];
    }
  | { readonly kind: 'and' | 'or'; readonly children: readonly PlanNode[] }
  | { readonly kind: 'not'; readonly child: PlanNode }
  | { readonly kind: 'fact'; readonly test: FactTest }
  | { readonly kind: 'maybe'; readonly child: PlanNode; readonly boosts: readonly TermGroup[] };
