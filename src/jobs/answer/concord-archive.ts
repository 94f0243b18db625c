import {
  makeConcordance,
  sortConcordance,
  type ConcordanceLine,
  type ConcordanceSort,
} from '../../search/passages/make-concordance.ts';
import type { Workspace } from '../workspace.ts';
import { findArticles, type SearchFilters } from './find-articles.ts';
import {
  headOf,
  matchArticle,
  preferPlace,
  sectionAt,
  type ArticleHead,
  type SectionHead,
} from './match-article.ts';

export interface ConcordanceOptions extends SearchFilters {
  /** Lines to give; default 100. */
  readonly limit?: number | undefined;
  /** By the words before or behind the match; default by article, best first. */
  readonly sort?: ConcordanceSort | undefined;
  /** Characters on each side; default 48. */
  readonly contextChars?: number | undefined;
}

/** A key word in context, with where it stands. */
export interface ConcordanceHit extends ConcordanceLine {
  readonly article: ArticleHead;
  readonly section: SectionHead;
}

export interface ConcordanceResult {
  readonly lines: readonly ConcordanceHit[];
  /** Lines in all; a lower bound where `isCut`. */
  readonly total: number;
  /** Articles that match. */
  readonly articles: number;
  /** True where lines were left unread: more than 20,000. */
  readonly isCut: boolean;
}

const DEFAULT_LIMIT = 100;
/** All lines are read before they are sorted; these are some ten megabytes. */
const MAX_LINES = 20_000;

/**
 * A concordance (KWIC): every place where the articles that match show what was asked for. Words in a row are a phrase
 * here, as in other concordancers; join them by AND where they may stand apart.
 *
 * @throws TracuuError as `searchArchive`
 */
export async function concordArchive(
  workspace: Workspace,
  query: string,
  options: ConcordanceOptions = {},
): Promise<ConcordanceResult> {
  const { limit = DEFAULT_LIMIT, sort } = options;
  const found = await findArticles(workspace, query, { ...options, limit, wordsInRow: true });
  const context = options.contextChars === undefined ? {} : { contextChars: options.contextChars };
  const lines: ConcordanceHit[] = [];
  for await (const id of found.readIds()) {
    if (lines.length > MAX_LINES) break;
    const stored = workspace.archive.readArticle(id);
    if (stored === undefined) continue;
    const { article } = stored;
    const head = headOf(article);
    const matches = preferPlace(article, matchArticle(workspace, stored, found.plan), found.place);
    for (const line of makeConcordance(article.text, matches, context)) {
      lines.push({ ...line, article: head, section: sectionAt(article, line.start) });
    }
  }
  const isCut = lines.length > MAX_LINES;
  const kept = isCut ? lines.slice(0, MAX_LINES) : lines;
  const sorted = sort === undefined ? kept : sortConcordance(kept, sort);
  return { lines: sorted.slice(0, limit), total: kept.length, articles: found.total, isCut };
}
