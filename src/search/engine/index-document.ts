import type { ArticleTokens } from '../tokens/article-tokens.ts';

/** What an article can be filtered and counted by without reading it. */
export interface ArticleFacts {
  readonly site: string | null;
  /** `YYYY-MM-DD`, the day in Vietnam. */
  readonly publishedOn: string | null;
  readonly kind: string;
  /** Places of its sections, each once, sorted. */
  readonly places: readonly string[];
  /** Ids of the documents that it cites, members of sets included, each once, sorted. */
  readonly documents: readonly string[];
}

/** An article as an index takes it. `sequence` is its change in the archive: a later one wins. */
export interface IndexDocument {
  readonly id: string;
  readonly sequence: number;
  readonly tokens: ArticleTokens;
  readonly facts: ArticleFacts;
}
