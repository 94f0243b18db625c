import { hostOf } from '../../crawl/canonicalize-url.ts';
import type {
  CanonicalUrl,
  Frontier,
  FrontierCounts,
  FrontierEntry,
  FrontierLink,
  FrontierRole,
  FrontierSettlement,
} from '../../crawl/frontier.ts';
import type { ChangeHistory } from '../../crawl/revisit/revisit-interval.ts';
import { HostQueues } from './host-queues.ts';
import { inTransaction, type SqliteDatabase } from './sqlite-database.ts';
import {
  prepareFrontierStatements,
  type FrontierRow,
  type FrontierStatements,
} from './sqlite-frontier-statements.ts';

/** What names further pages is read first, so that the newest pages are known before old ones are fetched. */
const RANK: Readonly<Record<FrontierRole, number>> = { sitemap: 0, feed: 0, listing: 1, page: 2 };
/** A page that is there already waits for those that are not: a budget must not be spent on what is known. */
const REVISIT_RANK = 3;

/** Pages name the same hundred addresses again and again: so many of this run's are remembered. About 10 MB. */
const MAX_KNOWN_LINKS = 50_000;

interface RunRow {
  readonly id: number;
  readonly started_at: string;
  readonly finished_at: string | null;
}

const NO_RUN: RunRow = { id: 0, started_at: '', finished_at: null };

/**
 * The frontier in the archive's database, so that it changes in the same transaction as the article. Counts and each
 * host's first address are kept in memory; a transaction that is rolled back leaves them wrong, and must end the job.
 */
export function createSqliteFrontier(database: SqliteDatabase): Frontier {
  const frontier = new SqliteFrontier(database);
  return {
    openRun: (startedAt) => frontier.openRun(startedAt),
    closeRun: (finishedAt) => {
      frontier.closeRun(finishedAt);
    },
    offer: (links) => frontier.offer(links),
    next: (busyHosts, now) => frontier.next(busyHosts, now),
    giveBack: (url) => {
      frontier.giveBack(url);
    },
    nextDueAt: (busyHosts) => frontier.nextDueAt(busyHosts),
    settle: (url, settlement) => {
      frontier.settle(url, settlement);
    },
    counts: () => frontier.counts(),
  };
}

class SqliteFrontier implements Frontier {
  private readonly database: SqliteDatabase;
  private readonly statements: FrontierStatements;
  private readonly queues: HostQueues;
  private run: RunRow = NO_RUN;
  private pending = 0;
  private settled = 0;
  private isLoaded = false;
  /** Addresses that were offered in this run without a date: offering them again changes nothing. */
  private readonly knownLinks = new Set<CanonicalUrl>();

  constructor(database: SqliteDatabase) {
    this.database = database;
    this.statements = prepareFrontierStatements(database);
    this.queues = new HostQueues(this.statements);
  }

  openRun(startedAt: string): { readonly run: number; readonly resumed: boolean } {
    return inTransaction(this.database, () => {
      const last = this.statements.lastRun.get() as RunRow | undefined;
      const resumed = last?.finished_at === null;
      if (!resumed) {
        this.statements.forgetAttempts.run();
        this.statements.insertRun.run(startedAt);
      }
      this.queues.letAllGo();
      this.load();
      return { run: this.run.id, resumed };
    });
  }

  closeRun(finishedAt: string): void {
    this.statements.closeRun.run(finishedAt, this.run.id);
    this.load();
  }

  offer(links: readonly FrontierLink[]): { readonly added: number; readonly unchanged: number } {
    this.loadOnce();
    return inTransaction(this.database, () => {
      let added = 0;
      let unchanged = 0;
      for (const link of links) {
        if (link.modifiedAt === null && this.knownLinks.has(link.url)) continue;
        const outcome = this.offerOne(link);
        if (outcome === 'added') added += 1;
        if (outcome === 'unchanged') unchanged += 1;
        if (link.modifiedAt === null) this.remember(link.url);
      }
      return { added, unchanged };
    });
  }

  next(busyHosts: ReadonlySet<string>, now: string): FrontierEntry | undefined {
    this.loadOnce();
    const row = this.queues.take(busyHosts, now);
    return row === undefined ? undefined : toEntry(row);
  }

  giveBack(url: CanonicalUrl): void {
    this.queues.letGo(url, hostOf(url));
  }

  nextDueAt(busyHosts: ReadonlySet<string>): string | undefined {
    this.loadOnce();
    return this.queues.nextDueAt(busyHosts);
  }

  settle(url: CanonicalUrl, settlement: FrontierSettlement): void {
    this.loadOnce();
    const before = this.queues.isTaken(url)
      ? { state: 'pending', settled_run: null }
      : (this.statements.read.get(url) as FrontierRow | undefined);
    if (before === undefined) return;
    const isPending = settlement.state === 'pending';
    settleRow(this.statements, url, settlement, this.run.id);
    this.pending += Number(isPending) - Number(before.state === 'pending');
    this.settled += Number(!isPending) - Number(before.settled_run === this.run.id);
    const host = hostOf(url);
    this.queues.letGo(url, host);
    if (isPending && settlement.notBefore !== null) this.queues.noteDue(host, settlement.notBefore);
  }

  counts(): FrontierCounts {
    this.loadOnce();
    return { pending: this.pending, settled: this.settled };
  }

  /** Before a run is opened others may write: what is read then is read each time. */
  private loadOnce(): void {
    if (!this.isLoaded) this.load();
  }

  private load(): void {
    this.run = (this.statements.lastRun.get() as RunRow | undefined) ?? NO_RUN;
    const counts = this.statements.counts.get(this.run.id) as FrontierCounts;
    this.pending = counts.pending;
    this.settled = counts.settled;
    this.knownLinks.clear();
    this.queues.load();
    this.isLoaded = this.run.id !== 0 && this.run.finished_at === null;
  }

  private offerOne(link: FrontierLink): 'added' | 'unchanged' | 'known' {
    const { url, site, role, depth, modifiedAt } = link;
    const row = this.statements.read.get(url) as FrontierRow | undefined;
    const host = hostOf(url);
    if (row === undefined) {
      this.statements.insert.run(url, host, site, role, depth, modifiedAt, RANK[role]);
      this.pending += 1;
      this.queues.forgetHead(host);
      return 'added';
    }
    const decision = decideOffer(row, link, this.run);
    if (decision === 'fetch') {
      this.statements.makePending.run(isRevisit(row, link) ? REVISIT_RANK : RANK[row.role], url);
      this.pending += 1;
    }
    if (decision === 'skip') this.statements.skip.run(this.run.id, url);
    const latest = laterOf(row.modified_at, modifiedAt);
    if (latest !== row.modified_at) this.statements.setModifiedAt.run(latest, url);
    if (decision === 'fetch' || latest !== row.modified_at) this.queues.forgetHead(host);
    return decision === 'skip' ? 'unchanged' : 'known';
  }

  private remember(url: CanonicalUrl): void {
    if (this.knownLinks.size >= MAX_KNOWN_LINKS) this.knownLinks.clear();
    this.knownLinks.add(url);
  }
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

/** Whether nothing but the time that has passed calls for a visit. */
const isRevisit = (row: FrontierRow, { modifiedAt }: FrontierLink): boolean =>
  row.role === 'page' &&
  row.state === 'done' &&
  row.last_fetched_at !== null &&
  !hasNews(row, row.last_fetched_at, modifiedAt);

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
  statements: FrontierStatements,
  url: CanonicalUrl,
  settlement: FrontierSettlement,
  run: number,
): void {
  const isPending = settlement.state === 'pending';
  const { history = null, revisitAt = null } = settlement;
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
    history === null ? null : JSON.stringify(history),
    revisitAt,
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
