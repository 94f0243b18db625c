import type { CorpusStatistics, Lexicon } from '../../search/engine/lexicon.ts';
import { withinEdits } from '../../search/query/within-edits.ts';
import { foldDiacritics } from '../../text/fold-diacritics.ts';
import type { SqliteDatabase } from '../sqlite/sqlite-transaction.ts';
import { ArticleStreams } from './article-streams.ts';
import { CountedTokens, type CountedToken } from './counted-tokens.ts';
import { FactsTable } from './facts-table.ts';
import { countInStreams, keepInStreams } from './read-streams.ts';
import { TokenFinder } from './token-finder.ts';
import { readTokens } from './token-stream.ts';
import { decodeVarints } from './varints.ts';

/** Tokens kept by id; a token never changes. About 20 MB. */
const MAX_CACHED = 200_000;

/** The lexicon that the archive keeps; every answer is of the last commit. */
export function createSqliteLexicon(database: SqliteDatabase): Lexicon {
  const statements = prepareStatements(database);
  const facts = new FactsTable(database);
  const folded = new FoldedSyllables(database);
  const tokensById = new Map<number, string>();
  const tokenOf = (id: number): string => {
    let token = tokensById.get(id);
    if (token === undefined) {
      token = (statements.token.get(id) as { token: string }).token;
      if (tokensById.size >= MAX_CACHED) tokensById.clear();
      tokensById.set(id, token);
    }
    return token;
  };
  const counted = new CountedTokens(database);
  const streams = new ArticleStreams(database);
  const finderOf = (tokens: readonly string[]): TokenFinder =>
    new TokenFinder(tokens.map((token) => (statements.id.get(token) as { id: number } | undefined)?.id));

  return {
    statistics: () => statements.statistics.get() as CorpusStatistics,
    articleFrequency: (token) => counted.named(token)?.articles ?? 0,
    spellings: (key) => tokensIn(counted.spelled(key)),
    withPrefix: (prefix, options) => {
      const key = options.folded ? foldDiacritics(prefix) : prefix;
      return tokensIn(counted.withPrefix(key, options));
    },
    similar: (key, { edits, limit }) => {
      const near = folded.within(key, edits);
      const found = near.flatMap(({ syllable, distance }) =>
        counted.syllablesSpelled(syllable).map((row) => ({ ...row, distance })),
      );
      return found
        .sort((a, b) => a.distance - b.distance || b.articles - a.articles || (a.token < b.token ? -1 : 1))
        .slice(0, limit)
        .map(({ token }) => token);
    },
    tokensOf: (articleId) => {
      const row = statements.tokens.get(articleId) as { tokens: Uint8Array } | undefined;
      return row === undefined ? undefined : readTokens(row.tokens, tokenOf);
    },
    factsOf: (articleId) => {
      const row = statements.facts.get(articleId) as FactsRow | undefined;
      return row === undefined ? undefined : facts.toFacts(decodeVarints(row.facts), row.publishedOn);
    },
    countTokens: (tokens, articleIds) => {
      const finder = finderOf(tokens);
      return streams.read(articleIds, (bytes) => countInStreams(bytes, finder, tokens.length));
    },
    tokensAmong: (tokens, articleIds) => {
      const finder = finderOf(tokens);
      return streams.read(articleIds, (bytes) => keepInStreams(bytes, finder, tokens));
    },
  };
}

const tokensIn = (rows: readonly CountedToken[]): string[] => rows.map(({ token }) => token);

interface FactsRow {
  readonly facts: Uint8Array;
  readonly publishedOn: string | null;
}

/** A syllable that is near, and by how many edits it is another. */
interface NearSyllable {
  readonly syllable: string;
  readonly distance: number;
}

/**
 * The folded forms of all syllables, by length: one with more than `edits` letters more or less cannot be near. Read on
 * first use and then only what is new. A million articles hold some hundred thousand, most of them numbers.
 */
class FoldedSyllables {
  readonly #read: ReturnType<SqliteDatabase['prepare']>;
  readonly #byLength: { readonly syllable: string; readonly letters: number }[][] = [];
  readonly #known = new Set<string>();
  #lastId = 0;

  constructor(database: SqliteDatabase) {
    this.#read = database.prepare('SELECT id, folded FROM vocabulary WHERE id > ? AND kinds & 1 ORDER BY id');
  }

  within(folded: string, edits: number): NearSyllable[] {
    this.#refresh();
    const letters = lettersOf(folded);
    const near: NearSyllable[] = [];
    for (let length = folded.length - edits; length <= folded.length + edits; length++) {
      for (const one of this.#byLength[length] ?? []) {
        // An edit puts in one letter and takes out another at most.
        if (countBits(one.letters ^ letters) > 2 * edits) continue;
        const distance = withinEdits(one.syllable, folded, edits);
        if (distance !== undefined) near.push({ syllable: one.syllable, distance });
      }
    }
    return near;
  }

  #refresh(): void {
    for (const row of this.#read.iterate(this.#lastId)) {
      const { id, folded } = row as { id: number; folded: string };
      this.#lastId = id;
      if (this.#known.has(folded)) continue;
      this.#known.add(folded);
      (this.#byLength[folded.length] ??= []).push({ syllable: folded, letters: lettersOf(folded) });
    }
  }
}

/** A bit for each letter or digit that occurs; several characters may share one. */
function lettersOf(folded: string): number {
  let letters = 0;
  for (let index = 0; index < folded.length; index++) letters |= 1 << (folded.charCodeAt(index) % 32);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function prepareStatements(database: SqliteDatabase) {
  return {
    statistics: database.prepare('SELECT articles, syllables FROM index_state'),
    token: database.prepare('SELECT token FROM vocabulary WHERE id = ?'),
    id: database.prepare('SELECT id FROM vocabulary WHERE token = ?'),
    tokens: database.prepare(
      'SELECT tokens FROM index_articles JOIN article_tokens USING (number) WHERE article_id = ?',
    ),
    facts: database.prepare(`SELECT facts, published_on AS publishedOn
      FROM index_articles JOIN article_tokens USING (number) WHERE article_id = ?`),
  };
}
