import { beforeAll, describe, expect, test } from 'vitest';
import type { IndexDocument } from '../../src/search/engine/index-document.ts';
import { MemoryLexicon } from '../../src/search/engine/memory-lexicon.ts';
import type { WritableSearchEngine } from '../../src/search/engine/search-engine.ts';
import { buildPlan } from '../../src/search/query/build-plan.ts';
import { parseQuery } from '../../src/search/query/parse-query.ts';
import { findHits } from '../../src/search/ranking/find-hits.ts';
import { analyzeArticle } from '../../src/search/tokens/analyze-article.ts';
import { normalizeText } from '../../src/text/normalize-text.ts';
import { createWordSegmenter } from '../../src/text/segmenter/create-word-segmenter.ts';
import { FOLDED_ARTICLES, FOLDED_QUERIES } from '../support/folded-queries-table.ts';
import type { ContractOptions, CreateSearchEngine } from './search-engine.contract.ts';

/** What is typed with, without or with some marks finds the same articles in the same order on every engine. */
export function describeFoldedQueries(
  name: string,
  create: CreateSearchEngine,
  { close }: Pick<ContractOptions, 'close'> = {},
): void {
  describe(`folded queries: ${name}`, () => {
    const segmenter = createWordSegmenter();
    const lexicon = new MemoryLexicon();
    let engine: WritableSearchEngine;
    beforeAll(async () => {
      const documents = Object.entries(FOLDED_ARTICLES).map(([id, [title, text]], index): IndexDocument => {
        const tokens = analyzeArticle(normalizeText(title), normalizeText(text), segmenter);
        const facts = { site: null, publishedOn: null, kind: 'article', places: [], documents: [] };
        return { id, sequence: index + 1, tokens, facts };
      });
      engine = await create(lexicon);
      lexicon.put(documents);
      await engine.put(documents);
      return async () => close?.(engine);
    });

    test.each(FOLDED_QUERIES)('%s finds %s', async (query, expected) => {
      const built = buildPlan(parseQuery(query, { segmenter }).node, lexicon);
      const { total, hits } = await findHits(engine, lexicon, built, { limit: 50 });
      expect(hits.map(({ id }) => id).join(' ')).toBe(expected);
      expect(total).toBe(hits.length);
    });
  });
}
