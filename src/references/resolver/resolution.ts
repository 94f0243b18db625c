import type { KnownDocument } from '../../model/known-document.ts';
import type { DocumentCandidate, ResolutionMethod } from '../../model/mention.ts';
import type { FoundMention } from '../found-mention.ts';

/** What a mention was resolved to, before it becomes a `Mention`. */
export interface Resolution {
  readonly found: FoundMention;
  document: string;
  method: ResolutionMethod;
  confidence: number;
  candidates: readonly DocumentCandidate[];
  antecedent: number | null;
  members: readonly string[];
  flags: string[];
}

/** Whether a document id has no unknown part. */
export const isFullId = (document: string): boolean => !/(?:^|[:.])_(?::|$)/u.test(document);

/** Scores are estimates: digits behind the third are noise of binary fractions. */
export const roundScore = (score: number): number => Math.round(score * 1000) / 1000;

/** Candidates beside the chosen document that are listed. */
const MAX_OTHERS = 4;

/** The chosen document and the nearest others, which share what is left but never outdo it. */
export function candidatesWith(
  document: string,
  confidence: number,
  others: readonly KnownDocument[],
): DocumentCandidate[] {
  const rest = others.filter((known) => known.id !== document).slice(-MAX_OTHERS);
  const share = Math.min(confidence, (1 - confidence) / Math.max(1, rest.length));
  return [
    { document, score: confidence },
    ...rest.map(({ id }) => ({ document: id, score: share })).reverse(),
  ];
}
