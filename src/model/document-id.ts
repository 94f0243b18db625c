/**
 * The identity of a document: `vn:<issuer>:<type>:<period>:<number>`, ASCII, lower case.
 *
 * - issuer: `tw`, `cp`, `qh14`; a local body carries its place (`qu.hcm.quan-1`), joint bodies are sorted and joined by `+`
 * - type: `ct`, `nq`, `qd`, `qdi`, `nd`, `kh`…
 * - period: `k12` a central Party term, `t2015` a local one by its first year, `y2020` a calendar year
 * - number: without leading zeros; `0` where the document has none
 *
 * `_` is an unknown part: never equal to a known one.
 */
export type DocumentId = string;

export interface DocumentIdParts {
  readonly issuer: string;
  readonly type: string;
  readonly period: string;
  readonly number: string;
}

const DOCUMENT_ID = /^vn:([a-z0-9_.+-]+):([a-z_]+):([a-z0-9_]+):([a-z0-9_-]+)$/u;

/** `undefined` where `id` is not in the form above. */
export function parseDocumentId(id: string): DocumentIdParts | undefined {
  const match = DOCUMENT_ID.exec(id);
  if (match === null) return undefined;
  const [, issuer, type, period, number] = match;
  return { issuer: issuer!, type: type!, period: period!, number: number! };
}

export function formatDocumentId(parts: DocumentIdParts): DocumentId {
  return `vn:${parts.issuer}:${parts.type}:${parts.period}:${parts.number}`;
}
