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

interface CachedEntry extends VocabularyEntry {
  readonly token: string;
  kinds: number;
  /** The code with a space behind it. */
  readonly posting: string;
}

/** Tokens of a list as ids and as the postings write them, one behind the other. */
export interface EnteredList {
  readonly ids: readonly number[];
  readonly codes: string;
}

/** Entries of each kind kept in memory: the frequent tokens are among the first that are seen. About 20 MB. */
const MAX_CACHED = 100_000;

/**
 * Tokens that are read one by one before the first ones of the table are read at once. A command that adds a page or two
 * never comes there; a job that goes on would look up some hundred tokens an article for its first hundred articles.
 */
const SINGLE_READS = 1000;
/** The frequent tokens, since they come early. About 30 ms. */
const FIRST_IDS = 20_000;

/** Gives tokens their ids. New ones are written by `flush`; `ArticleCounts` counts in how many articles each stands. */
export class VocabularyTable {
  readonly #database: SqliteDatabase;
  readonly #statements: ReturnType<typeof prepareStatements>;
  /** By what they were seen as: the syllables are few and asked for most, and a small map is found in faster. */
  readonly #cached = { [SYLLABLE]: new Map<string, CachedEntry>(), [WORD]: new Map<string, CachedEntry>() };
  /**
   * Entries without a row. Written in order of their tokens and with all that is known of them by then, a thousand
   * articles' new tokens touch each page of the indexes once.
   */
  #unwritten: CachedEntry[] = [];
  #firstUnwritten = Infinity;
  /** Of the next new token; read from the table after every flush, since others write, too. */
  #nextId: number | undefined;
  #reads = 0;
  #rollbacks = 0;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#statements = prepareStatements(database);
  }

  /** `undefined` for a token that was never seen. */
  find(token: string): VocabularyEntry | undefined {
    this.#forgetRolledBack();
    return this.#cachedAs(token) ?? this.#read(token);
  }

  /** The tokens of a list, entered where they are new or were never seen as `kind`. */
  enter(tokens: readonly string[], kind: typeof SYLLABLE | typeof WORD): EnteredList {
    this.#forgetRolledBack();
    const cached = this.#cached[kind];
    if (cached.size >= MAX_CACHED) {
      this.flush();
      this.#clear();
    }
    const ids: number[] = [];
    let codes = '';
    for (const token of tokens) {
      const entry = cached.get(token) ?? this.#enter(token, kind);
      ids.push(entry.id);
      codes += entry.posting;
    }
    return { ids, codes };
  }

  /** Writes the new tokens; must run before the transaction ends. */
  flush(): void {
    this.#forgetRolledBack();
    this.#unwritten.sort((one, other) => (one.token < other.token ? -1 : 1));
    for (const { id, kinds, token } of this.#unwritten) {
      this.#statements.insert.run(id, kinds, token, foldDiacritics(token));
    }
    this.#unwritten = [];
    this.#firstUnwritten = Infinity;
    this.#nextId = undefined;
  }

  /** The entry of a token that is not cached as `kind`, made where there is none. */
  #enter(token: string, kind: typeof SYLLABLE | typeof WORD): CachedEntry {
    const known = this.#cachedAs(token) ?? this.#read(token);
    if (known === undefined) {
      const entry = this.#keep(token, this.#takeId(), kind);
      this.#firstUnwritten = Math.min(this.#firstUnwritten, entry.id);
      this.#unwritten.push(entry);
      return entry;
    }
    if ((known.kinds & kind) !== 0) return known;
    if (known.id < this.#firstUnwritten) this.#statements.addKind.run(kind, known.id);
    known.kinds |= kind;
    this.#cached[kind].set(token, known);
    return known;
  }

  #takeId(): number {
    this.#nextId ??= (this.#statements.lastId.get() as { id: number }).id + 1;
    return this.#nextId++;
  }

  /** Forgets what a transaction that came to nothing left behind. */
  #forgetRolledBack(): void {
    const rollbacks = countRollbacks(this.#database);
    if (rollbacks === this.#rollbacks) return;
    this.#rollbacks = rollbacks;
    this.#clear();
    this.#unwritten = [];
    this.#firstUnwritten = Infinity;
    this.#nextId = undefined;
  }

  #clear(): void {
    this.#cached[SYLLABLE].clear();
    this.#cached[WORD].clear();
  }

  #cachedAs(token: string): CachedEntry | undefined {
    return this.#cached[SYLLABLE].get(token) ?? this.#cached[WORD].get(token);
  }

  #read(token: string): CachedEntry | undefined {
    if (++this.#reads === SINGLE_READS) {
      this.#readFirst();
      return this.#cachedAs(token) ?? this.#read(token);
    }
    const row = this.#statements.find.get(token) as Pick<VocabularyEntry, 'id' | 'kinds'> | undefined;
    return row === undefined ? undefined : this.#keep(token, row.id, row.kinds);
  }

  #readFirst(): void {
    for (const row of this.#statements.first.iterate(FIRST_IDS)) {
      const { id, kinds, token } = row as { id: number; kinds: number; token: string };
      if (this.#cachedAs(token) === undefined) this.#keep(token, id, kinds);
    }
  }

  #keep(token: string, id: number, kinds: number): CachedEntry {
    const code = toCode(id);
    const entry = { id, kinds, token, code, posting: `${code} ` };
    if ((kinds & SYLLABLE) !== 0) this.#cached[SYLLABLE].set(token, entry);
    if ((kinds & WORD) !== 0) this.#cached[WORD].set(token, entry);
    return entry;
  }
}

/** How the postings write a token. */
export const toCode = (id: number): string => id.toString(36);

function prepareStatements(database: SqliteDatabase) {
  return {
    find: database.prepare('SELECT id, kinds FROM vocabulary WHERE token = ?'),
    first: database.prepare('SELECT id, kinds, token FROM vocabulary WHERE id <= ?'),
    lastId: database.prepare(
      "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'vocabulary'), 0) AS id",
    ),
    insert: database.prepare(
      'INSERT INTO vocabulary (id, articles, kinds, token, folded) VALUES (?, 0, ?, ?, ?)',
    ),
    addKind: database.prepare('UPDATE vocabulary SET kinds = kinds | ? WHERE id = ?'),
  };
}
