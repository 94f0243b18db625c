import type { DocumentId } from '../../model/document-id.ts';
import type { TextSpan } from '../../model/text-span.ts';
import { FACET_FIELDS, type FacetCount, type FacetField } from '../../search/engine/search-engine.ts';
import type { PlanNode } from '../../search/engine/search-plan.ts';
import { makeSnippet } from '../../search/passages/make-snippet.ts';
import type { UnknownName } from '../../search/query/query-ast.ts';
import type { RankedHit } from '../../search/ranking/rank-hits.ts';
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

export interface SearchOptions extends SearchFilters {
  /** Default 10. */
  readonly limit?: number | undefined;
  /** Counts over all that match; default none. */
  readonly facets?: readonly FacetField[] | undefined;
}

export interface SearchHit {
  readonly article: ArticleHead;
  /** The item or part of the article from which the snippet is. */
  readonly section: SectionHead;
  readonly score: number;
  readonly snippet: string;
  /** Matched words; offsets into `snippet`. */
  readonly highlights: readonly TextSpan[];
}

/** A line of a facet: how many of the hits have the value. */
export interface SearchFacet extends FacetCount {
  readonly facet: FacetField;
}

export interface SearchResult {
  /** All that match, not only those listed. */
  readonly total: number;
  readonly hits: readonly SearchHit[];
  /** As asked for, each with most articles first. */
  readonly facets: readonly SearchFacet[];
  /** How the query was understood where that is not its words: the directives that it names, likeliest first. */
  readonly directives: readonly { readonly surface: string; readonly documents: readonly DocumentId[] }[];
  /** Codes of bodies and places in the query that nothing is known by, with what is called like them. */
  readonly unknown: readonly UnknownName[];
  /** Words that stand for more than 64 spellings; the most frequent were looked for. */
  readonly cutWords: readonly string[];
  /** Articles of the archive that the index does not hold yet. */
  readonly unindexed: number;
  /** The engine that answered. */
  readonly engine: string;
}

const DEFAULT_LIMIT = 10;

/**
 * Finds articles, best first; docs/search.md is the language of queries. All words must occur; `"quoted words"` as they
 * stand. A word typed with marks means that spelling; one typed without means every spelling. A directive typed among the
 * words means the articles that cite it. Every engine gives the same answer.
 *
 * @throws TracuuError `bad-query` (a `QueryError`), `bad-argument`, `index-missing`, `index-mismatch`
 */
export async function searchArchive(
  workspace: Workspace,
  query: string,
  options: SearchOptions = {},
): Promise<SearchResult> {
  const found = await findArticles(workspace, query, { ...options, limit: options.limit ?? DEFAULT_LIMIT });
  const facets: SearchFacet[] = [];
  for (const facet of FACET_FIELDS.filter((field) => options.facets?.includes(field))) {
    for (const count of await found.countFacet(facet)) facets.push({ facet, ...count });
  }
  const { total, hits, directives, unknown, cutWords, unindexed, engine, plan, place } = found;
  return {
    total,
    hits: hits.flatMap((hit) => toSearchHit(workspace, hit, { plan, place })),
    facets,
    directives,
    unknown,
    cutWords,
    unindexed,
    engine,
  };
}

function toSearchHit(
  workspace: Workspace,
  { id, score }: RankedHit,
  { plan, place }: { readonly plan: PlanNode; readonly place: string | undefined },
): SearchHit[] {
  const stored = workspace.archive.readArticle(id);
  // A crawl may have taken it away between the answer and now.
  if (stored === undefined) return [];
  const { article } = stored;
  const matches = preferPlace(article, matchArticle(workspace, stored, plan), place);
  const { text, highlights, position } = makeSnippet(article.text, matches);
  return [
    {
      article: headOf(article),
      section: sectionAt(article, position),
      score: Number(score.toFixed(3)),
      snippet: text,
      highlights,
    },
  ];
}
