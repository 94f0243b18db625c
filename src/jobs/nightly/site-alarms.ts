import type { SiteAlarm, SiteReport } from './crawl-report.ts';

/** What is small may be chance: fewer pages than this say nothing about a site. */
const MIN_PAGES = 10;
/** A site's own past: about two weeks of nights. */
export const HISTORY_RUNS = 14;
/** Runs that a count of articles must be measured by: one night is no habit. */
const MIN_HISTORY_RUNS = 3;
/** "Ten times less" is no bad night, it is a broken page. */
const COLLAPSE = 10;

/**
 * Compares a site's run with its runs before, the latest first. A share or a length is told from the first run on; the
 * number of articles once three runs have shown what is usual.
 */
export function findAlarms(report: SiteReport, history: readonly SiteReport[]): SiteAlarm[] {
  const alarm = (code: SiteAlarm['code'], message: string): SiteAlarm => ({
    site: report.site,
    code,
    message: `${report.site}: ${message}`,
  });
  const alarms: SiteAlarm[] = [];
  const { requests, failed, disallowed, pagesRead, articlesRead, undated, textChars } = report;
  if (requests > 0 && failed + disallowed === requests) {
    alarms.push(alarm('no-answer', `none of ${requests} addresses could be had`));
  }
  const past = sumPast(history);
  if (
    pagesRead >= MIN_PAGES &&
    collapsed(articlesRead / pagesRead, share(past.articlesRead, past.pagesRead))
  ) {
    alarms.push(
      alarm(
        'no-text',
        `${articlesRead} articles in ${pagesRead} pages, before ${past.articlesRead} in ${past.pagesRead}`,
      ),
    );
  }
  if (
    articlesRead >= MIN_PAGES &&
    collapsed(1 - undated / articlesRead, 1 - share(past.undated, past.articlesRead, 1))
  ) {
    alarms.push(
      alarm(
        'no-date',
        `${undated} of ${articlesRead} articles have no date, before ${past.undated} of ${past.articlesRead}`,
      ),
    );
  }
  const meanChars = textChars / articlesRead;
  const pastMeanChars = share(past.textChars, past.articlesRead);
  if (articlesRead >= MIN_PAGES && collapsed(meanChars, pastMeanChars)) {
    const [now, before] = [Math.round(meanChars), Math.round(pastMeanChars)];
    alarms.push(alarm('short-text', `an article has ${now} characters, before ${before}`));
  }
  const usual = medianArticles(history);
  if (usual >= MIN_PAGES && collapsed(keptOf(report), usual)) {
    alarms.push(alarm('few-articles', `${keptOf(report)} new or changed articles, in a usual run ${usual}`));
  }
  return alarms;
}

type Past = Pick<SiteReport, 'pagesRead' | 'articlesRead' | 'undated' | 'textChars'>;

function sumPast(history: readonly SiteReport[]): Past {
  const past = { pagesRead: 0, articlesRead: 0, undated: 0, textChars: 0 };
  for (const report of history) {
    past.pagesRead += report.pagesRead;
    past.articlesRead += report.articlesRead;
    past.undated += report.undated;
    past.textChars += report.textChars;
  }
  return past;
}

const share = (part: number, whole: number, ofNothing = 0): number =>
  whole === 0 ? ofNothing : part / whole;

/** Without a past there is nothing to fall from. */
const collapsed = (now: number, before: number): boolean => before > 0 && now * COLLAPSE <= before;

const keptOf = (report: SiteReport): number => report.new + report.changed;

/** 0 where too few runs show what is usual. */
function medianArticles(history: readonly SiteReport[]): number {
  if (history.length < MIN_HISTORY_RUNS) return 0;
  const counts = history.map(keptOf).sort((a, b) => a - b);
  return counts[Math.floor(counts.length / 2)]!;
}
