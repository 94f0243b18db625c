import type { DocumentId } from './document-id.ts';

/** A document of the registry: facts with the place where they were seen. */
export interface KnownDocument {
  readonly id: DocumentId;
  /** As printed on the document: `05-CT/TW`. */
  readonly official: string;
  /** Type in words: `Chỉ thị`. */
  readonly type: string;
  /** `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` where the source gives no more. */
  readonly issuedOn: string | null;
  /** The body that issued it, in words: `BCT khóa XII`. */
  readonly body: string | null;
  readonly title: string | null;
  readonly aliases: readonly string[];
  /** For a set (a plenum that issued several, a nickname): its documents. */
  readonly members: readonly DocumentId[];
  readonly source: string;
  /** True where a single weak source stands behind it. */
  readonly provisional: boolean;
}
