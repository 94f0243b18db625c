import { assertNever } from '../../base/assert-never.ts';
import type { PlanNode, SearchField, TermGroup } from '../../search/engine/search-plan.ts';
import type { Segment } from './segment.ts';
import { NO_POSTINGS, type Postings } from './token-postings.ts';

/** As in `rankHits`: who is preselected here is who comes first there. */
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

/** A word of the plan with the postings of its spellings. */
interface ScoredGroup {
  readonly rarity: number;
  readonly spellings: readonly {
    readonly boost: number;
    readonly title: Postings;
    readonly text: Postings;
  }[];
}

/** A BM25 score of a slot: for each group the best of its spellings in each field, both weighed before they are damped. */
export function createScorer(
  plan: PlanNode,
  segment: Segment,
  statistics: IndexStatistics,
): (slot: number) => number {
  const groups = scoredGroups(plan, segment, statistics);
  const averageLength = Math.max(1, statistics.syllables / Math.max(1, statistics.articles));
  return (slot) => {
    const length = (segment.articleAt(slot)?.syllables ?? 0) / averageLength;
    const damping = TERM_SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length);
    let score = 0;
    for (const { rarity, spellings } of groups) {
      let [inTitle, inText] = [0, 0];
      for (const { boost, title, text } of spellings) {
        inTitle = Math.max(inTitle, boost * (title.get(slot) ?? 0));
        inText = Math.max(inText, boost * (text.get(slot) ?? 0));
      }
      const occurrences = TITLE_OCCURRENCES * inTitle + inText;
      score += (rarity * occurrences * (TERM_SATURATION + 1)) / (occurrences + damping);
    }
    return score;
  };
}

/** Words that an article can gain by; what a NOT forbids gives nothing. */
function scoredGroups(plan: PlanNode, segment: Segment, statistics: IndexStatistics): ScoredGroup[] {
  const weigh = (groups: readonly TermGroup[], field: SearchField): ScoredGroup[] =>
    groups.map((group) => weighGroup(group, field, { segment, statistics }));
  switch (plan.kind) {
    case 'terms':
      return weigh([plan.group], plan.field);
    case 'phrase':
      return weigh(plan.groups, plan.field);
    case 'near':
      return weigh(plan.operands.flat(), plan.field);
    case 'and':
    case 'or':
      return plan.children.flatMap((child) => scoredGroups(child, segment, statistics));
    case 'maybe':
      return [...scoredGroups(plan.child, segment, statistics), ...weigh(plan.boosts, 'any')];
    case 'everything':
    case 'not':
    case 'fact':
      return [];
    default:
      return assertNever(plan);
  }
}

/** All spellings weigh as the word: else the rarest spelling would win, which nobody meant. */
function weighGroup(
  { alternatives }: TermGroup,
  field: SearchField,
  { segment: { postings }, statistics }: { readonly segment: Segment; readonly statistics: IndexStatistics },
): ScoredGroup {
  const { articles, articleFrequency } = statistics;
  const terms = [...new Set(alternatives.map(({ term }) => term))];
  const holding = Math.min(
    articles,
    terms.reduce((sum, term) => sum + articleFrequency(term), 0),
  );
  return {
    rarity: Math.log(1 + (articles - holding + 0.5) / (holding + 0.5)),
    spellings: alternatives
      .map(({ term, boost }) => ({
        boost,
        title: field === 'text' ? NO_POSTINGS : postings.title(term),
        text: field === 'title' ? NO_POSTINGS : postings.text(term),
      }))
      .filter(({ title, text }) => title.size + text.size > 0),
  };
}
