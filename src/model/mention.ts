import type { DocumentId } from './document-id.ts';
import type { TextSpan } from './text-span.ts';

/** How the document was told from the words. */
export type ResolutionMethod =
  | 'explicit'
  | 'alias'
  | 'title'
  | 'back-reference'
  | 'list-expansion'
  | 'date-inferred'
  | 'locality-inferred';

/** A document that a mention could mean. Scores of one mention add up to at most 1. */
export interface DocumentCandidate {
  readonly document: DocumentId;
  readonly score: number;
}

/** "điểm a khoản 2 Điều 5": where in the document. Its words are not part of the mention's span. */
export interface PinCite extends TextSpan {
  readonly chuong?: string;
  readonly muc?: string;
  readonly dieu?: string;
  readonly khoan?: string;
  readonly diem?: string;
}

/** "Kế hoạch này thực hiện Chỉ thị 05": read from the mention that carries it to the one it names. */
export interface MentionRelation {
  readonly kind: 'implements' | 'replaces' | 'amends' | 'continues' | 'concretises' | 'cites';
  /** Index, in the same list of mentions, of the mention at the other end. */
  readonly to: number;
}

/** A place in a text that cites a document. */
export interface Mention extends TextSpan {
  readonly surface: string;
  /** Type code, as in the document id; `null` where the words give none. */
  readonly type: string | null;
  /** Without leading zeros. */
  readonly number: string | null;
  readonly period: string | null;
  readonly issuer: string | null;
  /**
   * May hold `_` for what neither the text nor the registry tells. For several documents at once ("các chỉ thị
   * này") a set such as `set:15,16,19@ttg/y2020`, which is no document id; see `members`.
   */
  readonly document: DocumentId;
  /** The documents of a set: a plenum, a nickname, a plural anaphor, the inside of a range. */
  readonly members?: readonly DocumentId[];
  readonly method: ResolutionMethod;
  /** Estimated probability that `document` is right, 0 to 1. */
  readonly confidence: number;
  readonly candidates: readonly DocumentCandidate[];
  readonly pins: readonly PinCite[];
  /** Index of the mention that this one points back to. */
  readonly antecedent: number | null;
  /** Members of one list or range share a number. */
  readonly group: number | null;
  readonly relation: MentionRelation | null;
  /** Stable kebab-case marks: `swapped-separators`, `wrong-date`, `no-diacritics`, `homoglyph`… */
  readonly flags: readonly string[];
}
