import type { CrawlWindow } from '../config/crawl-config.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** Vietnam has kept UTC+7 without summer time since 1975. */
const VIETNAM_MINUTES = 420;

/** `22:00-05:00`; `24:00` may end a window. `undefined` for what is no window, and for one without length. */
export function parseCrawlWindow(text: string): CrawlWindow | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)\s*[-–]\s*(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/u.exec(text.trim());
  if (match === null) return undefined;
  const [, startHour, startMinute, endHour, endMinute] = match;
  const start = Number(startHour) * 60 + Number(startMinute);
  const end = endHour === undefined ? DAY_MINUTES : Number(endHour) * 60 + Number(endMinute);
  if (start === end) return undefined;
  return { startMinute: start, endMinute: end === 0 ? DAY_MINUTES : end };
}

/** Whether `now` falls into the window. */
export function isWithinWindow(now: Date, { startMinute, endMinute }: CrawlWindow): boolean {
  const minute = vietnamMinute(now);
  return startMinute < endMinute
    ? minute >= startMinute && minute < endMinute
    : minute >= startMinute || minute < endMinute;
}

/** How long from `now` until the window opens, in milliseconds; 0 while it is open. */
export function untilWindowOpensMs(now: Date, window: CrawlWindow): number {
  if (isWithinWindow(now, window)) return 0;
  const minutes = (window.startMinute - vietnamMinute(now) + DAY_MINUTES) % DAY_MINUTES;
  return minutes * MINUTE_MS - (now.getTime() % MINUTE_MS);
}

/** Minutes since midnight in Vietnam, seconds left out. */
const vietnamMinute = (now: Date): number =>
  (((Math.floor(now.getTime() / MINUTE_MS) + VIETNAM_MINUTES) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
