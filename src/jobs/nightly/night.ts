import { toVietnamInstant } from '../../base/clock.ts';

const HALF_DAY_MS = 12 * 3_600_000;

/** The night that `now` belongs to, from noon to noon in Vietnam, as the date on which it began: `2026-03-01`. */
export const nightOf = (now: Date): string =>
  toVietnamInstant(new Date(now.getTime() - HALF_DAY_MS)).slice(0, 10);
