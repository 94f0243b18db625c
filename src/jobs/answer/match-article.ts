import type { Article, Section } from '../../model/article.ts';
import { isWithinPlace } from '../../model/place.ts';
import type { PlanNode } from '../../search/engine/search-plan.ts';
import { findMatches } from '../../search/passages/find-matches.ts';
import type { SnippetMatch } from '../../search/passages/make-snippet.ts';
import { alignSyllables, placeSyllables } from '../../search/tokens/analyze-article.ts';
import type { StoredArticle } from '../../store/archive.ts';
import type { Workspace } from '../workspace.ts';

/** What of an article is shown beside a passage. */
export type ArticleHead = Pick<Article, 'id' | 'url' | 'title' | 'site' | 'kind' | 'publishedAt'>;

/** The item or part of the article in which a passage stands. */
export type SectionHead = Pick<Section, 'heading' | 'place'>;

/** Where an article's text shows what was asked for. */
export function matchArticle(
  workspace: Workspace,
  { article, mentions }: StoredArticle,
  plan: PlanNode,
): SnippetMatch[] {
  const { id, text } = article;
  const tokens = workspace.lexicon.tokensOf(id)?.text.syllables;
  const aligned = tokens === undefined ? undefined : alignSyllables(text, tokens);
  return findMatches(plan, {
    field: 'text',
    syllables: aligned ?? placeSyllables(text, workspace.segmenter),
    mentions: mentions.map(({ mention }) => mention),
  });
}

/** Those of the matches that stand in a section about `place`; all of them where none does. */
export function preferPlace(
  article: Article,
  matches: readonly SnippetMatch[],
  place: string | undefined,
): readonly SnippetMatch[] {
  if (place === undefined) return matches;
  const inPlace = matches.filter(({ start }) => isWithinPlace(sectionAt(article, start).place, place));
  return inPlace.length > 0 ? inPlace : matches;
}

export function sectionAt(article: Article, position: number): SectionHead {
  const section = article.sections.find(({ start, end }) => start <= position && position < end);
  return { heading: section?.heading ?? null, place: section?.place ?? null };
}

export function headOf({ id, url, title, site, kind, publishedAt }: Article): ArticleHead {
  return { id, url, title, site, kind, publishedAt };
}
