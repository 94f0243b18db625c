import type { DocumentId } from '../../model/document-id.ts';
import type { FactTest, SearchField } from '../engine/search-plan.ts';

/** A syllable of a query as it was typed. */
export interface QueryWord {
  /** Lower case, tone marks in the canonical place, as the tokens of an index are. */
  readonly exact: string;
  readonly folded: string;
  /** True where a tone or mark was typed: then only this spelling is meant. */
  readonly isAccented: boolean;
  readonly match: WordMatch;
}

/** `chi`, `chi*`, `chi~` or `chi~2`. */
export type WordMatch =
  | { readonly kind: 'whole' }
  | { readonly kind: 'prefix'; /** As typed, in lower case: `ky*` is not `ki*`. */ readonly prefix: string }
  | { readonly kind: 'similar'; readonly edits: 1 | 2 };

/** What a query says. Precedence of its operators: NEAR, NOT, AND, OR. */
export type QueryNode =
  | { readonly kind: 'everything' }
  | { readonly kind: 'word'; readonly field: SearchField; readonly word: QueryWord }
  | { readonly kind: 'phrase'; readonly field: SearchField; readonly words: readonly QueryWord[] }
  | {
      readonly kind: 'near';
      readonly field: SearchField;
      /** Syllables that may stand between, in all. */
      readonly distance: number;
      readonly operands: readonly (readonly QueryWord[])[];
    }
  | { readonly kind: 'and' | 'or'; readonly children: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly child: QueryNode }
  | { readonly kind: 'fact'; readonly test: FactTest }
  | { readonly kind: 'directive'; readonly documents: readonly DocumentId[] };

/** A directive that a query names, in whatever form. */
export interface NamedDirective {
  /** As typed. */
  readonly surface: string;
  /** What it means, likeliest first; never empty. */
  readonly documents: readonly DocumentId[];
}

/** A stretch of plain words that names a directive; offsets into the words. */
export interface FoundDirective extends NamedDirective {
  readonly start: number;
  readonly end: number;
}

/** Knows directives by name: the query language itself knows none. */
export interface DirectiveFinder {
  /** What `name` means, likeliest first; empty where it names nothing. */
  resolve(name: string): readonly DocumentId[];
  /**
   * Numbered directives among plain words, and the words themselves where they are nothing but the name of one. In
   * order, not overlapping.
   */
  find(words: string): readonly FoundDirective[];
}

/** Finds none: for texts without an archive. */
export const NO_DIRECTIVES: DirectiveFinder = { resolve: () => [], find: () => [] };

/** Knows bodies and places by name: the query language itself knows codes alone. */
export interface NameFinder {
  /** Codes of what is called so, or has it as its code; empty where nothing that is known is. */
  resolve(field: 'issuer' | 'place', name: string): readonly string[];
  /** What is known and called like it, as one may write it, best first. */
  suggest(field: 'doc' | 'issuer' | 'place', name: string): readonly string[];
}

/** Knows no names: for texts without an archive. */
export const NO_NAMES: NameFinder = { resolve: () => [], suggest: () => [] };

/** A value of a query that nothing known is called, and what may have been meant. */
export interface UnknownName {
  /** As typed. */
  readonly surface: string;
  readonly suggestions: readonly string[];
}

/** A query that was understood. */
export interface ParsedQuery {
  /** Normalized: positions of errors count in it. */
  readonly text: string;
  readonly node: QueryNode;
  /** Directives that the query names, in order. */
  readonly directives: readonly NamedDirective[];
  /** Codes of bodies and places that nothing is known by, with what is known like them. */
  readonly unknown: readonly UnknownName[];
}
