import { countRollbacks, type SqliteDatabase } from '../sqlite/sqlite-transaction.ts';
import { TokenTally } from './token-stream.ts';

/**
 * Articles that may wait to be counted. Counting each at once rewrites some 300 rows all over the vocabulary, which was
 * half of what an article cost; a reader adds those that wait itself, in about 3 ms for so many.
 */
const MAX_WAITING = 1024;

/**
 * Keeps `vocabulary.articles`: in how many articles a token stands, of those numbered up to `index_state.counted`. Those
 * above wait (`readWaiting`). Every change takes a new `index_state.revision`, by which readers notice it.
 */
export class ArticleCounts {
  readonly #database: SqliteDatabase;
  readonly #statements: ReturnType<typeof prepareStatements>;
  #changes = new TokenTally();
  #articles = 0;
  #syllables = 0;
  #rollbacks = 0;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#statements = prepareStatements(database);
  }

  /** The tokens of article `number`, which `article_tokens` holds or held, count for it from now on, or no more. */
  change(number: number, tokens: Uint8Array, by: 1 | -1): void {
    this.#forgetRolledBack();
    const { counted } = this.#statements.counted.get() as { counted: number };
    if (number > counted) return;
    this.#changes.add(tokens, by);
  }

  /** The archive has `articles` articles and `syllables` syllables more. */
  changeTotals(articles: number, syllables: number): void {
    this.#forgetRolledBack();
    this.#articles += articles;
    this.#syllables += syllables;
  }

  /** Writes the changes and, where many articles wait, counts them; must run before the transaction ends. */
  flush(): void {
    this.#forgetRolledBack();
    const { waiting } = this.#statements.waiting.get() as { waiting: number };
    if (waiting > MAX_WAITING) this.#countWaiting();
    if (!this.#changes.isEmpty) {
      this.#write(this.#changes);
      this.#changes = new TokenTally();
    }
    this.#statements.revise.run(this.#articles, this.#syllables);
    this.#articles = 0;
    this.#syllables = 0;
  }

  /** Counts all articles anew from their stored tokens. */
  recount(): void {
    this.#changes = new TokenTally();
    this.#database.exec(FORGET_COUNTS);
    this.#countWaiting();
    this.flush();
  }

  #countWaiting(): void {
    this.#write(readWaiting(this.#database));
    this.#statements.count.run();
  }

  /** In order of id, so that each page is touched once. */
  #write(changes: TokenTally): void {
    for (const [id, by] of changes.entries()) this.#statements.add.run(by, id);
  }

  #forgetRolledBack(): void {
    const rollbacks = countRollbacks(this.#database);
    if (rollbacks === this.#rollbacks) return;
    this.#rollbacks = rollbacks;
    this.#changes = new TokenTally();
    this.#articles = 0;
    this.#syllables = 0;
  }
}

/** In how many articles each token stands that are not counted yet. */
export function readWaiting(database: SqliteDatabase): TokenTally {
  const tally = new TokenTally();
  const rows = database
    .prepare('SELECT tokens FROM article_tokens WHERE number > (SELECT counted FROM index_state)')
    .iterate();
  for (const row of rows) tally.add((row as { tokens: Uint8Array }).tokens, 1);
  return tally;
}

/** As if no article were counted. */
export const FORGET_COUNTS = `
  UPDATE vocabulary SET articles = 0 WHERE articles <> 0;
  UPDATE index_state SET counted = 0;
`;

function prepareStatements(database: SqliteDatabase) {
  return {
    counted: database.prepare('SELECT counted FROM index_state'),
    // Those that were removed since stand for themselves: counting early costs little.
    waiting: database.prepare(
      'SELECT (SELECT coalesce(max(number), 0) FROM article_tokens) - counted AS waiting FROM index_state',
    ),
    count: database.prepare(
      'UPDATE index_state SET counted = (SELECT coalesce(max(number), 0) FROM article_tokens)',
    ),
    revise: database.prepare(`UPDATE index_state
      SET revision = revision + 1, articles = articles + ?, syllables = syllables + ?`),
    add: database.prepare('UPDATE vocabulary SET articles = articles + ? WHERE id = ?'),
  };
}
