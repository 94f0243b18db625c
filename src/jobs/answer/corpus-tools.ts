import { TracuuError } from '../../base/tracuu-error.ts';
import { compareWords, type KeynessOptions, type KeynessReport } from '../../search/corpus/compare-words.ts';
import {
  countCollocates,
  type CollocateOptions,
  type CollocateReport,
} from '../../search/corpus/count-collocates.ts';
import {
  countOverTime,
  type DatedTokens,
  type TimeCount,
  type TimeUnit,
} from '../../search/corpus/count-over-time.ts';
import type { KeptTokens } from '../../search/engine/lexicon.ts';
import { termsOfGroups, termsOfPlans } from '../../search/engine/plan-groups.ts';
import type { PlanNode, TermGroup } from '../../search/engine/search-plan.ts';
import { verifyKept } from '../../search/engine/verify-kept.ts';
import { buildPlan } from '../../search/query/build-plan.ts';
import { parseQuery } from '../../search/query/parse-query.ts';
import type { ArticleTokens } from '../../model/article-tokens.ts';
import { createDirectiveFinder } from './recognize-directives.ts';
import { createNameFinder } from './recognize-names.ts';
import type { Workspace } from '../workspace.ts';

/** Which articles a corpus tool reads. */
export interface Within {
  /** A query as `searchArchive` takes it: `place:hcm date:2019..2020`. Default: every article. */
  readonly within?: string | undefined;
}

/**
 * The words that keep company with `words` (one word or several in a row, marks as for `searchArchive`).
 *
 * @throws TracuuError `bad-query`, `bad-argument` where `words` is no row of words
 */
export const findCollocates = (
  workspace: Workspace,
  words: string,
  options: CollocateOptions & Within = {},
): CollocateReport =>
  countCollocates(readTokens(workspace, planWithin(workspace, options)), toPhrase(workspace, words), options);

/**
 * How often `words` stand in the archive's articles by year, month or day of publication, with denominators.
 *
 * @throws TracuuError `bad-query`, `bad-argument` where `words` is no row of words
 */
export function countFrequency(
  workspace: Workspace,
  words: string,
  options: Within & { readonly by?: TimeUnit | undefined } = {},
): TimeCount[] {
  const phrase = toPhrase(workspace, words);
  const plan = planWithin(workspace, options);
  return countOverTime(readDated(workspace, plan, phrase), phrase, options.by ?? 'month');
}

/**
 * The words that the articles of one query use more, or less, than those of another.
 *
 * @param query which articles: `place:hcm`, `doc:"Chỉ thị 05-CT/TW"`
 * @throws TracuuError `bad-query`
 */
export function findKeywords(
  workspace: Workspace,
  query: string,
  options: KeynessOptions & {
    /** The articles to compare with; default: all that `query` does not find. */
    readonly against?: string | undefined;
  } = {},
): KeynessReport {
  const { against } = options;
  const plan = toPlan(workspace, query);
  const reference: PlanNode =
    against === undefined ? { kind: 'not', child: plan } : toPlan(workspace, against);
  return compareWords(readTokens(workspace, plan), readTokens(workspace, reference), options);
}

/** `words` as one group a syllable: plain words in a row are a phrase here. */
function toPhrase(workspace: Workspace, words: string): readonly TermGroup[] {
  const { segmenter, lexicon } = workspace;
  const { node } = parseQuery(words, { segmenter, wordsInRow: true });
  const { plan } = buildPlan(node, lexicon);
  if (plan.kind === 'phrase') return plan.groups;
  if (plan.kind === 'terms') return [plan.group];
  throw new TracuuError(
    'bad-argument',
    `"${words}" is no row of words; give one word or several in a row, and put conditions into a query (--within)`,
  );
}

const toPlan = (workspace: Workspace, query: string): PlanNode =>
  buildPlan(
    parseQuery(query, {
      segmenter: workspace.segmenter,
      directives: createDirectiveFinder(workspace),
      names: createNameFinder(workspace),
    }).node,
    workspace.lexicon,
  ).plan;

function* readDated(
  workspace: Workspace,
  plan: PlanNode,
  phrase: readonly TermGroup[],
): Generator<DatedTokens> {
  for (const { id, tokens } of readMatching(workspace, plan, termsOfGroups(phrase))) {
    const facts = workspace.lexicon.factsOf(id);
    if (facts !== undefined) yield { tokens, facts };
  }
}

function* readTokens(workspace: Workspace, plan: PlanNode): Generator<ArticleTokens> {
  for (const { id } of readMatching(workspace, plan)) {
    const tokens = workspace.lexicon.tokensOf(id);
    if (tokens !== undefined) yield tokens;
  }
}

const planWithin = (workspace: Workspace, { within }: Within): PlanNode =>
  within === undefined ? { kind: 'everything' } : toPlan(workspace, within);

/**
 * The articles that match, with the places of the plan's tokens and of `terms`. Goes through every article: a corpus tool
 * needs all of them for its denominators, whatever an engine could find.
 */
function* readMatching(
  { archive, lexicon }: Workspace,
  plan: PlanNode,
  terms: readonly string[] = [],
): Generator<KeptTokens> {
  const kept = new Set([...termsOfPlans([plan]), ...terms]);
  for (const article of lexicon.tokensAmong([...kept], archive.readArticleIds())) {
    if (verifyKept(plan, article, lexicon)) yield article;
  }
}
