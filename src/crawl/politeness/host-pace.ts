import type { Clock } from '../../base/clock.ts';

/** When one host may be asked again. */
export interface HostPace {
  /** Called after robots.txt is known; the first time for an origin counts as a request. */
  startAfterRobots(origin: string, crawlDelayMs: number | null): void;
  /** Resolves when the host may be asked, or earlier when `signal` aborts. */
  waitForTurn(signal?: AbortSignal): Promise<void>;
  /** Called when a response has ended; the pause is counted from here. */
  finish(retryAfterMs: number | null): void;
  /** Counts tries without any response in a row; true once there are too many. */
  countFailure(isSilent: boolean): boolean;
}

const MAX_SILENT_TRIES = 5;
/** A Crawl-delay beyond this would let a site be read in years: it is taken as this. */
const MAX_CRAWL_DELAY_MS = 120_000;

/** Keeps the pause between two requests to one host: the configured one, or Crawl-delay where that is longer. */
export function createHostPace(clock: Clock, configuredDelayMs: number): HostPace {
  const origins = new Set<string>();
  let delayMs = configuredDelayMs;
  let nextAtMs = 0;
  let silentTries = 0;

  const finish = (retryAfterMs: number | null): void => {
    nextAtMs = clock.monotonicMs() + Math.max(delayMs, retryAfterMs ?? 0);
  };
  return {
    startAfterRobots: (origin, crawlDelayMs) => {
      if (origins.has(origin)) return;
      origins.add(origin);
      delayMs = Math.max(delayMs, Math.min(crawlDelayMs ?? 0, MAX_CRAWL_DELAY_MS));
      finish(null);
    },
    waitForTurn: async (signal) => {
      for (;;) {
        const waitMs = nextAtMs - clock.monotonicMs();
        if (waitMs <= 0 || signal?.aborted === true) return;
        await clock.sleep(waitMs, signal);
      }
    },
    finish,
    countFailure: (isSilent) => {
      silentTries = isSilent ? silentTries + 1 : 0;
      return silentTries >= MAX_SILENT_TRIES;
    },
  };
}
