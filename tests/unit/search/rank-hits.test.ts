import { describe, expect, test } from 'vitest';
import { MemoryLexicon } from '../../../src/search/engine/memory-lexicon.ts';
import type { PlanNode } from '../../../src/search/engine/search-plan.ts';
import { buildPlan } from '../../../src/search/query/build-plan.ts';
import { parseQuery } from '../../../src/search/query/parse-query.ts';
import { rankHits } from '../../../src/search/ranking/rank-hits.ts';
import { createWordSegmenter } from '../../../src/text/segmenter/create-word-segmenter.ts';
import { makeCorpus } from '../../support/search-corpus.ts';
import { TEST_DIRECTIVES } from '../../support/search-queries.ts';

const lexicon = new MemoryLexicon();
const corpus = makeCorpus({ articles: 200, seed: 5 });
lexicon.put(corpus.map(({ document }) => document));
const ids = corpus.map(({ id }) => id);
const segmenter = createWordSegmenter();

/** Matches nothing, but only positions say so. */
const NOWHERE: PlanNode = { kind: 'phrase', field: 'any', groups: [] };
const orNowhere = (plan: PlanNode): PlanNode => ({ kind: 'or', children: [plan, NOWHERE] });

describe('rankHits', () => {
  test.each([
    'đảng',
    'dang bo',
    'duong OR hoa',
    'title:dang',
    'text:(hoc tap)',
    'hoc -đảng',
    'ngh* duong',
    'nghi quyet~',
    'hoa binh kind:bulletin',
    'dang date:2019..2020',
    'hoc 05-CT/TW',
    '*',
  ])('ranks %j by counts as by tokens', (query) => {
    const { node } = parseQuery(query, { segmenter, directives: TEST_DIRECTIVES });
    const built = buildPlan(node, lexicon);
    const ranked = rankHits(built, lexicon, ids);
    const typed = orNowhere(built.typed ?? { kind: 'everything' });
    expect(ranked).toHaveLength(ids.length);
    expect(ranked).toEqual(rankHits({ ...built, typed }, lexicon, ids));
  });

  test('leaves out an article that is not there', () => {
    const { node } = parseQuery('dang', { segmenter, directives: TEST_DIRECTIVES });
    const built = buildPlan(node, lexicon);
    expect(rankHits(built, lexicon, ['never-there', ids[0]!]).map(({ id }) => id)).toEqual([ids[0]]);
  });
});
