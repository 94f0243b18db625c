import type { DocumentId } from '../../model/document-id.ts';
import type {
  CitationCount,
  CitationFilter,
  CitationGroup,
  CocitedDocument,
  FirstCitation,
} from '../../store/archive.ts';
import type { Query } from './compile-plan.ts';
import type { OpenSearchConnection } from './connection.ts';
import { readGroups, type GroupQuestion } from './page-through.ts';

/** Questions about who cites a document, counted by the cluster: the same answers as `Archive` gives. */
export interface CitationCounts {
  countCitations(filter: CitationFilter & { readonly by: CitationGroup }): Promise<CitationCount[]>;
  readCocited(document: DocumentId): Promise<CocitedDocument[]>;
  firstCitations(filter: CitationFilter & { readonly by: CitationGroup }): Promise<FirstCitation[]>;
}

const GROUP_FIELDS: Readonly<Record<CitationGroup, string>> = {
  document: 'mentions.documents',
  site: 'mentions.site',
  place: 'mentions.place',
  month: 'mentions.month',
  year: 'mentions.year',
  section: 'mentions.section',
};

/** Counts over an index whose articles were written with their mentions. */
export function createCitationCounts(connection: OpenSearchConnection, index: string): CitationCounts {
  return {
    countCitations: async ({ by, ...filter }) => {
      const groups = await readGroups(connection, index, askMentions(filter, { value: GROUP_FIELDS[by] }));
      return groups
        .map(({ key, doc_count, articles }) => ({
          value: key['value'] ?? null,
          mentions: doc_count,
          articles: articles?.doc_count ?? 0,
        }))
        .filter(({ value }) => by !== 'document' || isAskedFor(filter, value))
        .sort((a, b) => b.mentions - a.mentions || compareValues(a.value, b.value));
    },
    readCocited: async (document) => {
      const query: Query = {
        nested: { path: 'mentions', query: { term: { 'mentions.documents': document } } },
      };
      const groups = await readGroups(connection, index, { query, by: { document: 'documents' } });
      return groups
        .map(({ key, doc_count }) => ({ document: key['document']!, articles: doc_count }))
        .filter((other) => other.document !== document)
        .sort((a, b) => b.articles - a.articles || (a.document < b.document ? -1 : 1));
    },
    firstCitations: async ({ by, ...filter }) => {
      const question = askMentions(filter, {
        value: GROUP_FIELDS[by],
        publishedOn: 'mentions.published_on',
        articleId: 'mentions.article',
      });
      const firsts = new Map<string | null, FirstCitation>();
      for (const { key } of await readGroups(connection, index, question)) {
        const { value = null, publishedOn = null, articleId = null } = key;
        if (publishedOn === null || articleId === null) continue;
        if (by === 'document' && !isAskedFor(filter, value)) continue;
        const first = firsts.get(value);
        if (first === undefined || comesBefore({ publishedOn, articleId }, first))
          firsts.set(value, { value, publishedOn, articleId });
      }
      return [...firsts.values()].sort((a, b) =>
        a.publishedOn === b.publishedOn
          ? compareValues(a.value, b.value)
          : a.publishedOn < b.publishedOn
            ? -1
            : 1,
      );
    },
  };
}

const isAskedFor = ({ documents }: CitationFilter, value: string | null): boolean =>
  value !== null && documents.includes(value);

type Place = Pick<FirstCitation, 'publishedOn' | 'articleId'>;

const comesBefore = (one: Place, other: Place): boolean =>
  one.publishedOn === other.publishedOn
    ? one.articleId < other.articleId
    : one.publishedOn < other.publishedOn;

/** `null` last. */
function compareValues(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : 1;
}

function askMentions(filter: CitationFilter, by: GroupQuestion['by']): GroupQuestion {
  const those = describeMentions(filter);
  return {
    query: { nested: { path: 'mentions', query: those } },
    by,
    keepMissing: true,
    nested: { path: 'mentions', filter: those },
  };
}

function describeMentions({ documents, site, place, from, to }: CitationFilter): Query {
  const filter: Query[] = [{ terms: { 'mentions.documents': documents } }];
  if (site !== undefined) filter.push({ term: { 'mentions.site': site } });
  if (place !== undefined) filter.push({ term: { 'mentions.places_within': place } });
  if (from !== undefined) filter.push({ range: { 'mentions.published_on': { gte: from } } });
  if (to !== undefined) filter.push({ range: { 'mentions.published_on': { lte: to } } });
  return { bool: { filter } };
}
