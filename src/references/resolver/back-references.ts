import { parseDocumentId } from '../../model/document-id.ts';
import type { FoundMention } from '../found-mention.ts';
import type { Clues } from './match-registry.ts';
import { isFullId, type Resolution } from './resolution.ts';

/** A mention of the same article that names a document in full. */
export interface BackReference {
  readonly document: string;
  /** Index of the mention. */
  readonly index: number;
  /** Of the mention; what points to it is no surer. */
  readonly confidence: number;
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
      const { found, document, confidence } = resolution;
      if (found.form === 'numbered' && found.number !== null) {
        const known = byNumber.get(found.number) ?? [];
        known.push({ resolution, index });
        if (known.length > MAX_LOOKED_AT) known.shift();
        byNumber.set(found.number, known);
      }
      if (found.name !== null && isFullId(document)) byName.set(found.name, { document, index, confidence });
      if (found.form === 'numbered' && (found.type === 'luat' || found.type === 'pl'))
        byName.set(found.type, { document, index, confidence });
    },
    byNumber(clues) {
      const known = byNumber.get(clues.number) ?? [];
      for (let at = known.length - 1; at >= 0; at--) {
        const { resolution, index } = known[at]!;
        const { found, document, confidence } = resolution;
        if (clues.type !== null && found.type !== clues.type) continue;
        if (!isFullId(document)) return undefined;
        if (isIssuerOf(document, clues)) return { document, index, confidence };
      }
      return undefined;
    },
    byName: (found) => byName.get(found.name ?? '') ?? byName.get(found.type ?? ''),
  };
}

function isIssuerOf(document: string, clues: Clues): boolean {
  const issuer = issuerOf(document);
  return clues.base === null || issuer === clues.issuer || issuer.replace(/[.\d].*$/u, '') === clues.base;
}

/** Confidence in a document that only a later mention names: a headline says "Chỉ thị 35", the text names it in full. */
const LATER_CONFIDENCE = 0.85;

const keyOf = ({ type, number }: FoundMention): string => `${type ?? ''} ${number ?? ''}`;

/**
 * Of each mention, whether a later one of the same section gives its type and number with the code: a heading's
 * "Chỉ thị 19" is what the text below calls "Chỉ thị 19-CT/TU".
 * @param sectionAt the section of an offset, -1 outside of all; what stands outside sees the whole article
 */
export function findCodedLater(
  found: readonly FoundMention[],
  sectionAt: (offset: number) => number,
): boolean[] {
  const coded = new Set<string>();
  const isCodedLater: boolean[] = [];
  for (let index = found.length - 1; index >= 0; index--) {
    const mention = found[index]!;
    const section = sectionAt(mention.start);
    const key = keyOf(mention);
    isCodedLater[index] = coded.has(section === -1 ? key : `${section} ${key}`);
    if (mention.form !== 'numbered' || mention.issuerCode === null) continue;
    coded.add(key);
    coded.add(`${section} ${key}`);
  }
  return isCodedLater;
}

/**
 * Gives an unresolved mention the document of the next one of its type and number that is named in full, and one
 * without a body at least what the next one of its section with a body says.
 * @param sectionAt as above
 */
export function resolveFromLater(
  resolutions: readonly Resolution[],
  sectionAt: (offset: number) => number,
): void {
  const later = new Map<string, BackReference>();
  const partial = new Map<string, BackReference>();
  for (let index = resolutions.length - 1; index >= 0; index--) {
    const resolution = resolutions[index]!;
    const { found, document } = resolution;
    const reference = { document, index, confidence: resolution.confidence };
    if (found.form !== 'numbered') continue;
    const key = keyOf(found);
    if (isFullId(document)) {
      later.set(key, reference);
      continue;
    }
    const section = sectionAt(found.start);
    const near = section === -1 ? key : `${section} ${key}`;
    const match = [later.get(key), partial.get(near)].find(
      (known) => known !== undefined && isSameIssuer(document, known.document),
    );
    const isOpen = issuerOf(document) === '_';
    if (!isOpen) for (const place of [key, `${section} ${key}`]) partial.set(place, reference);
    if (match === undefined || (!isOpen && !isFullId(match.document))) continue;
    const confidence = Math.min(LATER_CONFIDENCE, match.confidence);
    resolution.document = match.document;
    resolution.method = 'back-reference';
    resolution.antecedent = match.index;
    resolution.confidence = confidence;
    resolution.candidates = [{ document: match.document, score: confidence }];
  }
}

const issuerOf = (document: string): string => parseDocumentId(document)?.issuer ?? '';

function isSameIssuer(partial: string, document: string): boolean {
  const stated = issuerOf(partial);
  return stated === '_' || issuerOf(document).startsWith(stated);
}
