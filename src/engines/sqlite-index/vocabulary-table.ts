import { foldDiacritics } from '../../text/fold-diacritics.ts';
import { countRollbacks, type SqliteDatabase } from '../sqlite/sqlite-transaction.ts';
import { toCode } from './posting-codes.ts';

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

/** A new token before it has its row. */
interface UnwrittenToken {
  readonly token: string;
  readonly id: number;
  kinds: number;
}

/** Ids of each kind kept in memory: the frequent tokens are among the first that are seen. About 15 MB. */
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
  /**
   * Ids by what their tokens were seen as: the syllables are few and asked for most, and a small map is found in faster. What
   * was read or entered is in the map of each of its kinds.
   */
  readonly #ids = { [SYLLABLE]: new Map<string, number>(), [WORD]: new Map<string, number>() };
  /**
   * Tokens without a row, their ids one after the other. Written in order of tokens and with all that is known of them by
   * then, a thousand articles' new tokens touch each page of the indexes once.
   */
  #unwritten: UnwrittenToken[] = [];
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
    return this.#cachedEntry(token) ?? this.#read(token);
  }

  /** The ids of a list's tokens, entered where they are new or were never seen as `kind`. */
  enter(tokens: readonly string[], kind: TokenKind): number[] {
    this.#forgetRolledBack();
    const ids = this.#ids[kind];
    if (ids.size >= MAX_CACHED) {
      this.flush();
      this.#clear();
    }
    return tokens.map((token) => ids.get(token) ?? this.#enter(token, kind));
  }

  /** Writes the new tokens; must run before the transaction ends. */
  flush(): void {
    this.#forgetRolledBack();
    this.#unwritten.sort((one, other) => (one.token < other.token ? -1 : 1));
    for (const { id, kinds, token } of this.#unwritten) {
      this.#statements.insert.run(id, kinds, token, foldDiacritics(token));
    }
    this.#unwritten = [];
    this.#nextId = undefined;
  }

  /** The id of a token that is not cached as `kind`, made where there is none. */
  #enter(token: string, kind: TokenKind): number {
    const known = this.#cachedEntry(token) ?? this.#read(token);
    if (known === undefined) {
      const id = this.#takeId();
      this.#unwritten.push({ token, id, kinds: kind });
      this.#ids[kind].set(token, id);
      return id;
    }
    const { id, kinds } = known;
    if ((kinds & kind) !== 0) return id;
    const unwritten = this.#unwritten[id - (this.#unwritten[0]?.id ?? Infinity)];
    if (unwritten === undefined) this.#statements.addKind.run(kind, id);
    else unwritten.kinds |= kind;
    this.#ids[kind].set(token, id);
    return id;
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
    this.#nextId = undefined;
  }

  #clear(): void {
    this.#ids[SYLLABLE].clear();
    this.#ids[WORD].clear();
  }

  #cachedEntry(token: string): VocabularyEntry | undefined {
    const [syllable, word] = [this.#ids[SYLLABLE].get(token), this.#ids[WORD].get(token)];
    const id = syllable ?? word;
    if (id === undefined) return undefined;
    const kinds = (syllable === undefined ? 0 : SYLLABLE) + (word === undefined ? 0 : WORD);
    return { id, kinds, code: toCode(id) };
  }

  #read(token: string): VocabularyEntry | undefined {
    if (++this.#reads === SINGLE_READS) {
      this.#readFirst();
      return this.#cachedEntry(token) ?? this.#read(token);
    }
    const row = this.#statements.find.get(token) as VocabularyRow | undefined;
    if (row === undefined) return undefined;
    this.#keep(token, row);
    return { ...row, code: toCode(row.id) };
  }

  #readFirst(): void {
    for (const row of this.#statements.first.iterate(FIRST_IDS)) {
      const { token, ...known } = row as VocabularyRow & { token: string };
      // What the transaction has added to a cached one may not be written yet.
      if (this.#cachedEntry(token) === undefined) this.#keep(token, known);
    }
  }

  #keep(token: string, { id, kinds }: VocabularyRow): void {
    if ((kinds & SYLLABLE) !== 0) this.#ids[SYLLABLE].set(token, id);
    if ((kinds & WORD) !== 0) this.#ids[WORD].set(token, id);
  }
}

type TokenKind = typeof SYLLABLE | typeof WORD;

type VocabularyRow = Pick<VocabularyEntry, 'id' | 'kinds'>;

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
