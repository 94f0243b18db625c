import { formatDocumentId } from '../../model/document-id.ts';
import type { KnownDocument } from '../../model/known-document.ts';
import type { ResolutionMethod } from '../../model/mention.ts';
import type { FoundMention } from '../found-mention.ts';
import type { Registry } from '../registry/registry.ts';
import { CONFIDENCE } from '../tables/confidence-table.ts';
import { identifyIssuer, type IssuerIdentity } from '../identity/identify-issuer.ts';
import { identifyPeriod } from '../identity/identify-period.ts';
import type { BackReference } from './back-references.ts';
import { compatibleDocuments, matchNearest, matchTitle, type Clues } from './match-registry.ts';
import { candidatesWith, type Resolution } from './resolution.ts';
import { titleContext } from './title-overlap.ts';

/** What surrounds a mention when it is resolved. */
export interface ResolutionContext {
  readonly registry: Registry;
  readonly publishedOn: string | null;
  /** Joined by dots: `hcm.quan-1`. */
  readonly place: string | null;
  /** The only place that section or article names with its bodies, joined by dots. */
  readonly namedPlace: (level: IssuerIdentity['level']) => string | null;
  /** The words behind the mention, where a title stands. */
  readonly behind: string;
  /** Whether a later mention gives the same type and number with the code. */
  readonly isCodedLater: boolean;
  /** An earlier mention in the same article that names the document in full. */
  readonly backReference: (clues: Clues) => BackReference | undefined;
}

/** Explicit date or khóa, title, back-reference, nearest in the registry, else `_`: in this order. */
export function resolveNumbered(found: FoundMention, context: ResolutionContext): Resolution {
  const issuedOn = completeDate(found.date, context.publishedOn);
  const byPlace = identifyIssuer(found, context.place, issuedOn);
  const named = byPlace.isPlaceOpen ? context.namedPlace(byPlace.level) : null;
  const issuer = named === null ? byPlace : identifyIssuer(found, named, issuedOn);
  const period = identifyPeriod(found, issuer, issuedOn);
  const clues: Clues = {
    type: found.type,
    number: found.number ?? '0',
    base: issuer.base,
    issuer: issuer.issuer,
    period,
    issuedOn,
    publishedOn: context.publishedOn,
  };
  const partial = formatDocumentId({
    issuer: issuer.issuer,
    type: found.type ?? '_',
    period: period ?? '_',
    number: clues.number,
  });
  const flags = [...found.flags, ...issuer.flags];
  const documents = compatibleDocuments(context.registry, clues);
  const build = (
    document: string,
    method: ResolutionMethod,
    confidence: number,
    antecedent: number | null = null,
  ): Resolution => ({
    found,
    document,
    method,
    confidence,
    candidates: candidatesWith(document, confidence, documents),
    antecedent,
    members: [],
    flags: [...flags, ...factFlags(context.registry.get(document), found, issuedOn)],
  });

  if (isExplicit(found, issuer, period)) {
    const misdated = findMisdated(context.registry, clues);
    if (misdated !== undefined) return build(misdated.id, 'explicit', CONFIDENCE.misdated);
    if (issuer.isPlaceInferred) {
      const confidence = named === null ? CONFIDENCE.locality : CONFIDENCE.namedLocality;
      return build(partial, 'locality-inferred', confidence);
    }
    const isNamed = found.issuer !== null || found.issuerCode !== null;
    return build(partial, 'explicit', isNamed ? CONFIDENCE.explicit : CONFIDENCE.subject);
  }
  return resolveByContext(found, context, { clues, documents, build, issuer, partial });
}

interface OpenCase {
  readonly clues: Clues;
  readonly documents: readonly KnownDocument[];
  readonly issuer: IssuerIdentity;
  readonly partial: string;
  readonly build: (
    document: string,
    method: ResolutionMethod,
    confidence: number,
    antecedent?: number,
  ) => Resolution;
}

function resolveByContext(found: FoundMention, context: ResolutionContext, open: OpenCase): Resolution {
  const { clues, documents, issuer, partial, build } = open;
  const titled = documents.length === 0 ? undefined : matchTitle(documents, titleContext(context.behind));
  if (titled !== undefined) return build(titled.id, 'title', CONFIDENCE.title);
  const back = context.backReference(clues);
  if (back !== undefined) {
    const confidence = Math.min(CONFIDENCE.backReference, back.confidence);
    return build(back.document, 'back-reference', confidence, back.index);
  }
  // The code below decides about a number without a body, not what else goes by that number.
  const isLeftOpen = context.isCodedLater && clues.base === null;
  const nearest = isLeftOpen ? undefined : matchNearest(context.registry, documents, clues, found);
  if (nearest !== undefined) {
    const byAge = CONFIDENCE.nearest(nearest.ageYears ?? 0, clues.base !== null);
    return build(nearest.document.id, nearest.method, nearest.method === 'alias' ? CONFIDENCE.alias : byAge);
  }
  const method = issuer.isPlaceInferred ? 'locality-inferred' : 'explicit';
  return build(partial, method, issuer.base === null ? CONFIDENCE.bare : CONFIDENCE.partial);
}

function isExplicit(found: FoundMention, issuer: IssuerIdentity, period: string | null): boolean {
  return period !== null && issuer.base !== null && !issuer.isPlaceOpen && found.type !== null;
}

/** A day and month without a year belong to the year before the article appeared. */
export function completeDate(date: string | null, publishedOn: string | null): string | null {
  if (date?.startsWith('--') !== true) return date;
  if (publishedOn === null || publishedOn.length < 10) return null;
  const year = Number(publishedOn.slice(0, 4));
  const day = date.slice(2);
  return day <= publishedOn.slice(5) ? `${year}-${day}` : `${year - 1}-${day}`;
}

/** A known number with a date that only its year or its day and month get wrong. */
function findMisdated(registry: Registry, clues: Clues): KnownDocument | undefined {
  const { issuedOn } = clues;
  if (issuedOn?.length !== 10) return undefined;
  const documents = compatibleDocuments(registry, {
    ...clues,
    period: null,
    issuedOn: null,
    publishedOn: null,
  });
  if (documents.some((document) => document.issuedOn?.slice(0, 4) === issuedOn.slice(0, 4))) return undefined;
  return documents.find((document) => document.issuedOn?.slice(4) === issuedOn.slice(4));
}

function factFlags(
  document: KnownDocument | undefined,
  found: FoundMention,
  issuedOn: string | null,
): string[] {
  const flags: string[] = [];
  if (document === undefined) return flags;
  const known = document.issuedOn;
  if (known?.length === 10 && issuedOn?.length === 10 && known !== issuedOn) flags.push('wrong-date');
  if (
    found.year !== null &&
    !document.official.includes('/' + String(found.year)) &&
    document.official !== ''
  )
    flags.push('bogus-year');
  return flags;
}
