import { parseDocumentId } from '../../model/document-id.ts';
import type { KnownDocument } from '../../model/known-document.ts';
import type { ResolutionMethod } from '../../model/mention.ts';
import type { FoundMention } from '../found-mention.ts';
import type { Registry } from '../registry/registry.ts';
import { isNicknameBehind, TITLE_THRESHOLD, titleOverlap, type TitleContext } from './title-overlap.ts';

/** What is known of a document before the registry is asked. */
export interface Clues {
  readonly type: string | null;
  readonly number: string;
  /** `tw`, `qh`, `tu`; `null` where nothing tells. */
  readonly base: string | null;
  /** With the place: `tu.hcm`. */
  readonly issuer: string;
  readonly period: string | null;
  /** Date beside the mention, perhaps a year alone. */
  readonly issuedOn: string | null;
  readonly publishedOn: string | null;
}

export interface RegistryMatch {
  readonly document: KnownDocument;
  readonly method: ResolutionMethod;
  /** Years between the document and the article. */
  readonly ageYears: number | null;
}

/** Documents of the registry that do not contradict the clues, oldest first. */
export function compatibleDocuments(registry: Registry, clues: Clues): KnownDocument[] {
  return registry.byNumber(clues.type, clues.number).filter((document) => {
    const parts = parseDocumentId(document.id);
    if (parts === undefined || !isIssuerCompatible(parts.issuer, clues)) return false;
    if (clues.period !== null && parts.period !== clues.period) return false;
    if (
      clues.issuedOn !== null &&
      document.issuedOn !== null &&
      !isDateCompatible(document.issuedOn, clues.issuedOn)
    )
      return false;
    return clues.publishedOn === null || document.issuedOn === null || document.issuedOn <= clues.publishedOn;
  });
}

function isIssuerCompatible(issuer: string, clues: Clues): boolean {
  const { base } = clues;
  if (base === null || issuer === clues.issuer) return true;
  // A scheme is called the Government's that the Prime Minister decided: "Đề án 06 của Chính phủ".
  if (base === 'cp' && (clues.type === 'da' || clues.type === 'ctr')) return issuer === 'ttg';
  if (base === 'qh' || base === 'ubtvqh')
    return issuer.startsWith(base) && /^\d+$/u.test(issuer.slice(base.length));
  return issuer === base || (clues.issuer === base && issuer.startsWith(`${base}.`));
}

/** A year or month alone has to agree as far as it goes; a day may be misprinted and is left to the flags. */
const isDateCompatible = (known: string, stated: string): boolean =>
  known.slice(0, 4) === stated.slice(0, 4) || stated.startsWith('--');

/** A nickname directly behind the number says as much as most of a title. */
const NICKNAME_SCORE = 0.9;

/** By the words of the title, or of a nickname, beside the mention. */
export function matchTitle(
  documents: readonly KnownDocument[],
  context: TitleContext,
): KnownDocument | undefined {
  let best: KnownDocument | undefined;
  let bestScore = 0;
  let second = 0;
  for (const document of documents) {
    const isNicknamed = document.aliases.some((alias) => isNicknameBehind(alias, document.type, context));
    const byTitle = document.title === null ? 0 : titleOverlap(document.title, context);
    const score = isNicknamed ? Math.max(NICKNAME_SCORE, byTitle) : byTitle;
    if (score > bestScore) [best, second, bestScore] = [document, bestScore, score];
    else if (score > second) second = score;
  }
  return bestScore >= TITLE_THRESHOLD && bestScore > second ? best : undefined;
}

/**
 * The nearest document on or before the day of publication; without that day the only document that goes by its
 * bare number. Where no body is named, only documents that go by their bare number come into question.
 */
export function matchNearest(
  registry: Registry,
  documents: readonly KnownDocument[],
  clues: Clues,
  found: FoundMention,
): RegistryMatch | undefined {
  const called = documents.filter((document) => registry.isCalledByNumber(document));
  const ofTerm = documents.filter((document) => document.id.includes(`:k${found.nearbyTerm ?? 0}:`));
  if (ofTerm.length === 1) return { document: ofTerm[0]!, method: 'date-inferred', ageYears: null };
  const isBare = found.issuerCode === null;
  const known = clues.base === null || (isBare && called.length > 0) ? called : documents;
  if (clues.publishedOn !== null) {
    const { publishedOn } = clues;
    const existing = known.filter(({ issuedOn }) => issuedOn !== null && lastDayOf(issuedOn) <= publishedOn);
    const document = existing.at(-1) ?? known.at(-1);
    if (document === undefined) return undefined;
    const ageYears = yearsBetween(document.issuedOn, clues.publishedOn);
    // The series have begun anew since: a bare number means a document that the registry does not know.
    if (isBare && called.length === 0 && (ageYears ?? 0) > MAX_BARE_AGE_YEARS) return undefined;
    return { document, method: 'date-inferred', ageYears };
  }
  const famous = known.filter((document) => registry.isCalledByNumber(document));
  const [document] = famous;
  if (famous.length !== 1 || document === undefined || found.number === null) return undefined;
  return { document, method: 'alias', ageYears: null };
}

/** The day on which a document dated by a year or month alone existed at the latest. */
const lastDayOf = (date: string): string => date + '-12-31'.slice(Math.max(0, date.length - 4));

/** Two terms of a central committee. */
const MAX_BARE_AGE_YEARS = 10;

function yearsBetween(from: string | null, to: string): number | null {
  if (from === null) return null;
  return Number(to.slice(0, 4)) - Number(from.slice(0, 4));
}
