/** What is known of how often a page changes. */
export interface ChangeHistory {
  /** Visits after the first one. */
  readonly visits: number;
  /** How many of them found the page changed. */
  readonly changes: number;
  /** From the first visit to the last, in milliseconds. */
  readonly observedMs: number;
}

const DAY_MS = 86_400_000;
/** A page that was never visited again: as if half a change had been seen in half a day, so that it is seen next night. */
const PRIOR_MS = DAY_MS / 2;
/** Visit again when the page has changed with this probability. */
const CHANGE_PROBABILITY = 0.5;
const MIN_INTERVAL_MS = 6 * 3_600_000;
const MAX_INTERVAL_MS = 60 * DAY_MS;

/**
 * How long to leave a page alone, in milliseconds: until it has changed with a probability of one half, if changes
 * come as a Poisson process. The rate is estimated as Cho and Garcia-Molina do ("Estimating frequency of change",
 * 2003): `-ln((n - x + 0.5) / (n + 0.5))` per visit, which stays finite where every visit, or none, found a change.
 *
 * News pages change in their first hours and then hardly ever: each visit without a change moves the next one away.
 */
export function revisitIntervalMs({ visits, changes, observedMs }: ChangeHistory): number {
  const intervalMs = visits === 0 ? PRIOR_MS : Math.max(observedMs / visits, 1);
  const seenChanges = visits === 0 ? 0.5 : Math.min(Math.max(changes, 0.1), visits);
  const counted = Math.max(visits, 1);
  const ratePerMs = -Math.log((counted - seenChanges + 0.5) / (counted + 0.5)) / intervalMs;
  const waitMs = -Math.log(1 - CHANGE_PROBABILITY) / ratePerMs;
  return Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, waitMs));
}
