/** A paragraph of the article-to-be, from a page or from plain text: what all later steps work on. */
export interface ContentBlock {
  /** Normalized, one line. */
  readonly text: string;
  /** 1 to 6 for `h1` to `h6`; 0 where the source does not mark it as a heading. */
  readonly headingLevel: number;
  /** The whole paragraph is bold. */
  readonly bold: boolean;
  readonly italic: boolean;
  /** Set at the right margin, where Vietnamese pages put the author. */
  readonly right: boolean;
  /** Share of the text that is a link, 0 to 1. */
  readonly linkShare: number;
  /** Where it came from: index into the page's blocks or the text's lines. */
  readonly source: number;
  /** The blocks of a table's row that was joined to one line: no heading. Empty for everything else. */
  readonly cells: readonly number[];
  /** A horizontal rule stands above it. */
  readonly separated: boolean;
}
