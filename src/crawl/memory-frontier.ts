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

interface Row extends FrontierEntry {
  readonly host: string;
  readonly order: number;
  readonly state: FrontierState;
  readonly notBefore: string | null;
  readonly revisitAt: string | null;
  /** The run in which it was last made pending: an offer counts once a run. */
  readonly queuedInRun: number;
}

const RANK: Readonly<Record<FrontierRole, number>> = { sitemap: 0, feed: 0, listing: 1, page: 2 };

/** A frontier that ends with the process: for dry runs, notebooks and tests. */
export function createMemoryFrontier(): Frontier {
  const rows = new Map<CanonicalUrl, Row>();
  let run = 0;
  let isOpen = false;
  let startedAt = '';

  const offerOne = (link: FrontierLink): 'added' | 'unchanged' | 'known' => {
    const row = rows.get(link.url);
    if (row === undefined) {
      rows.set(link.url, newRow(link, rows.size, run));
      return 'added';
    }
    const modifiedAt = laterOf(row.modifiedAt, link.modifiedAt);
    if (row.queuedInRun === run) {
      rows.set(link.url, { ...row, modifiedAt });
      return 'known';
    }
    if (row.state !== 'pending' && isLeftAlone(row, link, startedAt)) {
      rows.set(link.url, { ...row, modifiedAt });
      return 'unchanged';
    }
    rows.set(link.url, { ...row, modifiedAt, state: 'pending', notBefore: null, queuedInRun: run });
    return 'known';
  };

  return {
    openRun: (now) => {
      const resumed = isOpen;
      if (resumed) return { run, resumed };
      run += 1;
      isOpen = true;
      startedAt = now;
      for (const [url, row] of rows) rows.set(url, { ...row, attempts: 0 });
      return { run, resumed };
    },
    closeRun: () => {
      isOpen = false;
    },
    offer: (links) => {
      const results = links.map(offerOne);
      const count = (wanted: string): number => results.filter((result) => result === wanted).length;
      return { added: count('added'), unchanged: count('unchanged') };
    },
    next: (busyHosts, now) => {
      let best: Row | undefined;
      for (const row of rows.values()) {
        if (row.state !== 'pending' || busyHosts.has(row.host) || !isDue(row, now)) continue;
        if (best === undefined || comesBefore(row, best)) best = row;
      }
      return best;
    },
    nextDueAt: (busyHosts) => earliestDue(rows.values(), busyHosts),
    settle: (url, settlement) => {
      const row = rows.get(url);
      if (row !== undefined) rows.set(url, settled(row, settlement));
    },
    counts: () => {
      const pending = [...rows.values()].filter(({ state }) => state === 'pending').length;
      return { pending, settled: rows.size - pending };
    },
  };
}

function earliestDue(rows: Iterable<Row>, busyHosts: ReadonlySet<string>): string | undefined {
  let earliest: string | undefined;
  for (const { state, notBefore, host } of rows) {
    if (state !== 'pending' || notBefore === null || busyHosts.has(host)) continue;
    if (earliest === undefined || Date.parse(notBefore) < Date.parse(earliest)) earliest = notBefore;
  }
  return earliest;
}

function newRow(link: FrontierLink, order: number, run: number): Row {
  return {
    ...link,
    host: hostOf(link.url),
    order,
    state: 'pending',
    notBefore: null,
    revisitAt: null,
    history: null,
    queuedInRun: run,
    etag: null,
    lastModified: null,
    lastFetchedAt: null,
    bodyHash: null,
    attempts: 0,
  };
}

function settled(row: Row, settlement: FrontierSettlement): Row {
  const failed = settlement.state === 'pending' && settlement.cause !== null;
  return {
    ...row,
    state: settlement.state,
    etag: settlement.etag,
    lastModified: settlement.lastModified,
    lastFetchedAt: settlement.fetchedAt,
    bodyHash: settlement.bodyHash,
    notBefore: settlement.notBefore,
    revisitAt: settlement.revisitAt ?? null,
    history: settlement.history ?? null,
    attempts: failed ? row.attempts + 1 : row.attempts,
  };
}

function isLeftAlone(row: Row, link: FrontierLink, startedAt: string): boolean {
  if (row.role !== 'page' || row.lastFetchedAt === null) return false;
  if (link.modifiedAt === null)
    return row.revisitAt !== null && Date.parse(row.revisitAt) > Date.parse(startedAt);
  const modifiedMs = Date.parse(link.modifiedAt);
  if (row.modifiedAt !== null && modifiedMs > Date.parse(row.modifiedAt)) return false;
  return modifiedMs <= Date.parse(row.lastFetchedAt);
}

const isDue = (row: Row, now: string): boolean =>
  row.notBefore === null || Date.parse(row.notBefore) <= Date.parse(now);

function comesBefore(a: Row, b: Row): boolean {
  if (RANK[a.role] !== RANK[b.role]) return RANK[a.role] < RANK[b.role];
  const aTime = a.modifiedAt === null ? -Infinity : Date.parse(a.modifiedAt);
  const bTime = b.modifiedAt === null ? -Infinity : Date.parse(b.modifiedAt);
  return aTime === bTime ? a.order < b.order : aTime > bTime;
}

function laterOf(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(a) >= Date.parse(b) ? a : b;
}
