/**
 * A stretch of a text: `text.slice(start, end)`.
 * Offsets are UTF-16 code units from the start of `Article.text`; `end` is exclusive.
 */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}
