import { describe, expect, test } from 'vitest';
import { reportMetrics } from '../../src/jobs/nightly/report-metrics.ts';
import { addedUp, article, crawlFaults, text, type FaultNight } from './fault-night.ts';
import type { Route } from './fault-server.ts';
import type { ManualClock } from './manual-clock.ts';

const PAGES_A_NIGHT = 12;
const NIGHTS = 4;

const addDate = (html: string): string =>
  html.replace(
    '</title>',
    '</title><meta property="article:published_time" content="2025-03-01T08:00:00+07:00">',
  );

/** A dated article of some 8,000 characters. */
const usual = (number: number): string =>
  addDate(article(number, `<p>${`Ý kiến thứ ${number} được ghi lại đầy đủ. `.repeat(160)}</p>`));

/** What the site serves in one night: its new pages, and what each of them says. */
interface Publication {
  readonly pages?: number;
  readonly page?: (number: number) => Route;
  readonly robots?: Route;
}

/** Three usual nights with new pages each, then one that is as `last` says. */
function watchSite(last: Publication): Promise<FaultNight> {
  let night = 1;
  const tonight = (): Required<Publication> => ({
    pages: PAGES_A_NIGHT,
    page: (number) => text(usual(number)),
    robots: text('', { 'content-type': 'text/plain' }),
    ...(night === NIGHTS ? last : {}),
  });
  const numbersOf = (of: number, count: number): number[] =>
    Array.from({ length: count }, (_value, at) => of * 100 + at);
  const all = numbersOf(0, (NIGHTS + 1) * 100);
  return crawlFaults({
    nights: NIGHTS,
    pages: ['/'],
    onNight: (now) => {
      night = now;
    },
    routes: (origin) => ({
      '/robots.txt': (response, request) => tonight().robots(response, request),
      '/sitemap.xml': (response, request) => {
        const entries = numbersOf(night, tonight().pages).map(
          (number) => `<url><loc>${origin}/bai-viet-${number}</loc></url>`,
        );
        return text(`<urlset>${entries.join('')}</urlset>`, { 'content-type': 'text/xml' })(
          response,
          request,
        );
      },
      // What was published in a former night stays as it was.
      ...Object.fromEntries(
        all.map((number): [string, Route] => [
          `/bai-viet-${number}`,
          (response, request) =>
            (Math.floor(number / 100) === night ? tonight().page(number) : text(usual(number)))(
              response,
              request,
            ),
        ]),
      ),
    }),
  });
}

describe('a site that becomes unlike itself', () => {
  test.each<[string, Publication, RegExp[]]>([
    ['as usual', {}, []],
    [
      'no text',
      {
        page: () =>
          text('<!DOCTYPE html><html><body><div id="app"></div><script>render()</script></body></html>'),
      },
      [/^no-text a: 0 articles in 12 pages, before 36 in 36$/u, /^few-articles /u],
    ],
    [
      'no date',
      { page: (number) => text(usual(number).replace(/<meta property[^>]*>/u, '')) },
      [/^no-date a: 12 of 12 articles have no date, before 0 of 36$/u],
    ],
    [
      'texts of a tenth',
      {
        page: (number) =>
          text(addDate(article(number).replace(/(<p>[^]*?<\/p>)[^]*<\/article>/u, '$1</article>'))),
      },
      [/^short-text a: an article has \d{3} characters, before \d{4}$/u],
    ],
    [
      'ten times fewer pages',
      { pages: 1 },
      [/^few-articles a: 1 new or changed articles, in a usual run 12$/u],
    ],
    [
      'no answer',
      {
        robots: (response) => {
          response.writeHead(500).end();
        },
      },
      [/^no-answer a: none of \d+ addresses could be had$/u, /^few-articles a: 0 /u],
    ],
  ])('%s', async (_name, last, expected) => {
    const { reports, check } = await watchSite(last);
    const told = reports.map(({ alarms }) => alarms.map(({ code, message }) => `${code} ${message}`));
    expect(told.slice(0, -1)).toEqual([[], [], []]);
    const lastTold = told.at(-1)!;
    expect(lastTold).toHaveLength(expected.length);
    for (const [index, message] of lastTold.entries()) expect(message).toMatch(expected[index]!);
    for (const report of reports) expect(addedUp(report)).toBe(report.requests);
    expect(check).toEqual([]);
  });
});

const EIGHT = Array.from({ length: 8 }, (_value, at) => `/bai-${at + 1}`);

/** Eight articles; `meanwhile` runs before each is sent. */
const serveEight = (meanwhile: (number: number) => void = () => undefined): Record<string, Route> =>
  Object.fromEntries(
    EIGHT.map((path, at): [string, Route] => [
      path,
      (response, request) => {
        meanwhile(at + 1);
        return text(article(at + 1))(response, request);
      },
    ]),
  );

const pagesAsked = ({ requests }: FaultNight): string[] =>
  requests.filter((path) => path.startsWith('/bai-'));

describe('a budget per host and night', () => {
  test('is shared by all runs of a night, and whole again in the next', async () => {
    // A night is from noon to noon in Vietnam: 1, 2 and 3 o'clock, then 1 o'clock of the next.
    const times = [
      '2025-03-01T18:00:00Z',
      '2025-03-01T19:00:00Z',
      '2025-03-01T20:00:00Z',
      '2025-03-02T18:00:00Z',
    ];
    const night = await crawlFaults({
      pages: EIGHT,
      routes: () => serveEight(),
      site: () => ({ budgetPages: 3 }),
      nights: times.length,
      onNight: (run, clock) => {
        clock.setWallClock(new Date(times[run - 1]!));
      },
    });
    expect(night.reports.map((report) => report.new)).toEqual([3, 0, 0, 3]);
    // Two that were never had, and three that would be seen again.
    expect(night.reports.map((report) => report.pending)).toEqual([5, 5, 5, 5]);
    expect(pagesAsked(night)).toHaveLength(6);
    expect(new Set(pagesAsked(night)).size).toBe(6);
  });

  test('goes on counting where a run was cut in two by noon', async () => {
    const times = ['2025-03-02T04:50:00Z', '2025-03-02T05:10:00Z'];
    const night = await crawlFaults({
      pages: EIGHT,
      routes: () => serveEight(),
      site: () => ({ budgetPages: 3 }),
      nights: 2,
      onNight: (run, clock) => {
        clock.setWallClock(new Date(times[run - 1]!));
      },
    });
    expect(night.reports.map((report) => report.new)).toEqual([3, 3]);
  });
});

describe('a window of a site', () => {
  const inWindow = { window: '01:00-02:00' };
  /** Runs that begin at these times of a clock in Vietnam; each page takes `minutes`. */
  async function crawlAt(times: readonly string[], minutes = 0): Promise<FaultNight & { slept: number }> {
    let current: ManualClock | undefined;
    const night = await crawlFaults({
      pages: EIGHT,
      routes: () => serveEight(() => current?.advance(minutes * 60_000)),
      site: () => inWindow,
      nights: times.length,
      onNight: (run, clock) => {
        current = clock;
        clock.setWallClock(new Date(`${times[run - 1]!}+07:00`));
      },
    });
    return { ...night, slept: current!.slept.reduce((sum, ms) => sum + ms, 0) };
  }

  test('open: all is fetched', async () => {
    expect((await crawlAt(['2025-03-02T01:00:00'])).summaries).toEqual(['new 8']);
  });

  test('closed: nothing is asked of the site, not even robots.txt, and all of it is left for the next run', async () => {
    const night = await crawlAt(['2025-03-02T20:00:00', '2025-03-03T01:30:00']);
    expect(night.reports[0]).toMatchObject({ requests: 0, pending: 1, alarms: [] });
    expect(night.summaries).toEqual(['', 'new 8']);
    expect(night.requests.filter((path) => path === '/robots.txt')).toHaveLength(1);
  });

  test('opens in a few minutes: is waited for, and no longer', async () => {
    const night = await crawlAt(['2025-03-02T00:55:00']);
    expect(night.summaries).toEqual(['new 8']);
    expect(night.slept).toBeGreaterThanOrEqual(5 * 60_000);
    expect(night.slept).toBeLessThan(6 * 60_000);
  });

  test('closes within a run: what is left is fetched in the next window', async () => {
    const night = await crawlAt(['2025-03-02T01:00:00', '2025-03-03T01:00:00', '2025-03-04T01:00:00'], 20);
    expect(night.reports.map((report) => report.new)).toEqual([3, 3, 2]);
    expect(night.reports[0]!.pending).toBe(5);
    expect([...new Set(pagesAsked(night))].sort()).toEqual(EIGHT);
  });
});

describe('a clock that is set while the job runs', () => {
  test.each([
    ['back by an hour', '2025-03-01T17:00:00Z'],
    ['back by a day', '2025-02-28T18:00:00Z'],
    ['back to 1970', '1970-01-01T00:00:00Z'],
    ['forward by a day', '2025-03-02T18:00:00Z'],
    ['forward by a year', '2026-03-01T18:00:00Z'],
  ])('%s: no page is lost or fetched twice, and the reports add up', async (_name, date) => {
    let current: ManualClock | undefined;
    let isSet = false;
    const night = await crawlFaults({
      pages: EIGHT,
      nights: 2,
      site: () => ({ budgetPages: 100 }),
      onNight: (run, clock) => {
        current = clock;
        // The second night is the one that the clock, right again, comes to.
        if (run === 2) clock.setWallClock(new Date('2025-03-02T18:00:00Z'));
      },
      routes: () => ({
        ...serveEight((number) => {
          if (number !== 4) return;
          current!.setWallClock(new Date(date));
        }),
        // One page is not had at the first try: its next one was due by the clock as it was.
        '/bai-2': (response, request) => {
          if (isSet) return text(article(2))(response, request);
          isSet = true;
          response.writeHead(500).end();
        },
      }),
    });
    const [first, second] = night.reports;
    for (const report of night.reports) expect(addedUp(report)).toBe(report.requests);
    expect(first!.new + second!.new).toBe(8);
    expect(night.articles).toHaveLength(8);
    expect(night.versions).toEqual(Array.from({ length: 8 }, () => 1));
    expect(second!.pending).toBe(0);
    const asked = pagesAsked(night);
    for (const path of EIGHT.filter((page) => page !== '/bai-2'))
      expect(asked.filter((other) => other === path).length, path).toBeLessThanOrEqual(2);
    expect(Math.max(0, ...current!.slept)).toBeLessThanOrEqual(600_000);
    expect(night.check).toEqual([]);
    for (const { name, samples } of night.reports.flatMap(reportMetrics))
      for (const { value } of samples) expect(value, name).toBeGreaterThanOrEqual(0);
  });
});
