import type { DocumentId } from '../model/document-id.ts';
import type { Mention } from '../model/mention.ts';

/** Every document that a mention cites, each once: what it names, and the members where that is a set of several. */
export const citedDocuments = ({
  document,
  members = [],
}: Pick<Mention, 'document' | 'members'>): DocumentId[] => [...new Set([document, ...members])];
