import { describe, expect, test } from 'vitest';
import { revisitIntervalMs } from '../../../src/crawl/revisit/revisit-interval.ts';

const DAY = 86_400_000;
const days = (visits: number, changes: number, observedDays: number): number =>
  revisitIntervalMs({ visits, changes, observedMs: observedDays * DAY }) / DAY;

describe('revisitIntervalMs', () => {
  test('a new page is seen again the next night', () => {
    expect(days(0, 0, 0)).toBeGreaterThan(0.25);
    expect(days(0, 0, 0)).toBeLessThan(0.9);
  });

  test('each visit without a change moves the next one away, up to two months', () => {
    const intervals = [1, 2, 4, 8, 30].map((visits) => days(visits, 0, visits));
    expect(intervals).toEqual([...intervals].sort((a, b) => a - b));
    expect(intervals[0]).toBeGreaterThan(2);
    expect(days(100, 0, 100)).toBe(60);
  });

  test('a page that changed at every visit is seen as often as allowed', () => {
    expect(days(20, 20, 10)).toBe(0.25);
  });

  test('a page that changes every ten days is seen about every week', () => {
    const interval = days(30, 3, 30);
    expect(interval).toBeGreaterThan(5);
    expect(interval).toBeLessThan(10);
  });

  test('nonsense stays within the bounds', () => {
    for (const [visits, changes, observed] of [
      [0, 5, 0],
      [3, 9, 1],
      [3, 0, 0],
      [1, -1, -5],
    ] as const) {
      expect(days(visits, changes, observed)).toBeGreaterThanOrEqual(0.25);
      expect(days(visits, changes, observed)).toBeLessThanOrEqual(60);
    }
  });
});
