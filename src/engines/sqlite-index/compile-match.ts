import { assertNever } from '../../base/assert-never.ts';
import type { FactTest, PlanNode, SearchField, TermGroup } from '../../search/engine/search-plan.ts';
import { EVERY_ARTICLE } from './facts-table.ts';
import { SYLLABLE, type VocabularyEntry } from './vocabulary-table.ts';

/** What a plan comes to in FTS5's language; `all` and `none` are articles, not errors. */
export type Match =
  { readonly kind: 'all' } | { readonly kind: 'none' } | { readonly kind: 'some'; readonly query: string };

export interface CompiledPlan {
  readonly match: Match;
  /** False where FTS5 finds more than the plan asks for. */
  readonly isExact: boolean;
  /** Whether words, and not facts alone, decide which article is better. */
  readonly isScored: boolean;
  /** What only raises the score: one of these tokens. */
  readonly boosts: readonly string[];
}

export interface MatchTables {
  find(token: string): VocabularyEntry | undefined;
  codesOf(test: FactTest): readonly string[];
}

/** Spellings of a phrase that are written out; beyond that, its syllables are asked for and its order is verified by us. */
const MAX_PHRASES = 128;

const ALL: Match = { kind: 'all' };
const NONE: Match = { kind: 'none' };

/**
 * Translates a plan for FTS5. Where FTS5 cannot say what is meant, the answer holds more than that: an approximation
 * stands only where more of it means more hits.
 */
export function compileMatch(plan: PlanNode, tables: MatchTables): CompiledPlan {
  const compiler = new Compiler(tables);
  const match = compiler.compile(plan, true);
  const { isExact, isScored, boosts } = compiler;
  return { match, isExact, isScored, boosts };
}

class Compiler {
  isExact = true;
  isScored = false;
  readonly boosts: string[] = [];
  readonly #tables: MatchTables;

  constructor(tables: MatchTables) {
    this.#tables = tables;
  }

  /** `isWanted` is false below an odd number of "not". */
  compile(node: PlanNode, isWanted: boolean): Match {
    switch (node.kind) {
      case 'everything':
        return ALL;
      case 'terms':
        this.isScored ||= isWanted;
        return inField(node.field, anyOf(this.#entries(node.group).map(({ code }) => some(code))));
      case 'phrase':
        this.isScored ||= isWanted;
        return this.#phrase(node.field, node.groups, isWanted);
      case 'near':
        this.isScored ||= isWanted;
        return this.#near(node, isWanted);
      case 'and':
        return allOf(node.children.map((child) => this.compile(child, isWanted)));
      case 'or':
        return anyOf(node.children.map((child) => this.compile(child, isWanted)));
      case 'not':
        return not(this.compile(node.child, !isWanted));
      case 'fact':
        return anyOf(this.#tables.codesOf(node.test).map(some));
      case 'maybe':
        if (isWanted) {
          for (const group of node.boosts) this.boosts.push(...this.#entries(group).map(({ code }) => code));
        }
        return this.compile(node.child, isWanted);
      default:
        return assertNever(node);
    }
  }

  #entries(group: TermGroup): VocabularyEntry[] {
    return group.alternatives
      .map(({ term }) => this.#tables.find(term))
      .filter((entry) => entry !== undefined);
  }

  /** Codes that can stand in a phrase. A token that was seen as a word, too, may be found behind the text, out of order. */
  #syllables(group: TermGroup): { readonly codes: readonly string[]; readonly isSure: boolean } {
    const entries = this.#entries(group).filter(({ kinds }) => (kinds & SYLLABLE) !== 0);
    return {
      codes: entries.map(({ code }) => code),
      isSure: entries.every(({ kinds }) => kinds === SYLLABLE),
    };
  }

  #phrase(field: SearchField, groups: readonly TermGroup[], isWanted: boolean): Match {
    const { phrases, isSure } = this.#spellOut(groups);
    if (phrases !== undefined && isSure) return inField(field, anyOf(phrases.map(some)));
    return this.#approximate(isWanted, () =>
      phrases === undefined ? this.#allGroups(field, groups) : inField(field, anyOf(phrases.map(some))),
    );
  }

  /** Every spelling of a phrase, `undefined` where they are too many; none where a group has none. */
  #spellOut(groups: readonly TermGroup[]): { phrases: string[] | undefined; isSure: boolean } {
    const spelled = groups.map((group) => this.#syllables(group));
    const isSure = spelled.every((one) => one.isSure);
    const count = spelled.reduce((product, { codes }) => product * codes.length, 1);
    if (groups.length === 0 || count === 0) return { phrases: [], isSure: true };
    if (count > MAX_PHRASES) return { phrases: undefined, isSure };
    const rows = spelled.reduce<string[]>(
      (begun, { codes }) => begun.flatMap((phrase) => codes.map((code) => `${phrase} ${code}`)),
      [''],
    );
    return { phrases: rows.map((row) => (groups.length === 1 ? row.trim() : `"${row.trim()}"`)), isSure };
  }

  #allGroups(field: SearchField, groups: readonly TermGroup[]): Match {
    return allOf(
      groups.map((group) => inField(field, anyOf(this.#syllables(group).codes.map((code) => some(code))))),
    );
  }

  /**
   * FTS5 counts the tokens between the end of the first operand and the start of the last, those of an operand between
   * them included, and lets operands lie over each other: for two that share no syllable both mean the same.
   */
  #near(node: Extract<PlanNode, { kind: 'near' }>, isWanted: boolean): Match {
    const { field, operands, distance } = node;
    if (operands.length === 0) return NONE;
    const spelled = operands.map((groups) => this.#spellOut(groups));
    if (spelled.some(({ phrases }) => phrases?.length === 0)) return NONE;
    const count = spelled.reduce((product, { phrases }) => product * (phrases?.length ?? Infinity), 1);
    if (operands.length === 2 && count <= MAX_PHRASES && this.#areDisjoint(operands)) {
      const [first, second] = spelled.map(({ phrases }) => phrases!) as [string[], string[]];
      const pairs = first.flatMap((one) => second.map((other) => `NEAR(${one} ${other}, ${distance})`));
      if (spelled.every(({ isSure }) => isSure)) return inField(field, anyOf(pairs.map(some)));
    }
    return this.#approximate(isWanted, () =>
      allOf(
        operands.map((groups, index) => {
          const { phrases } = spelled[index]!;
          return phrases === undefined
            ? this.#allGroups(field, groups)
            : inField(field, anyOf(phrases.map(some)));
        }),
      ),
    );
  }

  #areDisjoint(operands: readonly (readonly TermGroup[])[]): boolean {
    const codes = operands.map((groups) => new Set(groups.flatMap((group) => this.#syllables(group).codes)));
    return codes.every((one, index) => codes.slice(index + 1).every((other) => isDisjoint(one, other)));
  }

  /** Below a "not" more would mean fewer hits, so nothing is taken away there. */
  #approximate(isWanted: boolean, compile: () => Match): Match {
    this.isExact = false;
    return isWanted ? compile() : NONE;
  }
}

const isDisjoint = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].every((code) => !other.has(code));

const some = (query: string): Match => ({ kind: 'some', query });

function anyOf(matches: readonly Match[]): Match {
  if (matches.some(({ kind }) => kind === 'all')) return ALL;
  const queries = queriesOf(matches);
  if (queries.length === 0) return NONE;
  return some(queries.length === 1 ? queries[0]! : `(${queries.join(' OR ')})`);
}

function allOf(matches: readonly Match[]): Match {
  if (matches.some(({ kind }) => kind === 'none')) return NONE;
  const queries = queriesOf(matches);
  if (queries.length === 0) return ALL;
  return some(queries.length === 1 ? queries[0]! : `(${queries.join(' AND ')})`);
}

function queriesOf(matches: readonly Match[]): string[] {
  return [...new Set(matches.flatMap((match) => (match.kind === 'some' ? [match.query] : [])))];
}

function not(match: Match): Match {
  if (match.kind === 'all') return NONE;
  if (match.kind === 'none') return ALL;
  const doubled = match.query.startsWith(NOT_PREFIX) ? match.query.slice(NOT_PREFIX.length, -1) : undefined;
  return some(doubled ?? `${NOT_PREFIX}${match.query})`);
}

const NOT_PREFIX = `(${EVERY_ARTICLE} NOT `;

/** Facts need no column: no token is written like one. Without one, FTS5 need not look at positions. */
function inField(field: SearchField, match: Match): Match {
  if (field === 'any' || match.kind !== 'some') return match;
  return some(`(${field} : ${match.query})`);
}
