import type { SqliteDatabase } from '../sqlite/sqlite-transaction.ts';
import { rebuildIndexTables } from './article-indexer.ts';
import { EVERY_ARTICLE } from './facts-table.ts';
import { readWaiting } from './article-counts.ts';
import { decodeTokenStream } from './token-stream.ts';
import { toCode } from './posting-codes.ts';

const HOW_TO_MEND = 'run "tracuu doctor --mend"';

/** Each finds rows that no correct program could have left behind; `fault` says what they are. */
const CHECKS: readonly { readonly fault: string; readonly sql: string }[] = [
  {
    fault: `articles that are not entered in the index (${HOW_TO_MEND})`,
    sql: `SELECT count(*) AS n FROM articles WHERE NOT EXISTS
            (SELECT 1 FROM index_articles WHERE article_id = articles.id)`,
  },
  {
    fault: `entries of the index whose article is not there (${HOW_TO_MEND})`,
    sql: `SELECT count(*) AS n FROM index_articles WHERE NOT EXISTS
            (SELECT 1 FROM articles WHERE id = article_id)`,
  },
  {
    fault: `mentions that cannot be asked for by their document (${HOW_TO_MEND})`,
    sql: `SELECT count(*) AS n FROM resolutions
            JOIN mentions ON mentions.id = mention_id
            LEFT JOIN index_articles USING (article_id)
            LEFT JOIN facts ON facts.kind = 'document' AND facts.value = resolutions.document
            WHERE is_current = 1 AND NOT EXISTS (SELECT 1 FROM citations WHERE citations.document = facts.id
              AND citations.number = index_articles.number AND citations.mention_id = mentions.id)`,
  },
  {
    fault: `citations whose mention is not there (${HOW_TO_MEND})`,
    sql: `SELECT count(*) AS n FROM citations WHERE NOT EXISTS (SELECT 1 FROM mentions WHERE id = mention_id)`,
  },
  {
    fault: `documents whose citations are counted wrongly (${HOW_TO_MEND})`,
    sql: `SELECT count(*) AS n FROM
            (SELECT document, count(*) AS mentions, count(DISTINCT number) AS articles FROM citations GROUP BY document)
            AS counted FULL JOIN cited_documents AS held USING (document)
            WHERE counted.mentions IS NOT held.mentions OR counted.articles IS NOT held.articles`,
  },
];

/** One line for each fault of the index tables; articles that wait for analysis are none of theirs. */
export function checkIndexTables(database: SqliteDatabase): string[] {
  const faults: string[] = [];
  for (const { fault, sql } of CHECKS) {
    const { n } = database.prepare(sql).get() as { n: number };
    if (n > 0) faults.push(`${n} ${fault}`);
  }
  const wrong = countWrongTokens(database);
  if (wrong > 0) faults.push(`${wrong} tokens are counted or posted wrongly (${HOW_TO_MEND})`);
  return faults;
}

/** Rebuilds where there is a fault. */
export function mendIndexTables(database: SqliteDatabase): string[] {
  const faults = checkIndexTables(database);
  if (faults.length === 0) return [];
  rebuildIndexTables(database);
  return faults.map((fault) => `mended: ${fault.replace(` (${HOW_TO_MEND})`, '')}`);
}

/**
 * Tokens of which vocabulary, postings and stored tokens do not say the same number of articles. Reads all tokens: about
 * three seconds for 100,000 articles.
 */
function countWrongTokens(database: SqliteDatabase): number {
  const counted = new Map<string, number>();
  const totals = { articles: 0, syllables: 0 };
  for (const row of database.prepare('SELECT tokens FROM article_tokens').iterate()) {
    const stream = decodeTokenStream((row as { tokens: Uint8Array }).tokens);
    totals.articles++;
    totals.syllables += stream.titleSyllables.length + stream.textSyllables.length;
    for (const id of new Set(Object.values(stream).flat() as number[])) {
      counted.set(toCode(id), (counted.get(toCode(id)) ?? 0) + 1);
    }
  }
  if (totals.articles > 0) counted.set(EVERY_ARTICLE, totals.articles);
  const state = database.prepare('SELECT articles, syllables FROM index_state').get() as typeof totals;
  const isTotalWrong = state.articles !== totals.articles || state.syllables !== totals.syllables;
  return Number(isTotalWrong) + countPosted(database, counted) + countHeld(database, counted);
}

function countPosted(database: SqliteDatabase, counted: ReadonlyMap<string, number>): number {
  // A temporary table, so that an archive that is open for reading can be checked, too.
  database.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.posted USING fts5vocab (main, article_search, row)');
  const isFact = (term: string): boolean => term.startsWith(EVERY_ARTICLE) && term !== EVERY_ARTICLE;
  let wrong = 0;
  let seen = 0;
  for (const row of database.prepare('SELECT term, doc FROM temp.posted').iterate()) {
    const { term, doc } = row as { term: string; doc: number };
    if (isFact(term)) continue;
    if (counted.get(term) === doc) seen++;
    else wrong++;
  }
  return wrong + Math.max(0, counted.size - seen - wrong);
}

function countHeld(database: SqliteDatabase, counted: ReadonlyMap<string, number>): number {
  const waiting = readWaiting(database);
  let wrong = 0;
  for (const row of database.prepare('SELECT id, articles FROM vocabulary').iterate()) {
    const { id, articles } = row as { id: number; articles: number };
    if ((counted.get(toCode(id)) ?? 0) !== articles + waiting.of(id)) wrong++;
  }
  return wrong;
}
