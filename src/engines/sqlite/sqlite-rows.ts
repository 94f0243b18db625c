import type { Article } from '../../model/article.ts';
import type { Mention } from '../../model/mention.ts';
import type { StoredMention } from '../../store/archive.ts';
import { unpackArticle, unpackText } from './pack-text.ts';

/** A row of `articles`. */
export interface ArticleRow {
  readonly id: string;
  readonly url: string | null;
  readonly site: string | null;
  /** `packArticle` */
  readonly body: Uint8Array;
  /** `toHashBytes` */
  readonly text_hash: Uint8Array;
  readonly content_hash: Uint8Array;
  readonly published_on: string | null;
  readonly simhash: string;
  readonly version: number;
}

/** A row of `mentions` with its current resolution. */
export interface MentionRow {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  /** JSON, packed, as is `details`. */
  readonly found: Uint8Array;
  readonly document: string;
  readonly details: Uint8Array;
}

export function toArticle({ id, body }: Pick<ArticleRow, 'id' | 'body'>): Article {
  const { details, text } = unpackArticle(body);
  return { id, ...details, text };
}

export function toStoredMention(row: MentionRow): StoredMention {
  return { mention: toMention(row), found: JSON.parse(unpackText(row.found)) as unknown };
}

/** Puts a mention together from its row and that of its current resolution. */
export function toMention({ start, end, surface, document, details }: Omit<MentionRow, 'found'>): Mention {
  const rest = JSON.parse(unpackText(details)) as Omit<Mention, 'start' | 'end' | 'surface' | 'document'>;
  return { start, end, surface, ...rest, document };
}
