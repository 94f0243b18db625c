import type { FrontierRow, FrontierStatements } from './sqlite-frontier-statements.ts';

/** What is known in memory of one host's addresses. */
interface HostQueue {
  /** The first address that may be taken; `null` for none, `undefined` where it has to be looked up. */
  head: FrontierRow | null | undefined;
  /** The earliest instant at which a failed try is to be repeated. */
  dueAt: string | null;
}

/**
 * The pending addresses, host by host, each host's first one in memory: which address comes next costs a look at each
 * idle host and one step in an index, however many addresses wait. The rows themselves stay in the database.
 */
export class HostQueues {
  private readonly statements: FrontierStatements;
  private readonly queues = new Map<string, HostQueue>();
  /** Addresses that were given out and are not settled, with their hosts. */
  private readonly taken = new Map<string, string>();

  constructor(statements: FrontierStatements) {
    this.statements = statements;
  }

  /** Everything that was given out may be given again. */
  letAllGo(): void {
    this.taken.clear();
  }

  /** Reads again which hosts there are; what was taken stays taken. */
  load(): void {
    this.queues.clear();
    for (const row of this.statements.pendingHosts.iterate()) {
      const { host, due } = row as { host: string; due: string | null };
      this.queues.set(host, { head: undefined, dueAt: due });
    }
  }

  isTaken(url: string): boolean {
    return this.taken.has(url);
  }

  /** The best first address of the hosts that are not busy; it is not given again until it is let go. */
  take(busyHosts: ReadonlySet<string>, now: string): FrontierRow | undefined {
    let best: FrontierRow | undefined;
    for (const [host, queue] of this.queues) {
      if (busyHosts.has(host)) continue;
      const head = this.headOf(host, queue, now);
      if (head !== null && (best === undefined || isBefore(head, best))) best = head;
    }
    if (best === undefined) return undefined;
    this.taken.set(best.url, best.host);
    this.queues.get(best.host)!.head = undefined;
    return best;
  }

  /** The address may be given again, if it is still pending. */
  letGo(url: string, host: string): void {
    this.taken.delete(url);
    this.forgetHead(host);
  }

  /** An address of `host` became pending. */
  forgetHead(host: string): void {
    const queue = this.queues.get(host);
    if (queue === undefined) this.queues.set(host, { head: undefined, dueAt: null });
    else queue.head = undefined;
  }

  /** An address of `host` is to be tried again from `dueAt` on. */
  noteDue(host: string, dueAt: string): void {
    this.forgetHead(host);
    const queue = this.queues.get(host)!;
    if (queue.dueAt === null || dueAt < queue.dueAt) queue.dueAt = dueAt;
  }

  nextDueAt(busyHosts: ReadonlySet<string>): string | undefined {
    const due = [...this.queues].flatMap(([host, { dueAt }]) =>
      dueAt === null || busyHosts.has(host) ? [] : [dueAt],
    );
    return due.sort()[0];
  }

  private headOf(host: string, queue: HostQueue, now: string): FrontierRow | null {
    if (queue.dueAt !== null && queue.dueAt <= now) {
      // Whose time has come stands among the others again, in its own place.
      this.statements.endWait.run(host, now);
      queue.dueAt = (this.statements.earliestDue.get(host) as { due: string | null }).due;
      queue.head = undefined;
    }
    queue.head ??= this.findHead(host, queue.head);
    return queue.head;
  }

  private findHead(host: string, known: null | undefined): FrontierRow | null {
    if (known === null) return null;
    for (const row of this.statements.ready.iterate(host)) {
      if (!this.taken.has((row as FrontierRow).url)) return row as FrontierRow;
    }
    return null;
  }
}

/** The order of the index `frontier_ready`. */
function isBefore(a: FrontierRow, b: FrontierRow): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  const [ofA, ofB] = [a.modified_at ?? '', b.modified_at ?? ''];
  if (ofA !== ofB) return ofA > ofB;
  return a.depth === b.depth ? a.url < b.url : a.depth < b.depth;
}
