import { toVietnamDate } from '../../base/clock.ts';
import type { Article } from '../../model/article.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { Mention } from '../../model/mention.ts';
import { citedDocuments } from '../../store/cited-documents.ts';
import type { ArticleFacts } from './index-document.ts';

/** The facts of an article as the archive holds it. */
export function factsOfArticle(article: Article, mentions: readonly Mention[]): ArticleFacts {
  const { site, kind, publishedAt, sections } = article;
  const places = sections.map(({ place }) => place).filter((place) => place !== null);
  return {
    site,
    publishedOn: publishedAt === null ? null : toVietnamDate(publishedAt),
    kind,
    places: sortedOnce(places),
    documents: sortedOnce(mentions.flatMap(citedDocuments).filter(isDocument)),
  };
}

const sortedOnce = (values: readonly string[]): string[] => [...new Set(values)].sort();

/** "Các chỉ thị này" cites each of its members; the set of them is no document. */
const isDocument = (document: DocumentId): boolean => !document.startsWith('set:');
