import { parseDocumentId, type DocumentId, type DocumentIdParts } from '../../model/document-id.ts';
import { resolveDirectiveQuery } from '../../references/directive-query.ts';
import type { Workspace } from '../workspace.ts';

/** What someone who typed a directive means. */
export interface FoundDirective {
  /** Best first; empty where the words name no directive. */
  readonly documents: readonly DocumentId[];
  /** Documents with the same type and number of other terms or bodies. */
  readonly others: readonly DocumentId[];
}

/**
 * Finds the documents that `query` names, among those that the registry knows and those that the archive cites:
 * a local plan is in no registry, but it can be asked for all the same.
 */
export function findDirective(workspace: Workspace, query: string): FoundDirective {
  const { documents, others, partial } = resolveDirectiveQuery(query, workspace.registry);
  if (partial === null) return { documents, others };
  const cited = workspace.archive
    .readCitedDocuments({ type: knownPart(partial.type), number: knownPart(partial.number) })
    .map(({ document }) => document)
    .filter((document) => fits(document, partial));
  if (cited.length === 0 || documents.some((document) => cited.includes(document))) {
    return withoutRepeats(documents.length > 0 ? documents : cited, [...others, ...cited]);
  }
  // What was typed fits several documents and the likeliest is cited nowhere here: those that are cited are meant.
  return withoutRepeats(cited, [...documents, ...others]);
}

/** `_` and nothing are unknown: any fits. */
const knownPart = (part: string | null | undefined): string | undefined =>
  part === '_' ? undefined : (part ?? undefined);

const withoutRepeats = (documents: readonly DocumentId[], others: readonly DocumentId[]): FoundDirective => ({
  documents,
  others: [...new Set(others)].filter((other) => !documents.includes(other)),
});

/** Whether every part that was typed agrees; a local issuer may be typed without its place. */
function fits(document: DocumentId, wanted: Partial<Record<keyof DocumentIdParts, string | null>>): boolean {
  const parts = parseDocumentId(document);
  if (parts === undefined) return false;
  const agrees = (key: keyof DocumentIdParts): boolean => {
    const value = wanted[key] ?? '_';
    return (
      value === '_' || parts[key] === value || (key === 'issuer' && parts.issuer.startsWith(`${value}.`))
    );
  };
  return agrees('type') && agrees('number') && agrees('issuer') && agrees('period');
}
