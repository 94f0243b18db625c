/** Time as an argument, so that a test can decide what it is. */
export interface Clock {
  /** The wall clock; may jump when the machine's clock is set. */
  now(): Date;
  /** Milliseconds from an arbitrary start; never jumps back. For waiting and for measuring. */
  monotonicMs(): number;
  /** Resolves after `ms`, or earlier, without an error, when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, ms);
      signal?.addEventListener('abort', finish, { once: true });
    }),
};

/** `date` as an ISO 8601 instant with Vietnam's offset; Vietnam has kept UTC+7 without summer time since 1975. */
export function toVietnamInstant(date: Date): string {
  const local = new Date(date.getTime() + 7 * 3_600_000);
  return `${local.toISOString().slice(0, 19)}+07:00`;
}

/** The calendar date in Vietnam, `YYYY-MM-DD`, on which an ISO 8601 instant (or a plain date) falls. */
export function toVietnamDate(instant: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/u.test(instant)) return instant;
  return toVietnamInstant(new Date(instant)).slice(0, 10);
}

/** Whether `YYYY-MM-DD` is a day of the calendar: `2019-02-31` is none, although `Date` takes it for 3 March. */
export function isCalendarDay(day: string): boolean {
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day);
}
