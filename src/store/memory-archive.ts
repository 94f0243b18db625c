import type { Article } from '../model/article.ts';
import type { ArticleTokens } from '../model/article-tokens.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { KnownDocument } from '../model/known-document.ts';
import type { Mention } from '../model/mention.ts';
import type {
  Archive,
  Citation,
  CitationCount,
  CitationFilter,
  CitedDocument,
  CitedDocumentFilter,
  CocitedDocument,
  FirstCitation,
  PageCommit,
  StoredArticle,
} from './archive.ts';
import { hashContent, printsOf } from './article-hashes.ts';
import {
  countCitations,
  findCitations,
  listCitedDocuments,
  listCocited,
  listFirstCitations,
  publicationDate,
} from './memory-citations.ts';
import {
  hammingDistance,
  isReprint,
  isSameTitle,
  NEAR_DUPLICATE_BITS,
  type PrintedArticle,
} from './near-duplicate.ts';
import { completeFrom, decideCommit, enrichFrom, type KnownArticle } from './decide-commit.ts';

interface Held {
  readonly stored: StoredArticle;
  readonly textHash: string;
  readonly contentHash: string;
  readonly simhash: bigint;
  readonly sequence: number;
}

/** An archive that lives as long as the process: for notebooks on a handful of pages, and for tests. */
export function createMemoryArchive(): Archive {
  return new MemoryArchive();
}

class MemoryArchive implements Archive {
  private held = new Map<string, Held>();
  private addresses = new Map<string, string>();
  private versions = new Map<string, Article[]>();
  private documents = new Map<string, KnownDocument>();
  private tokens = new Map<string, ArticleTokens>();
  private analyzedBy: string | null = null;
  private captures = 0;
  private sequence = 0;

  transaction<T>(write: () => T): T {
    const { held, addresses, versions, documents, tokens, captures, sequence } = this;
    this.held = new Map(held);
    this.addresses = new Map(addresses);
    this.versions = new Map(versions);
    this.documents = new Map(documents);
    this.tokens = new Map(tokens);
    try {
      return write();
    } catch (error) {
      Object.assign(this, { held, addresses, versions, documents, tokens, captures, sequence });
      throw error;
    }
  }

  commit(given: PageCommit): ReturnType<Archive['commit']> {
    const held = this.findHeld(given.article);
    const page = { ...given, article: completeFrom(given.article, held?.stored.article) };
    const { article } = page;
    const prints = {
      ...(page.prints ?? printsOf(article.text)),
      contentHash: hashContent(article),
    };
    const known = held && this.describeKnown(held, page, prints.contentHash);
    const twinId = known?.sharesId === true ? undefined : this.findTwin(page, prints);
    const decision = decideCommit(article, { known, twinId });
    const { articleId } = decision;
    let { result } = decision;
    let kept = { ...article, id: articleId };
    const former = this.held.get(articleId);
    if (former?.textHash === prints.textHash && (result === 'unchanged' || result === 'duplicate')) {
      const enriched = enrichFrom(former.stored.article, article);
      if (enriched !== undefined) {
        kept = enriched;
        result = 'changed';
      }
    }
    if (result === 'new' || result === 'changed') {
      this.keep(kept, page, { ...prints, contentHash: hashContent(kept) });
    }
    for (const url of [article.url, article.canonicalUrl]) {
      if (url !== null) this.addresses.set(url, articleId);
    }
    return { result, articleId };
  }

  private keep(
    article: Article,
    page: PageCommit,
    prints: Pick<Held, 'textHash' | 'contentHash' | 'simhash'>,
  ): void {
    const former = this.held.get(article.id)?.stored;
    if (former !== undefined) {
      this.versions.set(article.id, [...(this.versions.get(article.id) ?? []), former.article]);
    }
    const stored: StoredArticle = {
      article,
      mentions: page.mentions,
      addresses: [],
      version: (former?.version ?? 0) + 1,
    };
    this.held.set(article.id, { stored, ...prints, sequence: ++this.sequence });
    this.tokens.set(article.id, page.tokens);
    if (page.capture !== null) this.captures++;
  }

  readArticle(id: string): StoredArticle | undefined {
    const held = this.held.get(id);
    if (held === undefined) return undefined;
    const { url } = held.stored.article;
    const addresses = [...this.addresses].filter(([, owner]) => owner === id).map(([address]) => address);
    addresses.sort((a, b) => Number(b === url) - Number(a === url) || (a < b ? -1 : 1));
    return { ...held.stored, addresses };
  }

  readArticleByUrl(url: string): StoredArticle | undefined {
    const id = this.addresses.get(url);
    return id === undefined ? undefined : this.readArticle(id);
  }

  *readArticles(): IterableIterator<StoredArticle> {
    for (const id of this.readArticleIds()) yield this.readArticle(id)!;
  }

  readArticleIds(): readonly string[] {
    return [...this.held.keys()].sort();
  }

  readCitations(filter: CitationFilter): IterableIterator<Citation> {
    return findCitations(this.all(), filter);
  }

  readCitedDocuments(filter?: CitedDocumentFilter): CitedDocument[] {
    return listCitedDocuments(this.all(), filter);
  }

  readPlaces(): string[] {
    const places = this.all().flatMap(({ article }) => article.sections.map(({ place }) => place));
    return [...new Set(places)].filter((place) => place !== null).sort();
  }

  countCitations(filter: Parameters<Archive['countCitations']>[0]): CitationCount[] {
    return countCitations(this.all(), filter);
  }

  readCocited(document: DocumentId): CocitedDocument[] {
    return listCocited(this.all(), document);
  }

  firstCitations(filter: Parameters<Archive['firstCitations']>[0]): FirstCitation[] {
    return listFirstCitations(this.all(), filter);
  }

  readVersions(id: string): Article[] {
    return this.versions.get(id) ?? [];
  }

  resolveAgain(articleId: string, mentions: readonly Mention[]): void {
    const held = this.held.get(articleId)!;
    const resolved = held.stored.mentions.map(({ found }, index) => ({ found, mention: mentions[index]! }));
    const stored = { ...held.stored, mentions: resolved };
    this.held.set(articleId, { ...held, stored, sequence: ++this.sequence });
  }

  analyzer(): string | null {
    return this.analyzedBy;
  }

  startAnalyzer(analyzer: string): void {
    if (this.analyzedBy !== analyzer) this.tokens.clear();
    this.analyzedBy = analyzer;
  }

  readUnanalyzed(): string[] {
    return [...this.held.keys()].filter((id) => !this.tokens.has(id)).sort();
  }

  writeTokens(articleId: string, tokens: ArticleTokens): void {
    this.tokens.set(articleId, tokens);
  }

  readKnownDocuments(): KnownDocument[] {
    return [...this.documents.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  writeKnownDocuments(documents: readonly KnownDocument[]): void {
    for (const known of documents) this.documents.set(known.id, known);
  }

  readIndexChanges(after: number): ReturnType<Archive['readIndexChanges']> {
    return [...this.held]
      .filter(([, { sequence }]) => sequence > after)
      .map(([articleId, { sequence }]) => ({ sequence, articleId }))
      .sort((a, b) => a.sequence - b.sequence);
  }

  lastSequence(): number {
    return this.sequence;
  }

  counts(): ReturnType<Archive['counts']> {
    const stored = [...this.held.values()].map((held) => held.stored);
    const sum = (count: (one: StoredArticle) => number): number =>
      stored.reduce((all, one) => all + count(one), 0);
    return {
      captures: this.captures,
      articles: stored.length,
      mentions: sum(({ mentions }) => mentions.length),
      documents: this.readCitedDocuments().length,
    };
  }

  check(): string[] {
    return [];
  }

  mend(): string[] {
    return [];
  }

  close(): void {
    this.held.clear();
  }

  private all(): StoredArticle[] {
    return Array.from(this.held.values(), ({ stored }) => stored);
  }

  private findHeld({ id, url }: Article): Held | undefined {
    const owner = url === null ? undefined : this.addresses.get(url);
    return this.held.get(id) ?? (owner === undefined ? undefined : this.held.get(owner));
  }

  private describeKnown(held: Held, page: PageCommit, contentHash: string): KnownArticle {
    const { id, url, canonicalUrl } = held.stored.article;
    const { article } = page;
    return {
      id,
      url,
      canonicalUrl,
      sharesId: id === article.id,
      sameContent: held.contentHash === contentHash,
      isReprint: isReprint(toPrinted(held.stored), toPrinted(page)),
      knowsAddress: article.url === null || this.addresses.get(article.url) === id,
    };
  }

  private findTwin(page: PageCommit, prints: Pick<Held, 'textHash' | 'simhash'>): string | undefined {
    const all = [...this.held.values()];
    const { id, title } = page.article;
    const printed = toPrinted(page);
    const isCandidate = ({ stored, simhash: other }: Held): boolean =>
      stored.article.id !== id &&
      ((title !== null && stored.article.title === title) ||
        hammingDistance(other, prints.simhash) <= NEAR_DUPLICATE_BITS);
    const twin =
      all.find(
        (held) => held.textHash === prints.textHash && isSameTitle(held.stored.article.title, title),
      ) ?? all.find((held) => isCandidate(held) && isReprint(toPrinted(held.stored), printed));
    return twin?.stored.article.id;
  }
}

const toPrinted = ({ article, mentions }: Pick<StoredArticle, 'article' | 'mentions'>): PrintedArticle => ({
  title: article.title,
  text: article.text,
  publishedOn: publicationDate(article),
  documents: new Set(mentions.map(({ mention }) => mention.document)),
});
