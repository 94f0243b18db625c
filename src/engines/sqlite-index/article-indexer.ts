import type { Article } from '../../model/article.ts';
import type { ArticleTokens } from '../../model/article-tokens.ts';
import { parseDocumentId } from '../../model/document-id.ts';
import type { Mention } from '../../model/mention.ts';
import { factsOfArticle } from '../../search/engine/article-facts.ts';
import { citedDocuments } from '../../store/cited-documents.ts';
import { toArticle, toMention, type MentionRow } from '../sqlite/sqlite-rows.ts';
import { inTransaction, type SqliteDatabase } from '../sqlite/sqlite-transaction.ts';
import { createIndexWriter, type IndexWriter } from './index-writer.ts';
import { decodeVarints } from './varints.ts';

/** A mention with its row. */
export interface WrittenMention {
  readonly id: number;
  readonly mention: Mention;
}

/** An article as the archive has just written it. */
export interface WrittenArticle {
  readonly article: Article;
  readonly mentions: readonly WrittenMention[];
  readonly sequence: number;
  /** `undefined` leaves those that are held, or none. */
  readonly tokens: ArticleTokens | undefined;
}

/** Keeps the index tables true to the archive's articles; every call runs inside the transaction that writes the article. */
export interface ArticleIndexer {
  readonly writer: IndexWriter;
  writeArticle(written: WrittenArticle): void;
  /** Before the mentions of an article change. */
  withdrawCitations(articleId: string): void;
  writeTokens(articleId: string, tokens: ArticleTokens): void;
}

export function createArticleIndexer(database: SqliteDatabase): ArticleIndexer {
  const statements = prepareStatements(database);
  const writer = createIndexWriter(database);
  return {
    writer,
    writeArticle: ({ article, mentions, sequence, tokens }) => {
      const facts = factsOfArticle(
        article,
        mentions.map(({ mention }) => mention),
      );
      const { id } = article;
      if (tokens === undefined) writer.putFacts({ id, sequence, facts });
      else writer.put([{ id, sequence, tokens, facts }]);
      writeCitations({ statements, writer }, article, mentions);
    },
    withdrawCitations: (articleId) => {
      withdrawCitations({ statements, writer }, articleId);
    },
    writeTokens: (articleId, tokens) => {
      const row = statements.row.get(articleId) as IndexRow;
      const facts = writer.facts.toFacts(decodeVarints(row.facts), row.publishedOn);
      writer.put([{ id: articleId, sequence: row.sequence, tokens, facts }]);
    },
  };
}

/**
 * Enters articles that came from before there was an index, without tokens: what cites a document can be asked for at
 * once, and words after the next analysis. Returns how many there were.
 */
export function enterMissingArticles(database: SqliteDatabase): number {
  return inTransaction(database, () => {
    const missing = database.prepare(MISSING).all() as { id: string }[];
    if (missing.length > 0) enterArticles(database, missing);
    return missing.length;
  });
}

/** Makes postings anew from stored tokens, and counts again; inside the caller's transaction. */
export const rebuildPostings = (database: SqliteDatabase): void => {
  createIndexWriter(database).rebuild();
};

/** Makes citations, facts and postings anew from articles, mentions and stored tokens. */
export function rebuildIndexTables(database: SqliteDatabase): void {
  inTransaction(database, () => {
    database.exec('DELETE FROM citations; DELETE FROM cited_documents;');
    enterArticles(
      database,
      database.prepare('SELECT id FROM articles ORDER BY id').all() as { id: string }[],
    );
    database.exec(
      `DELETE FROM index_articles WHERE NOT EXISTS (SELECT 1 FROM articles WHERE id = article_id)`,
    );
    rebuildPostings(database);
  });
}

function enterArticles(database: SqliteDatabase, ids: readonly { readonly id: string }[]): void {
  const indexer = createArticleIndexer(database);
  const article = database.prepare(`SELECT articles.*, sequence FROM articles
    LEFT JOIN index_changes ON article_id = articles.id WHERE id = ?`);
  const mentions = database.prepare(MENTIONS);
  for (const { id } of ids) {
    const row = article.get(id) as Parameters<typeof toArticle>[0] & { sequence: number | null };
    indexer.writeArticle({
      article: toArticle(row),
      mentions: (mentions.all(id) as (MentionRow & { id: number })[]).map((mention) => ({
        id: mention.id,
        mention: toMention(mention),
      })),
      sequence: row.sequence ?? 0,
      tokens: undefined,
    });
  }
}

const MISSING = `SELECT id FROM articles
  WHERE NOT EXISTS (SELECT 1 FROM index_articles WHERE article_id = articles.id) ORDER BY id`;

const MENTIONS = `SELECT mentions.id, mentions.start, mentions."end", surface, document, details
  FROM mentions JOIN resolutions ON mention_id = mentions.id AND is_current = 1
  WHERE article_id = ? ORDER BY ordinal`;

interface IndexRow {
  readonly number: number;
  readonly sequence: number;
  readonly facts: Uint8Array;
  readonly publishedOn: string | null;
}

interface CitationTables {
  readonly statements: ReturnType<typeof prepareStatements>;
  readonly writer: IndexWriter;
}

function writeCitations(
  { statements, writer }: CitationTables,
  article: Article,
  mentions: readonly WrittenMention[],
): void {
  if (mentions.length === 0) return;
  const { number } = statements.row.get(article.id) as IndexRow;
  const counts = new Map<string, number>();
  for (const { id, mention } of mentions) {
    const { ordinal, place } = findSection(article, mention);
    const placeId = place === null ? null : writer.facts.enter('place', place);
    for (const document of citedDocuments(mention)) {
      statements.write.run(writer.facts.enter('document', document), number, id, ordinal, placeId);
      counts.set(document, (counts.get(document) ?? 0) + 1);
    }
  }
  for (const [document, cited] of counts) {
    const parts = parseDocumentId(document);
    statements.count.run({
      document: writer.facts.enter('document', document),
      type: parts?.type ?? null,
      number: parts?.number ?? null,
      mentions: cited,
    });
  }
}

function findSection(
  { sections }: Article,
  { start, end }: Mention,
): { readonly ordinal: number | null; readonly place: string | null } {
  const ordinal = sections.findIndex((section) => section.start <= start && end <= section.end);
  return ordinal < 0 ? { ordinal: null, place: null } : { ordinal, place: sections[ordinal]!.place };
}

function withdrawCitations({ statements, writer }: CitationTables, articleId: string): void {
  const row = statements.row.get(articleId) as IndexRow | undefined;
  if (row === undefined) return;
  const mentions = statements.mentions.all(articleId) as MentionRow[];
  for (const document of new Set(mentions.map(toMention).flatMap(citedDocuments))) {
    const id = writer.facts.find('document', document);
    if (id === undefined) continue;
    const { changes } = statements.delete.run(id, row.number);
    if (changes > 0) statements.uncount.run(changes, id);
    statements.dropUncited.run(id);
  }
}

function prepareStatements(database: SqliteDatabase) {
  return {
    row: database.prepare(`SELECT number, sequence, facts, published_on AS publishedOn
      FROM index_articles WHERE article_id = ?`),
    mentions: database.prepare(MENTIONS),
    write: database.prepare(
      'INSERT INTO citations (document, number, mention_id, section, place) VALUES (?, ?, ?, ?, ?)',
    ),
    delete: database.prepare('DELETE FROM citations WHERE document = ? AND number = ?'),
    count: database.prepare(`INSERT INTO cited_documents (document, type, document_number, mentions, articles)
      VALUES (:document, :type, :number, :mentions, 1)
      ON CONFLICT (document) DO UPDATE SET mentions = mentions + excluded.mentions, articles = articles + 1`),
    uncount: database.prepare(
      'UPDATE cited_documents SET mentions = mentions - ?, articles = articles - 1 WHERE document = ?',
    ),
    dropUncited: database.prepare('DELETE FROM cited_documents WHERE document = ? AND mentions <= 0'),
  };
}
