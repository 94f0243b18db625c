/** The tokens of one field in text order. */
export interface FieldTokens {
  /**
   * Syllables, numbers and parts of codes: lower case, tone marks in the canonical place, diacritics kept. A phrase is a
   * run of these, and a position counts them from 0.
   */
  readonly syllables: readonly string[];
  /** Words of several syllables and whole codes, joined by `_`. They only raise the score. */
  readonly words: readonly string[];
}

/** An article as every engine sees it. Made once by `analyzeArticle`, kept by the store, versioned by `analyzerId`. */
export interface ArticleTokens {
  readonly title: FieldTokens;
  readonly text: FieldTokens;
}
