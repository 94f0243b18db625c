import type { Article } from '../../model/article.ts';
import type { KnownDocument } from '../../model/known-document.ts';
import type { Archive, ArchiveCounts, IndexChange, StoredArticle } from '../../store/archive.ts';
import { checkArchive } from './sqlite-archive-check.ts';
import {
  prepareArchiveStatements,
  type ArchiveStatements,
  type ArticleRow,
} from './sqlite-archive-statements.ts';
import { readCitations, readCitedDocuments } from './sqlite-citations.ts';
import { commitPage, insertResolution } from './sqlite-commit.ts';
import { inTransaction, toTracuuError, type SqliteDatabase } from './sqlite-database.ts';
import { toArticle, toStoredMention, type MentionRow } from './sqlite-rows.ts';

/** The archive in SQLite. Every method is synchronous: a page is written in well under a millisecond. */
export function createSqliteArchive(database: SqliteDatabase, file: string): Archive {
  const statements = prepareArchiveStatements(database);
  const transaction = <T>(write: () => T): T => {
    try {
      return inTransaction(database, write);
    } catch (error) {
      throw toTracuuError(error, file);
    }
  };
  const readStored = (row: ArticleRow): StoredArticle => ({
    article: toArticle(row),
    mentions: (statements.mentionsOfArticle.all(row.id) as MentionRow[]).map(toStoredMention),
    addresses: (statements.addressesOfArticle.all(row.id) as { url: string }[]).map(({ url }) => url),
    version: row.version,
  });

  return {
    transaction,
    commit: (page) => transaction(() => commitPage(statements, page)),
    readArticle: (id) => {
      const row = statements.articleById.get(id) as ArticleRow | undefined;
      return row === undefined ? undefined : readStored(row);
    },
    readArticleByUrl: (url) => {
      const row = statements.articleByAddress.get(url) as ArticleRow | undefined;
      return row === undefined ? undefined : readStored(row);
    },
    *readArticles() {
      for (const row of database.prepare('SELECT * FROM articles ORDER BY id').iterate()) {
        yield readStored(row as ArticleRow);
      }
    },
    readCitations: (filter) => readCitations(database, filter),
    readCitedDocuments: () => readCitedDocuments(database),
    readVersions: (id) =>
      (statements.versionsOfArticle.all(id) as { article: string }[]).map(
        ({ article }) => JSON.parse(article) as Article,
      ),
    resolveAgain: (articleId, mentions, resolvedAt) => {
      transaction(() => {
        const rows = statements.mentionIds.all(articleId) as { id: number }[];
        for (const [index, { id }] of rows.entries()) {
          statements.retireResolution.run(id);
          insertResolution(statements, id, mentions[index]!, resolvedAt);
        }
        statements.noteChange.run(articleId);
      });
    },
    ...knownDocuments(statements, transaction),
    readIndexChanges: (after) => statements.changesAfter.all(after) as IndexChange[],
    lastSequence: () => (statements.lastSequence.get() as { sequence: number }).sequence,
    counts: () => statements.counts.get() as ArchiveCounts,
    check: () => checkArchive(database),
    close: () => {
      database.close();
    },
  };
}

type KnownDocumentMethods = Pick<Archive, 'readKnownDocuments' | 'writeKnownDocuments'>;

const knownDocuments = (
  statements: ArchiveStatements,
  transaction: Archive['transaction'],
): KnownDocumentMethods => ({
  readKnownDocuments: () =>
    (statements.knownDocuments.all() as { details: string }[]).map(
      ({ details }) => JSON.parse(details) as KnownDocument,
    ),
  writeKnownDocuments: (documents) => {
    transaction(() => {
      for (const known of documents) statements.writeKnownDocument.run(known.id, JSON.stringify(known));
    });
  },
});
