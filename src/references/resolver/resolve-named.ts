import type { FoundMention } from '../found-mention.ts';
import type { PlenumDocument } from '../registry/registry.ts';
import { CONFIDENCE } from '../tables/confidence-table.ts';
import { identifyIssuer } from '../identity/identify-issuer.ts';
import { matchTitle } from './match-registry.ts';
import type { Resolution } from './resolution.ts';
import { completeDate, type ResolutionContext } from './resolve-numbered.ts';
import { partyTermOn } from '../identity/terms.ts';
import { titleContext } from './title-overlap.ts';

/**
 * "Nghị quyết Trung ương 4 khóa XII": the document that goes by this name, else the one of the plenum whose title
 * stands behind, else its only one, else the plenum as a set (`vn:tw:hn:k12:6`).
 */
export function resolvePlenum(found: FoundMention, context: ResolutionContext): Resolution {
  const plenum = found.plenum ?? 0;
  const date = completeDate(found.date, context.publishedOn);
  const stated = found.term ?? (date === null ? null : partyTermOn(date));
  const all = context.registry
    .byPlenum(stated, plenum)
    .filter(({ document }) => isOfType(document.id, found.type));
  const term = stated ?? nearestTerm(all, context.publishedOn);
  const documents = all.filter((entry) => entry.term === term);
  const build = (
    document: string,
    method: Resolution['method'],
    confidence: number,
    members: readonly string[] = [],
  ): Resolution => {
    const score = stated === null ? Math.min(confidence, CONFIDENCE.nearest(2, true)) : confidence;
    return {
      found,
      document,
      method,
      confidence: score,
      candidates: [{ document, score }],
      antecedent: null,
      members,
      flags: [...found.flags],
    };
  };
  if (term === null) return build(`vn:tw:hn:_:${plenum}`, 'explicit', CONFIDENCE.partial);
  const titled = matchTitle(
    documents.map((entry) => entry.document),
    titleContext(context.behind),
  );
  if (titled !== undefined) return build(titled.id, 'title', CONFIDENCE.title);
  const namesakes = documents.filter((entry) => entry.isNamesake);
  const only = namesakes.length === 1 ? namesakes[0] : documents.length === 1 ? documents[0] : undefined;
  if (only !== undefined) return build(only.document.id, 'alias', CONFIDENCE.name);
  const members = documents.map((entry) => entry.document.id);
  return build(`vn:tw:hn:k${term}:${plenum}`, 'explicit', CONFIDENCE.alias, members);
}

const isOfType = (id: string, type: string | null): boolean => type === null || id.split(':')[2] === type;

function nearestTerm(entries: readonly PlenumDocument[], publishedOn: string | null): number | null {
  if (publishedOn === null) return null;
  let nearest: PlenumDocument | undefined;
  for (const entry of entries) {
    const { issuedOn } = entry.document;
    if (issuedOn === null || issuedOn > publishedOn) continue;
    if (nearest === undefined || issuedOn > (nearest.document.issuedOn ?? '')) nearest = entry;
  }
  return nearest?.term ?? null;
}

/** "Nghị quyết Đại hội XIII": congress resolutions have no number of their own. */
export function resolveCongress(found: FoundMention, context: ResolutionContext): Resolution {
  const { congress } = found;
  const isNational = congress === null || congress.code === 'dhtq';
  let issuer = 'dhtq';
  let isInferred = false;
  if (!isNational) {
    const identity = identifyIssuer({ ...found, issuerCode: 'dh', issuer: congress }, context.place, null);
    ({ issuer } = identity);
    isInferred = identity.isPlaceInferred;
  }
  const document = `vn:${issuer}:nq:k${found.term ?? 0}:0`;
  const confidence = isNational ? CONFIDENCE.explicit : CONFIDENCE.locality;
  return {
    found,
    document,
    method: isInferred ? 'locality-inferred' : 'explicit',
    confidence,
    candidates: [{ document, score: confidence }],
    antecedent: null,
    members: [],
    flags: [...found.flags],
  };
}
