import { foldDiacritics } from '../../text/fold-diacritics.ts';
import { countRollbacks, type SqliteDatabase } from '../sqlite/sqlite-transaction.ts';

/** What a token was seen as; a sum of these. */
export const SYLLABLE = 1;
export const WORD = 2;

/** A row of the vocabulary. */
export interface VocabularyEntry {
  readonly id: number;
  readonly kinds: number;
  /** How the postings write it. */
  readonly code: string;
}

/** Entries kept in memory: the frequent tokens are among the first that are seen. About 30 MB. */
const MAX_CACHED = 200_000;

/** Gives tokens their ids and counts the articles that hold each. Changes are written by `flush`. */
export class VocabularyTable {
  readonly #database: SqliteDatabase;
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #cached = new Map<string, VocabularyEntry>();
  readonly #changes = new Map<number, number>();
  #rollbacks = 0;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#statements = prepareStatements(database);
  }

  /** The entry of a token, made where there is none. */
  enter(token: string, kind: typeof SYLLABLE | typeof WORD): VocabularyEntry {
    const known = this.find(token);
    if (known !== undefined && (known.kinds & kind) !== 0) return known;
    if (known === undefined) {
      const { lastInsertRowid } = this.#statements.insert.run(kind, token, foldDiacritics(token));
      return this.#keep(token, Number(lastInsertRowid), kind);
    }
    this.#statements.addKind.run(kind, known.id);
    return this.#keep(token, known.id, known.kinds | kind);
  }

  find(token: string): VocabularyEntry | undefined {
    this.#forgetRolledBack();
    const known = this.#cached.get(token);
    if (known !== undefined) return known;
    const row = this.#statements.find.get(token) as Pick<VocabularyEntry, 'id' | 'kinds'> | undefined;
    return row === undefined ? undefined : this.#keep(token, row.id, row.kinds);
  }

  /** Notes that one article more (or less) holds each of the tokens. */
  count(ids: ReadonlySet<number>, by: 1 | -1): void {
    for (const id of ids) this.#changes.set(id, (this.#changes.get(id) ?? 0) + by);
  }

  /** Writes the counts; must run before the transaction ends. */
  flush(): void {
    for (const [id, by] of this.#changes) if (by !== 0) this.#statements.count.run(by, id);
    this.#changes.clear();
  }

  /** Forgets what a transaction that came to nothing left behind. */
  #forgetRolledBack(): void {
    const rollbacks = countRollbacks(this.#database);
    if (rollbacks === this.#rollbacks) return;
    this.#rollbacks = rollbacks;
    this.forget();
  }

  forget(): void {
    this.#cached.clear();
    this.#changes.clear();
  }

  #keep(token: string, id: number, kinds: number): VocabularyEntry {
    const entry = { id, kinds, code: toCode(id) };
    if (this.#cached.size >= MAX_CACHED) this.#cached.clear();
    this.#cached.set(token, entry);
    return entry;
  }
}

/** How the postings write a token. */
export const toCode = (id: number): string => id.toString(36);

function prepareStatements(database: SqliteDatabase) {
  return {
    find: database.prepare('SELECT id, kinds FROM vocabulary WHERE token = ?'),
    insert: database.prepare('INSERT INTO vocabulary (articles, kinds, token, folded) VALUES (0, ?, ?, ?)'),
    addKind: database.prepare('UPDATE vocabulary SET kinds = kinds | ? WHERE id = ?'),
    count: database.prepare('UPDATE vocabulary SET articles = articles + ? WHERE id = ?'),
  };
}
