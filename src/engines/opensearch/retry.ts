import type { Clock } from '../../base/clock.ts';

export interface RetryPolicy {
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  /** How long to go on trying, from the first failure in a row. */
  readonly patienceMs: number;
}

/** First wait; each further one may be twice as long. A bulk queue empties within a few of these. */
const FIRST_WAIT_MS = 50;
/** An election of a new cluster manager takes 1 to 5 s: waiting longer than this between tries gains nothing. */
const LONGEST_WAIT_MS = 5_000;

/**
 * How long to wait before try number `attempt` (1 for the first again): exponential, anywhere between half and all of it, so
 * that writers who were turned away together do not come back together.
 */
export function backoffMs(attempt: number, random: () => number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  return wait / 2 + (wait / 2) * random();
}

/** Runs `action` until it succeeds, fails with what no waiting mends, or patience ends; then its last error is thrown. */
export async function retry<T>(
  { clock, random, patienceMs }: RetryPolicy,
  action: () => Promise<T>,
  isTransient: (error: unknown) => boolean,
): Promise<T> {
  const until = clock.monotonicMs() + patienceMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      const wait = backoffMs(attempt, random);
      if (!isTransient(error) || clock.monotonicMs() + wait > until) throw error;
      await clock.sleep(wait);
    }
  }
}
