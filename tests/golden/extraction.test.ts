import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../src/extract/extract-article.ts';
import type { Article } from '../../src/model/article.ts';

/**
 * One page per trap (fixtures/pages/README.md) and what a person says is in it.
 * `npm run golden:update` rewrites the expected files; `git diff` shows what changed, and somebody reads it.
 */
const PAGES = new URL('../../fixtures/pages/', import.meta.url);
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

/** The pages were "fetched" then; one of them says "3 giờ trước". */
const FETCHED_AT = '2026-03-07T02:15:00Z';

const names = readdirSync(PAGES)
  .filter((file) => file.endsWith('.html'))
  .map((file) => file.replace(/\.html$/u, ''));

/** The article as a person reads it: paragraphs one a line, each section by its heading and its first words. */
function readable(article: Article): unknown {
  return {
    kind: article.kind,
    url: article.url,
    canonicalUrl: article.canonicalUrl,
    title: article.title,
    lead: article.lead,
    byline: article.byline,
    publishedAt: article.publishedAt,
    modifiedAt: article.modifiedAt,
    category: article.category,
    tags: article.tags,
    language: article.language,
    text: article.text === '' ? [] : article.text.split('\n\n'),
    sections: article.sections.map(({ heading, place, publishedOn, start, end }) => ({
      heading,
      place,
      publishedOn,
      text: `${article.text.slice(start, Math.min(end, start + 60))}…`,
      paragraphs: article.text.slice(start, end).split('\n\n').length,
    })),
    images: article.images,
    diagnostics: article.diagnostics.map((diagnostic) => diagnostic.code),
  };
}

describe('golden pages', () => {
  test.each(names)('%s', (name) => {
    const html = readFileSync(new URL(`${name}.html`, PAGES), 'utf8');
    const url = /<!-- url: (\S+) -->/u.exec(html)?.[1] ?? null;
    const found = readable(extractArticle({ html, url, fetchedAt: FETCHED_AT }));
    const expectedFile = new URL(`${name}.expected.json`, PAGES);
    if (UPDATE) writeFileSync(expectedFile, `${JSON.stringify(found, null, 2)}\n`);
    expect(existsSync(expectedFile), 'a missing expected file is written by npm run golden:update').toBe(
      true,
    );
    expect(found).toEqual(JSON.parse(readFileSync(expectedFile, 'utf8')));
  });
});
