/**
 * The tables of the index inside the archive's database; a migration of `sqlite-schema.ts` creates them.
 *
 * - `vocabulary`: every token ever seen, with the articles that hold it (`WAITING_COUNTS`). An id is never used twice, so that what a
 *   reader remembers of it stays true.
 * - `facts`: what articles are filtered by; rows are never deleted.
 * - `index_articles`: an article's number in the postings, which a VACUUM may not change; narrow, since facets read many.
 * - `article_tokens`: `encodeTokenStream`; an article without a row waits for analysis.
 * - `citations`: a row for each document that a mention cites, members of sets included, with the section (its ordinal)
 *   and place (a fact) in which it stands; `document` is a fact, too. `cited_documents` counts them.
 * - `article_search`: postings over ids written as `posting-codes.ts` has it. So FTS5 has nothing to split, fold or drop, and a token may
 *   hold any character. Words stand behind the syllables of their field: a column of their own costs two bytes a posting.
 */
export const INDEX_TABLES = `
  CREATE TABLE index_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    analyzer TEXT,
    articles INTEGER NOT NULL,
    syllables INTEGER NOT NULL
  );
  INSERT INTO index_state VALUES (1, NULL, 0, 0);

  CREATE TABLE vocabulary (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    articles INTEGER NOT NULL,
    kinds INTEGER NOT NULL,
    token TEXT NOT NULL UNIQUE,
    folded TEXT NOT NULL
  );
  CREATE INDEX vocabulary_folded ON vocabulary (folded);
  CREATE INDEX vocabulary_syllables ON vocabulary (token) WHERE kinds & 1;
  CREATE INDEX vocabulary_folded_syllables ON vocabulary (folded) WHERE kinds & 1;

  CREATE TABLE facts (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (kind, value)
  );

  CREATE TABLE index_articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id TEXT NOT NULL UNIQUE,
    sequence INTEGER NOT NULL,
    published_on TEXT,
    site INTEGER,
    facts BLOB NOT NULL
  );

  CREATE TABLE article_tokens (
    number INTEGER PRIMARY KEY REFERENCES index_articles (number) ON DELETE CASCADE,
    tokens BLOB NOT NULL
  );

  CREATE TABLE citations (
    document INTEGER NOT NULL,
    number INTEGER NOT NULL,
    mention_id INTEGER NOT NULL,
    section INTEGER,
    place INTEGER,
    PRIMARY KEY (document, number, mention_id)
  ) WITHOUT ROWID;

  CREATE TABLE cited_documents (
    document INTEGER PRIMARY KEY,
    type TEXT,
    document_number TEXT,
    mentions INTEGER NOT NULL,
    articles INTEGER NOT NULL
  );
  CREATE INDEX cited_documents_number ON cited_documents (document_number, type);

  CREATE VIRTUAL TABLE article_search USING fts5 (
    text, title, facts, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
  );
`;

/**
 * Counting what tokens stand in moves out of the article's transaction: `vocabulary.articles` says it of the articles
 * numbered up to `counted`, and `revision` changes with whatever was counted or waits to be.
 */
export const WAITING_COUNTS = `
  ALTER TABLE index_state ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE index_state ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
  UPDATE index_state SET counted = (SELECT coalesce(max(number), 0) FROM index_articles);
`;
