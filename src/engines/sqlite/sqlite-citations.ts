import { assertNever } from '../../base/assert-never.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type {
  Archive,
  Citation,
  CitationCount,
  CitationFilter,
  CitationGroup,
  CitedDocument,
  CitedDocumentFilter,
  CocitedDocument,
  FirstCitation,
} from '../../store/archive.ts';
import { FactsTable } from '../sqlite-index/facts-table.ts';
import { decodeVarints } from '../sqlite-index/varints.ts';
import { unpackArticle } from './pack-text.ts';
import type { SqliteDatabase } from './sqlite-transaction.ts';

/**
 * The citations that a filter lets through; the values of facts stand in `facts`. CROSS JOIN is SQLite's word for "in this
 * order": else it goes through every document there is.
 */
const FILTERED = `
  FROM citations JOIN index_articles USING (number)
  WHERE citations.document IN (
      SELECT facts.id FROM json_each(:documents) AS asked
      CROSS JOIN facts ON facts.kind = 'document' AND facts.value = asked.value)
    AND (:site IS NULL OR index_articles.site = (SELECT id FROM facts WHERE kind = 'site' AND value = :site))
    AND (:place IS NULL OR citations.place IN (
      SELECT id FROM facts WHERE kind = 'place'
        AND (value = :place OR substr(value, 1, length(:place) + 1) = :place || '/')))
    AND (:from IS NULL OR published_on >= :from)
    AND (:to IS NULL OR published_on <= :to)`;

const FACT = '(SELECT value FROM facts WHERE id = ';

/** What is asked of one document or several, all from `citations` and its indexes; texts are read last, one by one. */
export function createCitationReader(
  database: SqliteDatabase,
): Pick<
  Archive,
  'readCitations' | 'readPlaces' | 'readCitedDocuments' | 'countCitations' | 'readCocited' | 'firstCitations'
> {
  const facts = new FactsTable(database);
  return {
    readCitations: (filter) => readCitations(database, filter),
    readCitedDocuments: (filter) => readCitedDocuments(database, filter),
    readPlaces: () =>
      (
        database.prepare("SELECT value FROM facts WHERE kind = 'place' ORDER BY value").all() as {
          value: string;
        }[]
      ).map(({ value }) => value),
    countCitations: ({ by, ...filter }) =>
      database
        .prepare(
          `SELECT ${valueOf(by)} AS value, count(DISTINCT mention_id) AS mentions, count(DISTINCT number) AS articles
           ${FILTERED} GROUP BY value ORDER BY mentions DESC, value IS NULL, value`,
        )
        .all(toParameters(filter)) as CitationCount[],
    readCocited: (document) => readCocited(database, facts, document),
    firstCitations: ({ by, ...filter }) => {
      // The least of day and id together: the first of those that came on the same day.
      const rows = database
        .prepare(
          `SELECT ${valueOf(by)} AS value, min(published_on || ' ' || article_id) AS first
           ${FILTERED} AND published_on IS NOT NULL GROUP BY value ORDER BY substr(first, 1, 10), value IS NULL, value`,
        )
        .all(toParameters(filter)) as { value: string | null; first: string }[];
      return rows.map(({ value, first }): FirstCitation => ({
        value,
        publishedOn: first.slice(0, 10),
        articleId: first.slice(11),
      }));
    },
  };
}

const toParameters = ({ documents, site, place, from, to }: CitationFilter) => ({
  documents: JSON.stringify(documents),
  site: site ?? null,
  place: place ?? null,
  from: from ?? null,
  to: to ?? null,
});

/** What citations are grouped by, in SQL. */
function valueOf(group: CitationGroup): string {
  switch (group) {
    case 'document':
      return `${FACT}citations.document)`;
    case 'site':
      return `${FACT}index_articles.site)`;
    case 'place':
      return `${FACT}citations.place)`;
    case 'month':
      return 'substr(published_on, 1, 7)';
    case 'year':
      return 'substr(published_on, 1, 4)';
    case 'section':
      return `(SELECT heading FROM sections
        WHERE sections.article_id = index_articles.article_id AND ordinal = citations.section)`;
    default:
      return assertNever(group);
  }
}

interface PlaceRow {
  readonly document: string;
  readonly mentionId: number;
  readonly section: number | null;
}

interface CitationRow {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly id: string;
  readonly url: string | null;
  readonly site: string | null;
  readonly body: Uint8Array;
  readonly heading: string | null;
  readonly place: string | null;
}

/** In order of publication, undated last. Numbers are put in order first: to sort whole texts would take seconds. */
function* readCitations(database: SqliteDatabase, filter: CitationFilter): Generator<Citation> {
  const places =
    database.prepare(`SELECT ${FACT}citations.document) AS document, mention_id AS mentionId, section
    ${FILTERED} ORDER BY published_on IS NULL, published_on, article_id, mention_id, document`);
  const read = database.prepare(CITATION);
  let former: Citation | undefined;
  for (const row of places.iterate(toParameters(filter))) {
    const { document, mentionId, section } = row as PlaceRow;
    former = toCitation(document, read.get(section, mentionId) as CitationRow, former);
    yield former;
  }
}

const CITATION = `
  SELECT mentions.start, mentions."end", mentions.surface, articles.id, articles.url, articles.site,
    articles.body, sections.heading, sections.place
  FROM mentions
  JOIN articles ON articles.id = mentions.article_id
  LEFT JOIN sections ON sections.article_id = articles.id AND sections.ordinal = ?
  WHERE mentions.id = ?`;

/** An article's citations stand together: it is unpacked for the first of them. */
function toCitation(document: DocumentId, row: CitationRow, former: Citation | undefined): Citation {
  const { start, end, surface, id, url, site, body, heading, place } = row;
  return {
    document,
    ...(former?.article.id === id
      ? { article: former.article, text: former.text }
      : toCited({ id, url, site }, body)),
    section: { heading, place },
    mention: { start, end, surface },
  };
}

function toCited(
  article: Pick<Citation['article'], 'id' | 'url' | 'site'>,
  body: Uint8Array,
): Pick<Citation, 'article' | 'text'> {
  const { details, text } = unpackArticle(body);
  const { title, publishedAt } = details;
  return { article: { ...article, title, publishedAt }, text };
}

function readCitedDocuments(
  database: SqliteDatabase,
  { documents, type, number }: CitedDocumentFilter = {},
): CitedDocument[] {
  const tests = [
    documents === undefined ? '' : 'facts.value IN (SELECT value FROM json_each(:documents))',
    type === undefined ? '' : 'cited_documents.type = :type',
    number === undefined ? '' : 'document_number = :number',
  ].filter((test) => test !== '');
  const parameters = {
    ...(documents === undefined ? {} : { documents: JSON.stringify(documents) }),
    ...(type === undefined ? {} : { type }),
    ...(number === undefined ? {} : { number }),
  };
  return database
    .prepare(
      `SELECT facts.value AS document, mentions, articles
       FROM cited_documents JOIN facts ON facts.id = cited_documents.document AND facts.kind = 'document'
       ${tests.length === 0 ? '' : `WHERE ${tests.join(' AND ')}`} ORDER BY mentions DESC, facts.value`,
    )
    .all(parameters) as CitedDocument[];
}

function readCocited(database: SqliteDatabase, facts: FactsTable, document: DocumentId): CocitedDocument[] {
  const own = facts.find('document', document);
  if (own === undefined) return [];
  const rows = database
    .prepare(
      `SELECT index_articles.facts FROM (SELECT DISTINCT number FROM citations WHERE document = ?)
       JOIN index_articles USING (number)`,
    )
    .iterate(own);
  const counts = new Map<number, number>();
  for (const row of rows) {
    for (const id of decodeVarints((row as { facts: Uint8Array }).facts)) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  counts.delete(own);
  return Array.from(counts, ([id, articles]) => ({ fact: facts.get(id), articles }))
    .filter(({ fact }) => fact.kind === 'document')
    .map(({ fact, articles }) => ({ document: fact.value, articles }))
    .sort((a, b) => b.articles - a.articles || (a.document < b.document ? -1 : 1));
}
