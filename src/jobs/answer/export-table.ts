import { parseDocumentId } from '../../model/document-id.ts';
import type { StoredArticle } from '../../store/archive.ts';
import type { Workspace } from '../workspace.ts';

export const EXPORT_TABLES = ['articles', 'sections', 'mentions', 'documents'] as const;
export type ExportTable = (typeof EXPORT_TABLES)[number];

/** A row of a table: every value fits one cell. */
export type ExportRow = Readonly<Record<string, string | number | boolean | null>>;

/** The columns of each table, in order; a row has all of them. */
export const EXPORT_COLUMNS: Readonly<Record<ExportTable, readonly string[]>> = {
  articles:
    'id url canonicalUrl site kind title lead byline publishedAt modifiedAt category tags language version addresses fetchedAt text'.split(
      ' ',
    ),
  sections: 'article ordinal heading place publishedOn start end text'.split(' '),
  mentions:
    'article ordinal start end surface document type number period issuer method confidence flags section place publishedAt url'.split(
      ' ',
    ),
  documents: 'document issuer type period number official title issuedOn body mentions articles'.split(' '),
};

/** The rows of one table, in a stable order, one article in memory at a time. */
export function* exportTable(workspace: Workspace, table: ExportTable): Generator<ExportRow> {
  if (table === 'documents') {
    yield* documentRows(workspace);
    return;
  }
  const rows = { articles: articleRows, sections: sectionRows, mentions: mentionRows }[table];
  for (const stored of workspace.archive.readArticles()) yield* rows(stored);
}

function articleRows({ article, addresses, version }: StoredArticle): ExportRow[] {
  const { id, url, canonicalUrl, site, kind, title, lead, byline, publishedAt, modifiedAt } = article;
  const { category, language, text } = article;
  return [
    {
      id,
      url,
      canonicalUrl,
      site,
      kind,
      title,
      lead,
      byline,
      publishedAt,
      modifiedAt,
      category,
      tags: article.tags.join('; '),
      language,
      version,
      addresses: addresses.join(' '),
      fetchedAt: article.capture?.fetchedAt ?? null,
      text,
    },
  ];
}

function sectionRows({ article }: StoredArticle): ExportRow[] {
  return article.sections.map(({ heading, place, publishedOn, start, end }, ordinal) => ({
    article: article.id,
    ordinal,
    heading,
    place,
    // Archives written before items had dates hold none.
    publishedOn: (publishedOn as string | null | undefined) ?? null,
    start,
    end,
    text: article.text.slice(start, end),
  }));
}

function mentionRows({ article, mentions }: StoredArticle): ExportRow[] {
  return mentions.map(({ mention }, ordinal) => {
    const section = article.sections.find(({ start, end }) => start <= mention.start && mention.end <= end);
    const { start, end, surface, document, type, number, period, issuer, method, confidence } = mention;
    return {
      article: article.id,
      ordinal,
      start,
      end,
      surface,
      document,
      type,
      number,
      period,
      issuer,
      method,
      confidence,
      flags: mention.flags.join(' '),
      section: section?.heading ?? null,
      place: section?.place ?? null,
      publishedAt: article.publishedAt,
      url: article.url,
    };
  });
}

function* documentRows(workspace: Workspace): Generator<ExportRow> {
  for (const { document, mentions, articles } of workspace.archive.readCitedDocuments()) {
    const known = workspace.registry.get(document);
    const parts = parseDocumentId(document);
    yield {
      document,
      issuer: parts?.issuer ?? null,
      type: parts?.type ?? null,
      period: parts?.period ?? null,
      number: parts?.number ?? null,
      official: known?.official ?? null,
      title: known?.title ?? null,
      issuedOn: known?.issuedOn ?? null,
      body: known?.body ?? null,
      mentions,
      articles,
    };
  }
}
