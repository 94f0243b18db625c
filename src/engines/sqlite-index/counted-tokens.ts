import { countRollbacks, inSnapshot, type SqliteDatabase } from '../sqlite/sqlite-transaction.ts';
import { readWaiting } from './article-counts.ts';
import { TokenTally } from './token-stream.ts';

/** A token with the number of articles that hold it, which is never 0. */
export interface CountedToken {
  readonly token: string;
  readonly articles: number;
}

interface CountedRow extends CountedToken {
  readonly id: number;
  readonly revision: number;
}

/** Above every character that a token may hold: `prefix` up to here are the tokens that begin with it. */
const LAST_CHARACTER = '\u{10ffff}';

/** Tokens with their counts: those of `vocabulary` and of the few articles that are not counted there yet. */
export class CountedTokens {
  readonly #database: SqliteDatabase;
  readonly #statements: ReturnType<typeof prepareStatements>;
  #waiting = new TokenTally();
  /** What `#waiting` was read at. */
  #revision = -1;
  #rollbacks = 0;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#statements = prepareStatements(database);
  }

  named(token: string): CountedToken | undefined {
    return this.#read(this.#statements.named, token)[0];
  }

  /** Most frequent first, as in the methods below. */
  spelled(folded: string): CountedToken[] {
    return this.#read(this.#statements.spelled, folded);
  }

  syllablesSpelled(folded: string): CountedToken[] {
    return this.#read(this.#statements.syllablesSpelled, folded);
  }

  /** Syllables alone. */
  withPrefix(prefix: string, options: { readonly folded: boolean; readonly limit: number }): CountedToken[] {
    const { withPrefix, withFoldedPrefix } = this.#statements;
    const statement = options.folded ? withFoldedPrefix : withPrefix;
    return inSnapshot(this.#database, () => {
      const { revision } = this.#statements.revision.get() as { revision: number };
      if (!this.#isOf(revision)) this.#load(revision);
      // What waits may have made a rare token a frequent one: then all must be looked at.
      const limit = this.#waiting.isEmpty ? options.limit : ALL_ROWS;
      return this.#read(statement, prefix, `${prefix}${LAST_CHARACTER}`, limit).slice(0, options.limit);
    });
  }

  #read(statement: Statement, ...asked: (string | number)[]): CountedToken[] {
    let rows = statement.all(...asked) as CountedRow[];
    if (rows.length === 0) return [];
    if (!this.#isOf(rows[0]!.revision)) {
      rows = inSnapshot(this.#database, () => {
        const { revision } = this.#statements.revision.get() as { revision: number };
        this.#load(revision);
        return statement.all(...asked) as CountedRow[];
      });
    }
    return rows
      .map(({ id, token, articles }) => ({ token, articles: articles + this.#waiting.of(id) }))
      .filter(({ articles }) => articles > 0)
      .sort((one, other) => other.articles - one.articles || (one.token < other.token ? -1 : 1));
  }

  /** A revision that was rolled back is given again. */
  #isOf(revision: number): boolean {
    return revision === this.#revision && countRollbacks(this.#database) === this.#rollbacks;
  }

  #load(revision: number): void {
    this.#waiting = readWaiting(this.#database);
    this.#revision = revision;
    this.#rollbacks = countRollbacks(this.#database);
  }
}

type Statement = ReturnType<SqliteDatabase['prepare']>;

/** As a LIMIT. */
const ALL_ROWS = -1;

function prepareStatements(database: SqliteDatabase) {
  const select = 'SELECT vocabulary.id, token, vocabulary.articles, revision FROM vocabulary, index_state';
  const prefixed = (column: 'token' | 'folded'): string =>
    `${select} WHERE ${column} >= ? AND ${column} < ? AND kinds & 1
     ORDER BY vocabulary.articles DESC, token LIMIT ?`;
  return {
    revision: database.prepare('SELECT revision FROM index_state'),
    named: database.prepare(`${select} WHERE token = ?`),
    spelled: database.prepare(`${select} WHERE folded = ?`),
    syllablesSpelled: database.prepare(`${select} WHERE folded = ? AND kinds & 1`),
    withPrefix: database.prepare(prefixed('token')),
    withFoldedPrefix: database.prepare(prefixed('folded')),
  };
}
