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

/** The last article that was counted for a token, and how many were since the last flush. */
interface CountedEntry extends VocabularyEntry {
  readonly token: string;
  kinds: number;
  /** Whether its row is still to be written. */
  isNew: boolean;
  article: number;
  change: number;
}

/** Tokens of one field that were seen as the same. */
export interface TokenList {
  readonly tokens: readonly string[];
  readonly kind: typeof SYLLABLE | typeof WORD;
}

/** Entries kept in memory: the frequent tokens are among the first that are seen. About 30 MB. */
const MAX_CACHED = 200_000;

/** Gives tokens their ids and counts the articles that hold each. Changes are written by `flush`. */
export class VocabularyTable {
  readonly #database: SqliteDatabase;
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #cached = new Map<string, CountedEntry>();
  /** Entries that are counted up. On the entry itself, since a map of 400 ids for each article took longer than the rest. */
  #raised: CountedEntry[] = [];
  /**
   * Entries without a row. Written in order of their tokens and with all that is known of them by then, a thousand
   * articles' new tokens touch each page of the indexes once.
   */
  #unwritten: CountedEntry[] = [];
  /** Of the next new token; read from the table after every flush, since others write, too. */
  #nextId: number | undefined;
  readonly #changed = new Map<number, number>();
  #article = 0;
  #rollbacks = 0;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#statements = prepareStatements(database);
  }

  /** `undefined` for a token that was never seen. */
  find(token: string): VocabularyEntry | undefined {
    this.#forgetRolledBack();
    return this.#cached.get(token) ?? this.#read(token);
  }

  /** The entries of one article's tokens, each token counted once for it. */
  enterArticle(lists: readonly TokenList[]): VocabularyEntry[][] {
    this.#forgetRolledBack();
    // Between articles only: within one, an entry that is read again would be counted again.
    if (this.#cached.size >= MAX_CACHED) {
      this.#writeNew();
      this.#cached.clear();
    }
    this.#article++;
    return lists.map(({ tokens, kind }) =>
      tokens.map((token) => {
        const entry = this.#enter(token, kind);
        if (entry.article !== this.#article) {
          entry.article = this.#article;
          if (entry.change++ === 0) this.#raised.push(entry);
        }
        return entry;
      }),
    );
  }

  /** Notes that one article more (or less) holds each of the tokens: for those whose ids alone are known. */
  count(ids: ReadonlySet<number>, by: 1 | -1): void {
    this.#forgetRolledBack();
    for (const id of ids) this.#changed.set(id, (this.#changed.get(id) ?? 0) + by);
  }

  /** Writes the counts; must run before the transaction ends. */
  flush(): void {
    this.#forgetRolledBack();
    this.#writeNew();
    for (const entry of this.#raised) {
      if (entry.change === 0) continue;
      this.#statements.count.run(entry.change, entry.id);
      entry.change = 0;
    }
    for (const [id, by] of this.#changed) if (by !== 0) this.#statements.count.run(by, id);
    this.#raised = [];
    this.#changed.clear();
  }

  /** The entry of a token, made where there is none. */
  #enter(token: string, kind: typeof SYLLABLE | typeof WORD): CountedEntry {
    const known = this.#cached.get(token) ?? this.#read(token);
    if (known !== undefined && (known.kinds & kind) !== 0) return known;
    if (known === undefined) {
      const entry = this.#keep(token, this.#takeId(), kind);
      entry.isNew = true;
      this.#unwritten.push(entry);
      return entry;
    }
    if (!known.isNew) this.#statements.addKind.run(kind, known.id);
    known.kinds |= kind;
    return known;
  }

  #takeId(): number {
    this.#nextId ??= (this.#statements.lastId.get() as { id: number }).id + 1;
    return this.#nextId++;
  }

  #writeNew(): void {
    this.#unwritten.sort((one, other) => (one.token < other.token ? -1 : 1));
    for (const entry of this.#unwritten) {
      const { id, change, kinds, token } = entry;
      this.#statements.insert.run(id, change, kinds, token, foldDiacritics(token));
      entry.isNew = false;
      entry.change = 0;
    }
    this.#unwritten = [];
    this.#nextId = undefined;
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
    this.#raised = [];
    this.#unwritten = [];
    this.#nextId = undefined;
    this.#changed.clear();
  }

  #read(token: string): CountedEntry | undefined {
    const row = this.#statements.find.get(token) as Pick<VocabularyEntry, 'id' | 'kinds'> | undefined;
    return row === undefined ? undefined : this.#keep(token, row.id, row.kinds);
  }

  #keep(token: string, id: number, kinds: number): CountedEntry {
    const entry = { id, kinds, token, code: toCode(id), isNew: false, article: 0, change: 0 };
    this.#cached.set(token, entry);
    return entry;
  }
}

/** How the postings write a token. */
export const toCode = (id: number): string => id.toString(36);

function prepareStatements(database: SqliteDatabase) {
  return {
    find: database.prepare('SELECT id, kinds FROM vocabulary WHERE token = ?'),
    lastId: database.prepare(
      "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'vocabulary'), 0) AS id",
    ),
    insert: database.prepare(
      'INSERT INTO vocabulary (id, articles, kinds, token, folded) VALUES (?, ?, ?, ?, ?)',
    ),
    addKind: database.prepare('UPDATE vocabulary SET kinds = kinds | ? WHERE id = ?'),
    count: database.prepare('UPDATE vocabulary SET articles = articles + ? WHERE id = ?'),
  };
}
