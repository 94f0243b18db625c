import { describe, expect, test } from 'vitest';
import { addedUp, article, crawlFaults, text, type FaultNight } from './fault-night.ts';
import type { Route } from './fault-server.ts';

/** One page, night after night. */
const crawlPage = (
  route: Route,
  more: Partial<Parameters<typeof crawlFaults>[0]> = {},
): Promise<FaultNight> => crawlFaults({ pages: ['/x'], routes: () => ({ '/x': route }), ...more });

const PLAIN_HTML = { 'content-type': 'text/html' };
const withoutMeta = article(1).replace('<meta charset="utf-8">', '');

/** `text` in UTF-16, little-endian, with its mark. */
const utf16 = (value: string): Buffer => Buffer.from(`\uFEFF${value}`, 'utf16le');

describe('wrong and missing charset', () => {
  test.each([
    ['missing everywhere', text(Buffer.from(withoutMeta), PLAIN_HTML)],
    [
      'header says latin-1, the bytes are UTF-8',
      text(Buffer.from(withoutMeta), { 'content-type': 'text/html; charset=iso-8859-1' }),
    ],
    [
      'header names one that does not exist',
      text(article(1), { 'content-type': 'text/html; charset=khong-co' }),
    ],
    [
      'meta says windows-1252, the bytes are UTF-8',
      text(article(1).replace('"utf-8"', '"windows-1252"'), PLAIN_HTML),
    ],
    ['UTF-16 with its mark, the header says UTF-8', text(utf16(withoutMeta))],
    [
      'UTF-8 with its mark, the header says latin-1',
      text(Buffer.from(`\uFEFF${withoutMeta}`), { 'content-type': 'text/html; charset=iso-8859-1' }),
    ],
  ])('%s: every letter is right', async (_name, route) => {
    const night = await crawlPage(route);
    expect(night.summaries).toEqual(['new 1']);
    expect(night.articles[0]!.article.title).toBe('Chi bộ số 1 sinh hoạt');
    expect(night.articles[0]!.article.text).toContain('đảng viên trong khu phố cùng nhau trao đổi');
    expect(night.articles[0]!.mentions[0]!.mention.document).toMatch(/^vn:tw:ct:/u);
  });
});

describe('a hostile page is read within its limits, and is no article or one', () => {
  const body = article(1).replace('</article>', '');
  test.each([
    ['100,000-deep page', `${'<div>'.repeat(100_000)}sâu`],
    ['100,000-deep page of unclosed formatting', '<b><i><a href="/y">'.repeat(33_000)],
    ['endless line', 'x'.repeat(15_000_000)],
    ['endless line of tags', '<p>'.repeat(5_000_000)],
    ['NUL bytes', '\0'.repeat(1_000_000)],
    ['50,000 attributes', `<p ${Array.from({ length: 50_000 }, (_, at) => `a${at}=1`).join(' ')}>x`],
    ['a million entities', '&aacute;'.repeat(1_000_000)],
    ['a comment without end', `<!--${'-'.repeat(5_000_000)}`],
    ['a table of a million cells', `<table>${'<tr><td>1'.repeat(1_000_000)}`],
  ])('%s', async (_name, html) => {
    const night = await crawlPage(text(html));
    expect(night.summaries).toHaveLength(1);
    expect(night.summaries[0]).toMatch(/^(?:new|noArticle|failed [a-z-]+) 1$/u);
    expect(night.reports[0]!.failures).not.toHaveProperty('internal');
    expect(addedUp(night.reports[0]!)).toBe(night.reports[0]!.requests);
    expect(night.check).toEqual([]);
  });

  test.each([
    ['NUL bytes between the letters', Buffer.from(body.replaceAll('trao đổi', 'trao\0 đổi'))],
    [
      'malformed UTF-8',
      Buffer.concat([Buffer.from(body), Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0xf0, 0x9f])]),
    ],
    ['300 levels around an article', Buffer.from(`${'<div>'.repeat(300)}${body}`)],
  ])('%s: the article is there', async (_name, bytes) => {
    const night = await crawlPage(text(bytes));
    expect(night.summaries).toEqual(['new 1']);
    expect(night.articles[0]!.article.text).toContain('Chỉ thị 05-CT/TW');
    expect(night.articles[0]!.article.text).not.toContain('\0');
  });
});

describe('articles that change', () => {
  test('updated: the correction is a version of the same article', async () => {
    let tonight = 1;
    const night = await crawlPage(
      (response, request) =>
        text(tonight === 1 ? article(1) : article(1).replaceAll('ghi lại', 'ghi lại đầy đủ'))(
          response,
          request,
        ),
      { nights: 2, onNight: (number) => void (tonight = number) },
    );
    expect(night.summaries).toEqual(['new 1', 'changed 1']);
    expect(night.versions).toEqual([2]);
    expect(night.articles[0]!.article.text).toContain('ghi lại đầy đủ');
  });

  test('deleted: the loss is recorded, the article stays', async () => {
    let tonight = 1;
    const night = await crawlPage(
      (response, request) => {
        if (tonight === 1) return text(article(1))(response, request);
        response.writeHead(410).end();
      },
      { nights: 2, onNight: (number) => void (tonight = number) },
    );
    expect(night.summaries).toEqual(['new 1', 'gone 1']);
    expect(night.articles).toHaveLength(1);
  });

  test('duplicated: one article with both its addresses', async () => {
    const night = await crawlFaults({
      pages: ['/x', '/in/x', '/khac'],
      routes: () => ({ '/x': text(article(1)), '/in/x': text(article(1)), '/khac': text(article(2)) }),
    });
    expect(night.summaries).toEqual(['new 2, duplicate 1']);
    expect(night.articles.map(({ addresses }) => addresses.length).sort()).toEqual([1, 2]);
  });

  test('unchanged: the same bytes again are no version', async () => {
    const night = await crawlPage(text(article(1)), { nights: 3 });
    expect(night.summaries[1]).toBe('unchanged 1');
    expect(night.versions).toEqual([1]);
  });
});

describe('a clock that is set between and within nights', () => {
  const pages = Array.from({ length: 6 }, (_, at) => `/bai-${at}`);
  const serveAll = (): Record<string, Route> =>
    Object.fromEntries(pages.map((path, at) => [path, text(article(at + 1))]));

  test.each([
    ['back by a day', '2025-02-28T18:00:00Z'],
    ['back to 1970', '1970-01-01T00:00:00Z'],
    ['forward by a year', '2026-03-01T18:00:00Z'],
  ])('%s: each page is fetched once, and nothing waits for long', async (_name, date) => {
    const slept: number[] = [];
    const night = await crawlFaults({
      pages,
      routes: serveAll,
      nights: 2,
      onNight: (number, clock) => {
        if (number === 2) clock.setWallClock(new Date(date));
        slept.push(...clock.slept);
      },
    });
    expect(night.summaries[0]).toBe('new 6');
    expect(night.articles).toHaveLength(6);
    expect(night.reports[1]!.failed).toBe(0);
    expect(night.reports[1]!.new).toBe(0);
    expect(Math.max(0, ...slept)).toBeLessThanOrEqual(60_000);
  });
});
