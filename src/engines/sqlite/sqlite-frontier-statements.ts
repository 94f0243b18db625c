import type { FrontierRole, FrontierState } from '../../crawl/frontier.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

type Statement = ReturnType<SqliteDatabase['prepare']>;

/** A row of `frontier`. */
export interface FrontierRow {
  readonly url: string;
  readonly host: string;
  readonly role: FrontierRole;
  readonly site: string;
  readonly depth: number;
  readonly modified_at: string | null;
  readonly state: FrontierState;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly last_fetched_at: string | null;
  readonly body_hash: string | null;
  readonly attempts: number;
  readonly rank: number;
  readonly settled_run: number | null;
  readonly skipped_run: number | null;
  readonly history: string | null;
  readonly revisit_at: string | null;
}

const SQL = {
  lastRun: 'SELECT id, started_at, finished_at FROM runs ORDER BY id DESC LIMIT 1',
  insertRun: 'INSERT INTO runs (started_at) VALUES (?)',
  closeRun: 'UPDATE runs SET finished_at = ? WHERE id = ?',
  read: 'SELECT * FROM frontier WHERE url = ?',
  insert: `INSERT INTO frontier (url, host, site, role, depth, modified_at, state, rank)
     VALUES (?, ?, ?, ?, ?, ?, 'pending', ?)`,
  makePending: `UPDATE frontier SET state = 'pending', attempts = 0, not_before = NULL, rank = ? WHERE url = ?`,
  setModifiedAt: 'UPDATE frontier SET modified_at = ? WHERE url = ?',
  forgetAttempts: 'UPDATE frontier SET attempts = 0, not_before = NULL WHERE attempts > 0',
  skip: 'UPDATE frontier SET skipped_run = ? WHERE url = ?',
  pendingHosts: `SELECT host, min(not_before) AS due FROM frontier WHERE state = 'pending' GROUP BY host`,
  ready: `SELECT * FROM frontier INDEXED BY frontier_ready WHERE state = 'pending' AND not_before IS NULL AND host = ?
     ORDER BY rank, modified_at DESC, depth, url`,
  endWait: `UPDATE frontier SET not_before = NULL WHERE state = 'pending' AND host = ? AND not_before <= ?`,
  earliestDue: `SELECT min(not_before) AS due FROM frontier
     WHERE state = 'pending' AND not_before IS NOT NULL AND host = ?`,
  settle: `UPDATE frontier SET state = ?, status = ?, cause = ?, etag = ?, last_modified = ?,
     last_fetched_at = ?, body_hash = ?, attempts = attempts + ?, not_before = ?, history = ?, revisit_at = ?,
     settled_run = ? WHERE url = ?`,
  counts: `SELECT count(*) FILTER (WHERE state = 'pending') AS pending,
     count(*) FILTER (WHERE settled_run = ?) AS settled FROM frontier`,
} as const;

export type FrontierStatements = Readonly<Record<keyof typeof SQL, Statement>>;

export function prepareFrontierStatements(database: SqliteDatabase): FrontierStatements {
  const entries = Object.entries(SQL).map(([name, sql]) => [name, database.prepare(sql)] as const);
  return Object.fromEntries(entries) as unknown as FrontierStatements;
}
