import type { Lexicon } from '../../src/search/engine/lexicon.ts';
import { MemoryLexicon } from '../../src/search/engine/memory-lexicon.ts';
import {
  FACET_FIELDS,
  type FacetCount,
  type SearchEngine,
  type WritableSearchEngine,
} from '../../src/search/engine/search-engine.ts';
import { findMatches } from '../../src/search/passages/find-matches.ts';
import {
  makeConcordance,
  sortConcordance,
  type ConcordanceLine,
} from '../../src/search/passages/make-concordance.ts';
import { makeSnippet, type Snippet } from '../../src/search/passages/make-snippet.ts';
import { buildPlan, type BuiltPlan } from '../../src/search/query/build-plan.ts';
import { parseQuery } from '../../src/search/query/parse-query.ts';
import { findHits, type FoundHits } from '../../src/search/ranking/find-hits.ts';
import { rankHits, type RankedHit } from '../../src/search/ranking/rank-hits.ts';
import { alignSyllables, placeSyllables } from '../../src/search/tokens/analyze-article.ts';
import { createWordSegmenter } from '../../src/text/segmenter/create-word-segmenter.ts';
import type { WordSegmenter } from '../../src/text/word-segmenter.ts';
import { createBruteForceEngine } from './brute-force-search.ts';
import { makeCorpus, type CorpusArticle } from './search-corpus.ts';
import { makePlans, type NamedPlan } from './search-plans.ts';
import { makeQueries, TEST_DIRECTIVES } from './search-queries.ts';

/** How much the contract asks: `small` within seconds in `npm test`, `full` in `npm run test:search`. */
export type SearchWorldSize = 'small' | 'full';

const SIZES: Readonly<
  Record<SearchWorldSize, { readonly articles: number; readonly plans: number; readonly queries: number }>
> = {
  small: { articles: 1000, plans: 120, queries: 120 },
  full: { articles: 10_000, plans: 500, queries: 500 },
};

/** A corpus with what the oracle says about it. */
export interface SearchWorld {
  readonly corpus: readonly CorpusArticle[];
  readonly lexicon: MemoryLexicon;
  readonly oracle: WritableSearchEngine;
  readonly plans: readonly NamedPlan[];
  /** Ids of all articles that a plan means, in order; asked once, however many engines are held against it. */
  readonly expectedIds: (plan: NamedPlan) => Promise<readonly string[]>;
  readonly queries: readonly string[];
  /** What the oracle answers to a query; asked once. */
  readonly expectedAnswer: (query: string) => Promise<Answer>;
  /** What an engine answers to a query, ranked and shown by us. */
  readonly answer: (engine: SearchEngine, query: string) => Promise<Answer>;
}

type FoundTen = Pick<FoundHits, 'total' | 'hits' | 'countFacet'>;

/** All that a person sees of an answer. */
export interface Answer {
  readonly total: number;
  readonly hits: readonly RankedHit[];
  readonly facets: readonly (readonly FacetCount[])[];
  readonly snippets: readonly Snippet[];
  readonly concordance: readonly ConcordanceLine[];
}

const worlds = new Map<SearchWorldSize, SearchWorld>();

/** The same world for every engine of a test file: analysed once. */
export function searchWorld(size: SearchWorldSize): SearchWorld {
  let world = worlds.get(size);
  if (world === undefined) worlds.set(size, (world = createWorld(size)));
  return world;
}

function createWorld(size: SearchWorldSize): SearchWorld {
  const { articles, plans, queries } = SIZES[size];
  const corpus = makeCorpus({ articles });
  const lexicon = new MemoryLexicon();
  const oracle = createBruteForceEngine();
  const documents = corpus.map(({ document }) => document);
  lexicon.put(documents);
  const filled = oracle.put(documents);
  const answers = new Map<string, Promise<readonly string[]>>();
  const answered = new Map<string, Promise<Answer>>();
  const segmenter = createWordSegmenter();
  const textsById = new Map(corpus.map(({ id, text }) => [id, text]));
  const showHits = createHitShower({ lexicon, segmenter, textsById });
  const show = async (query: string, find: (built: BuiltPlan) => Promise<FoundTen>): Promise<Answer> => {
    const { node } = parseQuery(query, { segmenter, directives: TEST_DIRECTIVES });
    const built = buildPlan(node, lexicon);
    const { total, hits, countFacet } = await find(built);
    const facets = await Promise.all(FACET_FIELDS.map((field) => countFacet(field)));
    return { total, hits, facets, ...showHits(query, built, hits) };
  };
  const answer = (engine: SearchEngine, query: string): Promise<Answer> =>
    show(query, (built) => findHits(engine, lexicon, built, { limit: 10 }));
  // The oracle chooses nobody beforehand: all that match are ranked.
  const expect = (query: string): Promise<Answer> =>
    show(query, async (built) => {
      const ids = await collectCandidates(oracle, built.plan);
      return {
        total: ids.length,
        hits: rankHits(built, lexicon, ids).slice(0, 10),
        countFacet: (field) => oracle.countFacet(built.plan, field),
      };
    });
  return {
    answer,
    queries: makeQueries({ corpus, queries }),
    expectedAnswer: (query) => {
      const known = answered.get(query) ?? filled.then(() => expect(query));
      answered.set(query, known);
      return known;
    },
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

type ShownHits = Pick<Answer, 'snippets' | 'concordance'>;

/** Snippets and concordance of hits. Of the same hits we show the same, whoever found them: made once. */
function createHitShower({
  lexicon,
  segmenter,
  textsById,
}: {
  readonly lexicon: Lexicon;
  readonly segmenter: WordSegmenter;
  readonly textsById: ReadonlyMap<string, string>;
}): (query: string, built: BuiltPlan, hits: readonly RankedHit[]) => ShownHits {
  const known = new Map<string, ShownHits>();
  return (query, { plan }, hits) => {
    const key = [query, ...hits.map(({ id }) => id)].join('\n');
    const before = known.get(key);
    if (before !== undefined) return before;
    const passages = hits.map(({ id }) => {
      const text = textsById.get(id)!;
      const tokens = lexicon.tokensOf(id)!.text.syllables;
      const syllables = alignSyllables(text, tokens) ?? placeSyllables(text, segmenter);
      return { text, matches: findMatches(plan, { field: 'text', syllables, mentions: [] }) };
    });
    const concordance = passages.flatMap(({ text, matches }) => makeConcordance(text, matches));
    const shown = {
      snippets: passages.map(({ text, matches }) => makeSnippet(text, matches)),
      concordance: sortConcordance(concordance, query.length % 2 === 0 ? 'left' : 'right'),
    };
    known.set(key, shown);
    return shown;
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
