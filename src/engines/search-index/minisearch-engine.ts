import MiniSearch, { type AsPlainObject, type Options, type Query, type SearchResult } from 'minisearch';
import type {
  CompiledQuery,
  EngineHit,
  IndexDocument,
  IndexedFacts,
  SearchEngine,
  TermGroup,
} from '../../search/search-engine.ts';
import { Vocabulary } from '../../search/vocabulary.ts';

/** A document as MiniSearch takes it: tokens joined by spaces, which `tokenize` takes apart again. */
interface Row {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly facts: IndexedFacts;
}

/** A word of the title says more about an article than the same word in its text. */
const TITLE_BOOST = 3;

const OPTIONS: Options<Row> = {
  fields: ['title', 'text'],
  storeFields: ['facts'],
  tokenize: (tokens) => (tokens === '' ? [] : tokens.split(' ')),
  // Terms are made by us: MiniSearch must not lower-case or drop any.
  processTerm: (term) => term,
};

export const MINISEARCH_ENGINE_ID = 'minisearch/7';

/** What `toJSON` writes. */
interface SavedIndex {
  readonly index: AsPlainObject;
  readonly vocabulary: readonly [token: string, count: number][];
}

/** MiniSearch behind the port, with `toJSON` to be written to disk. */
export interface MiniSearchEngine extends SearchEngine {
  toJSON(): string;
}

/** An empty index in memory. */
export function createMiniSearchEngine(): MiniSearchEngine {
  return wrap(new MiniSearch<Row>(OPTIONS), new Vocabulary());
}

/** Opens what `toJSON` gave, without analysing any text again. Throws where it is not that. */
export function loadMiniSearchEngine(json: string): MiniSearchEngine {
  const { index, vocabulary } = JSON.parse(json) as SavedIndex;
  return wrap(MiniSearch.loadJS<Row>(index, OPTIONS), new Vocabulary(vocabulary));
}

function wrap(index: MiniSearch<Row>, vocabulary: Vocabulary): MiniSearchEngine {
  return {
    id: MINISEARCH_ENGINE_ID,
    put: (documents) => {
      for (const document of documents) {
        if (index.has(document.id)) index.discard(document.id);
        vocabulary.add([...document.title, ...document.text]);
        index.add(toRow(document));
      }
    },
    search: (query, accept) =>
      index
        .search(toMiniSearchQuery(query), {
          filter: (result) => accept(result['facts'] as IndexedFacts),
          boost: { title: TITLE_BOOST },
        })
        .map(toHit)
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)),
    spellings: (folded) => vocabulary.spellings(folded),
    get size() {
      return index.documentCount;
    },
    toJSON: () => JSON.stringify({ index, vocabulary } satisfies Record<keyof SavedIndex, unknown>),
  };
}

const toRow = ({ id, title, text, facts }: IndexDocument): Row => ({
  id,
  title: title.join(' '),
  text: text.join(' '),
  facts,
});

function toMiniSearchQuery({ required, optional }: CompiledQuery): Query {
  if (required.length === 0) return MiniSearch.wildcard;
  const must = required.map(toAlternatives);
  if (optional.length === 0) return { combineWith: 'AND', queries: must };
  // MiniSearch knows no "and maybe": a group that matches wherever the first required one does adds only to the score.
  const maybe: Query = { combineWith: 'OR', queries: [must[0]!, ...optional.map(toAlternatives)] };
  return { combineWith: 'AND', queries: [...must, maybe] };
}

function toAlternatives({ alternatives }: TermGroup): Query {
  const boosts = new Map(alternatives.map(({ term, boost }) => [term, boost]));
  return {
    combineWith: 'OR',
    queries: [...boosts.keys()],
    boostTerm: (term) => boosts.get(term) ?? 1,
  };
}

const toHit = (result: SearchResult): EngineHit => ({
  id: result.id as string,
  score: result.score,
  terms: result.terms,
});
