import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { SegmentedIndex } from '../../../src/engines/search-index/segmented-index.ts';
import type { FactTest, PlanNode } from '../../../src/search/engine/search-plan.ts';
import { allOf, anyOf, indexDocument, noneOf, phraseOf, termsOf } from '../../support/index-documents.ts';

const EVERYTHING: PlanNode = { kind: 'everything' };
const fact = (test: FactTest): PlanNode => ({ kind: 'fact', test });

async function idsOf(index: SegmentedIndex, plan: PlanNode): Promise<string[]> {
  const batches: (readonly string[])[] = [];
  for await (const batch of index.readCandidates(plan)) batches.push(batch);
  return batches.flat();
}

describe('SegmentedIndex', () => {
  let index: SegmentedIndex;
  beforeEach(async () => {
    index = new SegmentedIndex();
    await index.put([
      indexDocument('a', 'học tập | làm theo gương bác', { site: 'x.vn', publishedOn: '2020-01-31' }),
      indexDocument('b', 'làm | học tập', { places: ['hcm/quan-1'], documents: ['vn:tw.btgtw:hd:k12:5'] }),
      indexDocument('c', 'đảng bộ | học', { kind: 'bulletin', documents: ['vn:tw:ct:k12:5'] }),
      indexDocument('d', 'gương | tập học học', { publishedOn: '2020-02-01' }),
    ]);
  });

  test.each<[name: string, plan: PlanNode, ids: string]>([
    ['everything', EVERYTHING, 'abcd'],
    ['a word anywhere', termsOf('học'), 'abcd'],
    ['a word in the title', termsOf('học', 'title'), 'a'],
    ['a word in the text', termsOf('học', 'text'), 'bcd'],
    ['any spelling of a word', termsOf('đảng/bác'), 'ac'],
    ['a word that is nowhere', termsOf('xyzzy'), ''],
    ['a group without spellings', { kind: 'terms', field: 'any', group: { alternatives: [] } }, ''],
    ['all of two', allOf(termsOf('học'), termsOf('gương')), 'ad'],
    ['all of none', allOf(), 'abcd'],
    ['any of none', anyOf(), ''],
    ['any of two', anyOf(termsOf('bác'), termsOf('đảng')), 'ac'],
    ['what lacks a word', noneOf(termsOf('gương')), 'bc'],
    ['what lacks a fact', noneOf(fact({ fact: 'kind', value: 'bulletin' })), 'abd'],
    ['what lacks what lacks a word', noneOf(noneOf(termsOf('gương'))), 'ad'],
    [
      'AND, OR and NOT inside one another',
      allOf(anyOf(termsOf('bác'), allOf(termsOf('tập'), noneOf(termsOf('làm')))), termsOf('học')),
      'ad',
    ],
    ['a phrase in one field', phraseOf('học tập'), 'abd'],
    ['a phrase in the title', phraseOf('học tập', 'title'), 'a'],
    // `a` may hold it and `c` does not; whether `b` and `d` do only positions tell, so they must not be lost.
    ['what lacks a phrase: nothing that may lack it is lost', noneOf(phraseOf('học tập')), 'abcd'],
    ['what lacks a phrase of one word', noneOf(phraseOf('gương')), 'bc'],
    ['a site', fact({ fact: 'site', value: 'x.vn' }), 'a'],
    ['a place that holds the article’s', fact({ fact: 'place', value: 'hcm' }), 'b'],
    ['a place that only begins like it', fact({ fact: 'place', value: 'hcm/quan' }), ''],
    ['days, both included', fact({ fact: 'date', from: '2020-01-31', to: '2020-02-01' }), 'ad'],
    ['days from one on', fact({ fact: 'date', from: '2020-02-01', to: null }), 'd'],
    ['a document', fact({ fact: 'document', anyOf: ['vn:tw:ct:k12:5', 'vn:tw:ct:k12:6'] }), 'c'],
    ['a body and those below it', fact({ fact: 'issuer', value: 'tw' }), 'bc'],
    ['maybe', { kind: 'maybe', child: termsOf('gương'), boosts: [] }, 'ad'],
  ])('finds %s', async (_name, plan, ids) => {
    expect(await idsOf(index, plan)).toEqual(ids.split(''));
    const answer = await index.search(plan, { limit: 10 });
    expect(answer.total).toBe(ids.length);
    expect(answer.hits.map(({ id }) => id).sort()).toEqual(ids.split(''));
  });

  test('says where positions would have to decide', async () => {
    const isExact = async (plan: PlanNode): Promise<boolean> =>
      (await index.search(plan, { limit: 1 })).isExact;
    expect(await isExact(allOf(termsOf('học'), phraseOf('gương')))).toBe(true);
    expect(await isExact(allOf(termsOf('học'), noneOf(phraseOf('học tập'))))).toBe(false);
  });

  test('a word of the title, and one that occurs often, ranks first', async () => {
    const { hits } = await index.search(termsOf('học'), { limit: 2 });
    expect(hits.map(({ id }) => id)).toEqual(['a', 'd']);
  });

  test('boosts move hits and add none', async () => {
    const boosted: PlanNode = {
      kind: 'maybe',
      child: termsOf('học'),
      boosts: [{ alternatives: [{ term: 'đảng', boost: 9 }] }],
    };
    const answer = await index.search(boosted, { limit: 1 });
    expect(answer).toMatchObject({ total: 4, hits: [{ id: 'c' }] });
  });

  test('a later change replaces an article, an earlier one is ignored', async () => {
    await index.put([indexDocument('a', 'mới', { sequence: 5 })]);
    await index.put([indexDocument('a', 'cũ', { sequence: 4 })]);
    expect(await idsOf(index, termsOf('mới'))).toEqual(['a']);
    expect(await idsOf(index, anyOf(termsOf('cũ'), termsOf('bác')))).toEqual([]);
    expect(await index.count()).toBe(4);
  });

  test('a removed article is nowhere', async () => {
    await index.remove(['a', 'unknown']);
    expect(await idsOf(index, EVERYTHING)).toEqual(['b', 'c', 'd']);
    expect((await index.search(termsOf('học'), { limit: 9 })).total).toBe(3);
    expect(await index.countFacet(EVERYTHING, 'site')).toEqual([]);
  });

  test('counts facets, most articles first, equals in order of value', async () => {
    await index.put([indexDocument('e', 'x', { publishedOn: '2020-02-29' })]);
    expect(await index.countFacet(EVERYTHING, 'month')).toEqual([
      { value: '2020-02', articles: 2 },
      { value: '2020-01', articles: 1 },
    ]);
    expect(await index.countFacet(termsOf('học'), 'kind')).toEqual([
      { value: 'article', articles: 3 },
      { value: 'bulletin', articles: 1 },
    ]);
  });
});

describe('segments', () => {
  const WORDS = ['an', 'ba', 'ca'];
  const operation = fc.record({
    id: fc.integer({ min: 0, max: 40 }).map(String),
    word: fc.option(fc.constantFrom(...WORDS)),
    settle: fc.boolean(),
  });

  test('hold what was put and not removed, however they were merged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 120 }), async (operations) => {
        let index = new SegmentedIndex();
        const expected = new Map<string, string>();
        for (const [sequence, { id, word, settle }] of operations.entries()) {
          if (word === null) {
            await index.remove([id]);
            expected.delete(id);
          } else {
            await index.put([indexDocument(id, word, { sequence })]);
            expected.set(id, word);
          }
          // An index of the same segments and one more, so that there are many to merge.
          if (settle) {
            const added = new SegmentedIndex();
            await added.put([indexDocument(`x${sequence}`, 'xa')]);
            index = new SegmentedIndex([...index.segments, ...added.segments]);
            expected.set(`x${sequence}`, 'xa');
            index.settle();
          }
        }
        for (const word of [...WORDS, 'xa']) {
          const ids = [...expected].filter(([, one]) => one === word).map(([id]) => id);
          expect(await idsOf(index, termsOf(word))).toEqual(ids.sort());
        }
        expect(index.size).toBe(expected.size);
        expect(index.segments.length).toBeLessThanOrEqual(10);
      }),
      { numRuns: 50 },
    );
  });

  test('are begun anew after 10,000 articles', async () => {
    const index = new SegmentedIndex();
    const ids = Array.from({ length: 25_000 }, (_, at) => `id${at}`);
    await index.put(ids.map((id) => indexDocument(id, 'một hai')));
    expect(index.segments.map(({ live }) => live)).toEqual([10_000, 10_000, 5_000]);
    expect((await index.search(termsOf('hai'), { limit: 3 })).total).toBe(25_000);
  });
});
