import { assertNever } from '../../base/assert-never.ts';
import type { Lexicon } from '../engine/lexicon.ts';
import type { PlanNode, TermGroup } from '../engine/search-plan.ts';
import { expandWord, MAX_SPELLINGS, toGroup, type ExpandedWord } from './expand-word.ts';
import type { QueryNode, QueryWord } from './query-ast.ts';

/** A query in tokens of one archive. */
export interface BuiltPlan {
  readonly plan: PlanNode;
  /** The same for what was typed, letter by letter: hits of it are hits of `plan`, and come first. `null` where it is all of `plan`. */
  readonly typed: PlanNode | null;
  /** Words that would stand for more spellings than are looked for. */
  readonly cutWords: readonly string[];
}

/** Words of up to this many syllables are looked up; longer ones are names. */
const MAX_WORD_SYLLABLES = 4;
const WORD_BOOST = 2;
/** Most words of several syllables that raise the score of one row of plain words. */
const MAX_WORDS = 32;

/** Looks every word of a query up in the lexicon. Never fails: what no article holds becomes a group of nothing. */
export function buildPlan(node: QueryNode, lexicon: Lexicon): BuiltPlan {
  const known = new Map<QueryWord, ExpandedWord>();
  const expand = (word: QueryWord): ExpandedWord => {
    const expanded = known.get(word) ?? expandWord(word, lexicon);
    known.set(word, expanded);
    return expanded;
  };
  const whole = (word: QueryWord): TermGroup => toGroup(expand(word));
  const typed = (word: QueryWord): TermGroup => ({ alternatives: expand(word).typed });
  const plan = toPlan(node, { lexicon, group: whole, negatedGroup: whole });
  const words = [...known.keys()];
  const isExpanded = words.some((word) => expand(word).others.length > 0);
  return {
    plan,
    typed: isExpanded ? toPlan(node, { lexicon, group: typed, negatedGroup: whole }) : null,
    cutWords: [...new Set(words.filter((word) => expand(word).isCut).map(({ exact }) => exact))],
  };
}

interface PlanOptions {
  readonly lexicon: Lexicon;
  readonly group: (word: QueryWord) => TermGroup;
  /** Below a "not". */
  readonly negatedGroup: (word: QueryWord) => TermGroup;
}

function toPlan(node: QueryNode, options: PlanOptions): PlanNode {
  const { group } = options;
  switch (node.kind) {
    case 'everything':
      return { kind: 'everything' };
    case 'word':
      return { kind: 'terms', field: node.field, group: group(node.word) };
    case 'phrase':
      return { kind: 'phrase', field: node.field, groups: node.words.map(group) };
    case 'near': {
      const { field, distance, operands } = node;
      return { kind: 'near', field, distance, operands: operands.map((words) => words.map(group)) };
    }
    case 'and':
      return withWords(node.children, options);
    case 'or':
      return { kind: 'or', children: node.children.map((child) => toPlan(child, options)) };
    case 'not':
      // What is excluded is excluded in every spelling: a hit for what was typed is a hit.
      return { kind: 'not', child: toPlan(node.child, { ...options, group: options.negatedGroup }) };
    case 'fact':
      return { kind: 'fact', test: node.test };
    case 'directive':
      return { kind: 'fact', test: { fact: 'document', anyOf: node.documents } };
    default:
      return assertNever(node);
  }
}

/** Plain words in a row may be words of several syllables: those that articles hold raise the score. */
function withWords(children: readonly QueryNode[], options: PlanOptions): PlanNode {
  const plan: PlanNode = { kind: 'and', children: children.map((child) => toPlan(child, options)) };
  const boosts = rowsOfWords(children)
    .flatMap((row) => wordGroups(row, options.lexicon))
    .slice(0, MAX_WORDS);
  return boosts.length === 0 ? plan : { kind: 'maybe', child: plan, boosts };
}

function rowsOfWords(children: readonly QueryNode[]): QueryWord[][] {
  const rows: QueryWord[][] = [[]];
  for (const child of children) {
    if (child.kind === 'word' && child.field === 'any' && child.word.match.kind === 'whole') {
      rows.at(-1)!.push(child.word);
    } else rows.push([]);
  }
  return rows;
}

function wordGroups(row: readonly QueryWord[], lexicon: Lexicon): TermGroup[] {
  const groups: TermGroup[] = [];
  for (let start = 0; start < row.length; start++) {
    for (let count = 2; count <= MAX_WORD_SYLLABLES && start + count <= row.length; count++) {
      const run = row.slice(start, start + count);
      const known = lexicon
        .spellings(run.map(({ folded }) => folded).join('_'))
        .filter((word) => isSpelledAs(word, run));
      if (known.length === 0) continue;
      groups.push({
        alternatives: known.slice(0, MAX_SPELLINGS).map((term) => ({ term, boost: WORD_BOOST })),
      });
    }
  }
  return groups;
}

/** Whether a word is spelled as typed wherever marks were typed. */
function isSpelledAs(word: string, run: readonly QueryWord[]): boolean {
  const parts = word.split('_');
  return run.every((typed, index) => !typed.isAccented || parts[index] === typed.exact);
}
