import type { Article } from '../../model/article.ts';
import type { Mention } from '../../model/mention.ts';
import type { StoredMention } from '../../store/archive.ts';

/** A row of `articles`. */
export interface ArticleRow {
  readonly id: string;
  readonly url: string | null;
  readonly canonical_url: string | null;
  readonly site: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly details: string;
  readonly text_hash: string;
  readonly content_hash: string;
  readonly published_on: string | null;
  readonly simhash: string;
  readonly version: number;
}

/** A row of `mentions` with its current resolution. */
export interface MentionRow {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly found: string;
  readonly document: string;
  readonly details: string;
}

export function toArticle(row: ArticleRow): Article {
  const details = JSON.parse(row.details) as Omit<Article, 'id' | 'text'>;
  return { id: row.id, ...details, text: row.text };
}

export function toStoredMention(row: MentionRow): StoredMention {
  return { mention: toMention(row), found: JSON.parse(row.found) as unknown };
}

/** Puts a mention together from its row and that of its current resolution. */
export function toMention({ start, end, surface, document, details }: Omit<MentionRow, 'found'>): Mention {
  const rest = JSON.parse(details) as Omit<Mention, 'start' | 'end' | 'surface' | 'document'>;
  return { start, end, surface, ...rest, document };
}
