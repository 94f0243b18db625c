import { parseDocumentId } from '../../model/document-id.ts';
import type { FoundMention } from '../found-mention.ts';
import type { Clues } from './match-registry.ts';
import { isFullId, type Resolution } from './resolution.ts';

/** A mention of the same article that names a document in full. */
interface BackReference {
  readonly document: string;
  /** Index of the mention. */
  readonly index: number;
}

/** The mentions resolved so far, by what they are looked up with. */
export interface EarlierMentions {
  add(resolution: Resolution, index: number): void;
  /** The last mention of the number; one of the same type and number that is unresolved blocks those before it. */
  byNumber(clues: Clues): BackReference | undefined;
  /** The last mention of the name, or of a document of its type by number. */
  byName(found: FoundMention): BackReference | undefined;
}

/** Mentions of one number that are looked at; an article seldom has two documents of one number. */
const MAX_LOOKED_AT = 8;

export function createEarlierMentions(): EarlierMentions {
  const byNumber = new Map<string, { resolution: Resolution; index: number }[]>();
  const byName = new Map<string, BackReference>();
  return {
    add(resolution, index) {
      const { found, document } = resolution;
      if (found.form === 'numbered' && found.number !== null) {
        const known = byNumber.get(found.number) ?? [];
        known.push({ resolution, index });
        if (known.length > MAX_LOOKED_AT) known.shift();
        byNumber.set(found.number, known);
      }
      if (found.name !== null && isFullId(document)) byName.set(found.name, { document, index });
      if (found.form === 'numbered' && (found.type === 'luat' || found.type === 'pl'))
        byName.set(found.type, { document, index });
    },
    byNumber(clues) {
      const known = byNumber.get(clues.number) ?? [];
      for (let at = known.length - 1; at >= 0; at--) {
        const { resolution, index } = known[at]!;
        const { found, document } = resolution;
        if (clues.type !== null && found.type !== clues.type) continue;
        if (!isFullId(document)) return undefined;
        if (isIssuerOf(document, clues)) return { document, index };
      }
      return undefined;
    },
    byName: (found) => byName.get(found.name ?? '') ?? byName.get(found.type ?? ''),
  };
}

function isIssuerOf(document: string, clues: Clues): boolean {
  const issuer = parseDocumentId(document)?.issuer ?? '';
  return clues.base === null || issuer === clues.issuer || issuer.replace(/[.\d].*$/u, '') === clues.base;
}

/** Confidence in a document that only a later mention names: a headline says "Chỉ thị 35", the text names it in full. */
const LATER_CONFIDENCE = 0.85;

/** Gives an unresolved mention the document of the next one of its type and number that is named in full. */
export function resolveFromLater(resolutions: readonly Resolution[]): void {
  const later = new Map<string, BackReference>();
  for (let index = resolutions.length - 1; index >= 0; index--) {
    const resolution = resolutions[index]!;
    const { found, document } = resolution;
    if (found.form !== 'numbered') continue;
    const key = `${found.type ?? ''} ${found.number ?? ''}`;
    if (isFullId(document)) {
      later.set(key, { document, index });
      continue;
    }
    const match = later.get(key);
    if (match === undefined || !isSameIssuer(document, match.document)) continue;
    resolution.document = match.document;
    resolution.method = 'back-reference';
    resolution.antecedent = match.index;
    resolution.confidence = LATER_CONFIDENCE;
    resolution.candidates = [{ document: match.document, score: LATER_CONFIDENCE }];
  }
}

function isSameIssuer(partial: string, document: string): boolean {
  const stated = parseDocumentId(partial)?.issuer ?? '';
  return stated === '_' || (parseDocumentId(document)?.issuer ?? '').startsWith(stated);
}
