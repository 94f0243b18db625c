import { INDEX_TABLES, WAITING_COUNTS } from '../sqlite-index/index-tables.ts';

/**
 * One entry per schema version, oldest first; `PRAGMA user_version` counts those that ran.
 * An entry that was released is never edited: add another. They may call the functions of `sql-functions.ts`.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    finished_at TEXT
  );

  CREATE TABLE frontier (
    url TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    site TEXT NOT NULL,
    role TEXT NOT NULL,
    depth INTEGER NOT NULL,
    modified_at TEXT,
    state TEXT NOT NULL,
    status INTEGER,
    cause TEXT,
    etag TEXT,
    last_modified TEXT,
    last_fetched_at TEXT,
    body_hash TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before TEXT,
    history TEXT,
    revisit_at TEXT,
    rank INTEGER NOT NULL,
    settled_run INTEGER,
    skipped_run INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX frontier_pending ON frontier (rank, modified_at DESC, depth, url) WHERE state = 'pending';

  CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    requested_url TEXT NOT NULL,
    final_url TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (final_url, body_hash)
  );

  CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    url TEXT,
    canonical_url TEXT,
    site TEXT,
    kind TEXT NOT NULL,
    title TEXT,
    published_on TEXT,
    text TEXT NOT NULL,
    details TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    simhash TEXT NOT NULL,
    version INTEGER NOT NULL,
    stored_at TEXT NOT NULL,
    capture_id INTEGER REFERENCES captures (id)
  );
  CREATE INDEX articles_text_hash ON articles (text_hash);
  CREATE INDEX articles_title ON articles (title);

  CREATE TABLE article_versions (
    article_id TEXT NOT NULL REFERENCES articles (id),
    version INTEGER NOT NULL,
    replaced_at TEXT NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (article_id, version)
  ) WITHOUT ROWID;

  CREATE TABLE addresses (
    url TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id)
  ) WITHOUT ROWID;
  CREATE INDEX addresses_article ON addresses (article_id);

  CREATE TABLE simhash_bands (
    band INTEGER NOT NULL,
    bits INTEGER NOT NULL,
    article_id TEXT NOT NULL REFERENCES articles (id),
    PRIMARY KEY (band, bits, article_id)
  ) WITHOUT ROWID;

  CREATE TABLE sections (
    article_id TEXT NOT NULL REFERENCES articles (id),
    ordinal INTEGER NOT NULL,
    heading TEXT,
    place TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (article_id, ordinal)
  ) WITHOUT ROWID;

  CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id),
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    surface TEXT NOT NULL,
    found TEXT NOT NULL,
    UNIQUE (article_id, ordinal)
  );

  CREATE TABLE resolutions (
    id INTEGER PRIMARY KEY,
    mention_id INTEGER NOT NULL REFERENCES mentions (id) ON DELETE CASCADE,
    document TEXT NOT NULL,
    details TEXT NOT NULL,
    resolved_at TEXT NOT NULL,
    is_current INTEGER NOT NULL
  );
  CREATE INDEX resolutions_document ON resolutions (document) WHERE is_current = 1;
  CREATE INDEX resolutions_mention ON resolutions (mention_id);

  CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    details TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE index_changes (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id TEXT NOT NULL UNIQUE REFERENCES articles (id)
  );
  `,
  // Responses move to WARC files: a row only says where. Bodies that were kept before stay until "doctor --mend".
  // The frontier is read host by host: a busy host's addresses are never looked at.
  `
  CREATE TABLE capture_bodies (
    capture_id INTEGER PRIMARY KEY REFERENCES captures (id),
    headers TEXT NOT NULL,
    body BLOB NOT NULL
  );
  INSERT INTO capture_bodies (capture_id, headers, body) SELECT id, headers, body FROM captures;
  ALTER TABLE captures DROP COLUMN headers;
  ALTER TABLE captures DROP COLUMN body;
  ALTER TABLE captures ADD COLUMN warc_file TEXT;
  ALTER TABLE captures ADD COLUMN warc_offset INTEGER;

  DROP INDEX frontier_pending;
  CREATE INDEX frontier_ready ON frontier (host, rank, modified_at DESC, depth, url)
    WHERE state = 'pending' AND not_before IS NULL;
  CREATE INDEX frontier_waiting ON frontier (host, not_before)
    WHERE state = 'pending' AND not_before IS NOT NULL;

  CREATE TABLE run_sites (
    run INTEGER NOT NULL REFERENCES runs (id),
    site TEXT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (site, run)
  ) WITHOUT ROWID;

  CREATE TABLE host_nights (
    host TEXT NOT NULL,
    night TEXT NOT NULL,
    pages INTEGER NOT NULL,
    PRIMARY KEY (night, host)
  ) WITHOUT ROWID;
  `,
  INDEX_TABLES,
  WAITING_COUNTS,
  // Text and JSON are packed: an article of 522 tokens with three mentions took 9 kB, most of it words that all share.
  // What an article is found by stands beside it, and of its sections those that cite something; the rest is packed.
  `
  ALTER TABLE articles ADD COLUMN body BLOB;
  UPDATE articles SET body = pack_article(details, text),
    text_hash = unhex(substr(text_hash, 1, 32)), content_hash = unhex(substr(content_hash, 1, 32));
  ALTER TABLE articles DROP COLUMN text;
  ALTER TABLE articles DROP COLUMN details;
  ALTER TABLE articles DROP COLUMN canonical_url;
  ALTER TABLE articles DROP COLUMN kind;
  DROP INDEX articles_title;
  ALTER TABLE articles ADD COLUMN title_key BLOB;
  UPDATE articles SET title_key = title_key(title) WHERE title IS NOT NULL;
  ALTER TABLE articles DROP COLUMN title;
  CREATE INDEX articles_title_key ON articles (title_key);
  UPDATE article_versions SET article = pack_text(article);
  UPDATE mentions SET found = pack_text(found);
  UPDATE resolutions SET details = pack_text(details);
  DELETE FROM sections WHERE NOT EXISTS (SELECT 1 FROM mentions WHERE mentions.article_id = sections.article_id
    AND sections.start <= mentions.start AND mentions."end" <= sections."end");
  `,
  // Postings write tokens otherwise (`posting-codes.ts`): `openDatabase` makes them anew.
  "INSERT INTO article_search (article_search) VALUES ('delete-all')",
];
