import { beforeCommit, countRollbacks, type SqliteDatabase } from '../sqlite/sqlite-transaction.ts';

/** What FTS5 finds an article by: codes with spaces between them. */
export interface Postings {
  readonly text: string;
  readonly title: string;
  readonly facts: string;
}

interface PostingsChange {
  /** Of the article. */
  readonly number: number;
  /** `undefined` takes away those that it has. */
  readonly postings: Postings | undefined;
}

/** Changes that may wait: some 5 kB each. */
const MAX_WAITING = 64;

/**
 * Changes postings at the end of the transaction. FTS5 gathers them in memory, but writes them out before any statement
 * that SQLite may have to take back alone (one with RETURNING, an upsert under a foreign key, an UPDATE of all rows), and
 * each page brings some: the pages of a transaction became one small segment each, to be merged later.
 */
export class PostingsTable {
  readonly #database: SqliteDatabase;
  readonly #statements: ReturnType<typeof prepareStatements>;
  #waiting: PostingsChange[] = [];
  #rollbacks = 0;
  readonly #flush = (): void => {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const change of waiting) this.#write(change);
  };

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#statements = prepareStatements(database);
  }

  /** Those of an article that has none. */
  add(number: number, postings: Postings): void {
    this.#change({ number, postings });
  }

  delete(number: number): void {
    this.#change({ number, postings: undefined });
  }

  /** Takes all away, at once. */
  clear(): void {
    this.#waiting = [];
    this.#statements.clear.run();
  }

  #change(change: PostingsChange): void {
    const rollbacks = countRollbacks(this.#database);
    if (rollbacks !== this.#rollbacks) this.#waiting = [];
    this.#rollbacks = rollbacks;
    this.#waiting.push(change);
    if (this.#waiting.length >= MAX_WAITING) this.#flush();
    else beforeCommit(this.#database, this.#flush);
  }

  #write({ number, postings }: PostingsChange): void {
    if (postings === undefined) this.#statements.delete.run(number);
    else this.#statements.add.run(number, postings.text, postings.title, postings.facts);
  }
}

function prepareStatements(database: SqliteDatabase) {
  return {
    add: database.prepare('INSERT INTO article_search (rowid, text, title, facts) VALUES (?, ?, ?, ?)'),
    delete: database.prepare('DELETE FROM article_search WHERE rowid = ?'),
    clear: database.prepare("INSERT INTO article_search (article_search) VALUES ('delete-all')"),
  };
}
