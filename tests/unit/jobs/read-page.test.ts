import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { discoverLinks } from '../../../src/crawl/discovery/discover-links.ts';
import { readPage, type PageReading } from '../../../src/jobs/ingest/read-page.ts';
import { builtinRegistry } from '../../../src/references/registry/builtin-registry.ts';
import { createWordSegmenter } from '../../../src/text/segmenter/create-word-segmenter.ts';

const PAGES = new URL('../../../fixtures/pages', import.meta.url).pathname;
const URL_OF_PAGE = 'https://a.vn/tin/trang.html';
const context = { registry: builtinRegistry(), segmenter: createWordSegmenter() };

function read(html: string | Uint8Array, wants: 'links' | 'all', contentType = 'text/html'): PageReading {
  const capture = {
    ...{ requestedUrl: URL_OF_PAGE, finalUrl: URL_OF_PAGE, fetchedAt: '2025-03-01T18:00:00.000Z' },
    ...{ status: 200, headers: { 'content-type': contentType }, body: Buffer.from(html) },
  };
  return readPage({ capture, hints: {}, wants }, context);
}

const htmlFiles = readdirSync(PAGES, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.html'),
);

describe('readPage', () => {
  test.each(htmlFiles)('finds in the tree of %s the links that a scan finds', (name) => {
    const html = readFileSync(join(PAGES, name));
    const fromTree = read(html, 'all').page;
    const fromScan = read(html, 'links').page;
    expect(fromTree).toEqual(fromScan);
  });

  test('brings links that are followed, and no others', () => {
    const html = '<a href="/bai-viet-123456.html">a</a><a href="/muc/">b</a><a href="?page=2">2</a>';
    expect(discoverLinks(html, URL_OF_PAGE).links).toHaveLength(3);
    expect(read(html, 'all').page.links.map(({ kind }) => kind)).toEqual(['page', 'next']);
  });

  test('nothing is read of a page that asks not to be kept, and of one that was asked for its links', () => {
    const page = `<title>Tin</title><p>${'Hội nghị khai mạc sáng nay tại Hà Nội. '.repeat(20)}</p>`;
    expect(read(page, 'all').reading?.article.title).toBe('Tin');
    expect(read(page, 'links').reading).toBeNull();
    const { page: signs, reading } = read(`<meta name="robots" content="noindex">${page}`, 'all');
    expect(signs.robots.noindex).toBe(true);
    expect(reading).toBeNull();
  });

  test('plain text has no links', () => {
    expect(read('<a href="/bai-viet-123456.html">a</a>', 'all', 'text/plain').page.links).toEqual([]);
  });

  test('a deep page and one of 200,000 links are gone through', () => {
    expect(read('<div><a href="/a-123456.html">x</a>'.repeat(20_000), 'all').page.links).toHaveLength(1);
    const links = Array.from({ length: 200_000 }, (_, id) => `<a href="/a-${100_000 + id}.html">x</a>`);
    expect(read(links.join(''), 'all').page.links).toHaveLength(5_000);
  });
});
