import { createArticleIndexer, type ArticleIndexer } from '../sqlite-index/article-indexer.ts';
import type { SqliteDatabase } from './sqlite-transaction.ts';

type Statement = ReturnType<SqliteDatabase['prepare']>;

export type { ArticleRow } from './sqlite-rows.ts';

const SQL = {
  articleById: 'SELECT * FROM articles WHERE id = ?',
  articleByAddress:
    'SELECT articles.* FROM addresses JOIN articles ON articles.id = addresses.article_id WHERE addresses.url = ?',
  articlesByTextHash: 'SELECT * FROM articles WHERE text_hash = ?',
  articlesByTitle: 'SELECT * FROM articles WHERE title_key = ?',
  articlesInBand:
    'SELECT id, simhash FROM simhash_bands JOIN articles ON articles.id = article_id WHERE band = ? AND bits = ?',
  addressesOfArticle: `SELECT addresses.url FROM addresses JOIN articles ON articles.id = article_id
     WHERE article_id = ? ORDER BY addresses.url IS NOT articles.url, addresses.url`,
  versionsOfArticle: 'SELECT article FROM article_versions WHERE article_id = ? ORDER BY version',
  mentionsOfArticle: `SELECT mentions.start, mentions."end", surface, found, document, details
     FROM mentions JOIN resolutions ON mention_id = mentions.id AND is_current = 1
     WHERE article_id = ? ORDER BY ordinal`,
  mentionIds: 'SELECT id FROM mentions WHERE article_id = ? ORDER BY ordinal',
  writeArticle: `INSERT INTO articles (id, url, site, title_key, published_on, body,
       text_hash, content_hash, simhash, version, stored_at, capture_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET url = excluded.url, site = excluded.site,
       title_key = excluded.title_key, published_on = excluded.published_on,
       body = excluded.body, text_hash = excluded.text_hash,
       content_hash = excluded.content_hash, simhash = excluded.simhash, version = excluded.version,
       stored_at = excluded.stored_at, capture_id = excluded.capture_id`,
  writeAddress: `INSERT INTO addresses (url, article_id) VALUES (?, ?)
     ON CONFLICT (url) DO UPDATE SET article_id = excluded.article_id`,
  writeVersion:
    'INSERT INTO article_versions (article_id, version, replaced_at, article) VALUES (?, ?, ?, ?)',
  deleteSections: 'DELETE FROM sections WHERE article_id = ?',
  deleteMentions: 'DELETE FROM mentions WHERE article_id = ?',
  deleteBands: 'DELETE FROM simhash_bands WHERE article_id = ?',
  writeSection:
    'INSERT INTO sections (article_id, ordinal, heading, place, start, "end") VALUES (?, ?, ?, ?, ?, ?)',
  writeMention:
    'INSERT INTO mentions (article_id, ordinal, start, "end", surface, found) VALUES (?, ?, ?, ?, ?, ?)',
  writeResolution: `INSERT INTO resolutions (mention_id, document, details, resolved_at, is_current)
     VALUES (?, ?, ?, ?, 1)`,
  retireResolution: 'UPDATE resolutions SET is_current = 0 WHERE mention_id = ? AND is_current = 1',
  writeBand: 'INSERT OR IGNORE INTO simhash_bands (band, bits, article_id) VALUES (?, ?, ?)',
  // The WARC writer has noted the row before, with the record's place; an update makes it tell its id.
  writeCapture: `INSERT INTO captures (requested_url, final_url, fetched_at, status, body_hash, warc_file, warc_offset)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (final_url, body_hash) DO UPDATE SET status = captures.status RETURNING id`,
  // A change takes a new sequence number; an article appears once, with its last.
  noteChange: 'INSERT OR REPLACE INTO index_changes (article_id) VALUES (?)',
  changesAfter:
    'SELECT sequence, article_id AS articleId FROM index_changes WHERE sequence > ? ORDER BY sequence',
  lastSequence: 'SELECT coalesce(max(sequence), 0) AS sequence FROM index_changes',
  analyzer: 'SELECT analyzer FROM index_state',
  setAnalyzer: 'UPDATE index_state SET analyzer = ?',
  unanalyzed: `SELECT article_id AS id FROM index_articles WHERE NOT EXISTS
     (SELECT 1 FROM article_tokens WHERE number = index_articles.number) ORDER BY number`,
  knownDocuments: 'SELECT details FROM documents ORDER BY id',
  writeKnownDocument: `INSERT INTO documents (id, details) VALUES (?, ?)
     ON CONFLICT (id) DO UPDATE SET details = excluded.details`,
  counts: `SELECT (SELECT count(*) FROM captures) AS captures, (SELECT count(*) FROM articles) AS articles,
     (SELECT count(*) FROM mentions) AS mentions,
     (SELECT count(*) FROM cited_documents) AS documents`,
} as const;

export type ArchiveStatements = Readonly<Record<keyof typeof SQL, Statement>> & {
  /** Keeps the index true to what the statements write. */
  readonly indexer: ArticleIndexer;
};

export function prepareArchiveStatements(database: SqliteDatabase): ArchiveStatements {
  const entries = Object.entries(SQL).map(([name, sql]) => [name, database.prepare(sql)] as const);
  const statements = Object.fromEntries(entries) as Record<keyof typeof SQL, Statement>;
  return { ...statements, indexer: createArticleIndexer(database) };
}
