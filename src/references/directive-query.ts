import { parseDocumentId, type DocumentId, type DocumentIdParts } from '../model/document-id.ts';
import type { KnownDocument } from '../model/known-document.ts';
import type { FoundMention } from './found-mention.ts';
import { findReferences } from './find-references.ts';
import { findMentions } from './find-mentions.ts';
import type { NormalizedText } from '../model/normalized-text.ts';
import type { Registry } from './registry/registry.ts';
import { isFullId } from './resolver/resolution.ts';

/** What a researcher's words mean. */
export interface DirectiveQuery {
  /** Best first. */
  readonly documents: readonly DocumentId[];
  /** Documents that share the number in other terms, years, or bodies; none for what is asked for by name. */
  readonly others: readonly DocumentId[];
  /** What the words say, where no known document fits; unknown parts are `_`. */
  readonly partial: DocumentIdParts | null;
}

const NOTHING: DirectiveQuery = { documents: [], others: [], partial: null };

/**
 * Reads what a person typed to name a directive: `05-CT/TW`, `chi thi 05`, `Chỉ thị số 05`, an id, or an alias, in
 * any case, with or without tones, composed or not.
 */
export function resolveDirectiveQuery(query: string, registry: Registry): DirectiveQuery {
  const words = query.normalize('NFC').trim();
  if (words === '') return NOTHING;
  const id = words.toLowerCase();
  if (parseDocumentId(id) !== undefined) return withOthers([id], registry);

  const [found] = findMentions(words as NormalizedText);
  const [mention] = findReferences(words, { registry });
  const named = newestFirst(registry.byAlias(words));
  if (mention === undefined || found === undefined) return { ...NOTHING, documents: named };
  if (found.form === 'name') return resolveNameQuery(found, mention.document, named, registry);
  if (isFullId(mention.document)) return withOthers([...new Set([mention.document, ...named])], registry);

  const parts = parseDocumentId(mention.document) ?? null;
  const sharing = registry
    .byNumber(mention.type, mention.number ?? '')
    .filter((document) => parts === null || isCompatible(parts, document.id));
  // Documents that people call by their bare number come first, and of those the newest.
  const ranked = [...sharing].reverse().sort((a, b) => rank(registry, b) - rank(registry, a));
  const ids = [...new Set([...named, ...ranked.map((document) => document.id)])];
  if (ids.length === 0) return { documents: [], others: [], partial: parts };
  const [best, ...rest] = ids;
  const query2 = withOthers([best!], registry);
  return { ...query2, others: [...new Set([...rest, ...query2.others])], partial: parts };
}

/** A bare name means every version, newest first; a shared number says nothing about what is cited by name. */
function resolveNameQuery(
  found: FoundMention,
  document: DocumentId,
  named: readonly DocumentId[],
  registry: Registry,
): DirectiveQuery {
  const hasYear = found.year !== null || found.date !== null;
  const versions = newestFirst(registry.byAlias(found.name ?? ''));
  if (!hasYear && versions.length > 0)
    return { ...NOTHING, documents: [...new Set([...named, ...versions])] };
  const stated = isFullId(document) ? [document] : [];
  const documents = [...new Set([...stated, ...named])];
  return {
    documents,
    others: [],
    partial: documents.length > 0 ? null : (parseDocumentId(document) ?? null),
  };
}

const newestFirst = (documents: readonly KnownDocument[]): DocumentId[] =>
  documents.map(({ id }) => id).reverse();

const rank = (registry: Registry, document: KnownDocument): number =>
  registry.isCalledByNumber(document) ? 1 : 0;

function isCompatible(parts: DocumentIdParts, id: DocumentId): boolean {
  const other = parseDocumentId(id);
  if (other === undefined) return false;
  const isIssuer =
    parts.issuer === '_' || other.issuer === parts.issuer || other.issuer.startsWith(parts.issuer);
  return isIssuer && (parts.period === '_' || parts.period === other.period);
}

function withOthers(documents: readonly DocumentId[], registry: Registry): DirectiveQuery {
  const others: DocumentId[] = [];
  for (const id of documents) {
    const parts = parseDocumentId(id);
    if (parts === undefined || parts.number === '0') continue;
    for (const document of registry.byNumber(parts.type, parts.number)) {
      if (!documents.includes(document.id) && !others.includes(document.id)) others.push(document.id);
    }
  }
  return { documents, others, partial: null };
}
