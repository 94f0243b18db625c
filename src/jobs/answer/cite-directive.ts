import type { Article, Section } from '../../model/article.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { KnownDocument } from '../../model/known-document.ts';
import type { TextSpan } from '../../model/text-span.ts';
import { makeSnippet } from '../../search/passages/make-snippet.ts';
import type { Citation } from '../../store/archive.ts';
import { requireDirective, requirePlace } from './require-directive.ts';
import { parseDateRange } from '../../search/query/date-range.ts';
import type { Workspace } from '../workspace.ts';

export interface CiteOptions {
  readonly site?: string | undefined;
  /** A place or anything below it, by name or code. */
  readonly place?: string | undefined;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, inclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** One line of `tracuu cites`: a mention, with where it stands. */
export interface CitationHit {
  readonly document: DocumentId;
  readonly article: Pick<Article, 'id' | 'url' | 'title' | 'publishedAt'>;
  readonly section: Pick<Section, 'heading' | 'place'>;
  /** Offsets into the article's text. */
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly snippet: string;
  /** The mention; offsets into `snippet`. */
  readonly highlights: readonly TextSpan[];
}

/** A document by the name that a reader knows. */
export interface NamedDocument {
  readonly document: DocumentId;
  /** `null` for one that no registry holds. */
  readonly known: KnownDocument | null;
  /** In the whole archive. */
  readonly mentions: number;
}

export interface CiteResult {
  readonly documents: readonly NamedDocument[];
  /** Documents that share type and number, of other terms or bodies. */
  readonly others: readonly NamedDocument[];
  /** In order of publication, undated last. */
  readonly citations: readonly CitationHit[];
}

/**
 * Everything in the archive that cites one directive, asked for as a person would write it: `05-CT/TW`,
 * `chi thi 05`, `Chỉ thị số 05`, an alias, or an id.
 *
 * @throws TracuuError `bad-argument` where the words name no directive
 */
export function citeDirective(
  workspace: Workspace,
  directive: string,
  options: CiteOptions = {},
): CiteResult {
  const { documents, others } = requireDirective(workspace, directive);
  const citations = workspace.archive.readCitations({
    documents,
    site: options.site,
    place: options.place === undefined ? undefined : requirePlace(workspace, options.place),
    ...parseDateRange(options),
  });
  const counts = new Map(
    workspace.archive
      .readCitedDocuments({ documents: [...documents, ...others] })
      .map(({ document, mentions }) => [document, mentions]),
  );
  const name = (document: DocumentId): NamedDocument => ({
    document,
    known: workspace.registry.get(document) ?? null,
    mentions: counts.get(document) ?? 0,
  });
  return {
    documents: documents.map(name),
    others: others.map(name),
    citations: Array.from(citations, toCitationHit),
  };
}

function toCitationHit({ document, article, section, mention, text }: Citation): CitationHit {
  const { id, url, title, publishedAt } = article;
  const { start, end, surface } = mention;
  const snippet = makeSnippet(text, [{ start, end, key: document }]);
  return {
    document,
    article: { id, url, title, publishedAt },
    section,
    start,
    end,
    surface,
    snippet: snippet.text,
    highlights: snippet.highlights,
  };
}
