import { describe, expect, test } from 'vitest';
import { createSiteTally, type SiteReport } from '../../../src/jobs/nightly/crawl-report.ts';
import { findAlarms } from '../../../src/jobs/nightly/site-alarms.ts';

/** A run of a site in good health: 40 pages, 30 dated articles of 2,000 characters, all new. */
const run = (more: Partial<SiteReport> = {}): SiteReport => ({
  ...createSiteTally('Quận 1'),
  requests: 42,
  discovered: 2,
  new: 30,
  noArticle: 10,
  pagesRead: 40,
  articlesRead: 30,
  undated: 1,
  textChars: 60_000,
  ...more,
});

const DAYS = (count: number, more: Partial<SiteReport> = {}): SiteReport[] =>
  Array.from({ length: count }, () => run(more));

describe('findAlarms', () => {
  test.each<[string, Partial<SiteReport>, readonly SiteReport[], string[]]>([
    ['a usual night', {}, DAYS(5), []],
    ['the first night of a site, however poor', { articlesRead: 0, new: 0, textChars: 0 }, [], []],
    ['no text', { articlesRead: 3, new: 3, noArticle: 37, textChars: 6_000 }, DAYS(1), ['no-text']],
    ['less text, not ten times', { articlesRead: 4, new: 4, textChars: 8_000 }, DAYS(1), []],
    [
      'no text on a site that never had any',
      { articlesRead: 0, new: 0 },
      DAYS(5, { articlesRead: 0, new: 0 }),
      [],
    ],
    ['no date', { undated: 30 }, DAYS(1), ['no-date']],
    ['no date on a site that never had any', { undated: 30 }, DAYS(5, { undated: 30 }), []],
    ['half without a date', { undated: 15 }, DAYS(5), []],
    ['short texts', { textChars: 5_900 }, DAYS(1), ['short-text']],
    ['texts of a fifth', { textChars: 12_000 }, DAYS(1), []],
    [
      'ten times fewer',
      { new: 3, pagesRead: 5, articlesRead: 3, textChars: 6_000 },
      DAYS(3),
      ['few-articles'],
    ],
    ['ten times fewer, after two runs alone', { new: 3, pagesRead: 5, articlesRead: 3 }, DAYS(2), []],
    [
      'fewer, where few are usual',
      { new: 0, pagesRead: 0, articlesRead: 0, textChars: 0 },
      DAYS(5, { new: 9 }),
      [],
    ],
    ['corrections count as yield', { new: 0, changed: 30 }, DAYS(5), []],
    [
      'nothing at all',
      { requests: 3, failed: 2, disallowed: 1, new: 0, pagesRead: 0, articlesRead: 0, textChars: 0 },
      DAYS(3),
      ['no-answer', 'few-articles'],
    ],
    ['nothing to ask for', { ...createSiteTally('Quận 1') }, [], []],
    ['few pages say nothing', { pagesRead: 9, articlesRead: 0, new: 30 }, DAYS(5), []],
  ])('%s', (_name, report, history, expected) => {
    expect(findAlarms(run(report), history).map(({ code }) => code)).toEqual(expected);
  });

  test('one poor night does not become the usual', () => {
    const poor = run({ new: 2, pagesRead: 4, articlesRead: 2, textChars: 4_000 });
    expect(findAlarms(poor, [poor, ...DAYS(4)]).map(({ code }) => code)).toEqual(['few-articles']);
  });

  test('the message names the site, the figures of this run and those of before', () => {
    const [alarm] = findAlarms(run({ articlesRead: 0, new: 0, textChars: 0 }), DAYS(2));
    expect(alarm).toEqual({
      site: 'Quận 1',
      code: 'no-text',
      message: 'Quận 1: 0 articles in 40 pages, before 60 in 80',
    });
  });
});
