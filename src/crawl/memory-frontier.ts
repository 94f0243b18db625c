import { hostOf } from './canonicalize-url.ts';
import type {
  CanonicalUrl,
  Frontier,
  FrontierEntry,
  FrontierLink,
  FrontierRole,
  FrontierSettlement,
  FrontierState,
} from './frontier.ts';

interface Row {
  readonly entry: FrontierEntry;
  readonly host: string;
  readonly order: number;
  readonly state: FrontierState;
  readonly notBeforeMs: number;
  readonly revisitMs: number;
  /** The run in which it was last made pending: an offer counts once a run. */
  readonly queuedInRun: number;
  /** It is there already, and nothing but time calls for a visit. */
  readonly isRevisit: boolean;
}

const RANK: Readonly<Record<FrontierRole, number>> = { sitemap: 0, feed: 0, listing: 1, page: 2 };
/** A page that is there already waits for those that are not: a budget must not be spent on what is known. */
const REVISIT_RANK = 3;

/** A frontier that ends with the process: for dry runs, notebooks and tests. */
export function createMemoryFrontier(): Frontier {
  return new MemoryFrontier();
}

class MemoryFrontier implements Frontier {
  private readonly rows = new Map<CanonicalUrl, Row>();
  private readonly queues = new Map<string, HostQueue>();
  /** Given out and not settled. */
  private readonly taken = new Set<CanonicalUrl>();
  private pending = 0;
  private run = 0;
  private isOpen = false;
  private startedMs = 0;

  openRun(startedAt: string): { readonly run: number; readonly resumed: boolean } {
    this.taken.clear();
    if (this.isOpen) return { run: this.run, resumed: true };
    this.run += 1;
    this.isOpen = true;
    this.startedMs = Date.parse(startedAt);
    for (const [url, row] of this.rows) this.rows.set(url, { ...row, entry: { ...row.entry, attempts: 0 } });
    return { run: this.run, resumed: false };
  }

  closeRun(): void {
    this.isOpen = false;
  }

  offer(links: readonly FrontierLink[]): { readonly added: number; readonly unchanged: number } {
    const results = links.map((link) => this.offerOne(link));
    const count = (wanted: string): number => results.filter((result) => result === wanted).length;
    return { added: count('added'), unchanged: count('unchanged') };
  }

  private offerOne(link: FrontierLink): 'added' | 'unchanged' | 'known' {
    const row = this.rows.get(link.url);
    if (row === undefined) {
      this.queue(newRow(link, this.rows.size, this.run));
      return 'added';
    }
    const modifiedAt = laterOf(row.entry.modifiedAt, link.modifiedAt);
    const known: Row = { ...row, entry: { ...row.entry, modifiedAt } };
    if (row.queuedInRun === this.run) {
      this.rows.set(link.url, known);
      return 'known';
    }
    if (row.state !== 'pending' && isLeftAlone(row, link, this.startedMs)) {
      this.rows.set(link.url, known);
      return 'unchanged';
    }
    const isRevisit = row.state === 'done' && row.entry.role === 'page' && !hasNews(row.entry, link);
    this.queue({ ...known, state: 'pending', notBeforeMs: -Infinity, queuedInRun: this.run, isRevisit });
    return 'known';
  }

  private queue(row: Row): void {
    this.rows.set(row.entry.url, row);
    this.pending += 1;
    const queue = this.queues.get(row.host) ?? new HostQueue(this.rows, this.taken);
    this.queues.set(row.host, queue);
    queue.add(row.entry.url);
  }

  next(busyHosts: ReadonlySet<string>, now: string): FrontierEntry | undefined {
    const nowMs = Date.parse(now);
    let best: Row | undefined;
    for (const [host, queue] of this.queues) {
      if (busyHosts.has(host)) continue;
      const row = queue.firstDue(nowMs);
      if (row !== undefined && (best === undefined || compareRows(row, best) < 0)) best = row;
    }
    if (best !== undefined) this.taken.add(best.entry.url);
    return best?.entry;
  }

  giveBack(url: CanonicalUrl): void {
    this.taken.delete(url);
  }

  nextDueAt(busyHosts: ReadonlySet<string>): string | undefined {
    let earliestMs = Infinity;
    for (const { state, notBeforeMs, host } of this.rows.values()) {
      if (state === 'pending' && notBeforeMs > -Infinity && !busyHosts.has(host))
        earliestMs = Math.min(earliestMs, notBeforeMs);
    }
    return earliestMs === Infinity ? undefined : new Date(earliestMs).toISOString();
  }

  settle(url: CanonicalUrl, settlement: FrontierSettlement): void {
    const row = this.rows.get(url);
    if (row === undefined) return;
    this.taken.delete(url);
    this.pending += Number(settlement.state === 'pending') - Number(row.state === 'pending');
    const {
      state,
      cause,
      etag,
      lastModified,
      fetchedAt,
      bodyHash,
      notBefore,
      history = null,
      revisitAt,
    } = settlement;
    const attempts = row.entry.attempts + (state === 'pending' && cause !== null ? 1 : 0);
    this.rows.set(url, {
      ...row,
      state,
      notBeforeMs: notBefore === null ? -Infinity : Date.parse(notBefore),
      revisitMs: typeof revisitAt === 'string' ? Date.parse(revisitAt) : -Infinity,
      entry: { ...row.entry, etag, lastModified, lastFetchedAt: fetchedAt, bodyHash, attempts, history },
    });
  }

  counts(): { readonly pending: number; readonly settled: number } {
    const { pending } = this;
    return { pending, settled: this.rows.size - pending };
  }
}

/** The addresses of one host, the next one last; settled ones leave when they come to the end. */
class HostQueue {
  private readonly urls: CanonicalUrl[] = [];
  private readonly rows: ReadonlyMap<CanonicalUrl, Row>;
  private readonly taken: ReadonlySet<CanonicalUrl>;
  private isSorted = true;

  constructor(rows: ReadonlyMap<CanonicalUrl, Row>, taken: ReadonlySet<CanonicalUrl>) {
    this.rows = rows;
    this.taken = taken;
  }

  add(url: CanonicalUrl): void {
    this.urls.push(url);
    this.isSorted = false;
  }

  firstDue(nowMs: number): Row | undefined {
    if (!this.isSorted) this.urls.sort((a, b) => compareRows(this.rows.get(b)!, this.rows.get(a)!));
    this.isSorted = true;
    while (this.urls.length > 0 && this.rows.get(this.urls.at(-1)!)!.state !== 'pending') this.urls.pop();
    for (let index = this.urls.length - 1; index >= 0; index -= 1) {
      const row = this.rows.get(this.urls[index]!)!;
      const isFree = row.state === 'pending' && row.notBeforeMs <= nowMs && !this.taken.has(row.entry.url);
      if (isFree) return row;
    }
    return undefined;
  }
}

function newRow(link: FrontierLink, order: number, run: number): Row {
  const unknown = {
    etag: null,
    lastModified: null,
    lastFetchedAt: null,
    bodyHash: null,
    attempts: 0,
    history: null,
  };
  return {
    entry: { ...link, ...unknown },
    host: hostOf(link.url),
    order,
    state: 'pending',
    notBeforeMs: -Infinity,
    revisitMs: -Infinity,
    queuedInRun: run,
    isRevisit: false,
  };
}

function isLeftAlone({ entry, state, revisitMs }: Row, link: FrontierLink, startedMs: number): boolean {
  if (entry.role !== 'page' || state !== 'done' || entry.lastFetchedAt === null) return false;
  return link.modifiedAt === null ? revisitMs > startedMs : !hasNews(entry, link);
}

/** A publisher's clock may be behind ours: a later date than the one known is news, whenever we last asked. */
function hasNews(entry: FrontierEntry, { modifiedAt }: FrontierLink): boolean {
  if (modifiedAt === null) return false;
  const modifiedMs = Date.parse(modifiedAt);
  const isLater = entry.modifiedAt !== null && modifiedMs > Date.parse(entry.modifiedAt);
  return isLater || entry.lastFetchedAt === null || modifiedMs > Date.parse(entry.lastFetchedAt);
}

/** Negative where `a` comes first. */
function compareRows(a: Row, b: Row): number {
  return rankOf(a) - rankOf(b) || modifiedMsOf(b) - modifiedMsOf(a) || a.order - b.order;
}

const rankOf = ({ entry, isRevisit }: Row): number => (isRevisit ? REVISIT_RANK : RANK[entry.role]);

/** An age that is not known counts as old. */
const modifiedMsOf = ({ entry }: Row): number =>
  entry.modifiedAt === null ? 0 : Date.parse(entry.modifiedAt);

function laterOf(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(a) >= Date.parse(b) ? a : b;
}
