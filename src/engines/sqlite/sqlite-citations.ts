import type { Article } from '../../model/article.ts';
import type { Citation, CitationFilter, CitedDocument } from '../../store/archive.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import { toMention } from './sqlite-rows.ts';

const CITATIONS = `
  SELECT resolutions.document, resolutions.details, mentions.start, mentions."end", mentions.surface,
    articles.id, articles.url, articles.site, articles.title, articles.text,
    articles.details ->> 'publishedAt' AS publishedAt, sections.heading, sections.place
  FROM resolutions
  JOIN mentions ON mentions.id = resolutions.mention_id
  JOIN articles ON articles.id = mentions.article_id
  LEFT JOIN sections ON sections.article_id = articles.id
    AND sections.start <= mentions.start AND sections."end" >= mentions."end"
  WHERE resolutions.is_current = 1
    AND resolutions.document IN (SELECT value FROM json_each(:documents))
    AND (:site IS NULL OR articles.site = :site)
    AND (:place IS NULL OR sections.place = :place OR substr(sections.place, 1, length(:place) + 1) = :place || '/')
    AND (:from IS NULL OR articles.published_on >= :from)
    AND (:to IS NULL OR articles.published_on <= :to)
  ORDER BY articles.published_on IS NULL, articles.published_on, articles.id, mentions.ordinal`;

interface CitationRow {
  readonly document: string;
  readonly details: string;
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly id: string;
  readonly url: string | null;
  readonly site: string | null;
  readonly title: string | null;
  readonly publishedAt: Article['publishedAt'];
  readonly text: string;
  readonly heading: string | null;
  readonly place: string | null;
}

/** Citations of documents, in order of publication, undated last. */
export function* readCitations(database: SqliteDatabase, filter: CitationFilter): Generator<Citation> {
  const rows = database.prepare(CITATIONS).iterate({
    documents: JSON.stringify(filter.documents),
    site: filter.site ?? null,
    place: filter.place ?? null,
    from: filter.from ?? null,
    to: filter.to ?? null,
  });
  for (const row of rows) yield toCitation(row as CitationRow);
}

/** Documents that are cited, most mentioned first. */
export function readCitedDocuments(database: SqliteDatabase): CitedDocument[] {
  return database
    .prepare(
      `SELECT document, count(*) AS mentions, count(DISTINCT article_id) AS articles
       FROM resolutions JOIN mentions ON mentions.id = mention_id
       WHERE is_current = 1 GROUP BY document ORDER BY mentions DESC, document`,
    )
    .all() as CitedDocument[];
}

function toCitation(row: CitationRow): Citation {
  const { document, id, url, site, title, publishedAt, heading, place, text } = row;
  return {
    document,
    article: { id, url, site, title, publishedAt },
    section: { heading, place },
    mention: toMention(row),
    text,
  };
}
