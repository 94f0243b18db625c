import { describe, expect, test } from 'vitest';
import type { CrawlOutcome } from '../../../src/crawl/crawl-outcome.ts';
import { OUTCOME_COUNTS, sumCounts } from '../../../src/jobs/nightly/crawl-report.ts';
import { CrawlTally, type SavedTally } from '../../../src/jobs/nightly/crawl-tally.ts';

/** As much of an outcome as is counted. */
const outcome = (url: string): CrawlOutcome => ({ entry: { url, site: 'a' } }) as unknown as CrawlOutcome;

const SOON = { cause: 'timeout', isRetried: true } as const;

const total = (tally: CrawlTally) => sumCounts(tally.reports());

describe('a run that is cut off between a failed try and the next one', () => {
  /** A page has failed, another came; the process dies, and what it kept is read back. */
  function cutOff(): CrawlTally {
    const first = new CrawlTally();
    first.count(outcome('https://a.vn/1'), 'failed', SOON);
    first.count(outcome('https://a.vn/2'), 'new');
    return new CrawlTally(JSON.parse(JSON.stringify(first.takeChanged())) as SavedTally[]);
  }

  test('counts the page once when it comes', () => {
    const tally = cutOff();
    tally.count(outcome('https://a.vn/1'), 'new');
    expect(total(tally)).toMatchObject({ requests: 3, new: 2, failed: 0, retried: 1, failures: {} });
  });

  test('counts it once when it fails again, under its last cause', () => {
    const tally = cutOff();
    tally.count(outcome('https://a.vn/1'), 'failed', { cause: 'reset', isRetried: false });
    expect(total(tally)).toMatchObject({ failed: 1, retried: 1, failures: { reset: 1 } });
  });

  test('adds up at every instant', () => {
    const counts = total(cutOff());
    expect(OUTCOME_COUNTS.reduce((sum, name) => sum + counts[name], 0)).toBe(counts.requests);
  });

  test('does not tell anybody which addresses are waiting', () => {
    expect(cutOff().reports()[0]).not.toHaveProperty('failing');
  });
});
