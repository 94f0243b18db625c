import type { DocumentId } from '../../model/document-id.ts';
import { parseDocumentId } from '../../model/document-id.ts';
import type { KnownDocument } from '../../model/known-document.ts';
import type { NormalizedText } from '../../model/normalized-text.ts';
import { findMentions } from '../find-mentions.ts';
import { nameKey } from './name-key.ts';

/** The documents that mentions can be resolved to, with the look-ups that resolving needs. */
export interface Registry {
  readonly documents: readonly KnownDocument[];
  get(id: DocumentId): KnownDocument | undefined;
  /** Documents with this number; of every type where `type` is `null`. Oldest first, undated ones before. */
  byNumber(type: string | null, number: string): readonly KnownDocument[];
  /** Documents that people call by this name, whatever its case, tones and punctuation. */
  byAlias(name: string): readonly KnownDocument[];
  /** Whether people call the document by its bare type and number: "Chỉ thị 05". */
  isCalledByNumber(document: KnownDocument): boolean;
  /** Documents of a plenum; of every khóa where `term` is `null`. */
  byPlenum(term: number | null, plenum: number): readonly PlenumDocument[];
}

/** A document as the outcome of a plenum of the Party's central committee. */
export interface PlenumDocument {
  readonly document: KnownDocument;
  readonly term: number;
  /** True where "Nghị quyết Trung ương 4 khóa XII" names this document alone. */
  readonly isNamesake: boolean;
}

/** `BCHTW khóa XII (HN6)`: the body of a document that the sixth plenum passed. */
const PLENUM_IN_BODY = /\(HN(\d{1,2})\)/u;

/** Builds the look-ups. A later document replaces an earlier one with the same id. */
export function createRegistry(documents: readonly KnownDocument[]): Registry {
  const byId = new Map<DocumentId, KnownDocument>();
  for (const document of documents) byId.set(document.id, document);
  const unique = [...byId.values()].sort((a, b) => compareDates(a.issuedOn, b.issuedOn));

  const byNumber = new Map<string, KnownDocument[]>();
  const byAlias = new Map<string, KnownDocument[]>();
  const byPlenum = new Map<number, PlenumDocument[]>();
  const calledByNumber = new Set<KnownDocument>();
  for (const document of unique) {
    const parts = parseDocumentId(document.id);
    if (parts !== undefined && document.members.length === 0) {
      push(byNumber, `${parts.type} ${parts.number}`, document);
      push(byNumber, `* ${parts.number}`, document);
    }
    for (const alias of document.aliases) {
      push(byAlias, nameKey(alias), document);
      readAlias(alias, document);
    }
    const plenum = PLENUM_IN_BODY.exec(document.body ?? '')?.[1];
    const term = /^k(\d+)$/u.exec(parts?.period ?? '')?.[1];
    if (plenum !== undefined && term !== undefined) addPlenum(Number(plenum), document, Number(term), false);
  }

  function readAlias(alias: string, document: KnownDocument): void {
    for (const mention of findMentions(alias as NormalizedText)) {
      if (mention.form === 'plenum' && mention.plenum !== null && mention.term !== null) {
        addPlenum(mention.plenum, document, mention.term, true);
      }
      if (mention.form !== 'numbered' || mention.issuerCode !== null || mention.number === null) continue;
      calledByNumber.add(document);
      const key = `${mention.type ?? '*'} ${mention.number}`;
      if (byNumber.get(key)?.includes(document) !== true) push(byNumber, key, document);
    }
  }

  function addPlenum(plenum: number, document: KnownDocument, term: number, isNamesake: boolean): void {
    const known = byPlenum.get(plenum) ?? [];
    const rest = known.filter((entry) => entry.document !== document);
    const wasNamesake = known.some((entry) => entry.document === document && entry.isNamesake);
    byPlenum.set(plenum, [...rest, { document, term, isNamesake: isNamesake || wasNamesake }]);
  }

  return {
    documents: unique,
    get: (id) => byId.get(id),
    byNumber: (type, number) => byNumber.get(`${type ?? '*'} ${number}`) ?? [],
    byAlias: (name) => byAlias.get(nameKey(name)) ?? [],
    isCalledByNumber: (document) => calledByNumber.has(document),
    byPlenum: (term, plenum) =>
      (byPlenum.get(plenum) ?? []).filter((entry) => term === null || entry.term === term),
  };
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

function compareDates(a: string | null, b: string | null): number {
  const left = a ?? '';
  const right = b ?? '';
  return left < right ? -1 : left > right ? 1 : 0;
}
