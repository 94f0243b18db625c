import { assertNever } from '../../base/assert-never.ts';
import type { FieldCounts, Lexicon } from '../engine/lexicon.ts';
import type { PlanNode, SearchField, TermGroup } from '../engine/search-plan.ts';
import { groupsOf, termsOfPlans } from '../engine/plan-groups.ts';
import { verifyKept } from '../engine/verify-kept.ts';
import { findNear, findPhrases, tokensOfGroup } from '../engine/verify-plan.ts';
import type { BuiltPlan } from '../query/build-plan.ts';
import type { FieldTokens } from '../tokens/article-tokens.ts';
import { CountedTerms, countedTest, isCountable } from './counted-terms.ts';

/** A hit at its place: the same on every engine. */
export interface RankedHit {
  readonly id: string;
  /** Rounded to 1e-9, so that the order does not hang on the last bit of a sum. */
  readonly score: number;
  /** 1 where the article is a hit for what was typed letter by letter, else 0. */
  readonly tier: 0 | 1;
}

/** Usual values of Okapi BM25 (Robertson and Zaragoza 2009); not tuned, there are no judged queries to tune them on. */
const K1 = 1.2;
const B = 0.75;
/** A word of the title says as much about an article as three in its text. */
const TITLE_WEIGHT = 3;

/**
 * Puts hits in order: those for what was typed before those for what it may stand for, then by one BM25 over the tokens
 * that we made, then by id.
 *
 * The fields are weighed together before frequencies are damped (BM25F), so that a word in title and text counts as one
 * word. All spellings of a query word weigh as the word: else the rarest spelling would win, which nobody meant.
 */
export function rankHits({ plan, typed }: BuiltPlan, lexicon: Lexicon, ids: Iterable<string>): RankedHit[] {
  const units = findUnits(plan, lexicon);
  const ranking = { plan, units, typed, lexicon, damping: dampingOf(lexicon), ids: [...ids] };
  const isCounted = units.every(({ group }) => group !== null) && (typed === null || isCountable(typed));
  return (isCounted ? rankByCounts(ranking) : rankByTokens(ranking)).sort(compareHits);
}

interface Ranking {
  readonly plan: PlanNode;
  readonly units: readonly ScoredUnit[];
  readonly typed: PlanNode | null;
  readonly lexicon: Lexicon;
  /** By the article's length in syllables. */
  readonly damping: (length: number) => number;
  readonly ids: readonly string[];
}

function dampingOf(lexicon: Lexicon): Ranking['damping'] {
  const { articles, syllables } = lexicon.statistics();
  const averageLength = Math.max(1, syllables / Math.max(1, articles));
  return (length) => K1 * (1 - B + B * (length / averageLength));
}

function rankByTokens({ plan, units, typed, lexicon, damping, ids }: Ranking): RankedHit[] {
  const plans = typed === null ? [plan] : [plan, typed];
  const hits: RankedHit[] = [];
  for (const kept of lexicon.tokensAmong(termsOfPlans(plans), ids)) {
    const { title, text } = kept.tokens;
    const damped = damping(title.syllables.length + text.syllables.length);
    const score = units.reduce(
      (sum, unit) => sum + scoreUnit(unit, { title: unit.count(title), text: unit.count(text) }, damped),
      0,
    );
    hits.push(toHit(kept.id, score, typed === null || verifyKept(typed, kept, lexicon)));
  }
  return hits;
}

/** The same from counts alone, where no word's place matters. */
function rankByCounts({ units, typed, lexicon, damping, ids }: Ranking): RankedHit[] {
  const terms = new CountedTerms();
  for (const { group } of units) terms.add(group!);
  for (const group of typed === null ? [] : groupsOf(typed)) terms.add(group);
  const counted = units.map((unit) => ({ unit, count: boostedCounter(unit.group!, terms) }));
  const isTyped = typed === null ? () => true : countedTest(typed, terms);
  const hits: RankedHit[] = [];
  for (const counts of lexicon.countTokens(terms.tokens, ids)) {
    const { id, length, title, text } = counts;
    const damped = damping(length);
    let score = 0;
    for (const { unit, count } of counted) {
      score += scoreUnit(unit, { title: count(title), text: count(text) }, damped);
    }
    hits.push(toHit(id, score, isTyped({ counts, facts: () => lexicon.factsOf(id) })));
  }
  return hits;
}

const toHit = (id: string, score: number, isTyped: boolean): RankedHit => ({
  id,
  score: Math.round(score * 1e9) / 1e9,
  tier: isTyped ? 1 : 0,
});

/** Tier, score, id. */
export const compareHits = (a: RankedHit, b: RankedHit): number =>
  b.tier - a.tier || b.score - a.score || (a.id < b.id ? -1 : 1);

/** A part of a plan that raises the score where it stands: a word, a phrase, a row of NEAR. */
interface ScoredUnit {
  readonly field: SearchField;
  readonly idf: number;
  /** What is counted where it is a word. */
  readonly group: TermGroup | null;
  /** Weighed occurrences in one field. */
  readonly count: (field: FieldTokens) => number;
}

/** What is negated or a fact raises no score. */
function findUnits(plan: PlanNode, lexicon: Lexicon): ScoredUnit[] {
  switch (plan.kind) {
    case 'terms':
      return [termUnit(plan.field, plan.group, lexicon)];
    case 'phrase':
      return [
        {
          field: plan.field,
          idf: sumOfIdf(plan.groups, lexicon),
          group: null,
          count: ({ syllables }) => findPhrases(syllables, plan.groups).length,
        },
      ];
    case 'near':
      return [
        {
          field: plan.field,
          idf: sumOfIdf(plan.operands.flat(), lexicon),
          group: null,
          count: ({ syllables }) => findNear(syllables, plan.operands, plan.distance).length,
        },
      ];
    case 'and':
    case 'or':
      return plan.children.flatMap((child) => findUnits(child, lexicon));
    case 'maybe':
      return [
        ...findUnits(plan.child, lexicon),
        ...plan.boosts.map((group) => termUnit('any', group, lexicon)),
      ];
    case 'not':
    case 'fact':
    case 'everything':
      return [];
    default:
      return assertNever(plan);
  }
}

function termUnit(field: SearchField, group: TermGroup, lexicon: Lexicon): ScoredUnit {
  const boosts = new Map(group.alternatives.map(({ term, boost }) => [term, boost]));
  return {
    field,
    idf: idfOfGroup(group, lexicon),
    group,
    count: ({ syllables, words }) => countBoosted(syllables, boosts) + countBoosted(words, boosts),
  };
}

/** The best of what the spellings give, each for itself: five spellings of a word are not five words. */
function countBoosted(tokens: readonly string[], boosts: ReadonlyMap<string, number>): number {
  const counts = new Map<string, number>();
  for (const token of tokens) {
    const boost = boosts.get(token);
    if (boost !== undefined) counts.set(token, (counts.get(token) ?? 0) + boost);
  }
  return Math.max(0, ...counts.values());
}

/** `countBoosted` of both lists of a field, from counts. */
function boostedCounter(group: TermGroup, terms: CountedTerms): (field: FieldCounts) => number {
  // A term that is named twice has the boost that was named last, as in the map of `termUnit`.
  const boosts = new Map(
    terms.placesOf(group).map((place, index) => [place, group.alternatives[index]!.boost]),
  );
  const best = (counts: readonly number[]): number => {
    let most = 0;
    for (const [place, boost] of boosts) {
      // Added up one by one, since a product would round differently.
      let boosted = 0;
      for (let left = counts[place]!; left > 0; left--) boosted += boost;
      if (boosted > most) most = boosted;
    }
    return most;
  };
  return ({ syllables, words }) => best(syllables) + best(words);
}

/** Of the articles that hold any of the spellings; their sum stands for it, as counting the union would read postings. */
function idfOfGroup(group: TermGroup, lexicon: Lexicon): number {
  const { articles } = lexicon.statistics();
  let holding = 0;
  for (const term of tokensOfGroup(group)) holding += lexicon.articleFrequency(term);
  holding = Math.min(holding, articles);
  return Math.log(1 + (articles - holding + 0.5) / (holding + 0.5));
}

const sumOfIdf = (groups: readonly TermGroup[], lexicon: Lexicon): number =>
  groups.reduce((sum, group) => sum + idfOfGroup(group, lexicon), 0);

/** `counts` are those of the unit in each field. */
function scoreUnit(
  { field, idf }: ScoredUnit,
  counts: { readonly title: number; readonly text: number },
  damping: number,
): number {
  const inTitle = field === 'text' ? 0 : TITLE_WEIGHT * counts.title;
  const inText = field === 'title' ? 0 : counts.text;
  const weighed = inTitle + inText;
  return weighed === 0 ? 0 : (idf * weighed * (K1 + 1)) / (weighed + damping);
}
