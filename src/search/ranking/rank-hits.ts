import { assertNever } from '../../base/assert-never.ts';
import type { Lexicon } from '../engine/lexicon.ts';
import type { PlanNode, SearchField, TermGroup } from '../engine/search-plan.ts';
import { findNear, findPhrases, tokensOfGroup, verifyPlan } from '../engine/verify-plan.ts';
import type { BuiltPlan } from '../query/build-plan.ts';
import type { ArticleTokens, FieldTokens } from '../tokens/article-tokens.ts';

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
  const { articles, syllables } = lexicon.statistics();
  const averageLength = Math.max(1, syllables / Math.max(1, articles));
  const units = findUnits(plan, lexicon);
  const hits: RankedHit[] = [];
  for (const id of ids) {
    const tokens = lexicon.tokensOf(id);
    const facts = lexicon.factsOf(id);
    if (tokens === undefined || facts === undefined) continue;
    const length = (tokens.title.syllables.length + tokens.text.syllables.length) / averageLength;
    const damping = K1 * (1 - B + B * length);
    const score = units.reduce((sum, unit) => sum + scoreUnit(unit, tokens, damping), 0);
    const isTyped = typed === null || verifyPlan(typed, { tokens, facts });
    hits.push({ id, score: Math.round(score * 1e9) / 1e9, tier: isTyped ? 1 : 0 });
  }
  return hits.sort(compareHits);
}

/** Tier, score, id. */
export const compareHits = (a: RankedHit, b: RankedHit): number =>
  b.tier - a.tier || b.score - a.score || (a.id < b.id ? -1 : 1);

/** A part of a plan that raises the score where it stands: a word, a phrase, a row of NEAR. */
interface ScoredUnit {
  readonly field: SearchField;
  readonly idf: number;
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
          count: ({ syllables }) => findPhrases(syllables, plan.groups).length,
        },
      ];
    case 'near':
      return [
        {
          field: plan.field,
          idf: sumOfIdf(plan.operands.flat(), lexicon),
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

function scoreUnit(
  { field, idf, count }: ScoredUnit,
  { title, text }: ArticleTokens,
  damping: number,
): number {
  const inTitle = field === 'text' ? 0 : TITLE_WEIGHT * count(title);
  const inText = field === 'title' ? 0 : count(text);
  const weighed = inTitle + inText;
  return weighed === 0 ? 0 : (idf * weighed * (K1 + 1)) / (weighed + damping);
}
