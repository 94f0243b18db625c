/**
 * Estimated probability that a document id is right, by the way it was found. Measured on the development gold set
 * (docs/references.md, "Confidence"): the share of right ids in each class, rounded down.
 */
export const CONFIDENCE = {
  explicit: 0.98,
  /** The date beside the number is not the document's, but only its year differs. */
  misdated: 0.8,
  /** The body is the subject of the sentence. */
  subject: 0.9,
  /** The place comes from the section or the page. */
  locality: 0.9,
  /** The place is the only one that the text names with its bodies; set by judgement, not measured. */
  namedLocality: 0.75,
  title: 0.93,
  alias: 0.9,
  name: 0.95,
  backReference: 0.93,
  anaphor: 0.88,
  /** The nearest document in the registry; less so the older it is and where no body is named. */
  nearest: (ageYears: number, hasIssuer: boolean): number =>
    Math.max(0.3, (hasIssuer ? 0.9 : 0.8) - 0.03 * Math.max(0, ageYears)),
  /** Something is unknown. */
  partial: 0.6,
  bare: 0.4,
} as const;
