import { assertNever } from '../../base/assert-never.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { Mention } from '../../model/mention.ts';
import { issuersOf } from '../engine/match-facts.ts';
import type { PlanNode, SearchField, TermGroup } from '../engine/search-plan.ts';
import { findNear, findPhrases, tokensOfGroup, type SyllableRun } from '../engine/verify-plan.ts';
import type { PlacedSyllable } from '../tokens/analyze-article.ts';
import type { SnippetMatch } from './make-snippet.ts';

/** A text with what is known about it. All offsets are into the same text. */
export interface MatchedText {
  /** Which of the article's fields it is. */
  readonly field: 'title' | 'text';
  readonly syllables: readonly PlacedSyllable[];
  readonly mentions: readonly Mention[];
}

/**
 * Where a text shows what the plan asks for: its words and phrases, and the mentions of documents asked for. In order of
 * place, not overlapping; of two that overlap the longer is kept. What is negated is not shown.
 */
export function findMatches(plan: PlanNode, text: MatchedText): SnippetMatch[] {
  const matches: SnippetMatch[] = [];
  collect(plan, text, matches);
  return withoutOverlaps(matches);
}

function collect(plan: PlanNode, text: MatchedText, matches: SnippetMatch[]): void {
  switch (plan.kind) {
    case 'terms':
    case 'phrase':
    case 'near':
      if (looksAt(plan.field, text)) matches.push(...matchWords(plan, text));
      return;
    case 'and':
    case 'or':
      for (const child of plan.children) collect(child, text, matches);
      return;
    case 'maybe':
      collect(plan.child, text, matches);
      return;
    case 'fact':
      matches.push(...matchMentions(plan, text.mentions));
      return;
    case 'not':
    case 'everything':
      return;
    default:
      assertNever(plan);
  }
}

const looksAt = (field: SearchField, text: MatchedText): boolean => field === 'any' || field === text.field;

type WordNode = Extract<PlanNode, { readonly kind: 'terms' | 'phrase' | 'near' }>;

function matchWords(node: WordNode, { syllables }: MatchedText): SnippetMatch[] {
  const tokens = syllables.map(({ token }) => token);
  return runsOf(node, tokens).map(({ start, end }) => ({
    start: syllables[start]!.start,
    end: syllables[end - 1]!.end,
    key: keyOf(node),
  }));
}

function runsOf(node: WordNode, tokens: readonly string[]): SyllableRun[] {
  switch (node.kind) {
    case 'terms': {
      const wanted = tokensOfGroup(node.group);
      return tokens.flatMap((token, start) => (wanted.has(token) ? [{ start, end: start + 1 }] : []));
    }
    case 'phrase':
      return findPhrases(tokens, node.groups).map((start) => ({ start, end: start + node.groups.length }));
    case 'near':
      return findNear(tokens, node.operands, node.distance).flat();
  }
}

/** One key for all spellings of a word that was typed without marks. */
function keyOf(node: WordNode): string {
  const groups =
    node.kind === 'terms' ? [node.group] : node.kind === 'phrase' ? node.groups : node.operands.flat();
  return groups.map(keyOfGroup).join(' ');
}

const keyOfGroup = ({ alternatives }: TermGroup): string => alternatives[0]?.term ?? '';

function matchMentions(
  { test }: Extract<PlanNode, { readonly kind: 'fact' }>,
  mentions: readonly Mention[],
): SnippetMatch[] {
  if (test.fact !== 'document' && test.fact !== 'issuer') return [];
  const isWanted = (document: DocumentId): boolean =>
    test.fact === 'document' ? test.anyOf.includes(document) : issuersOf(document).includes(test.value);
  return mentions
    .filter(({ document, members = [] }) => isWanted(document) || members.some(isWanted))
    .map(({ start, end, document }) => ({ start, end, key: document }));
}

function withoutOverlaps(matches: readonly SnippetMatch[]): SnippetMatch[] {
  const sorted = [...matches].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: SnippetMatch[] = [];
  for (const match of sorted) {
    const last = kept.at(-1);
    if (last === undefined || match.start >= last.end) kept.push(match);
    else if (match.end - match.start > last.end - last.start) kept[kept.length - 1] = match;
  }
  return kept;
}
