import { MemoryLexicon } from '../../src/search/engine/memory-lexicon.ts';
import type { WritableSearchEngine } from '../../src/search/engine/search-engine.ts';
import { createBruteForceEngine } from './brute-force-search.ts';
import { makeCorpus, type CorpusArticle } from './search-corpus.ts';
import { makePlans, type NamedPlan } from './search-plans.ts';

/** How much the contract asks: `small` within seconds in `npm test`, `full` in `npm run test:search`. */
export type SearchWorldSize = 'small' | 'full';

const SIZES: Readonly<Record<SearchWorldSize, { readonly articles: number; readonly plans: number }>> = {
  small: { articles: 1000, plans: 120 },
  full: { articles: 10_000, plans: 500 },
};

/** A corpus with what the oracle says about it. */
export interface SearchWorld {
  readonly corpus: readonly CorpusArticle[];
  readonly lexicon: MemoryLexicon;
  readonly oracle: WritableSearchEngine;
  readonly plans: readonly NamedPlan[];
  /** Ids of all articles that a plan means, in order; asked once, however many engines are held against it. */
  readonly expectedIds: (plan: NamedPlan) => Promise<readonly string[]>;
}

const worlds = new Map<SearchWorldSize, SearchWorld>();

/** The same world for every engine of a test file: analysed once. */
export function searchWorld(size: SearchWorldSize): SearchWorld {
  let world = worlds.get(size);
  if (world === undefined) worlds.set(size, (world = createWorld(size)));
  return world;
}

function createWorld(size: SearchWorldSize): SearchWorld {
  const { articles, plans } = SIZES[size];
  const corpus = makeCorpus({ articles });
  const lexicon = new MemoryLexicon();
  const oracle = createBruteForceEngine();
  const documents = corpus.map(({ document }) => document);
  lexicon.put(documents);
  const filled = oracle.put(documents);
  const answers = new Map<string, Promise<readonly string[]>>();
  return {
    corpus,
    lexicon,
    oracle,
    plans: makePlans({ corpus, lexicon, plans }),
    expectedIds: ({ name, plan }) => {
      const known = answers.get(name) ?? filled.then(() => collectCandidates(oracle, plan));
      answers.set(name, known);
      return known;
    },
  };
}

/** All candidates of a plan, in the engine's order. */
export async function collectCandidates(
  engine: Pick<WritableSearchEngine, 'readCandidates'>,
  plan: NamedPlan['plan'],
): Promise<string[]> {
  const ids: string[] = [];
  for await (const batch of engine.readCandidates(plan)) ids.push(...batch);
  return ids;
}
