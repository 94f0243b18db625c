import { assertNever } from '../../base/assert-never.ts';
import type { FieldTokens } from '../tokens/article-tokens.ts';
import { matchesFact } from './match-facts.ts';
import type { IndexDocument } from './index-document.ts';
import type { PlanNode, SearchField, TermGroup } from './search-plan.ts';

/** What a plan is held against. */
export type VerifiedArticle = Pick<IndexDocument, 'tokens' | 'facts'>;

/**
 * Whether an article is what the plan asks for, by position. The last word on every hit of an engine that cannot tell.
 *
 * An `and` of nothing matches everything; an `or` of nothing, a group without alternatives and a phrase of nothing match
 * nothing.
 */
export function verifyPlan(plan: PlanNode, article: VerifiedArticle): boolean {
  switch (plan.kind) {
    case 'everything':
      return true;
    case 'terms':
      return fieldsOf(plan.field, article).some((field) => holdsTerm(field, tokensOfGroup(plan.group)));
    case 'phrase':
      return fieldsOf(plan.field, article).some(
        (field) => findPhrases(field.syllables, plan.groups, 1).length > 0,
      );
    case 'near':
      return fieldsOf(plan.field, article).some((field) =>
        standsNear(field.syllables, plan.operands, plan.distance),
      );
    case 'and':
      return plan.children.every((child) => verifyPlan(child, article));
    case 'or':
      return plan.children.some((child) => verifyPlan(child, article));
    case 'not':
      return !verifyPlan(plan.child, article);
    case 'fact':
      return matchesFact(article.facts, plan.test);
    case 'maybe':
      return verifyPlan(plan.child, article);
    default:
      return assertNever(plan);
  }
}

/** The fields that a node looks at. */
function fieldsOf(field: SearchField, { tokens }: VerifiedArticle): readonly FieldTokens[] {
  if (field === 'any') return [tokens.title, tokens.text];
  return [tokens[field]];
}

/** A group is asked of thousands of articles: its tokens are put into a set once. */
const groupTokens = new WeakMap<TermGroup, ReadonlySet<string>>();

/** The tokens of a group as a set, made once. */
export function tokensOfGroup(group: TermGroup): ReadonlySet<string> {
  let tokens = groupTokens.get(group);
  if (tokens === undefined) {
    tokens = new Set(group.alternatives.map(({ term }) => term));
    groupTokens.set(group, tokens);
  }
  return tokens;
}

function holdsTerm({ syllables, words }: FieldTokens, tokens: ReadonlySet<string>): boolean {
  return syllables.some((token) => tokens.has(token)) || words.some((token) => tokens.has(token));
}

/** Positions (from 0) where the groups stand in a row, in order; at most `limit` of them. */
export function findPhrases(
  syllables: readonly string[],
  groups: readonly TermGroup[],
  limit: number = Number.POSITIVE_INFINITY,
): number[] {
  const [first, ...others] = groups.map(tokensOfGroup);
  const found: number[] = [];
  if (first === undefined) return found;
  const last = syllables.length - groups.length;
  for (let start = 0; start <= last && found.length < limit; start++) {
    // Nearly every syllable is told apart here.
    if (!first.has(syllables[start]!)) continue;
    if (others.every((tokens, offset) => tokens.has(syllables[start + 1 + offset]!))) found.push(start);
  }
  return found;
}

/** Where one operand of a `near` may stand. */
interface OperandPlaces {
  readonly length: number;
  readonly starts: readonly number[];
}

function standsNear(
  syllables: readonly string[],
  operands: readonly (readonly TermGroup[])[],
  distance: number,
): boolean {
  const isPlaced = findNear(syllables, operands, distance, 1);
  return isPlaced.length > 0;
}

/** A run of syllables, `end` exclusive, positions from 0. */
export interface SyllableRun {
  readonly start: number;
  readonly end: number;
}

/**
 * Every way, by its first syllable, in which all operands stand close enough: the runs of the operands in order of place.
 * At most `limit` of them.
 */
export function findNear(
  syllables: readonly string[],
  operands: readonly (readonly TermGroup[])[],
  distance: number,
  limit: number = Number.POSITIVE_INFINITY,
): SyllableRun[][] {
  const places = operands.map((groups) => ({
    length: groups.length,
    starts: findPhrases(syllables, groups),
  }));
  if (places.length === 0 || places.some(({ starts }) => starts.length === 0)) return [];
  const room = places.reduce((sum, { length }) => sum + length, 0) + distance;
  const firsts = [...new Set(places.flatMap(({ starts }) => starts))].sort((a, b) => a - b);
  const found: SyllableRun[][] = [];
  for (const first of firsts) {
    const runs = placeOperands(places, { from: first, to: first + room });
    if (runs !== undefined) found.push(runs);
    if (found.length >= limit) break;
  }
  return found;
}

/** Puts every operand into a window, the first of them at its start, none over another; `undefined` where they do not fit. */
function placeOperands(
  places: readonly OperandPlaces[],
  window: { readonly from: number; readonly to: number },
): SyllableRun[] | undefined {
  // Few places first: an operand that fits nowhere is found out before the others are tried.
  const open = places
    .map(({ length, starts }) => ({
      length,
      starts: starts.filter((start) => start >= window.from && start + length <= window.to),
    }))
    .sort((a, b) => a.starts.length - b.starts.length);
  const taken: SyllableRun[] = [];
  const place = (index: number): boolean => {
    const operand = open[index];
    if (operand === undefined) return taken.some(({ start }) => start === window.from);
    for (const start of operand.starts) {
      const run = { start, end: start + operand.length };
      if (taken.some((other) => run.start < other.end && other.start < run.end)) continue;
      taken.push(run);
      if (place(index + 1)) return true;
      taken.pop();
    }
    return false;
  };
  return place(0) ? taken.sort((a, b) => a.start - b.start) : undefined;
}
