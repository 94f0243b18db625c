/**
 * What the pages of one content system have in common, whoever runs it. Boxes are named by simple selectors: a tag, `#id`,
 * `.class` and `[attribute=value]`, joined without spaces; several stand side by side, the more certain first.
 */
export interface ContentSystem {
  readonly name: string;
  /** Any of these in the page's source tells the system; they are compared as they stand. */
  readonly markers: readonly string[];
  /** The box of the article's text. */
  readonly content: string;
  /** The standfirst, where it stands apart. */
  readonly lead?: string;
  /** Boxes that are not the article, wherever they stand. */
  readonly drop?: string;
  /** Boxes that are the article's own, although their names speak against it. */
  readonly keep?: string;
}
