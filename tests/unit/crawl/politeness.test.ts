import { describe, expect, test } from 'vitest';
import { backoffMs } from '../../../src/crawl/politeness/backoff.ts';
import {
  isWithinWindow,
  parseCrawlWindow,
  untilWindowOpensMs,
} from '../../../src/crawl/politeness/crawl-window.ts';
import { createHostPace } from '../../../src/crawl/politeness/host-pace.ts';
import { parseRetryAfterMs } from '../../../src/crawl/politeness/retry-after.ts';
import { createManualClock } from '../../faults/manual-clock.ts';

describe('parseRetryAfterMs', () => {
  const now = new Date('2025-03-01T00:00:00Z');
  test.each([
    ['120', 120_000],
    ['0', 0],
    [' 5 ', 5_000],
    ['Sat, 01 Mar 2025 00:02:00 GMT', 120_000],
    ['Saturday, 01-Mar-25 00:02:00 GMT', 120_000],
    ['Sat Mar  1 00:02:00 2025', 120_000],
    ['Fri, 28 Feb 2025 00:00:00 GMT', 0],
    ['mai', null],
    ['-5', null],
    ['1.5', null],
    ['2025-03-02', null],
    ['', null],
    [undefined, null],
  ])('%s', (value, expected) => {
    expect(parseRetryAfterMs(value, now)).toBe(expected);
  });
});

describe('backoffMs', () => {
  test('doubles, spread over half to one and a half', () => {
    expect([1, 2, 3].map((attempt) => backoffMs(attempt, 1_000, 0.5))).toEqual([1_000, 2_000, 4_000]);
    expect([0, 1].map((random) => backoffMs(1, 1_000, random))).toEqual([500, 1_500]);
  });
});

const GOOD = { tookMs: 20, retryAfterMs: null, isOverloaded: false };

describe('createHostPace', () => {
  test('a slow host gets a pause of twice the time it took', async () => {
    const clock = createManualClock();
    const pace = createHostPace(clock, 1_000);
    for (const tookMs of [20, 400, 800, 5_000, 29_000, 20]) {
      pace.finish({ ...GOOD, tookMs });
      await pace.waitForTurn();
    }
    expect(clock.slept).toEqual([1_000, 1_000, 1_600, 10_000, 30_000, 1_000]);
  });

  test('signs of overload double the pause, good answers halve it', async () => {
    const clock = createManualClock();
    const pace = createHostPace(clock, 1_000);
    for (const isOverloaded of [true, true, true, false, false, false, false]) {
      pace.finish({ ...GOOD, isOverloaded });
      await pace.waitForTurn();
    }
    expect(clock.slept).toEqual([2_000, 4_000, 8_000, 4_000, 2_000, 1_000, 1_000]);
  });

  test('the pause is counted from the end of the response before', async () => {
    const clock = createManualClock();
    const pace = createHostPace(clock, 1_000);
    await pace.waitForTurn();
    clock.advance(5_000);
    pace.finish(GOOD);
    await pace.waitForTurn();
    expect(clock.slept).toEqual([1_000]);
  });

  test.each([
    ['a longer Crawl-delay wins', 1_000, 3_000, null, [3_000, 3_000]],
    ['a shorter one does not', 1_000, 200, null, [1_000, 1_000]],
    ['Retry-After holds once', 1_000, null, 7_000, [1_000, 7_000]],
    ['an absurd Crawl-delay is capped', 1_000, 86_400_000, null, [120_000, 120_000]],
  ])('%s', async (_name, configured, crawlDelay, retryAfter, slept) => {
    const clock = createManualClock();
    const pace = createHostPace(clock, configured);
    pace.startAfterRobots('http://a.vn', crawlDelay);
    await pace.waitForTurn();
    pace.finish({ ...GOOD, retryAfterMs: retryAfter });
    await pace.waitForTurn();
    expect(clock.slept).toEqual(slept);
  });

  test('the wall clock may jump either way', async () => {
    const clock = createManualClock();
    const pace = createHostPace(clock, 1_000);
    pace.finish(GOOD);
    clock.setWallClock(new Date('1999-01-01T00:00:00Z'));
    await pace.waitForTurn();
    pace.finish(GOOD);
    clock.setWallClock(new Date('2040-01-01T00:00:00Z'));
    await pace.waitForTurn();
    expect(clock.slept).toEqual([1_000, 1_000]);
  });

  test('five silent tries in a row are too many; an answer begins anew', () => {
    const pace = createHostPace(createManualClock(), 0);
    expect(
      [true, true, true, true, false, true, true, true, true, true].map((silent) =>
        pace.countFailure(silent),
      ),
    ).toEqual([...Array<boolean>(9).fill(false), true]);
  });
});

describe('a window of the night', () => {
  test.each([
    ['22:00-05:00', { startMinute: 1_320, endMinute: 300 }],
    ['00:00-24:00', { startMinute: 0, endMinute: 1_440 }],
    ['20:00-00:00', { startMinute: 1_200, endMinute: 1_440 }],
    [' 08:30 – 17:00 ', { startMinute: 510, endMinute: 1_020 }],
    ['05:00-05:00', undefined],
    ['24:00-05:00', undefined],
    ['22-5', undefined],
    ['22:00-25:00', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(parseCrawlWindow(text)).toEqual(expected);
  });

  const NIGHT = parseCrawlWindow('22:00-05:00')!;
  const DAY = parseCrawlWindow('08:30-17:00')!;
  test.each([
    [NIGHT, '2025-03-01T21:59:59+07:00', 1_000],
    [NIGHT, '2025-03-01T22:00:00+07:00', 0],
    [NIGHT, '2025-03-01T23:59:59+07:00', 0],
    [NIGHT, '2025-03-02T00:00:00+07:00', 0],
    [NIGHT, '2025-03-02T04:59:59+07:00', 0],
    [NIGHT, '2025-03-02T05:00:00+07:00', 17 * 3_600_000],
    [DAY, '2025-03-02T08:29:30+07:00', 30_000],
    [DAY, '2025-03-02T08:30:00+07:00', 0],
    [DAY, '2025-03-02T17:00:00+07:00', 15.5 * 3_600_000],
    [DAY, '1969-12-31T12:00:00+07:00', 0],
  ])('%j at %s opens in %d ms', (window, instant, opensInMs) => {
    const now = new Date(instant);
    expect(untilWindowOpensMs(now, window)).toBe(opensInMs);
    expect(isWithinWindow(now, window)).toBe(opensInMs === 0);
  });
});
