import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { scorePage, scoreSet, type SetScore } from '../../bench/extraction/shingle-score.ts';
import { extractArticle } from '../../src/extract/extract-article.ts';

/**
 * Floors under what extraction reaches; `node bench/extraction/run.mjs` prints the figures beside the peers'.
 * Raise a floor when the figure rises; never lower one to pass.
 */
const PAGES = new URL('../../../shared/data/pages/', import.meta.url);
const hasPages = existsSync(PAGES);
if (!hasPages) process.stderr.write('skipped: the quality of extraction needs ../shared/data/pages\n');

const readJson = (path: string): Record<string, Record<string, string>> =>
  JSON.parse(readFileSync(new URL(path, PAGES), 'utf8')) as Record<string, Record<string, string>>;
const readPage = (path: string): string => gunzipSync(readFileSync(new URL(path, PAGES))).toString();

function scoreBodies(
  gold: Record<string, Record<string, string>>,
  folder: string,
  urlOf: (id: string) => string,
): SetScore {
  return scoreSet(
    Object.entries(gold).map(([id, page]) => {
      const article = extractArticle({
        html: readPage(`${folder}/${id}.html.gz`),
        url: urlOf(id),
        profiles: [],
      });
      return scorePage(page['articleBody'] ?? '', article.text);
    }),
  );
}

describe.skipIf(!hasPages)('quality of extraction without site profiles', () => {
  test('scrapinghub: F1 of 4-grams, as its benchmark scores', () => {
    const gold = readJson('scrapinghub/ground-truth.json');
    const score = scoreBodies(gold, 'scrapinghub/html', (id) => gold[id]?.['url'] ?? '');
    expect(score.f1).toBeGreaterThanOrEqual(0.97);
    expect(score.exact).toBeGreaterThanOrEqual(0.38);
  });

  test('real Vietnamese pages: text, lead, date', () => {
    const gold = readJson('vn/gold.json');
    const score = scoreBodies(gold, 'vn', () => 'https://example.vn/bai-1.html');
    expect(score.f1).toBeGreaterThanOrEqual(0.985);
    expect(score.exact).toBeGreaterThanOrEqual(0.8);
  });
});
