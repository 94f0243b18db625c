import { isCalendarDay } from '../../base/clock.ts';
import { TracuuError } from '../../base/tracuu-error.ts';

/** Calendar dates, inclusive, to be compared as strings. */
export interface DateRange {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * Reads `YYYY`, `YYYY-MM` and `YYYY-MM-DD`; the shorter forms mean their first day as `from`, their last as `to`.
 *
 * @throws TracuuError `bad-argument`: not a date, or a range that ends before it begins
 */
export function parseDateRange(given: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): DateRange {
  const from = given.from === undefined ? undefined : firstDay(given.from);
  const to = given.to === undefined ? undefined : lastDay(given.to);
  if (from !== undefined && to !== undefined && from > to) {
    throw new TracuuError(
      'bad-argument',
      `no day lies between ${given.from ?? ''} and ${given.to ?? ''}; swap them`,
    );
  }
  return { from, to };
}

function firstDay(date: string): string {
  const day = `${date}-01-01`.slice(0, 10);
  if (!/^\d{4}(?:-\d{2}){0,2}$/u.test(date) || !isCalendarDay(day)) {
    throw new TracuuError('bad-argument', `"${date}" is not a date; write YYYY-MM-DD, YYYY-MM or YYYY`);
  }
  return day;
}

function lastDay(date: string): string {
  const first = firstDay(date);
  if (date.length === 10) return first;
  if (date.length === 4) return `${date}-12-31`;
  const [year, month] = date.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
