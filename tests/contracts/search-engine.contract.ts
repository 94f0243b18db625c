import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ArticleFacts, IndexDocument } from '../../src/search/engine/index-document.ts';
import type { Lexicon } from '../../src/search/engine/lexicon.ts';
import { MemoryLexicon } from '../../src/search/engine/memory-lexicon.ts';
import { FACET_FIELDS, type WritableSearchEngine } from '../../src/search/engine/search-engine.ts';
import type { PlanNode } from '../../src/search/engine/search-plan.ts';
import { verifyPlan } from '../../src/search/engine/verify-plan.ts';
import {
  collectCandidates,
  searchWorld,
  type SearchWorld,
  type SearchWorldSize,
} from '../support/search-world.ts';

const EVERYTHING: PlanNode = { kind: 'everything' };

/**
 * Makes an empty engine. The lexicon is that of the articles that the engine will be told of: an engine over a store of
 * its own need not look at it.
 */
export type CreateSearchEngine = (lexicon: Lexicon) => Promise<WritableSearchEngine>;

export interface ContractOptions {
  readonly size?: SearchWorldSize;
  /** Called with each engine once its tests are done. */
  readonly close?: ((engine: WritableSearchEngine) => Promise<void>) | undefined;
  /** For each test that asks all plans. */
  readonly timeoutMs?: number;
}

/** What every search engine promises about plans: the same articles, the same totals, the same facets. */
export function describeSearchEngine(
  name: string,
  create: CreateSearchEngine,
  { size = 'small', close, timeoutMs = 900_000 }: ContractOptions = {},
): void {
  describe(`search engine: ${name}`, () => {
    describeLargeWorld(create, { size, close, timeoutMs });
    describeChanges(create, close);
  });
}

function describeLargeWorld(
  create: CreateSearchEngine,
  {
    size,
    close,
    timeoutMs,
  }: ContractOptions & { readonly size: SearchWorldSize; readonly timeoutMs: number },
): void {
  describe(`over the ${size} corpus`, () => {
    let world: SearchWorld;
    let engine: WritableSearchEngine;
    beforeAll(async () => {
      // Not before: where the tests are skipped, nothing is made for them.
      world = searchWorld(size);
      engine = await create(world.lexicon);
      const documents = world.corpus.map(({ document }) => document);
      for (let from = 0; from < documents.length; from += 1000)
        await engine.put(documents.slice(from, from + 1000));
    }, timeoutMs);
    afterAll(async () => close?.(engine));

    const isHit = (plan: PlanNode, id: string): boolean =>
      verifyPlan(plan, { tokens: world.lexicon.tokensOf(id)!, facts: world.lexicon.factsOf(id)! });

    test('holds every article', async () => {
      expect(await engine.count()).toBe(world.corpus.length);
      expect(await engine.search(EVERYTHING, { limit: 0 })).toEqual({
        isExact: true,
        total: world.corpus.length,
        hits: [],
      });
    });

    test('finds what the oracle finds', { timeout: timeoutMs }, async () => {
      for (const named of world.plans) {
        const { isExact } = await engine.search(named.plan, { limit: 0 });
        const candidates = await collectCandidates(engine, named.plan);
        expect(candidates, `${named.name}: in order of id, each once`).toEqual(
          [...new Set(candidates)].sort(),
        );
        const found = isExact ? candidates : candidates.filter((id) => isHit(named.plan, id));
        expect(found, named.name).toEqual(await world.expectedIds(named));
      }
    });

    test('says how many there are, and gives the best of them', { timeout: timeoutMs }, async () => {
      for (const named of world.plans) {
        const expected = await world.expectedIds(named);
        const { isExact, total, hits } = await engine.search(named.plan, { limit: 20 });
        if (isExact) expect(total, named.name).toBe(expected.length);
        else expect(total, named.name).toBeGreaterThanOrEqual(expected.length);
        expect(hits, named.name).toHaveLength(Math.min(20, total));
        expect(hits, named.name).toEqual(
          [...hits].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)),
        );
        expect(new Set(hits.map(({ id }) => id)).size, named.name).toBe(hits.length);
        for (const { score } of hits) expect(Number.isFinite(score), named.name).toBe(true);
        if (isExact)
          expect(
            hits.every(({ id }) => expected.includes(id)),
            named.name,
          ).toBe(true);
      }
    });

    test('gives all or the best where all up to a number are wanted', { timeout: timeoutMs }, async () => {
      const [limit, allUpTo] = [5, 60];
      for (const named of world.plans) {
        const expected = await world.expectedIds(named);
        const best = await engine.search(named.plan, { limit });
        const { isExact, total, hits } = await engine.search(named.plan, { limit, allUpTo });
        expect({ isExact, total }, named.name).toEqual({ isExact: best.isExact, total: best.total });
        if (hits.length <= limit || total > allUpTo) expect(hits, named.name).toEqual(best.hits);
        else if (isExact) expect(hits.map(({ id }) => id).sort(), named.name).toEqual(expected);
        else expect(hits, named.name).toHaveLength(total);
      }
    });

    test('counts facets over all hits', { timeout: timeoutMs }, async () => {
      for (const named of world.plans.filter((_plan, index) => index % 4 === 0 || index < 30)) {
        const { isExact } = await engine.search(named.plan, { limit: 0 });
        // Where an engine cannot tell, the hits are verified and counted by us.
        if (!isExact) continue;
        for (const field of FACET_FIELDS) {
          expect(await engine.countFacet(named.plan, field), `${named.name}: ${field}`).toEqual(
            await world.oracle.countFacet(named.plan, field),
          );
        }
      }
    });

    test('answers queries as the oracle does, word for word', { timeout: timeoutMs }, async () => {
      for (const query of world.queries) {
        const { hits, ...shown } = await world.answer(engine, query);
        const { hits: expectedHits, ...expected } = await world.expectedAnswer(query);
        expect(hits, `${query}: the best ten`).toEqual(expectedHits);
        expect(shown, query).toEqual(expected);
      }
    });

    test('gives every hit where as many are asked for', { timeout: timeoutMs }, async () => {
      const named = world.plans.find(({ name }) => name.startsWith('words without marks'))!;
      const { hits, total } = await engine.search(named.plan, { limit: world.corpus.length });
      expect(hits).toHaveLength(total);
      expect(hits.map(({ id }) => id).sort()).toEqual(await collectCandidates(engine, named.plan));
    });

    test('an article with all words of its title is among the best for them', async () => {
      const { document } = world.corpus.find(
        ({ document: { tokens } }) => new Set(tokens.title.syllables).size > 6,
      )!;
      const plan: PlanNode = {
        kind: 'or',
        children: document.tokens.title.syllables.map((term) => ({
          kind: 'terms',
          field: 'any',
          group: { alternatives: [{ term, boost: 1 }] },
        })),
      };
      const { hits, isExact } = await engine.search(plan, { limit: 20 });
      if (isExact) expect(hits.map(({ id }) => id)).toContain(document.id);
    });
  });
}

const NO_FACTS: ArticleFacts = { site: null, publishedOn: null, kind: 'article', places: [], documents: [] };

interface MadeDocument extends Partial<ArticleFacts> {
  readonly id: string;
  readonly sequence: number;
  readonly title?: string;
  /** Syllables with spaces between. */
  readonly text?: string;
  readonly words?: string;
}

function makeDocument({
  id,
  sequence,
  title = '',
  text = '',
  words = '',
  ...facts
}: MadeDocument): IndexDocument {
  const split = (tokens: string): string[] => (tokens === '' ? [] : tokens.split(' '));
  return {
    id,
    sequence,
    tokens: {
      title: { syllables: split(title), words: [] },
      text: { syllables: split(text), words: split(words) },
    },
    facts: { ...NO_FACTS, ...facts },
  };
}

const has = (...terms: string[]): PlanNode => ({
  kind: 'terms',
  field: 'any',
  group: { alternatives: terms.map((term, index) => ({ term, boost: index === 0 ? 1 : 0.25 })) },
});

function describeChanges(create: CreateSearchEngine, close: ContractOptions['close']): void {
  describe('told of changes', () => {
    const opened: WritableSearchEngine[] = [];
    afterAll(async () => {
      for (const engine of opened) await close?.(engine);
    });
    const open = async (documents: readonly IndexDocument[]) => {
      const lexicon = new MemoryLexicon();
      const engine = await create(lexicon);
      opened.push(engine);
      const put = async (added: readonly IndexDocument[]): Promise<void> => {
        lexicon.put(added);
        await engine.put(added);
      };
      const remove = async (ids: readonly string[]): Promise<void> => {
        lexicon.remove(ids);
        await engine.remove(ids);
      };
      const ids = async (plan: PlanNode): Promise<string[]> => {
        const { isExact } = await engine.search(plan, { limit: 10 });
        const candidates = await collectCandidates(engine, plan);
        if (isExact) return candidates;
        return candidates.filter((id) =>
          verifyPlan(plan, { tokens: lexicon.tokensOf(id)!, facts: lexicon.factsOf(id)! }),
        );
      };
      await put(documents);
      return { engine, put, remove, ids };
    };

    test('an empty engine finds nothing', async () => {
      const { engine, ids } = await open([]);
      expect(await engine.count()).toBe(0);
      expect(await ids(EVERYTHING)).toEqual([]);
      expect(await ids(has('đảng'))).toEqual([]);
      expect(await engine.search(EVERYTHING, { limit: 10 })).toEqual({ isExact: true, total: 0, hits: [] });
      expect(await engine.countFacet(EVERYTHING, 'site')).toEqual([]);
    });

    test('a later change replaces, an earlier one does not', async () => {
      const { engine, put, ids } = await open([
        makeDocument({ id: 'a', sequence: 5, text: 'cũ', site: 'former.example' }),
        makeDocument({ id: 'b', sequence: 6, text: 'cũ' }),
      ]);
      await put([makeDocument({ id: 'a', sequence: 7, text: 'mới', site: 'later.example' })]);
      await put([makeDocument({ id: 'b', sequence: 3, text: 'mới' })]);
      expect(await engine.count()).toBe(2);
      expect(await ids(has('mới'))).toEqual(['a']);
      expect(await ids(has('cũ'))).toEqual(['b']);
      expect(await engine.countFacet(EVERYTHING, 'site')).toEqual([{ value: 'later.example', articles: 1 }]);
      await put([makeDocument({ id: 'a', sequence: 7, text: 'lại' })]);
      expect(await ids(has('lại'))).toEqual(['a']);
    });

    test('the last of two changes in one batch is held', async () => {
      const { engine, ids } = await open([
        makeDocument({ id: 'a', sequence: 1, text: 'cũ' }),
        makeDocument({ id: 'a', sequence: 2, text: 'mới' }),
      ]);
      expect(await engine.count()).toBe(1);
      expect(await ids(has('cũ'))).toEqual([]);
      expect(await ids(has('mới'))).toEqual(['a']);
    });

    test('what is removed is gone, and may come back', async () => {
      const { engine, put, remove, ids } = await open([
        makeDocument({ id: 'a', sequence: 1, text: 'đảng' }),
        makeDocument({ id: 'b', sequence: 2, text: 'đảng' }),
      ]);
      await remove(['a', 'never-there']);
      expect(await ids(has('đảng'))).toEqual(['b']);
      expect(await ids({ kind: 'not', child: has('đảng') })).toEqual([]);
      expect(await engine.count()).toBe(1);
      await put([makeDocument({ id: 'a', sequence: 3, text: 'đảng' })]);
      expect(await ids(has('đảng'))).toEqual(['a', 'b']);
    });

    test.each([
      ['a spelling is itself alone', 'đảng', ['marked']],
      ['no marks are a spelling, too', 'dang', ['plain']],
      ['an operator is a word', 'and', ['operators']],
      ['another', 'or', ['operators']],
      ['and another', 'near', ['operators']],
      ['a code has marks in it', '05-ct/tw', ['codes']],
      ['a number has, too', '25.000', ['codes']],
      ['a quote is no quote', "o'neil", ['codes']],
      ['nor is a double one', 'a"b', ['codes']],
      ['a star is no prefix', 'chi*', ['codes']],
      ['a hat and a colon mean nothing', '^title:x', ['codes']],
      ['a word of two syllables', 'học_tập', ['words']],
      ['its first syllable', 'học', ['words']],
      ['a letter outside of the basic plane', '𠀀', ['codes']],
      ['the longest token', 'x'.repeat(256), ['long']],
      ['what begins like one', 'x'.repeat(255), []],
      ['an upper case is another token', 'AND', []],
    ])('tokens are compared as they are: %s (%s)', async (_name, term, expected) => {
      const { ids } = await open([
        makeDocument({ id: 'marked', sequence: 1, text: 'đảng bộ' }),
        makeDocument({ id: 'plain', sequence: 2, text: 'dang bo' }),
        makeDocument({ id: 'operators', sequence: 3, text: 'and or not near' }),
        makeDocument({
          id: 'codes',
          sequence: 4,
          text: '25.000 chi* 𠀀 a"b',
          words: "05-ct/tw o'neil ^title:x",
        }),
        makeDocument({ id: 'words', sequence: 5, text: 'học tập', words: 'học_tập' }),
        makeDocument({ id: 'long', sequence: 6, text: 'x'.repeat(256) }),
      ]);
      expect(await ids(has(term))).toEqual(expected);
      expect(await ids({ kind: 'and', children: [has('không_có', term), EVERYTHING] })).toEqual(expected);
    });

    test('a phrase does not run from the title into the text', async () => {
      const groups = ['học', 'tập'].map((term) => ({ alternatives: [{ term, boost: 1 }] }));
      const { ids } = await open([
        makeDocument({ id: 'apart', sequence: 1, title: 'học', text: 'tập' }),
        makeDocument({ id: 'in-row', sequence: 2, text: 'và học tập' }),
        makeDocument({ id: 'swapped', sequence: 3, text: 'tập học' }),
      ]);
      expect(await ids({ kind: 'phrase', field: 'any', groups })).toEqual(['in-row']);
      expect(await ids({ kind: 'phrase', field: 'title', groups })).toEqual([]);
      expect(
        await ids({ kind: 'near', field: 'any', distance: 50, operands: groups.map((group) => [group]) }),
      ).toEqual(['in-row', 'swapped']);
    });

    test('all words may stand in different fields', async () => {
      const { ids } = await open([makeDocument({ id: 'apart', sequence: 1, title: 'học', text: 'tập' })]);
      expect(await ids({ kind: 'and', children: [has('học'), has('tập')] })).toEqual(['apart']);
    });

    test('operands of a distance do not lie over each other', async () => {
      const same = [{ alternatives: [{ term: 'a', boost: 1 }] }];
      const { ids } = await open([
        makeDocument({ id: 'once', sequence: 1, text: 'a b c' }),
        makeDocument({ id: 'twice', sequence: 2, text: 'a b a' }),
        makeDocument({ id: 'far', sequence: 3, text: 'a b c a' }),
      ]);
      expect(await ids({ kind: 'near', field: 'text', distance: 1, operands: [same, same] })).toEqual([
        'twice',
      ]);
      expect(await ids({ kind: 'near', field: 'text', distance: 2, operands: [same, same] })).toEqual([
        'far',
        'twice',
      ]);
    });

    test('a deep plan is answered', async () => {
      const { ids } = await open([makeDocument({ id: 'a', sequence: 1, text: 'đảng' })]);
      let plan: PlanNode = has('đảng');
      for (let depth = 0; depth < 32; depth++) plan = { kind: 'not', child: plan };
      expect(await ids(plan)).toEqual(['a']);
    });

    test('a group of many spellings is answered', async () => {
      const { ids } = await open([makeDocument({ id: 'a', sequence: 1, text: 'từ63' })]);
      const group = has(...Array.from({ length: 64 }, (_value, index) => `từ${index}`));
      expect(await ids({ kind: 'and', children: Array.from({ length: 16 }, () => group) })).toEqual(['a']);
    });
  });
}
