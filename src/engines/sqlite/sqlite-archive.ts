import { TracuuError } from '../../base/tracuu-error.ts';
import type { Article } from '../../model/article.ts';
import type { KnownDocument } from '../../model/known-document.ts';
import type { Mention } from '../../model/mention.ts';
import type { Archive, ArchiveCounts, IndexChange, StoredArticle } from '../../store/archive.ts';
import { checkIndexTables, mendIndexTables } from '../sqlite-index/check-index-tables.ts';
import { checkArchive } from './sqlite-archive-check.ts';
import {
  prepareArchiveStatements,
  type ArchiveStatements,
  type ArticleRow,
} from './sqlite-archive-statements.ts';
import { createCitationReader } from './sqlite-citations.ts';
import { commitPage, insertResolution } from './sqlite-commit.ts';
import { unpackText } from './pack-text.ts';
import { toTracuuError } from './sqlite-database.ts';
import { inTransaction, type SqliteDatabase } from './sqlite-transaction.ts';
import { toArticle, toStoredMention, type MentionRow } from './sqlite-rows.ts';

export interface SqliteArchiveOptions {
  /** Who makes the tokens of the pages that are committed; absent means that it is not asked. */
  readonly analyzer?: string | undefined;
}

/**
 * The archive in SQLite. Every method is synchronous: a page is written in a millisecond or two, its tokens, facts and
 * postings with it.
 */
export function createSqliteArchive(
  database: SqliteDatabase,
  file: string,
  { analyzer }: SqliteArchiveOptions = {},
): Archive {
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
    commit: (page) =>
      transaction(() => {
        if (analyzer !== undefined) requireAnalyzer(statements, file, analyzer);
        return commitPage(statements, page);
      }),
    readArticle: (id) => {
      const row = statements.articleById.get(id) as ArticleRow | undefined;
      return row === undefined ? undefined : readStored(row);
    },
    readArticleByUrl: (url) => {
      const row = statements.articleByAddress.get(url) as ArticleRow | undefined;
      return row === undefined ? undefined : readStored(row);
    },
    ...wholeArchive(database, readStored),
    ...createCitationReader(database),
    readVersions: (id) =>
      (statements.versionsOfArticle.all(id) as { article: Uint8Array }[]).map(
        ({ article }) => JSON.parse(unpackText(article)) as Article,
      ),
    resolveAgain: (articleId, mentions, resolvedAt) => {
      transaction(() => {
        resolveAgain(statements, articleId, mentions, resolvedAt);
      });
    },
    ...analysis(statements, transaction),
    ...knownDocuments(statements, transaction),
    readIndexChanges: (after) => statements.changesAfter.all(after) as IndexChange[],
    lastSequence: () => (statements.lastSequence.get() as { sequence: number }).sequence,
    counts: () => statements.counts.get() as ArchiveCounts,
    ...repair(database, transaction),
    close: () => {
      database.close();
    },
  };
}

/** What goes through all articles. */
const wholeArchive = (
  database: SqliteDatabase,
  readStored: (row: ArticleRow) => StoredArticle,
): Pick<Archive, 'readArticles' | 'readArticleIds'> => ({
  *readArticles() {
    for (const row of database.prepare('SELECT * FROM articles ORDER BY id').iterate()) {
      yield readStored(row as ArticleRow);
    }
  },
  readArticleIds: () =>
    (database.prepare('SELECT id FROM articles ORDER BY id').all() as { id: string }[]).map(({ id }) => id),
});

/** Tokens of two analyzers in one index would find some articles and miss others without a word. */
function requireAnalyzer(statements: ArchiveStatements, file: string, analyzer: string): void {
  const held = readAnalyzer(statements);
  if (held === null) statements.setAnalyzer.run(analyzer);
  else if (held !== analyzer) {
    throw new TracuuError(
      'index-mismatch',
      `${file} was analysed by ${held}, and this tracuu analyses by ${analyzer}; run "tracuu index" to analyse it again`,
    );
  }
}

const readAnalyzer = (statements: ArchiveStatements): string | null =>
  (statements.analyzer.get() as { analyzer: string | null }).analyzer;

function resolveAgain(
  statements: ArchiveStatements,
  articleId: string,
  mentions: readonly Mention[],
  resolvedAt: string,
): void {
  statements.indexer.withdrawCitations(articleId);
  const rows = statements.mentionIds.all(articleId) as { id: number }[];
  for (const [index, { id }] of rows.entries()) {
    statements.retireResolution.run(id);
    insertResolution(statements, id, mentions[index]!, resolvedAt);
  }
  statements.indexer.writeArticle({
    article: toArticle(statements.articleById.get(articleId) as ArticleRow),
    mentions: rows.map(({ id }, index) => ({ id, mention: mentions[index]! })),
    sequence: Number(statements.noteChange.run(articleId).lastInsertRowid),
    tokens: undefined,
  });
}

const repair = (
  database: SqliteDatabase,
  transaction: Archive['transaction'],
): Pick<Archive, 'check' | 'mend'> => ({
  check: () => [...checkArchive(database), ...checkIndexTables(database)],
  mend: () => transaction(() => mendIndexTables(database)),
});

type AnalysisMethods = Pick<Archive, 'analyzer' | 'startAnalyzer' | 'readUnanalyzed' | 'writeTokens'>;

const analysis = (statements: ArchiveStatements, transaction: Archive['transaction']): AnalysisMethods => ({
  analyzer: () => readAnalyzer(statements),
  startAnalyzer: (analyzer) => {
    transaction(() => {
      if (readAnalyzer(statements) === analyzer) return;
      statements.indexer.writer.clearTokens();
      statements.setAnalyzer.run(analyzer);
    });
  },
  readUnanalyzed: () => (statements.unanalyzed.all() as { id: string }[]).map(({ id }) => id),
  writeTokens: (articleId, tokens) => {
    transaction(() => {
      statements.indexer.writeTokens(articleId, tokens);
    });
  },
});

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
