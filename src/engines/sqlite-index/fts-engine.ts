import { Buffer } from 'node:buffer';
import type {
  EngineAnswer,
  EngineHit,
  FacetCount,
  FacetField,
  WritableSearchEngine,
} from '../../search/engine/search-engine.ts';
import type { PlanNode } from '../../search/engine/search-plan.ts';
import { inSnapshot, type SqliteDatabase } from '../sqlite/sqlite-transaction.ts';
import { knownNumbers } from './article-numbers.ts';
import { compileMatch, type CompiledPlan, type Match } from './compile-match.ts';
import { EVERY_ARTICLE, type FactsTable } from './facts-table.ts';
import { createIndexWriter } from './index-writer.ts';
import { SCORE_UNIT, takeBest, type HitLists } from './scored-hits.ts';
import { splitNumbers } from './split-numbers.ts';
import { decodeVarints } from './varints.ts';
import { VocabularyTable } from './vocabulary-table.ts';

/** A posting in the title is worth three in the text, as in `rankHits`; facts say nothing about how good a hit is. */
const SCORE = '-bm25(article_search, 1.0, 3.0, 0.0)';

const BATCH = 1000;
/** As a LIMIT. */
const ALL_ROWS = -1;

/**
 * SQLite FTS5 in the archive's own database: it changes in the same transaction as the article, so it can neither lag
 * behind nor get ahead. Synchronous inside; the promises are those of the port.
 */
export function createFtsEngine(database: SqliteDatabase): WritableSearchEngine {
  const statements = prepareStatements(database);
  const vocabulary = new VocabularyTable(database);
  const writer = createIndexWriter(database);
  const { facts } = writer;
  const compile = (plan: PlanNode): CompiledPlan =>
    compileMatch(plan, {
      find: (token) => vocabulary.find(token),
      codesOf: (test) => facts.codesOf(test),
    });

  return {
    id: 'sqlite-fts5/1',
    search: async (plan, { limit, allUpTo = limit }) =>
      // One transaction, so that total and hits are of one state of the archive.
      inSnapshot(database, () => {
        const known = knownNumbers(database);
        return answer({ statements, known }, compile(plan), {
          limit,
          allUpTo: Math.max(limit, allUpTo),
        });
      }),
    async *readCandidates(plan) {
      const query = queryOf(compile(plan).match);
      const ids = query === undefined ? [] : readIds(statements, query, ALL_ROWS);
      for (let from = 0; from < ids.length; from += BATCH) yield ids.slice(from, from + BATCH);
    },
    countFacet: async (plan, field) => {
      const query = queryOf(compile(plan).match);
      if (query === undefined) return [];
      if (field === 'month') return statements.months.all(query) as FacetCount[];
      if (field === 'site') return statements.sites.all(query) as FacetCount[];
      return countFacts({ statements, facts }, query, field);
    },
    count: async () => readTotal(statements.count),
    put: async (documents) => {
      writer.put(documents);
    },
    remove: async (ids) => {
      writer.remove(ids);
    },
  };
}

type Statements = ReturnType<typeof prepareStatements>;
type Statement = ReturnType<SqliteDatabase['prepare']>;

interface Reading {
  readonly statements: Statements;
  readonly known: Map<string, number>;
}

/** The query of a plan; `undefined` where nothing matches. */
function queryOf(match: Match): string | undefined {
  if (match.kind === 'none') return undefined;
  return match.kind === 'all' ? EVERY_ARTICLE : match.query;
}

function answer(
  reading: Reading,
  { match, isExact, isScored, boosts }: CompiledPlan,
  { limit, allUpTo }: { readonly limit: number; readonly allUpTo: number },
): EngineAnswer {
  const query = queryOf(match);
  if (query === undefined) return { isExact, total: 0, hits: [] };
  const { statements } = reading;
  const first = readFirst(statements, query, allUpTo + 1);
  // Where all are given, which is better does not matter: FTS5's score took three times as long as finding them.
  if (first.length <= allUpTo) return { isExact, total: first.length, hits: nameAll(reading, first) };
  if (limit > 0 && (isScored || boosts.length > 0))
    return { isExact, ...readBest(reading, { query, boosts, limit }) };
  const total =
    match.kind === 'all'
      ? readTotal(statements.count)
      : first.length + readTotal(statements.countAfter, query, first.at(-1)!);
  return { isExact, total, hits: unscored(readIds(statements, query, limit)) };
}

const readTotal = (statement: Statement, ...asked: (string | number)[]): number =>
  (statement.get(...asked) as { articles: number }).articles;

/** The numbers of `most` hits, in order. */
function readFirst(statements: Statements, query: string, most: number): number[] {
  const { numbers } = statements.numbers.get(query, most) as { numbers: string | null };
  return splitNumbers(numbers);
}

/** Hits by their numbers, in order of id; which of them is better is not told. */
const nameAll = (reading: Reading, numbers: readonly number[]): EngineHit[] =>
  unscored([...nameArticles(reading, numbers).values()].sort());

const unscored = (ids: readonly string[]): EngineHit[] => ids.map((id) => ({ id, score: 0 }));

/** The first ids of a query's hits, in order. */
const readIds = (statements: Statements, query: string, limit: number): string[] =>
  (statements.ids.all(query, limit) as { id: string }[]).map(({ id }) => id);

/** Ids by number. */
function nameArticles({ statements, known }: Reading, numbers: readonly number[]): Map<number, string> {
  const named = statements.names.get(JSON.stringify(numbers)) as { ids: string; held: string | null };
  const ids = JSON.parse(named.ids) as string[];
  return new Map(
    splitNumbers(named.held).map((number, index) => {
      const id = ids[index]!;
      known.set(id, number);
      return [number, id];
    }),
  );
}

interface RankedQuery {
  readonly query: string;
  readonly boosts: readonly string[];
  readonly limit: number;
}

/**
 * The best by FTS5's score, and how many there are. What only raises the score is asked for on its own and merged: FTS5 has no
 * word for it, and an "or" of everything with it would count the query twice.
 */
function readBest(
  reading: Reading,
  { query, boosts, limit }: RankedQuery,
): { readonly total: number; readonly hits: readonly EngineHit[] } {
  const score = (asked: string) => takeBest(reading.statements.scored.get(asked) as HitLists, limit);
  const plain = score(query);
  const boosted = boosts.length === 0 ? [] : score(`(${query}) AND (${boosts.join(' OR ')})`).best;
  const best = new Map<number, number>();
  for (const { number, score } of [...boosted, ...plain.best])
    best.set(number, Math.max(score, best.get(number) ?? -Infinity));
  const names = nameArticles(reading, [...best.keys()]);
  const hits = Array.from(names, ([number, id]) => ({ id, score: best.get(number)! }));
  return { total: plain.total, hits: hits.sort(byScore).slice(0, limit) };
}

const byScore = (one: EngineHit, other: EngineHit): number =>
  other.score - one.score || (one.id < other.id ? -1 : 1);

/** The lists of all articles in one piece: row by row, most of the time went into making rows. */
function countFacts(
  { statements, facts }: { readonly statements: Statements; readonly facts: FactsTable },
  query: string,
  field: Exclude<FacetField, 'month' | 'site'>,
): FacetCount[] {
  const { lists } = statements.facts.get(query) as { lists: string | null };
  // Ids are given in order from 1, so that the list is not sparse.
  const counts: number[] = [];
  for (const id of decodeVarints(Buffer.from(lists ?? '', 'hex'))) counts[id] = (counts[id] ?? 0) + 1;
  return Array.from(Object.entries(counts), ([id, articles]) => ({ ...facts.get(Number(id)), articles }))
    .filter(({ kind }) => kind === field)
    .map(({ value, articles }) => ({ value, articles }))
    .sort((a, b) => b.articles - a.articles || (a.value < b.value ? -1 : 1));
}

function prepareStatements(database: SqliteDatabase) {
  return {
    count: database.prepare('SELECT articles FROM index_state'),
    countAfter: database.prepare(
      'SELECT count(*) AS articles FROM article_search WHERE article_search MATCH ? AND rowid > ?',
    ),
    ids: database.prepare(`SELECT article_id AS id FROM article_search
      JOIN index_articles ON number = article_search.rowid
      WHERE article_search MATCH ? ORDER BY article_id LIMIT ?`),
    // Lists in one row: making a row took as long as finding the hit.
    numbers: database.prepare(`SELECT group_concat(number) AS numbers FROM (
        SELECT rowid AS number FROM article_search WHERE article_search MATCH ? LIMIT ?)`),
    names: database.prepare(`SELECT json_group_array(article_id) AS ids, group_concat(number) AS held
      FROM index_articles WHERE number IN (SELECT value FROM json_each(?))`),
    // All hits in one value, for bm25 is no part of a sum: a walk of its own for the total took longer than listing them.
    scored:
      database.prepare(`SELECT CAST(group_concat(number) AS BLOB) AS numbers, CAST(group_concat(score) AS BLOB) AS scores
      FROM (
        SELECT rowid AS number, CAST(${SCORE} * ${SCORE_UNIT} AS INTEGER) AS score
        FROM article_search WHERE article_search MATCH ? LIMIT -1)`),
    facts: database.prepare(`SELECT group_concat(hex(index_articles.facts), '') AS lists FROM article_search
      JOIN index_articles ON number = article_search.rowid WHERE article_search MATCH ?`),
    sites: database.prepare(`SELECT value, count(*) AS articles FROM article_search
      JOIN index_articles ON number = article_search.rowid JOIN facts ON facts.id = site
      WHERE article_search MATCH ? GROUP BY site ORDER BY articles DESC, value`),
    months:
      database.prepare(`SELECT substr(published_on, 1, 7) AS value, count(*) AS articles FROM article_search
      JOIN index_articles ON number = article_search.rowid
      WHERE article_search MATCH ? AND published_on IS NOT NULL
      GROUP BY 1 ORDER BY articles DESC, value`),
  };
}
