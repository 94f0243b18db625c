/** An article as an index sees it: tokens that we made, and what it can be filtered by. */
export interface IndexDocument {
  readonly id: string;
  /** Tokens in order; see `analyzeText`. */
  readonly title: readonly string[];
  readonly text: readonly string[];
  readonly facts: IndexedFacts;
}

/** What a hit can be filtered by without reading the article. */
export interface IndexedFacts {
  readonly site: string | null;
  /** `YYYY-MM-DD`. */
  readonly publishedOn: string | null;
  readonly kind: string;
  readonly places: readonly string[];
  readonly documents: readonly string[];
}

/** One query word and the spellings that satisfy it. */
export interface TermGroup {
  readonly alternatives: readonly { readonly term: string; readonly boost: number }[];
}

/** A query in tokens. Every group of `required` must match; `optional` groups only raise the score. */
export interface CompiledQuery {
  readonly required: readonly TermGroup[];
  readonly optional: readonly TermGroup[];
}

export interface EngineHit {
  readonly id: string;
  readonly score: number;
  /** Tokens of the query that the article holds. */
  readonly terms: readonly string[];
}

/**
 * Finds articles by tokens. Engines: MiniSearch; brute force, the oracle in tests.
 * An engine sees only tokens that `analyzeText` made: it neither splits nor folds.
 */
export interface SearchEngine {
  /** Written to the manifest; an index made by another engine is not opened. */
  readonly id: string;
  /** Adds documents; one with a known id replaces the former. */
  put(documents: readonly IndexDocument[]): void;
  /** Every hit that `accept` lets pass, best first; equal scores in order of id. */
  search(query: CompiledQuery, accept: (facts: IndexedFacts) => boolean): EngineHit[];
  /** Indexed spellings whose folded form is `folded`, most frequent first. */
  spellings(folded: string): string[];
  readonly size: number;
}
