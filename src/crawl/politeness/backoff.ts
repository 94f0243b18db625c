/** Tries in one run, the first included. */
export const MAX_ATTEMPTS = 3;

/**
 * Milliseconds to wait after failed try number `attempt` (from 1): twice as long each time, spread by `random`
 * (0 to 1) over half to one and a half of it, so that hosts that failed together are not tried together.
 */
export function backoffMs(attempt: number, baseMs: number, random: number): number {
  return Math.round(baseMs * 2 ** (attempt - 1) * (0.5 + random));
}
