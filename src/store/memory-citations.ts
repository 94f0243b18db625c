import { toVietnamDate } from '../base/clock.ts';
import { assertNever } from '../base/assert-never.ts';
import type { Article } from '../model/article.ts';
import type { DocumentId } from '../model/document-id.ts';
import { parseDocumentId } from '../model/document-id.ts';
import type { Mention } from '../model/mention.ts';
import { isWithinPlace } from '../model/place.ts';
import type {
  Citation,
  CitationCount,
  CitationFilter,
  CitationGroup,
  CitedDocument,
  CitedDocumentFilter,
  CocitedDocument,
  FirstCitation,
  StoredArticle,
} from './archive.ts';
import { citedDocuments } from './cited-documents.ts';

type Articles = readonly StoredArticle[];

/** The calendar date in Vietnam; `null` where the page gives none. */
export const publicationDate = ({ publishedAt }: Article): string | null =>
  publishedAt === null ? null : toVietnamDate(publishedAt);

/** In order of publication (undated last), article, position, document. */
export function* findCitations(articles: Articles, filter: CitationFilter): IterableIterator<Citation> {
  for (const { article, mentions } of [...articles].sort(byPublication)) {
    const publishedOn = publicationDate(article);
    if (filter.site !== undefined && article.site !== filter.site) continue;
    if (filter.from !== undefined && (publishedOn === null || publishedOn < filter.from)) continue;
    if (filter.to !== undefined && (publishedOn === null || publishedOn > filter.to)) continue;
    for (const { mention } of mentions) {
      const section = sectionOf(article, mention);
      if (filter.place !== undefined && !isWithinPlace(section.place, filter.place)) continue;
      const { id, url, site, title, publishedAt, text } = article;
      const { start, end, surface } = mention;
      for (const document of citedDocuments(mention).sort()) {
        if (!filter.documents.includes(document)) continue;
        const cited = { id, url, site, title, publishedAt };
        yield { document, article: cited, section, mention: { start, end, surface }, text };
      }
    }
  }
}

function byPublication(one: StoredArticle, other: StoredArticle): number {
  const a = publicationDate(one.article) ?? '9999';
  const b = publicationDate(other.article) ?? '9999';
  if (a !== b) return a < b ? -1 : 1;
  return one.article.id < other.article.id ? -1 : 1;
}

function sectionOf(article: Article, { start, end }: Mention): Citation['section'] {
  const section = article.sections.find((one) => one.start <= start && end <= one.end);
  return { heading: section?.heading ?? null, place: section?.place ?? null };
}

export function listCitedDocuments(
  articles: Articles,
  { documents, type, number }: CitedDocumentFilter = {},
): CitedDocument[] {
  const cited = new Map<DocumentId, { mentions: number; articles: Set<string> }>();
  for (const { article, mentions } of articles) {
    for (const document of mentions.flatMap(({ mention }) => citedDocuments(mention))) {
      const entry = cited.get(document) ?? { mentions: 0, articles: new Set<string>() };
      cited.set(document, entry);
      entry.mentions++;
      entry.articles.add(article.id);
    }
  }
  return [...cited]
    .map(([document, entry]) => ({ document, mentions: entry.mentions, articles: entry.articles.size }))
    .filter(({ document }) => {
      const parts = parseDocumentId(document);
      return (
        (documents === undefined || documents.includes(document)) &&
        (type === undefined || parts?.type === type) &&
        (number === undefined || parts?.number === number)
      );
    })
    .sort((a, b) => b.mentions - a.mentions || (a.document < b.document ? -1 : 1));
}

interface Group {
  readonly mentions: Set<string>;
  readonly articles: Set<string>;
}

export function countCitations(
  articles: Articles,
  { by, ...filter }: CitationFilter & { readonly by: CitationGroup },
): CitationCount[] {
  const groups = new Map<string | null, Group>();
  for (const citation of findCitations(articles, filter)) {
    const value = valueOf(citation, by);
    const group = groups.get(value) ?? { mentions: new Set(), articles: new Set() };
    groups.set(value, group);
    const { article, mention } = citation;
    group.mentions.add(`${article.id} ${mention.start} ${mention.end}`);
    group.articles.add(article.id);
  }
  return [...groups]
    .map(([value, group]) => ({ value, mentions: group.mentions.size, articles: group.articles.size }))
    .sort((a, b) => b.mentions - a.mentions || compareValues(a.value, b.value));
}

function valueOf({ document, article, section }: Citation, by: CitationGroup): string | null {
  const publishedOn = article.publishedAt === null ? null : toVietnamDate(article.publishedAt);
  switch (by) {
    case 'document':
      return document;
    case 'site':
      return article.site;
    case 'place':
      return section.place;
    case 'month':
      return publishedOn?.slice(0, 7) ?? null;
    case 'year':
      return publishedOn?.slice(0, 4) ?? null;
    case 'section':
      return section.heading;
    default:
      return assertNever(by);
  }
}

/** `null` last. */
function compareValues(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : 1;
}

export function listCocited(articles: Articles, document: DocumentId): CocitedDocument[] {
  const counts = new Map<DocumentId, number>();
  for (const { mentions } of articles) {
    const cited = new Set(mentions.flatMap(({ mention }) => citedDocuments(mention)));
    if (!cited.has(document)) continue;
    for (const other of cited) {
      // A set of documents is none itself: its members are counted.
      if (other !== document && !other.startsWith('set:')) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([other, count]) => ({ document: other, articles: count }))
    .sort((a, b) => b.articles - a.articles || (a.document < b.document ? -1 : 1));
}

export function listFirstCitations(
  articles: Articles,
  { by, ...filter }: CitationFilter & { readonly by: CitationGroup },
): FirstCitation[] {
  const firsts = new Map<string | null, FirstCitation>();
  for (const citation of findCitations(articles, filter)) {
    const { publishedAt, id } = citation.article;
    const value = valueOf(citation, by);
    // They come in order of date, so the first that is seen is the first that there was.
    if (publishedAt === null || firsts.has(value)) continue;
    firsts.set(value, { value, publishedOn: toVietnamDate(publishedAt), articleId: id });
  }
  return [...firsts.values()].sort((a, b) =>
    a.publishedOn === b.publishedOn
      ? compareValues(a.value, b.value)
      : a.publishedOn < b.publishedOn
        ? -1
        : 1,
  );
}
