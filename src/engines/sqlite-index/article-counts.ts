import { countRollbacks, type SqliteDatabase } from '../sqlite/sqlite-transaction.ts';
import { idsIn } from './token-stream.ts';

/**
 * Articles that may wait to be counted. Counting each at once rewrites some 300 rows all over the vocabulary, which was
 * half of what an article cost; a reader adds those that wait itself, in about 2 ms for so many.
 */
const MAX_WAITING = 256;

/**
 * Keeps `vocabulary.articles`: in how many articles a token stands, of those numbered up to `index_state.counted`. Those
 * above wait (`readWaiting`). Every change takes a new `index_state.revision`, by which readers notice it.
 */
export class ArticleCounts {
  readonly #database: SqliteDatabase;
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #changes = new Map<number, number>();
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
    for (const id of idsIn(tokens)) this.#changes.set(id, (this.#changes.get(id) ?? 0) + by);
  }

  /** Writes the changes and, where many articles wait, counts them; must run before the transaction ends. */
  flush(): void {
    this.#forgetRolledBack();
    const { waiting } = this.#statements.waiting.get() as { waiting: number };
    if (waiting > MAX_WAITING) this.#countWaiting();
    this.#write();
    this.#statements.revise.run();
  }

  /** Counts all articles anew from their stored tokens. */
  recount(): void {
    this.#changes.clear();
    this.#database.exec(FORGET_COUNTS);
    this.#countWaiting();
    this.flush();
  }

  #countWaiting(): void {
    for (const [id, by] of readWaiting(this.#database)) {
      this.#changes.set(id, (this.#changes.get(id) ?? 0) + by);
    }
    this.#statements.count.run();
  }

  /** In order of id, so that each page is touched once. */
  #write(): void {
    const ids = [...this.#changes.keys()].sort((one, other) => one - other);
    for (const id of ids) {
      const by = this.#changes.get(id)!;
      if (by !== 0) this.#statements.add.run(by, id);
    }
    this.#changes.clear();
  }

  #forgetRolledBack(): void {
    const rollbacks = countRollbacks(this.#database);
    if (rollbacks === this.#rollbacks) return;
    this.#rollbacks = rollbacks;
    this.#changes.clear();
  }
}

/** Of each token's id, how many articles hold it that are not counted yet. */
export function readWaiting(database: SqliteDatabase): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  const rows = database
    .prepare('SELECT tokens FROM article_tokens WHERE number > (SELECT counted FROM index_state)')
    .iterate();
  for (const row of rows) {
    for (const id of idsIn((row as { tokens: Uint8Array }).tokens)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
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
    revise: database.prepare('UPDATE index_state SET revision = revision + 1'),
    add: database.prepare('UPDATE vocabulary SET articles = articles + ? WHERE id = ?'),
  };
}
