import { beforeEach, describe, expect, test } from 'vitest';
import { canonicalizeUrl } from '../../src/crawl/canonicalize-url.ts';
import type {
  CanonicalUrl,
  Frontier,
  FrontierEntry,
  FrontierLink,
  FrontierSettlement,
} from '../../src/crawl/frontier.ts';

const NONE: ReadonlySet<string> = new Set();
const NIGHT_1 = '2025-03-01T18:00:00.000Z';
const NIGHT_1_LATER = '2025-03-01T18:10:00.000Z';
const NIGHT_2 = '2025-03-02T18:00:00.000Z';
const NIGHT_3 = '2025-03-03T18:00:00.000Z';

const at = (path: string): CanonicalUrl => canonicalizeUrl(path, 'https://a.example/')!;

const link = (path: string, more: Partial<FrontierLink> = {}): FrontierLink => ({
  url: at(path),
  role: 'page',
  site: 'a',
  depth: 1,
  modifiedAt: null,
  ...more,
});

const settlement = (more: Partial<FrontierSettlement> = {}): FrontierSettlement => ({
  state: 'done',
  status: 200,
  cause: null,
  fetchedAt: NIGHT_1,
  etag: null,
  lastModified: null,
  bodyHash: null,
  notBefore: null,
  ...more,
});

/** A failed try that is to be repeated. */
const again = (notBefore: string | null): FrontierSettlement =>
  settlement({ state: 'pending', status: null, cause: 'timeout', fetchedAt: null, notBefore });

/** Takes and settles everything that is pending; paths in the order they came. */
function drain(frontier: Frontier, now: string, how: Partial<FrontierSettlement> = {}): string[] {
  const paths: string[] = [];
  for (;;) {
    const entry = frontier.next(NONE, now);
    if (entry === undefined) return paths;
    paths.push(new URL(entry.url).pathname);
    frontier.settle(entry.url, settlement({ fetchedAt: now, ...how }));
  }
}

export interface FrontierSuite {
  /** True for an engine that keeps `history` and `revisitAt`. */
  readonly keepsRevisits?: boolean;
}

/** The rules that every engine of the `Frontier` port keeps. `create` gives an empty frontier. */
export function describeFrontier(
  engine: string,
  create: () => Frontier,
  { keepsRevisits = false }: FrontierSuite = {},
): void {
  describe(`Frontier: ${engine}`, () => {
    let frontier: Frontier;

    beforeEach(() => {
      frontier = create();
    });

    describe('runs', () => {
      test('the first run is new, the next one too once it was closed', () => {
        const first = frontier.openRun(NIGHT_1);
        frontier.closeRun(NIGHT_1_LATER);
        const second = frontier.openRun(NIGHT_2);
        expect([first.resumed, second.resumed]).toEqual([false, false]);
        expect(second.run).toBeGreaterThan(first.run);
      });

      test('a run that was not closed is continued under its number', () => {
        const first = frontier.openRun(NIGHT_1);
        expect(frontier.openRun(NIGHT_2)).toEqual({ run: first.run, resumed: true });
      });

      test('a continued run does not ask again for what it has settled', () => {
        frontier.openRun(NIGHT_1);
        frontier.offer([link('/1'), link('/2')]);
        frontier.settle(at('/1'), settlement());
        frontier.openRun(NIGHT_1_LATER);
        frontier.offer([link('/1'), link('/2')]);
        expect(drain(frontier, NIGHT_1_LATER)).toEqual(['/2']);
      });

      test('what was given and not settled is given again once a run is opened', () => {
        frontier.openRun(NIGHT_1);
        frontier.offer([link('/1')]);
        frontier.next(NONE, NIGHT_1);
        frontier.openRun(NIGHT_1_LATER);
        expect(drain(frontier, NIGHT_1_LATER)).toEqual(['/1']);
      });

      test('what a run left pending is there in the next one', () => {
        frontier.openRun(NIGHT_1);
        frontier.offer([link('/1')]);
        frontier.closeRun(NIGHT_1_LATER);
        frontier.openRun(NIGHT_2);
        expect(drain(frontier, NIGHT_2)).toEqual(['/1']);
      });
    });

    describe('offer', () => {
      beforeEach(() => {
        frontier.openRun(NIGHT_1);
      });

      test('counts what is new', () => {
        expect(frontier.offer([link('/1'), link('/2')])).toEqual({ added: 2, unchanged: 0 });
        expect(frontier.offer([link('/2'), link('/3')])).toEqual({ added: 1, unchanged: 0 });
        expect(frontier.offer([])).toEqual({ added: 0, unchanged: 0 });
      });

      test('takes the same link twice in one call as one', () => {
        expect(frontier.offer([link('/1'), link('/1')]).added).toBe(1);
        expect(frontier.counts()).toEqual({ pending: 1, settled: 0 });
      });

      test('makes a known page pending again in the next run, but once', () => {
        frontier.offer([link('/1')]);
        drain(frontier, NIGHT_1);
        frontier.closeRun(NIGHT_1_LATER);
        frontier.openRun(NIGHT_2);
        frontier.offer([link('/1')]);
        expect(drain(frontier, NIGHT_2)).toEqual(['/1']);
        frontier.offer([link('/1')]);
        expect(drain(frontier, NIGHT_2)).toEqual([]);
      });

      test.each([
        ['earlier than the fetch', '2025-02-01T00:00:00.000Z', 1, []],
        ['at the time of the fetch', NIGHT_1, 1, []],
        ['later than the fetch', '2025-03-02T09:00:00.000Z', 0, ['/1']],
        ['unknown', null, 0, ['/1']],
        ['later than the fetch, in another offset', '2025-03-02T02:00:00+07:00', 0, ['/1']],
        ['earlier than the fetch, in another offset', '2025-03-02T00:30:00+07:00', 1, []],
      ])('a page whose change is %s', (_name, modifiedAt, unchanged, fetched) => {
        frontier.offer([link('/1')]);
        drain(frontier, NIGHT_1);
        frontier.closeRun(NIGHT_1_LATER);
        frontier.openRun(NIGHT_2);
        expect(frontier.offer([link('/1', { modifiedAt })])).toEqual({ added: 0, unchanged });
        expect(drain(frontier, NIGHT_2)).toEqual(fetched);
      });

      test('a change that the publisher dates before our fetch, but later than his last, counts', () => {
        frontier.offer([link('/1', { modifiedAt: '2020-01-01T00:00:00.000Z' })]);
        drain(frontier, NIGHT_1);
        frontier.closeRun(NIGHT_1_LATER);
        frontier.openRun(NIGHT_2);
        expect(frontier.offer([link('/1', { modifiedAt: '2021-01-01T00:00:00.000Z' })]).unchanged).toBe(0);
        expect(drain(frontier, NIGHT_2)).toEqual(['/1']);
      });

      test('leaving a page alone does not use up its turn in the run', () => {
        frontier.offer([link('/1', { modifiedAt: '2025-01-01T00:00:00.000Z' })]);
        drain(frontier, NIGHT_1);
        frontier.closeRun(NIGHT_1_LATER);
        frontier.openRun(NIGHT_2);
        frontier.offer([link('/1', { modifiedAt: '2025-01-01T00:00:00.000Z' })]);
        frontier.offer([link('/1', { modifiedAt: '2025-03-02T00:00:00.000Z' })]);
        expect(drain(frontier, NIGHT_2)).toEqual(['/1']);
      });

      test('listings, feeds and sitemaps are read every run, whatever they say of themselves', () => {
        const old = { modifiedAt: '2025-01-01T00:00:00.000Z' };
        const links = [
          link('/list', { role: 'listing', ...old }),
          link('/feed', { role: 'feed', ...old }),
          link('/map', { role: 'sitemap', ...old }),
        ];
        frontier.offer(links);
        drain(frontier, NIGHT_1);
        frontier.closeRun(NIGHT_1_LATER);
        frontier.openRun(NIGHT_2);
        expect(frontier.offer(links).unchanged).toBe(0);
        expect(drain(frontier, NIGHT_2).sort()).toEqual(['/feed', '/list', '/map']);
      });

      test('an offer in the next run ends the wait after a failed try', () => {
        frontier.offer([link('/1')]);
        frontier.settle(at('/1'), again('2025-03-09T00:00:00.000Z'));
        frontier.closeRun(NIGHT_1_LATER);
        frontier.openRun(NIGHT_2);
        frontier.offer([link('/1')]);
        expect(drain(frontier, NIGHT_2)).toEqual(['/1']);
      });

      test('an offer in the same run does not', () => {
        frontier.offer([link('/1')]);
        frontier.settle(at('/1'), again(NIGHT_2));
        frontier.offer([link('/1')]);
        expect(drain(frontier, NIGHT_1_LATER)).toEqual([]);
      });

      test.each(['gone', 'failed', 'disallowed'] as const)(
        'a page that was %s is tried again when offered',
        (state) => {
          frontier.offer([link('/1')]);
          drain(frontier, NIGHT_1, { state, fetchedAt: null });
          frontier.closeRun(NIGHT_1_LATER);
          frontier.openRun(NIGHT_2);
          frontier.offer([link('/1')]);
          expect(drain(frontier, NIGHT_2)).toEqual(['/1']);
        },
      );

      test('a page that came and could not be read is tried again, although nothing says that it changed', () => {
        frontier.offer([link('/1')]);
        drain(frontier, NIGHT_1, { state: 'failed', cause: 'too-slow' });
        frontier.closeRun(NIGHT_1_LATER);
        frontier.openRun(NIGHT_2);
        expect(frontier.offer([link('/1', { modifiedAt: '2025-02-01T00:00:00.000Z' })]).unchanged).toBe(0);
        expect(drain(frontier, NIGHT_2)).toEqual(['/1']);
      });
    });

    describe('next', () => {
      beforeEach(() => {
        frontier.openRun(NIGHT_1);
      });

      test('is undefined when there is nothing', () => {
        expect(frontier.next(NONE, NIGHT_1)).toBeUndefined();
        expect(frontier.nextDueAt(NONE)).toBeUndefined();
      });

      test('gives an entry as it was offered, with nothing known', () => {
        const offered = link('/1', { site: 'báo', depth: 3, modifiedAt: '2025-01-01T00:00:00.000Z' });
        frontier.offer([offered]);
        const expected: FrontierEntry = {
          ...offered,
          etag: null,
          lastModified: null,
          lastFetchedAt: null,
          bodyHash: null,
          attempts: 0,
        };
        expect(frontier.next(NONE, NIGHT_1)).toMatchObject(expected);
      });

      test('takes sitemaps and feeds, then listings, then pages', () => {
        frontier.offer([
          link('/page'),
          link('/list', { role: 'listing' }),
          link('/feed', { role: 'feed' }),
          link('/map', { role: 'sitemap' }),
        ]);
        const order = drain(frontier, NIGHT_1);
        expect(order.slice(0, 2).sort()).toEqual(['/feed', '/map']);
        expect(order.slice(2)).toEqual(['/list', '/page']);
      });

      test('takes the freshest pages first, those of unknown age last, in the order they came', () => {
        frontier.offer([
          link('/unknown-1'),
          link('/old', { modifiedAt: '2016-01-01T00:00:00.000Z' }),
          link('/new', { modifiedAt: '2025-01-01T00:00:00.000Z' }),
          link('/unknown-2'),
        ]);
        expect(drain(frontier, NIGHT_1)).toEqual(['/new', '/old', '/unknown-1', '/unknown-2']);
      });

      test('takes pages that are only seen again last, however fresh; those with news stand among the new', () => {
        frontier.openRun(NIGHT_1);
        frontier.offer([link('/again', { modifiedAt: '2025-02-28T00:00:00.000Z' }), link('/changed')]);
        drain(frontier, NIGHT_1);
        frontier.closeRun(NIGHT_1_LATER);
        frontier.openRun(NIGHT_2);
        frontier.offer([link('/again'), link('/changed', { modifiedAt: NIGHT_1_LATER }), link('/first')]);
        expect(drain(frontier, NIGHT_2, { fetchedAt: NIGHT_2 })).toEqual(['/changed', '/first', '/again']);
        frontier.closeRun(NIGHT_2);
        // What was seen again has news the next time.
        frontier.openRun(NIGHT_3);
        frontier.offer([link('/second'), link('/again', { modifiedAt: '2025-03-03T00:00:00.000Z' })]);
        expect(drain(frontier, NIGHT_3)).toEqual(['/again', '/second']);
      });

      test('keeps away from busy hosts, told apart by port', () => {
        frontier.offer([link('/1'), link('https://a.example:8443/2'), link('https://b.example/3')]);
        const busy = new Set(['a.example', 'a.example:8443']);
        expect(frontier.next(busy, NIGHT_1)?.url).toBe('https://b.example/3');
        expect(frontier.next(new Set(['a.example', 'b.example']), NIGHT_1)?.url).toBe(
          'https://a.example:8443/2',
        );
        expect(frontier.next(new Set(['a.example', 'a.example:8443', 'b.example']), NIGHT_1)).toBeUndefined();
      });

      test('gives an entry once, until it is settled or given back', () => {
        frontier.offer([link('/1'), link('/2')]);
        expect(frontier.next(NONE, NIGHT_1)?.url).toBe(at('/1'));
        expect(frontier.next(NONE, NIGHT_1)?.url).toBe(at('/2'));
        expect(frontier.next(NONE, NIGHT_1)).toBeUndefined();
        frontier.giveBack(at('/1'));
        frontier.settle(at('/2'), again(null));
        expect(frontier.next(NONE, NIGHT_1)?.url).toBe(at('/1'));
        expect(frontier.next(NONE, NIGHT_1)?.url).toBe(at('/2'));
        expect(frontier.counts()).toEqual({ pending: 2, settled: 0 });
      });

      test('what became pending while others were given is given in its place', () => {
        frontier.offer([link('/old', { modifiedAt: '2016-01-01T00:00:00.000Z' }), link('/older')]);
        expect(frontier.next(NONE, NIGHT_1)?.url).toBe(at('/old'));
        frontier.offer([link('/new', { modifiedAt: '2025-01-01T00:00:00.000Z' })]);
        frontier.offer([link('/list', { role: 'listing' })]);
        expect(drain(frontier, NIGHT_1)).toEqual(['/list', '/new', '/older']);
      });

      test('a failed try that is due again does not go before what is read first', () => {
        frontier.offer([link('/page'), link('/map', { role: 'sitemap' })]);
        frontier.settle(at('/page'), again('2025-03-01T18:05:00.000Z'));
        expect(drain(frontier, NIGHT_1_LATER)).toEqual(['/map', '/page']);
      });

      test('waits for notBefore, and nextDueAt names the earliest', () => {
        frontier.offer([link('/1'), link('/2'), link('https://b.example/3')]);
        frontier.settle(at('/1'), again('2025-03-01T18:30:00.000Z'));
        frontier.settle(at('/2'), again('2025-03-01T18:20:00.000Z'));
        frontier.settle(at('https://b.example/3'), again('2025-03-01T18:15:00.000Z'));
        expect(frontier.next(NONE, NIGHT_1_LATER)).toBeUndefined();
        expect(Date.parse(frontier.nextDueAt(NONE)!)).toBe(Date.parse('2025-03-01T18:15:00.000Z'));
        expect(Date.parse(frontier.nextDueAt(new Set(['b.example']))!)).toBe(
          Date.parse('2025-03-01T18:20:00.000Z'),
        );
        expect(frontier.next(new Set(['b.example']), '2025-03-01T18:25:00.000Z')?.url).toBe(at('/2'));
      });
    });

    describe('settle', () => {
      beforeEach(() => {
        frontier.openRun(NIGHT_1);
        frontier.offer([link('/1')]);
      });

      test('keeps the validators for the next run', () => {
        const kept = {
          etag: '"x"',
          lastModified: 'Sat, 01 Mar 2025 10:00:00 GMT',
          bodyHash: 'ab',
          fetchedAt: NIGHT_1,
        };
        frontier.settle(at('/1'), settlement(kept));
        frontier.closeRun(NIGHT_1_LATER);
        frontier.openRun(NIGHT_2);
        frontier.offer([link('/1')]);
        const { etag, lastModified, bodyHash, lastFetchedAt } = frontier.next(NONE, NIGHT_2)!;
        expect({ etag, lastModified, bodyHash, fetchedAt: lastFetchedAt }).toEqual(kept);
      });

      test('counts failed tries within a run and forgets them in the next', () => {
        frontier.settle(at('/1'), again(NIGHT_1));
        frontier.settle(at('/1'), again(NIGHT_1));
        expect(frontier.next(NONE, NIGHT_1)?.attempts).toBe(2);
        frontier.closeRun(NIGHT_1_LATER);
        frontier.openRun(NIGHT_3);
        expect(frontier.next(NONE, NIGHT_3)?.attempts).toBe(0);
      });

      test.runIf(keepsRevisits)('keeps the history of changes', () => {
        const history = { visits: 3, changes: 1, observedMs: 86_400_000 };
        frontier.settle(at('/1'), settlement({ history }));
        frontier.closeRun(NIGHT_1_LATER);
        frontier.openRun(NIGHT_2);
        frontier.offer([link('/1')]);
        expect(frontier.next(NONE, NIGHT_2)?.history).toEqual(history);
      });

      test.runIf(keepsRevisits).each([
        ['before its time, without news', NIGHT_3, null, 1, []],
        ['at its time', NIGHT_2, null, 0, ['/1']],
        ['before its time, with news', NIGHT_3, '2025-03-02T09:00:00.000Z', 0, ['/1']],
        ['before its time, with old news', NIGHT_3, '2025-02-01T00:00:00.000Z', 1, []],
        ['after its time, with old news', NIGHT_1, '2025-02-01T00:00:00.000Z', 1, []],
      ])('a page that is offered %s', (_name, revisitAt, modifiedAt, unchanged, fetched) => {
        frontier.settle(at('/1'), settlement({ revisitAt }));
        frontier.closeRun(NIGHT_1_LATER);
        frontier.openRun(NIGHT_2);
        expect(frontier.offer([link('/1', { modifiedAt })]).unchanged).toBe(unchanged);
        expect(drain(frontier, NIGHT_2)).toEqual(fetched);
      });

      test('moves the entry from pending to settled', () => {
        frontier.offer([link('/2')]);
        frontier.settle(at('/1'), settlement());
        expect(frontier.counts()).toEqual({ pending: 1, settled: 1 });
      });

      test('counts stay right however often and whatever is settled', () => {
        frontier.offer([link('/2')]);
        frontier.settle(at('/1'), settlement());
        frontier.settle(at('/1'), settlement());
        frontier.next(NONE, NIGHT_1);
        frontier.settle(at('/2'), again(NIGHT_2));
        expect(frontier.counts()).toEqual({ pending: 1, settled: 1 });
        frontier.settle(at('/2'), settlement({ state: 'gone' }));
        expect(frontier.counts()).toEqual({ pending: 0, settled: 2 });
      });

      test('of an address that was never offered changes nothing', () => {
        frontier.settle(at('/unknown'), settlement());
        expect(frontier.counts()).toEqual({ pending: 1, settled: 0 });
      });
    });
  });
}
