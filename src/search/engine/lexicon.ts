import type { ArticleTokens } from '../tokens/article-tokens.ts';
import type { ArticleFacts } from './index-document.ts';

/** What words weigh: numbers over all articles, exact at every commit. */
export interface CorpusStatistics {
  readonly articles: number;
  /** Syllables of titles and texts in all. */
  readonly syllables: number;
}

/** How often each of the tokens that were asked for stands in a field: an entry for each, in their order. */
export interface FieldCounts {
  readonly syllables: readonly number[];
  readonly words: readonly number[];
}

export interface TokenCounts {
  readonly id: string;
  /** Syllables of title and text in all. */
  readonly length: number;
  readonly title: FieldCounts;
  readonly text: FieldCounts;
}

/** An article's tokens, of which only some are told: the others are empty. */
export interface KeptTokens {
  readonly id: string;
  readonly tokens: ArticleTokens;
}

/**
 * What expansion, verification and ranking need to know, whatever engine finds the articles. Kept by the store in the same
 * transaction as the article, so that two engines over one archive cannot disagree.
 * Engines: SQLite; memory.
 */
export interface Lexicon {
  statistics(): CorpusStatistics;
  /** Articles that hold `token` (a syllable or a word) in title or text; 0 for an unknown one. */
  articleFrequency(token: string): number;
  /** Tokens whose folded form is `folded`, most frequent first, equals in order of code units; 0 frequency is not listed. */
  spellings(folded: string): readonly string[];
  /** Syllables that begin with `prefix`, most frequent first. `folded` compares folded forms. */
  withPrefix(
    prefix: string,
    options: { readonly folded: boolean; readonly limit: number },
  ): readonly string[];
  /** Syllables whose folded form is within `edits` (1 or 2) of `folded`, nearest first, then most frequent. */
  similar(folded: string, options: { readonly edits: number; readonly limit: number }): readonly string[];
  /** `undefined` for an article that is not there. */
  tokensOf(articleId: string): ArticleTokens | undefined;
  factsOf(articleId: string): ArticleFacts | undefined;
  /**
   * Counts `tokens` (each once) in the articles, in the order asked for; one that is not there is left out. Ranking reads
   * thousands of articles, of which it needs to know no more than this.
   */
  countTokens(tokens: readonly string[], articleIds: readonly string[]): Iterable<TokenCounts>;
  /**
   * As `tokensOf`, with all tokens but those of `tokens` (each once) empty: what it takes to tell a
   * phrase from its words. In the order asked for; an article that is not there is left out.
   */
  tokensAmong(tokens: readonly string[], articleIds: readonly string[]): Iterable<KeptTokens>;
}
