import type { ArticleFacts } from '../../search/engine/index-document.ts';
import { issuersOf, placesAbove } from '../../search/engine/match-facts.ts';
import type { FactTest } from '../../search/engine/search-plan.ts';
import { countRollbacks, type SqliteDatabase } from '../sqlite/sqlite-transaction.ts';
import { toCode } from './posting-codes.ts';

/** `within` is a place or one above it, `issuer` a body or one above it; days are also found by month and year. */
export type FactKind =
  'site' | 'kind' | 'place' | 'within' | 'document' | 'issuer' | 'day' | 'month' | 'year' | 'dated';

export interface Fact {
  readonly kind: FactKind;
  readonly value: string;
}

/** Stands in the postings of every article: FTS5 knows no "not" without something to take away from. */
export const EVERY_ARTICLE = '_';

/** Gives facts their ids. Rows are never deleted, so that an id that is known stays true. */
export class FactsTable {
  readonly #database: SqliteDatabase;
  readonly #statements: ReturnType<typeof prepareStatements>;
  /** By kind and value. */
  readonly #ids = new Map<FactKind, Map<string, number>>();
  readonly #facts = new Map<number, Fact>();
  #rollbacks = 0;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#statements = prepareStatements(database);
  }

  /** The id of a fact, made where there is none. */
  enter(kind: FactKind, value: string): number {
    return (
      this.find(kind, value) ??
      this.#keep(kind, value, Number(this.#statements.insert.run(kind, value).lastInsertRowid))
    );
  }

  find(kind: FactKind, value: string): number | undefined {
    this.#forgetRolledBack();
    const known = this.#ids.get(kind)?.get(value);
    if (known !== undefined) return known;
    const row = this.#statements.find.get(kind, value) as { id: number } | undefined;
    return row === undefined ? undefined : this.#keep(kind, value, row.id);
  }

  /** @throws where there is no such fact, which no correct program leaves behind */
  get(id: number): Fact {
    let fact = this.#facts.get(id);
    if (fact === undefined) {
      fact = this.#statements.get.get(id) as Fact | undefined;
      if (fact === undefined) throw new Error(`fact ${id} is not in the archive`);
      this.#facts.set(id, fact);
    }
    return fact;
  }

  /** The ids that an article's row keeps, from which `toFacts` makes its facts again. */
  enterFacts({ site, kind, places, documents }: ArticleFacts): number[] {
    return [
      this.enter('kind', kind),
      ...(site === null ? [] : [this.enter('site', site)]),
      ...places.map((place) => this.enter('place', place)),
      ...documents.map((document) => this.enter('document', document)),
    ];
  }

  toFacts(ids: readonly number[], publishedOn: string | null): ArticleFacts {
    const facts = ids.map((id) => this.get(id));
    const valuesOf = (kind: FactKind): string[] =>
      facts.filter((fact) => fact.kind === kind).map(({ value }) => value);
    return {
      site: valuesOf('site')[0] ?? null,
      publishedOn,
      kind: valuesOf('kind')[0]!,
      places: valuesOf('place'),
      documents: valuesOf('document'),
    };
  }

  /** All that the postings hold an article's facts under. */
  postingsOf(facts: ArticleFacts): string[] {
    const { site, kind, places, documents, publishedOn } = facts;
    const within = new Set(places.flatMap(placesAbove));
    const issuers = new Set(documents.flatMap(issuersOf));
    const ids = [
      this.enter('kind', kind),
      ...(site === null ? [] : [this.enter('site', site)]),
      ...Array.from(within, (place) => this.enter('within', place)),
      ...documents.map((document) => this.enter('document', document)),
      ...Array.from(issuers, (issuer) => this.enter('issuer', issuer)),
      ...(publishedOn === null ? [] : this.#enterDay(publishedOn)),
    ];
    return [EVERY_ARTICLE, ...ids.map(toFactCode)];
  }

  /** The postings of which an article must be in one to be as asked. */
  codesOf(test: FactTest): string[] {
    if (test.fact === 'date') return this.#daysBetween(test.from, test.to).map(toFactCode);
    if (test.fact === 'document') return this.#codes('document', test.anyOf);
    return this.#codes(test.fact === 'place' ? 'within' : test.fact, [test.value]);
  }

  #codes(kind: FactKind, values: readonly string[]): string[] {
    return values
      .map((value) => this.find(kind, value))
      .filter((id) => id !== undefined)
      .map(toFactCode);
  }

  #enterDay(day: string): number[] {
    return [
      this.enter('dated', ''),
      this.enter('day', day),
      this.enter('month', day.slice(0, 7)),
      this.enter('year', day.slice(0, 4)),
    ];
  }

  /** Whole years, then the whole months at both ends, then days. */
  #daysBetween(from: string | null, to: string | null): number[] {
    if (from === null && to === null) return [this.find('dated', '') ?? -1].filter((id) => id >= 0);
    const range = { from: from ?? '0000-00-00', to: to ?? '9999-99-99' };
    return (this.#statements.daysBetween.all(range) as { id: number }[]).map(({ id }) => id);
  }

  #forgetRolledBack(): void {
    const rollbacks = countRollbacks(this.#database);
    if (rollbacks === this.#rollbacks) return;
    this.#rollbacks = rollbacks;
    this.#ids.clear();
    this.#facts.clear();
  }

  #keep(kind: FactKind, value: string, id: number): number {
    const ids = this.#ids.get(kind);
    if (ids === undefined) this.#ids.set(kind, new Map([[value, id]]));
    else ids.set(value, id);
    this.#facts.set(id, { kind, value });
    return id;
  }
}

/** Tokens begin with a digit, facts with a mark. */
const toFactCode = (id: number): string => `_${toCode(id)}`;

function prepareStatements(database: SqliteDatabase) {
  return {
    find: database.prepare('SELECT id FROM facts WHERE kind = ? AND value = ?'),
    get: database.prepare('SELECT kind, value FROM facts WHERE id = ?'),
    insert: database.prepare('INSERT INTO facts (kind, value) VALUES (?, ?)'),
    daysBetween: database.prepare(`
      SELECT id FROM facts WHERE kind = 'year'
        AND value > substr(:from, 1, 4) AND value < substr(:to, 1, 4)
      UNION ALL
      SELECT id FROM facts WHERE kind = 'month' AND value > substr(:from, 1, 7) AND value < substr(:to, 1, 7)
        AND NOT (substr(value, 1, 4) > substr(:from, 1, 4) AND substr(value, 1, 4) < substr(:to, 1, 4))
      UNION ALL
      SELECT id FROM facts WHERE kind = 'day' AND value >= :from AND value <= :to
        AND NOT (substr(value, 1, 7) > substr(:from, 1, 7) AND substr(value, 1, 7) < substr(:to, 1, 7))`),
  };
}
