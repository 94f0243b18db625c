import type {
  CanonicalUrl,
  Frontier,
  FrontierCounts,
  FrontierEntry,
  FrontierLink,
  FrontierRole,
  FrontierSettlement,
  FrontierState,
} from '../../crawl/frontier.ts';
import type { ChangeHistory } from '../../crawl/revisit/revisit-interval.ts';
import { inTransaction, type SqliteDatabase } from './sqlite-database.ts';

/** What names further pages is read first, so that the newest pages are known before old ones are fetched. */
const RANK: Readonly<Record<FrontierRole, number>> = { sitemap: 0, feed: 0, listing: 1, page: 2 };

interface FrontierRow {
  readonly url: string;
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
  readonly settled_run: number | null;
  readonly skipped_run: number | null;
  readonly history: string | null;
  readonly revisit_at: string | null;
}

interface RunRow {
  readonly id: number;
  readonly started_at: string;
  readonly finished_at: string | null;
}

/** The frontier in the archive's database, so that it changes in the same transaction as the article. */
export function createSqliteFrontier(database: SqliteDatabase): Frontier {
  const statements = prepareStatements(database);
  const lastRun = (): RunRow | undefined => statements.lastRun.get() as RunRow | undefined;
  const currentRun = (): number => lastRun()?.id ?? 0;

  const offerOne = (link: FrontierLink, run: RunRow): 'added' | 'unchanged' | 'known' => {
    const row = statements.read.get(link.url) as FrontierRow | undefined;
    if (row === undefined) {
      const { url, site, role, depth, modifiedAt } = link;
      statements.insert.run(url, new URL(url).host, site, role, depth, modifiedAt, RANK[role]);
      return 'added';
    }
    const decision = decideOffer(row, link, run);
    if (decision === 'fetch') statements.makePending.run(link.url);
    if (decision === 'skip') statements.skip.run(run.id, link.url);
    statements.setModifiedAt.run(laterOf(row.modified_at, link.modifiedAt), link.url);
    return decision === 'skip' ? 'unchanged' : 'known';
  };

  return {
    openRun: (startedAt) =>
      inTransaction(database, () => {
        const last = lastRun();
        if (last?.finished_at === null) return { run: last.id, resumed: true };
        statements.forgetAttempts.run();
        return { run: Number(statements.insertRun.run(startedAt).lastInsertRowid), resumed: false };
      }),
    closeRun: (finishedAt) => {
      statements.closeRun.run(finishedAt, currentRun());
    },
    offer: (links) =>
      inTransaction(database, () => {
        const run = lastRun() ?? { id: 0, started_at: '', finished_at: null };
        const outcomes = links.map((link) => offerOne(link, run));
        const count = (wanted: string): number => outcomes.filter((outcome) => outcome === wanted).length;
        return { added: count('added'), unchanged: count('unchanged') };
      }),
    next: (busyHosts, now) => {
      const row = statements.next.get(JSON.stringify([...busyHosts]), now) as FrontierRow | undefined;
      return row === undefined ? undefined : toEntry(row);
    },
    nextDueAt: (busyHosts) => {
      const { due } = statements.nextDue.get(JSON.stringify([...busyHosts])) as { due: string | null };
      return due ?? undefined;
    },
    settle: (url, settlement) => {
      settleRow(statements, url, settlement, currentRun());
    },
    counts: () => statements.counts.get(currentRun()) as FrontierCounts,
  };
}

/** A run asks for each address once; a page that its sitemap says is unchanged is not asked for at all. */
function decideOffer(row: FrontierRow, link: FrontierLink, run: RunRow): 'fetch' | 'skip' | 'leave' {
  if (row.state === 'pending' || row.settled_run === run.id) return 'leave';
  if (row.role !== 'page' || row.state !== 'done' || row.last_fetched_at === null) return 'fetch';
  if (hasNews(row, row.last_fetched_at, link.modifiedAt)) return 'fetch';
  if (row.skipped_run === run.id) return 'leave';
  if (link.modifiedAt !== null) return 'skip';
  return row.revisit_at !== null && row.revisit_at > run.started_at ? 'skip' : 'fetch';
}

/** A publisher's clock may be behind ours: a later date than the one known is news, whenever we last asked. */
function hasNews(row: FrontierRow, lastFetchedAt: string, modifiedAt: string | null): boolean {
  if (modifiedAt === null) return false;
  const modifiedMs = Date.parse(modifiedAt);
  const isLater = row.modified_at !== null && modifiedMs > Date.parse(row.modified_at);
  return isLater || modifiedMs > Date.parse(lastFetchedAt);
}

function laterOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one) >= Date.parse(other) ? one : other;
}

function settleRow(
  statements: Statements,
  url: CanonicalUrl,
  settlement: FrontierSettlement,
  run: number,
): void {
  const isPending = settlement.state === 'pending';
  statements.settle.run(
    settlement.state,
    settlement.status,
    settlement.cause,
    settlement.etag,
    settlement.lastModified,
    settlement.fetchedAt,
    settlement.bodyHash,
    isPending && settlement.cause !== null ? 1 : 0,
    settlement.notBefore,
    settlement.history === undefined || settlement.history === null
      ? null
      : JSON.stringify(settlement.history),
    settlement.revisitAt ?? null,
    isPending ? null : run,
    url,
  );
}

const toEntry = (row: FrontierRow): FrontierEntry => ({
  url: row.url as CanonicalUrl,
  role: row.role,
  site: row.site,
  depth: row.depth,
  modifiedAt: row.modified_at,
  etag: row.etag,
  lastModified: row.last_modified,
  lastFetchedAt: row.last_fetched_at,
  bodyHash: row.body_hash,
  attempts: row.attempts,
  history: row.history === null ? null : (JSON.parse(row.history) as ChangeHistory),
});

type Statements = ReturnType<typeof prepareStatements>;

function prepareStatements(database: SqliteDatabase) {
  return {
    lastRun: database.prepare('SELECT id, started_at, finished_at FROM runs ORDER BY id DESC LIMIT 1'),
    insertRun: database.prepare('INSERT INTO runs (started_at) VALUES (?)'),
    closeRun: database.prepare('UPDATE runs SET finished_at = ? WHERE id = ?'),
    read: database.prepare('SELECT * FROM frontier WHERE url = ?'),
    insert: database.prepare(
      `INSERT INTO frontier (url, host, site, role, depth, modified_at, state, rank)
       VALUES (?, ?, ?, ?, ?, ?, 'pending', ?)`,
    ),
    makePending: database.prepare(
      `UPDATE frontier SET state = 'pending', attempts = 0, not_before = NULL WHERE url = ?`,
    ),
    setModifiedAt: database.prepare('UPDATE frontier SET modified_at = ? WHERE url = ?'),
    forgetAttempts: database.prepare(
      'UPDATE frontier SET attempts = 0, not_before = NULL WHERE attempts > 0',
    ),
    skip: database.prepare('UPDATE frontier SET skipped_run = ? WHERE url = ?'),
    next: database.prepare(
      `SELECT * FROM frontier WHERE state = 'pending' AND (not_before IS NULL OR not_before <= ?2)
         AND host NOT IN (SELECT value FROM json_each(?1)) ORDER BY rank, modified_at DESC, depth, url LIMIT 1`,
    ),
    nextDue: database.prepare(
      `SELECT min(not_before) AS due FROM frontier WHERE state = 'pending'
         AND host NOT IN (SELECT value FROM json_each(?))`,
    ),
    settle: database.prepare(
      `UPDATE frontier SET state = ?, status = ?, cause = ?, etag = ?, last_modified = ?,
         last_fetched_at = ?, body_hash = ?, attempts = attempts + ?, not_before = ?, history = ?, revisit_at = ?, settled_run = ? WHERE url = ?`,
    ),
    counts: database.prepare(
      `SELECT count(*) FILTER (WHERE state = 'pending') AS pending,
         count(*) FILTER (WHERE settled_run = ?) AS settled FROM frontier`,
    ),
  };
}
