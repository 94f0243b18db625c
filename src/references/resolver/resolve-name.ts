import type { KnownDocument } from '../../model/known-document.ts';
import type { FoundMention } from '../found-mention.ts';
import { CONFIDENCE } from '../tables/confidence-table.ts';
import type { BackReference } from './back-references.ts';
import { candidatesWith, type Resolution } from './resolution.ts';
import { completeDate, type ResolutionContext } from './resolve-numbered.ts';

/**
 * A law or nickname by its name: the version of the stated year, else the one that the article named before, else
 * the nearest on or before the day of publication, else the only one.
 */
export function resolveName(
  found: FoundMention,
  context: ResolutionContext,
  earlier: BackReference | undefined,
): Resolution {
  const versions = context.registry.byAlias(found.name ?? '');
  const date = completeDate(found.date, context.publishedOn);
  const stated = found.year === null ? date : String(found.year);
  const build = (
    document: KnownDocument | string,
    confidence: number,
    extra: Partial<Resolution> = {},
  ): Resolution => ({
    found,
    document: typeof document === 'string' ? document : document.id,
    method: 'alias',
    confidence,
    candidates: candidatesWith(typeof document === 'string' ? document : document.id, confidence, versions),
    antecedent: null,
    members: typeof document === 'string' ? [] : document.members,
    flags: [...found.flags],
    ...extra,
  });
  if (stated !== null && versions.length > 0) {
    const exact = versions.find((version) => version.issuedOn?.startsWith(stated.slice(0, 4)));
    if (exact !== undefined) return build(exact, CONFIDENCE.name);
    // "Luật Đất đai 2014": the press takes the year in which a law came into force.
    const before = versions.findLast((version) => Number(stated.slice(0, 4)) - yearOf(version) === 1);
    if (before !== undefined)
      return build(before, CONFIDENCE.misdated, { flags: [...found.flags, 'bogus-year'] });
    return build(`vn:qh:${found.type ?? 'luat'}:y${stated.slice(0, 4)}:_`, CONFIDENCE.partial);
  }
  if (earlier !== undefined && versions.some((version) => version.id === earlier.document)) {
    return build(earlier.document, Math.min(CONFIDENCE.backReference, earlier.confidence), {
      method: 'back-reference',
      antecedent: earlier.index,
    });
  }
  const { publishedOn } = context;
  if (publishedOn !== null) {
    const nearest = versions.findLast(
      (version) => version.issuedOn === null || version.issuedOn <= publishedOn,
    );
    if (nearest !== undefined)
      return build(nearest, versions.length === 1 ? CONFIDENCE.name : CONFIDENCE.alias);
  }
  const [only] = versions;
  if (versions.length === 1 && only !== undefined) return build(only, CONFIDENCE.alias);
  return build(`vn:${found.type === 'pl' ? 'ubtvqh' : 'qh'}:${found.type ?? '_'}:_:_`, CONFIDENCE.bare);
}

const yearOf = (document: KnownDocument): number => Number(document.issuedOn?.slice(0, 4));
