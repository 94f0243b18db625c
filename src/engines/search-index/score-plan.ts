import { assertNever } from '../../base/assert-never.ts';
import type { PlanNode, TermGroup } from '../../search/engine/search-plan.ts';
import type { Segment } from './segment.ts';
import type { Postings } from './token-postings.ts';

/** The usual BM25 constants, and what `rankHits` uses: who is preselected here is who comes first there. */
const TERM_SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;
/** A word of the title says as much about an article as three in its text. */
const TITLE_OCCURRENCES = 3;

/** Of all segments, so that their scores compare. */
export interface IndexStatistics {
  readonly articles: number;
  readonly syllables: number;
  readonly articleFrequency: (token: string) => number;
}

interface WeightedPostings {
  readonly weight: number;
  readonly title: Postings;
  readonly text: Postings;
}

/** A BM25 score of a slot: for each group the best of its spellings. */
export function createScorer(
  plan: PlanNode,
  segment: Segment,
  statistics: IndexStatistics,
): (slot: number) => number {
  const groups = positiveGroups(plan).map((group) => weighGroup(group, segment, statistics));
  const averageLength = statistics.syllables / Math.max(1, statistics.articles);
  return (slot) => {
    const length = segment.articleAt(slot)?.syllables ?? 0;
    const norm =
      TERM_SATURATION * (1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * length) / Math.max(1, averageLength));
    let score = 0;
    for (const group of groups) {
      let best = 0;
      for (const { weight, title, text } of group) {
        const occurrences = TITLE_OCCURRENCES * (title.get(slot) ?? 0) + (text.get(slot) ?? 0);
        best = Math.max(best, (weight * occurrences * (TERM_SATURATION + 1)) / (occurrences + norm));
      }
      score += best;
    }
    return score;
  };
}

/** Groups that an article can gain by; what a NOT forbids gives nothing. */
function positiveGroups(plan: PlanNode): readonly TermGroup[] {
  switch (plan.kind) {
    case 'terms':
      return [plan.group];
    case 'phrase':
      return plan.groups;
    case 'near':
      return plan.operands.flat();
    case 'and':
    case 'or':
      return plan.children.flatMap(positiveGroups);
    case 'maybe':
      return [...positiveGroups(plan.child), ...plan.boosts];
    case 'everything':
    case 'not':
    case 'fact':
      return [];
    default:
      return assertNever(plan);
  }
}

function weighGroup(
  { alternatives }: TermGroup,
  { postings }: Segment,
  { articles, articleFrequency }: IndexStatistics,
): WeightedPostings[] {
  return alternatives
    .map(({ term, boost }) => {
      const frequency = articleFrequency(term);
      const rarity = Math.log(1 + (articles - frequency + 0.5) / (frequency + 0.5));
      return { weight: boost * rarity, title: postings.title(term), text: postings.text(term) };
    })
    .filter(({ title, text }) => title.size + text.size > 0);
}
