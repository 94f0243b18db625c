import { TracuuError } from '../../base/tracuu-error.ts';
import {
  compareWords,
  type KeynessOptions,
  type KeynessReport,
} from '../../search/corpus/compare-words.ts';
import {
  countCollocates,
  type CollocateOptions,
  type CollocateReport,
} from '../../search/corpus/count-collocates.ts';
import { countOverTime, type TimeCount, type TimeUnit } from '../../search/corpus/count-over-time.ts';
import type { IndexDocument } from '../../search/engine/index-document.ts';
import type { PlanNode, TermGroup } from '../../search/engine/search-plan.ts';
import { verifyPlan } from '../../search/engine/verify-plan.ts';
import { buildPlan } from '../../search/query/build-plan.ts';
import { parseQuery } from '../../search/query/parse-query.ts';
import { directiveFinder } from './directive-finder.ts';
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
  countCollocates(readTokens(workspace, options.within), toPhrase(workspace, words), options);

/**
 * How often `words` stand in the archive's articles by year, month or day of publication, with denominators.
 *
 * @throws TracuuError `bad-query`, `bad-argument` where `words` is no row of words
 */
export const countFrequency = (
  workspace: Workspace,
  words: string,
  options: Within & { readonly by?: TimeUnit | undefined } = {},
): TimeCount[] =>
  countOverTime(
    readDocuments(workspace, options.within),
    toPhrase(workspace, words),
    options.by ?? 'month',
  );

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
  return compareWords(readMatching(workspace, plan), readMatching(workspace, reference), options);
}

/** `words` as one group a syllable: plain words in a row are a phrase here. */
function toPhrase(workspace: Workspace, words: string): readonly TermGroup[] {
  const { segmenter, archive } = workspace;
  const { node } = parseQuery(words, { segmenter, wordsInRow: true });
  const { plan } = buildPlan(node, archive.lexicon);
  if (plan.kind === 'phrase') return plan.groups;
  if (plan.kind === 'terms') return [plan.group];
  throw new TracuuError(
    'bad-argument',
    `"${words}" is no row of words; give one word or several in a row, and put conditions into a query (--within)`,
  );
}

const toPlan = (workspace: Workspace, query: string): PlanNode =>
  buildPlan(
    parseQuery(query, { segmenter: workspace.segmenter, directives: directiveFinder(workspace) }).node,
    workspace.archive.lexicon,
  ).plan;

function* readTokens(workspace: Workspace, within: string | undefined) {
  for (const { tokens } of readDocuments(workspace, within)) yield tokens;
}

function* readMatching(workspace: Workspace, plan: PlanNode) {
  for (const document of workspace.archive.readIndexDocuments()) {
    if (verifyPlan(plan, document)) yield document.tokens;
  }
}

function* readDocuments(workspace: Workspace, within: string | undefined): Generator<IndexDocument> {
  const plan = within === undefined ? undefined : toPlan(workspace, within);
  for (const document of workspace.archive.readIndexDocuments()) {
    if (plan === undefined || verifyPlan(plan, document)) yield document;
  }
}
