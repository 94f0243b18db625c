import type { Clock } from '../../src/base/clock.ts';

/** A clock that a test moves: `sleep` returns at once and moves it too. */
export interface ManualClock extends Clock {
  /** How long each sleep was asked to last, in milliseconds. */
  readonly slept: readonly number[];
  advance(ms: number): void;
  /** Sets the wall clock without moving the monotonic one. */
  setWallClock(date: Date): void;
}

export function createManualClock(start = '2025-03-01T18:00:00.000Z'): ManualClock {
  const slept: number[] = [];
  let monotonicMs = 0;
  let wallOffsetMs = Date.parse(start);
  return {
    slept,
    now: () => new Date(wallOffsetMs + monotonicMs),
    monotonicMs: () => monotonicMs,
    sleep: async (ms) => {
      slept.push(ms);
      monotonicMs += ms;
    },
    advance: (ms) => {
      monotonicMs += ms;
    },
    setWallClock: (date) => {
      wallOffsetMs = date.getTime() - monotonicMs;
    },
  };
}
