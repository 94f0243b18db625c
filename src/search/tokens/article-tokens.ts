/** A noun of the store and of search alike, so it lives in the model. */
export type { ArticleTokens, FieldTokens } from '../../model/article-tokens.ts';
