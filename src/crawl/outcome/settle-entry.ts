import type { Clock } from '../../base/clock.ts';
import type { CrawlOutcome, Retry } from '../crawl-outcome.ts';
import type { FrontierEntry, FrontierSettlement } from '../frontier.ts';
import { backoffMs, MAX_ATTEMPTS } from '../politeness/backoff.ts';
import { revisitIntervalMs, type ChangeHistory } from '../revisit/revisit-interval.ts';

/** What settling takes from the crawl. */
export interface SettleContext {
  readonly clock: Clock;
  readonly random: () => number;
  readonly backoffBaseMs: number;
}

/** What went wrong with one try. */
export interface Failure {
  readonly cause: string;
  readonly message: string;
  readonly retry: Retry;
  readonly status?: number;
  readonly retryAfterMs?: number | null;
}

/** What cannot be mended in minutes is tried again by a later run. */
const NEXT_CRAWL_MS = 6 * 3_600_000;

/** A failed try: pending again for now or for the next crawl, or failed for good. */
export function failed(
  entry: FrontierEntry,
  { clock, random, backoffBaseMs }: SettleContext,
  { cause, message, retry, status = 0, retryAfterMs = null }: Failure,
): CrawlOutcome {
  const attempt = entry.attempts + 1;
  const actual: Retry = retry === 'soon' && attempt >= MAX_ATTEMPTS ? 'next-crawl' : retry;
  const pauseMs = Math.max(retryAfterMs ?? 0, backoffMs(attempt, backoffBaseMs, random()));
  const waitMs = actual === 'soon' ? pauseMs : NEXT_CRAWL_MS;
  const settlement: FrontierSettlement = {
    ...kept(entry),
    state: actual === 'never' ? 'failed' : 'pending',
    status: status === 0 ? null : status,
    cause,
    notBefore: actual === 'never' ? null : new Date(clock.now().getTime() + waitMs).toISOString(),
  };
  return { kind: 'failed', entry, links: [], cause, message, retry: actual, settlement };
}

export function gone(entry: FrontierEntry, status: number, cause: string): CrawlOutcome {
  const settlement = { ...kept(entry), state: 'gone', status, cause, notBefore: null } as const;
  return { kind: 'gone', entry, links: [], status, settlement };
}

/** `robotsRule` is the line that forbade it. */
export function disallowed(entry: FrontierEntry, robotsRule: string): CrawlOutcome {
  const settlement = {
    ...kept(entry),
    state: 'disallowed',
    status: null,
    cause: 'robots',
    notBefore: null,
  } as const;
  return { kind: 'disallowed', entry, links: [], robotsRule, settlement };
}

/** Answered; validators and hash are those that the entry had. `isChanged` feeds the page's history of changes. */
export function done(
  entry: FrontierEntry,
  status: number,
  { clock }: SettleContext,
  { isChanged }: { readonly isChanged: boolean },
): FrontierSettlement {
  const now = clock.now();
  const settlement = {
    ...kept(entry),
    state: 'done',
    status,
    cause: null,
    fetchedAt: now.toISOString(),
    notBefore: null,
  } as const;
  if (entry.role !== 'page') return settlement;
  const history = nextHistory(entry, now, isChanged);
  return {
    ...settlement,
    history,
    revisitAt: new Date(now.getTime() + revisitIntervalMs(history)).toISOString(),
  };
}

/** What a try that brought nothing leaves as it was. */
function kept(
  entry: FrontierEntry,
): Pick<FrontierSettlement, 'fetchedAt' | 'etag' | 'lastModified' | 'bodyHash' | 'history'> {
  const { lastFetchedAt, etag, lastModified, bodyHash, history = null } = entry;
  return { fetchedAt: lastFetchedAt, etag, lastModified, bodyHash, history };
}

function nextHistory(
  { lastFetchedAt, history }: FrontierEntry,
  now: Date,
  isChanged: boolean,
): ChangeHistory {
  if (lastFetchedAt === null) return { visits: 0, changes: 0, observedMs: 0 };
  const { visits, changes, observedMs } = history ?? { visits: 0, changes: 0, observedMs: 0 };
  const sinceMs = Math.max(0, now.getTime() - Date.parse(lastFetchedAt));
  return { visits: visits + 1, changes: changes + (isChanged ? 1 : 0), observedMs: observedMs + sinceMs };
}
