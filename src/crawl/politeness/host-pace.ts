import type { Clock } from '../../base/clock.ts';

/** How one request to the host went. */
export interface HostAnswer {
  readonly tookMs: number;
  /** What `Retry-After` asked for. */
  readonly retryAfterMs: number | null;
  /** The host has more to do than it can: 429, 503, or no answer in time. */
  readonly isOverloaded: boolean;
}

/** When one host may be asked again. */
export interface HostPace {
  knowsRobotsOf(origin: string): boolean;
  /** Called after robots.txt is known; the first time for an origin counts as a request. */
  startAfterRobots(origin: string, crawlDelayMs: number | null): void;
  /** Resolves when the host may be asked, or earlier when `signal` aborts. */
  waitForTurn(signal?: AbortSignal): Promise<void>;
  /** Called when a response has ended; the pause is counted from here. */
  finish(answer: HostAnswer): void;
  /** Counts tries without any response in a row; true once there are too many. */
  countFailure(isSilent: boolean): boolean;
}

const MAX_SILENT_TRIES = 5;
/** A Crawl-delay beyond this would let a site be read in years: it is taken as this. */
const MAX_CRAWL_DELAY_MS = 120_000;
/** A host that takes long to answer is left alone for twice as long, so that it works for us a third of the time. */
const PAUSE_PER_ANSWER = 2;
const MAX_ANSWER_PAUSE_MS = 30_000;
const FIRST_OVERLOAD_PAUSE_MS = 2_000;
const MAX_OVERLOAD_PAUSE_MS = 60_000;

/**
 * Keeps the pause between two requests to one host: the longest of the configured delay, Crawl-delay, twice the time
 * that the last answer took, and a pause that doubles with every sign of overload and halves with every good answer.
 */
export function createHostPace(clock: Clock, configuredDelayMs: number): HostPace {
  const origins = new Set<string>();
  let delayMs = configuredDelayMs;
  let overloadMs = 0;
  let nextAtMs = 0;
  let silentTries = 0;

  return {
    knowsRobotsOf: (origin) => origins.has(origin),
    startAfterRobots: (origin, crawlDelayMs) => {
      if (origins.has(origin)) return;
      origins.add(origin);
      delayMs = Math.max(delayMs, Math.min(crawlDelayMs ?? 0, MAX_CRAWL_DELAY_MS));
      nextAtMs = clock.monotonicMs() + delayMs;
    },
    waitForTurn: async (signal) => {
      for (;;) {
        const waitMs = nextAtMs - clock.monotonicMs();
        if (waitMs <= 0 || signal?.aborted === true) return;
        await clock.sleep(waitMs, signal);
      }
    },
    finish: ({ tookMs, retryAfterMs, isOverloaded }) => {
      overloadMs = nextOverloadMs(overloadMs, isOverloaded);
      // Answers within a tenth of a second come from a host that has nothing else to do.
      const answerMs = tookMs < 100 ? 0 : Math.min(tookMs * PAUSE_PER_ANSWER, MAX_ANSWER_PAUSE_MS);
      nextAtMs = clock.monotonicMs() + Math.max(delayMs, answerMs, overloadMs, retryAfterMs ?? 0);
    },
    countFailure: (isSilent) => {
      silentTries = isSilent ? silentTries + 1 : 0;
      return silentTries >= MAX_SILENT_TRIES;
    },
  };
}

function nextOverloadMs(overloadMs: number, isOverloaded: boolean): number {
  if (isOverloaded) return Math.min(Math.max(FIRST_OVERLOAD_PAUSE_MS, overloadMs * 2), MAX_OVERLOAD_PAUSE_MS);
  return overloadMs < FIRST_OVERLOAD_PAUSE_MS ? 0 : overloadMs / 2;
}
