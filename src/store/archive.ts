import type { Article } from '../model/article.ts';
import type { ArticleTokens } from '../model/article-tokens.ts';
import type { Capture } from '../model/capture.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { KnownDocument } from '../model/known-document.ts';
import type { Mention } from '../model/mention.ts';
import type { TextPrints } from './article-hashes.ts';

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
  /** Of title and text, by the analyzer that the archive was opened with. */
  readonly tokens: ArticleTokens;
  /** `printsOf` the text, by who has made them; made when it is stored where they are not given. */
  readonly prints?: TextPrints | undefined;
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
  /** What was asked for: the document that the mention names, or a member of the set that it names. */
  readonly document: DocumentId;
  readonly article: Pick<Article, 'id' | 'url' | 'title' | 'publishedAt' | 'site'>;
  readonly section: { readonly heading: string | null; readonly place: string | null };
  readonly mention: Pick<Mention, 'start' | 'end' | 'surface'>;
  /** The article's text, from which a snippet is cut. */
  readonly text: string;
}

/** A document that the archive cites, and how much. */
export interface CitedDocument {
  readonly document: DocumentId;
  readonly mentions: number;
  readonly articles: number;
}

/** Which documents to list. Absent means any. */
export interface CitedDocumentFilter {
  readonly documents?: readonly DocumentId[] | undefined;
  /** Parts of the id: `ct`. */
  readonly type?: string | undefined;
  readonly number?: string | undefined;
}

/** What citations are counted by. `section` is the heading under which they stand, `month` is `YYYY-MM`. */
export type CitationGroup = 'document' | 'site' | 'place' | 'month' | 'year' | 'section';

/** Citations that agree in what they are counted by; `null` where they lack it. */
export interface CitationCount {
  readonly value: string | null;
  readonly mentions: number;
  readonly articles: number;
}

/** A document that is cited in the same articles as another. */
export interface CocitedDocument {
  readonly document: DocumentId;
  /** Articles that cite both. */
  readonly articles: number;
}

/** The first dated article of a group that cites a document. */
export interface FirstCitation {
  readonly value: string | null;
  readonly publishedOn: string;
  readonly articleId: string;
}

/** A text that the index does not hold yet in this form. */
export interface IndexChange {
  readonly sequence: number;
  readonly articleId: string;
}

export interface ArchiveCounts {
  readonly captures: number;
  readonly articles: number;
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
  /** The ids of every article, in order: without reading the articles. */
  readArticleIds(): readonly string[];
  /** In order of publication (undated last), article, position. */
  readCitations(filter: CitationFilter): IterableIterator<Citation>;
  /** Documents that are cited, members of sets included, most mentioned first. */
  readCitedDocuments(filter?: CitedDocumentFilter): CitedDocument[];
  /** Places that a section of some article is or was about, in order of code units. */
  readPlaces(): string[];
  /** How often documents are cited, most mentioned first, equals in order of value, `null` last. */
  countCitations(filter: CitationFilter & { readonly by: CitationGroup }): CitationCount[];
  /** Other documents in the articles that cite one, those in most articles first, equals in order of id. */
  readCocited(document: DocumentId): CocitedDocument[];
  /** When documents were first cited, in order of date; undated articles count for nothing. */
  firstCitations(filter: CitationFilter & { readonly by: CitationGroup }): FirstCitation[];
  /** Former texts of an article, oldest first. */
  readVersions(id: string): Article[];
  /** Replaces what the mentions of an article are taken to mean; spans and surfaces stay. Former resolutions are kept. */
  resolveAgain(articleId: string, mentions: readonly Mention[], resolvedAt: string): void;
  /** The analyzer that made the tokens; `null` before the first article. */
  analyzer(): string | null;
  /** Forgets all tokens where another analyzer made them; its articles are unanalyzed then. */
  startAnalyzer(analyzer: string): void;
  /** Ids of articles without tokens: another analyzer, or an archive from before there were any. */
  readUnanalyzed(): string[];
  writeTokens(articleId: string, tokens: ArticleTokens): void;
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
  /** Makes anew what can be derived from articles and mentions, where `check` finds fault with it; a line for each. */
  mend(): string[];
  close(): void;
}
