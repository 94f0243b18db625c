import type { SqliteDatabase } from './sqlite-database.ts';

/** Each finds rows that no correct program could have left behind; `fault` says what they are. */
const CHECKS: readonly { readonly fault: string; readonly sql: string }[] = [
  {
    fault: 'mentions without a current resolution (run "tracuu resolve")',
    sql: `SELECT count(*) AS n FROM mentions WHERE NOT EXISTS
            (SELECT 1 FROM resolutions WHERE mention_id = mentions.id AND is_current = 1)`,
  },
  {
    fault: 'mentions whose span does not cut their own words out of the text',
    sql: `SELECT count(*) AS n FROM mentions JOIN articles ON articles.id = article_id
            WHERE instr(article_text(body), mentions.surface) = 0`,
  },
  {
    fault: 'articles that no address leads to',
    sql: `SELECT count(*) AS n FROM articles WHERE url IS NOT NULL AND NOT EXISTS
            (SELECT 1 FROM addresses WHERE article_id = articles.id)`,
  },
  {
    fault: 'articles that are not queued for the index',
    sql: `SELECT count(*) AS n FROM articles WHERE NOT EXISTS
            (SELECT 1 FROM index_changes WHERE article_id = articles.id)`,
  },
];

/** One line for each fault of the database; empty when all is well. */
export function checkArchive(database: SqliteDatabase): string[] {
  const pages = database.prepare('PRAGMA integrity_check(10)').all() as { integrity_check: string }[];
  const broken = pages.map((row) => row.integrity_check).filter((line) => line !== 'ok');
  if (broken.length > 0) return broken.map((line) => `database page fault: ${line}`);

  const foreign = database.prepare('PRAGMA foreign_key_check').all().length;
  const faults = foreign === 0 ? [] : [`${foreign} rows point at rows that are not there`];
  for (const { fault, sql } of CHECKS) {
    const { n } = database.prepare(sql).get() as { n: number };
    if (n > 0) faults.push(`${n} ${fault}`);
  }
  return faults;
}
