import type { Article } from '../model/article.ts';
import type { Capture } from '../model/capture.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { KnownDocument } from '../model/known-document.ts';
import type { Mention } from '../model/mention.ts';

/** A mention together with what the scanner found, kept so that it can be resolved again and stays as it was. */
export interface StoredMention {
  readonly mention: Mention;
  /** The scanner's own record (`FoundMention` of references/), opaque to the store. */
  readonly found: unknown;
}

/** An article as the archive holds it. */
export interface StoredArticle {
  readonly article: Article;
  readonly mentions: readonly StoredMention[];
  /** Every address under which this text was seen; the first is the article's own. */
  readonly addresses: readonly string[];
  /** 1 for the first text seen; each correction by the publisher adds one. */
  readonly version: number;
}

/** All that one page brings, written in one transaction or not at all. */
export interface PageCommit {
  /** The response or file; `null` when it is not to be kept (a page that was never fetched). */
  readonly capture: Capture | null;
  readonly article: Article;
  readonly mentions: readonly StoredMention[];
  readonly storedAt: string;
}

/**
 * What a commit changed:
 * - `new`: an article that was not there
 * - `changed`: the text under a known address changed, or a missing date came to be known; the former state is kept as
 *   a version
 * - `unchanged`: known address, same text
 * - `duplicate`: a new address of a text that was there; only the address was added
 */
export type CommitResult = 'new' | 'changed' | 'unchanged' | 'duplicate';

/** Answer of `Archive.commit`. `articleId` is the article that now holds the text. */
export interface CommitReceipt {
  readonly result: CommitResult;
  readonly articleId: string;
}

/** Which citations to read. Absent means any. */
export interface CitationFilter {
  readonly documents: readonly DocumentId[];
  readonly site?: string | undefined;
  /** A place or anything below it: `hcm` holds `hcm/quan-1`. */
  readonly place?: string | undefined;
  /** Calendar dates, inclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** One mention of a document, with where it stands. */
export interface Citation {
  readonly document: DocumentId;
  readonly article: Pick<Article, 'id' | 'url' | 'title' | 'publishedAt' | 'site'>;
  readonly section: { readonly heading: string | null; readonly place: string | null };
  readonly mention: Mention;
  /** The article's text, from which a snippet is cut. */
  readonly text: string;
}

/** A document that the archive cites, and how much. */
export interface CitedDocument {
  readonly document: DocumentId;
  readonly mentions: number;
  readonly articles: number;
}

/** A text that the index does not hold yet in this form. */
export interface IndexChange {
  readonly sequence: number;
  readonly articleId: string;
}

export interface ArchiveCounts {
  readonly captures: number;
  readonly articles: number;
  readonly sections: number;
  readonly mentions: number;
  readonly documents: number;
}

/**
 * Keeps captures, articles and mentions: the truth from which every index can be rebuilt.
 * Engines: SQLite, memory. Reads see what was committed before they began.
 */
export interface Archive {
  commit(page: PageCommit): CommitReceipt;
  /** Runs `write` so that all or nothing of it is kept, frontier included. */
  transaction<T>(write: () => T): T;
  readArticle(id: string): StoredArticle | undefined;
  /** By any of its addresses. */
  readArticleByUrl(url: string): StoredArticle | undefined;
  /** Every article, by id; holds one in memory at a time. */
  readArticles(): IterableIterator<StoredArticle>;
  /** In order of publication (undated last), article, position. */
  readCitations(filter: CitationFilter): IterableIterator<Citation>;
  /** Documents that are mentioned, most mentioned first. */
  readCitedDocuments(): CitedDocument[];
  /** Former texts of an article, oldest first. */
  readVersions(id: string): Article[];
  /** Replaces what the mentions of an article are taken to mean; spans and surfaces stay. Former resolutions are kept. */
  resolveAgain(articleId: string, mentions: readonly Mention[], resolvedAt: string): void;
  /** Documents that users registered beside the built-in ones. */
  readKnownDocuments(): KnownDocument[];
  writeKnownDocuments(documents: readonly KnownDocument[]): void;
  /** Changes after `sequence`, in order, one per article (its last). */
  readIndexChanges(afterSequence: number): IndexChange[];
  /** The sequence of the last change; 0 for an empty archive. */
  lastSequence(): number;
  counts(): ArchiveCounts;
  /** One line for each fault; empty when all is well. */
  check(): string[];
  close(): void;
}
