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
