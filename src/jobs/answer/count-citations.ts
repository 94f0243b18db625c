import { parseDateRange } from '../../search/query/date-range.ts';
import type { CitationCount, CitationGroup } from '../../store/archive.ts';
import type { CiteOptions, NamedDocument } from './cite-directive.ts';
import { requireDirective, requirePlace } from './require-directive.ts';
import type { Workspace } from '../workspace.ts';

/** What citations can be counted by. */
export const CITATION_GROUPS = ['site', 'place', 'section', 'month', 'year'] as const;

/** Citations of one month, with all there was to cite it in. */
export interface TimelineCount extends CitationCount {
  /** Articles of the month in the whole archive: a count that grows with the archive is no trend. */
  readonly allArticles: number;
  /** Citing articles per thousand; `null` where there is nothing to divide by. */
  readonly perThousand: number | null;
}

/** A document that is cited in the same articles. */
export interface CocitedHit extends Omit<NamedDocument, 'mentions'> {
  /** Articles that cite both. */
  readonly articles: number;
}

/** When a place or site first cited the directive. */
export interface FirstCitationHit {
  readonly value: string | null;
  readonly publishedOn: string;
  readonly articleId: string;
  /** Days since the directive was issued; `null` where the registry does not say when. */
  readonly lagDays: number | null;
}

const MS_PER_DAY = 86_400_000;

/**
 * How often a directive is cited, by site, place, section heading, month or year; most mentioned first.
 *
 * @throws TracuuError `bad-argument` where the words name no directive
 */
export const countCitations = (
  workspace: Workspace,
  directive: string,
  options: CiteOptions & { readonly by: CitationGroup },
): CitationCount[] =>
  workspace.archive.countCitations({ ...toFilter(workspace, directive, options), by: options.by });

/**
 * Citations month by month, in order, undated last, with the articles of each month as denominator.
 *
 * @throws TracuuError `bad-argument` where the words name no directive
 */
export async function citationTimeline(
  workspace: Workspace,
  directive: string,
  options: CiteOptions = {},
): Promise<TimelineCount[]> {
  const counts = countCitations(workspace, directive, { ...options, by: 'month' });
  const months = await workspace.fts.countFacet({ kind: 'everything' }, 'month');
  const articlesByMonth = new Map(months.map(({ value, articles }) => [value, articles]));
  const dated = [...articlesByMonth.values()].reduce((sum, articles) => sum + articles, 0);
  const undated = workspace.archive.counts().articles - dated;
  return counts
    .map((count): TimelineCount => {
      const allArticles = count.value === null ? undated : (articlesByMonth.get(count.value) ?? 0);
      const perThousand =
        allArticles === 0 ? null : Number(((count.articles / allArticles) * 1000).toFixed(1));
      return { ...count, allArticles, perThousand };
    })
    .sort((a, b) => ((a.value ?? '~') < (b.value ?? '~') ? -1 : 1));
}

/**
 * What is cited beside a directive, in most articles first.
 *
 * @throws TracuuError `bad-argument` where the words name no directive
 */
export function findCocited(workspace: Workspace, directive: string): CocitedHit[] {
  const { documents } = requireDirective(workspace, directive);
  const [document] = documents;
  if (document === undefined) return [];
  return workspace.archive
    .readCocited(document)
    .map((cocited) => ({ ...cocited, known: workspace.registry.get(cocited.document) ?? null }));
}

/**
 * When each place or site first cited a directive, earliest first, and how long that took.
 *
 * @throws TracuuError `bad-argument` where the words name no directive
 */
export function findFirstCitations(
  workspace: Workspace,
  directive: string,
  options: CiteOptions & { readonly by: CitationGroup },
): FirstCitationHit[] {
  const { documents } = requireDirective(workspace, directive);
  const issuedOn = documents.map((document) => workspace.registry.get(document)?.issuedOn)[0] ?? null;
  return workspace.archive
    .firstCitations({ ...toFilter(workspace, directive, options), by: options.by })
    .map((first) => ({
      ...first,
      lagDays:
        issuedOn === null
          ? null
          : Math.round((Date.parse(first.publishedOn) - Date.parse(issuedOn)) / MS_PER_DAY),
    }));
}

const toFilter = (workspace: Workspace, directive: string, options: CiteOptions) => ({
  documents: requireDirective(workspace, directive).documents,
  site: options.site,
  place: options.place === undefined ? undefined : requirePlace(workspace, options.place),
  ...parseDateRange(options),
});
