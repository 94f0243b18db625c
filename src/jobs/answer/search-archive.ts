import { TracuuError } from '../../base/tracuu-error.ts';
import { loadIndex } from '../../engines/search-index/index-files.ts';
import type { Article, Section } from '../../model/article.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { isWithinPlace } from '../../model/place.ts';
import type { NormalizedText } from '../../model/normalized-text.ts';
import type { TextSpan } from '../../model/text-span.ts';
import { analyzerId } from '../../search/analyze-text.ts';
import { compileQuery } from '../../search/compile-query.ts';
import { makeSnippet, type SnippetMatch } from '../../search/passages/make-snippet.ts';
import { parseQuery, type ParsedQuery } from '../../search/parse-query.ts';
import { findPhrase } from '../../search/find-phrase.ts';
import type { EngineHit, IndexedFacts, SearchEngine } from '../../search/search-engine.ts';
import { searchTerms, type SearchTerm } from '../../text/search-terms.ts';
import { parseDateRange } from '../../search/query/date-range.ts';
import { findDirective } from './find-directive.ts';
import type { WordSegmenter } from '../../text/word-segmenter.ts';
import { buildIndexInMemory } from '../maintain/sync-index.ts';
import type { Workspace } from '../workspace.ts';

export interface SearchOptions {
  /** Only articles that cite this directive; anything that `citeDirective` accepts. */
  readonly directive?: string | undefined;
  readonly site?: string | undefined;
  /** A place or anything below it. */
  readonly place?: string | undefined;
  /** `YYYY-MM-DD`, inclusive; `YYYY` and `YYYY-MM` mean their first or last day. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit?: number | undefined;
}

export interface SearchHit {
  readonly article: Pick<Article, 'id' | 'url' | 'title' | 'site' | 'kind' | 'publishedAt'>;
  /** The item or part of the article from which the snippet is. */
  readonly section: Pick<Section, 'heading' | 'place'>;
  readonly score: number;
  readonly snippet: string;
  /** Matched words; offsets into `snippet`. */
  readonly highlights: readonly TextSpan[];
}

export interface SearchResult {
  /** All that match, not only those listed. */
  readonly total: number;
  readonly hits: readonly SearchHit[];
  /** How the query was understood where that is not its words: the directive it names. */
  readonly directive: DocumentId | null;
  /** Articles of the archive that the index does not hold yet. */
  readonly unindexed: number;
}

const DEFAULT_LIMIT = 10;

/**
 * Finds articles by words, best first. All words must occur; `"quoted words"` as they stand. A word typed with
 * marks means that spelling; one typed without means every spelling. A query that is nothing but a directive
 * finds what cites it.
 *
 * @throws TracuuError `index-missing`, `index-mismatch`, `bad-argument`
 */
export function searchArchive(
  workspace: Workspace,
  query: string,
  options: SearchOptions = {},
): SearchResult {
  const { archive, segmenter } = workspace;
  requireSomethingToFind(query, options, segmenter);
  const { engine, sequence } = openIndex(workspace);
  const named = options.directive === undefined ? findDirective(workspace, query).documents : [];
  const wanted = options.directive === undefined ? named : requireDirective(workspace, options.directive);
  const parsed = parseQuery(named.length > 0 ? '' : query, segmenter);
  const compiled = compileQuery(parsed, (folded) => engine.spellings(folded));
  const found = engine
    .search(compiled, acceptFacts(options, wanted))
    .filter((hit) => holdsPhrases(workspace, hit, parsed));
  return {
    total: found.length,
    hits: found
      .slice(0, options.limit ?? DEFAULT_LIMIT)
      .map((hit) => toSearchHit(workspace, hit, wanted, options)),
    directive: named[0] ?? null,
    unindexed: archive.readIndexChanges(sequence).length,
  };
}

function requireSomethingToFind(query: string, options: SearchOptions, segmenter: WordSegmenter): void {
  const { directive, site, place, from, to } = options;
  if ([directive, site, place, from, to].some((filter) => filter !== undefined)) return;
  if (parseQuery(query, segmenter).syllables.length > 0) return;
  throw new TracuuError(
    'bad-argument',
    `"${query}" holds no word to look for; give a word, a directive or a filter`,
  );
}

/** The index on disk; while the first crawl has not written one yet, one in memory, made for this question. */
function openIndex(workspace: Workspace): { readonly engine: SearchEngine; readonly sequence: number } {
  try {
    const { engine, manifest } = loadIndex(workspace.indexFolder, analyzerId(workspace.segmenter));
    return { engine, sequence: manifest.sequence };
  } catch (error) {
    if (!(error instanceof TracuuError) || error.code !== 'index-missing') throw error;
    workspace.logger.warn('there is no index yet: reading the whole archive instead');
    return buildIndexInMemory(workspace);
  }
}

function requireDirective(workspace: Workspace, directive: string): readonly DocumentId[] {
  const { documents } = findDirective(workspace, directive);
  if (documents.length > 0) return documents;
  throw new TracuuError(
    'bad-argument',
    `"${directive}" names no directive; write it as "Chỉ thị 05-CT/TW", "05-CT/TW" or "vn:tw:ct:k12:5"`,
  );
}

function acceptFacts(
  options: SearchOptions,
  wanted: readonly DocumentId[],
): (facts: IndexedFacts) => boolean {
  const { site, place } = options;
  const { from, to } = parseDateRange(options);
  return (facts) =>
    (site === undefined || facts.site === site) &&
    (place === undefined || facts.places.some((one) => isWithinPlace(one, place))) &&
    (from === undefined || (facts.publishedOn !== null && facts.publishedOn >= from)) &&
    (to === undefined || (facts.publishedOn !== null && facts.publishedOn <= to)) &&
    (wanted.length === 0 || facts.documents.some((document) => wanted.includes(document)));
}

function holdsPhrases(workspace: Workspace, hit: EngineHit, { phrases }: ParsedQuery): boolean {
  if (phrases.length === 0) return true;
  const stored = workspace.archive.readArticle(hit.id);
  if (stored === undefined) return false;
  return phrases.every((phrase) =>
    [stored.article.title ?? '', stored.article.text].some(
      (text) => findPhrase(syllablesOf(workspace, text), phrase) !== undefined,
    ),
  );
}

function syllablesOf(workspace: Workspace, text: string): SearchTerm[] {
  return searchTerms(text as NormalizedText, workspace.segmenter).filter(({ kind }) => kind === 'syllable');
}

function toSearchHit(
  workspace: Workspace,
  hit: EngineHit,
  wanted: readonly DocumentId[],
  { place }: SearchOptions,
): SearchHit {
  const { article, mentions } = workspace.archive.readArticle(hit.id)!;
  const terms = new Set(hit.terms);
  const matches: SnippetMatch[] = syllablesOf(workspace, article.text)
    .filter(({ exact }) => terms.has(exact))
    // One key for all spellings of a word that was typed without marks.
    .map(({ start, end, folded }) => ({ start, end, key: folded }));
  const cited = mentions
    .filter(({ mention }) => wanted.includes(mention.document))
    .map(({ mention }) => ({ start: mention.start, end: mention.end, key: mention.document }));
  const all = [...matches, ...cited].sort((a, b) => a.start - b.start);
  const inPlace = all.filter(
    (match) => place === undefined || isWithinPlace(sectionAt(article, match.start).place, place),
  );
  const snippet = makeSnippet(article.text, inPlace.length > 0 ? inPlace : all);
  const { id, url, title, site, kind, publishedAt } = article;
  const { heading, place: sectionPlace } = sectionAt(article, snippet.position);
  return {
    article: { id, url, title, site, kind, publishedAt },
    section: { heading, place: sectionPlace },
    score: Number(hit.score.toFixed(3)),
    snippet: snippet.text,
    highlights: snippet.highlights,
  };
}

function sectionAt(article: Article, position: number): Pick<Section, 'heading' | 'place'> {
  const section = article.sections.find(({ start, end }) => start <= position && position < end);
  return section ?? { heading: null, place: null };
}
