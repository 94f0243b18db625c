import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { loadSqlite } from '../../src/engines/sqlite/load-sqlite.ts';
import { MIGRATIONS } from '../../src/engines/sqlite/sqlite-schema.ts';
import type { Article } from '../../src/model/article.ts';
import type { Mention } from '../../src/model/mention.ts';
import { sha256Hex } from '../../src/base/hash.ts';
import { hashContent, hashText } from '../../src/store/article-hashes.ts';

/** An article as it was kept then, with the page that it was read from. */
export interface FormerPage {
  readonly article: Article;
  readonly mentions: readonly Mention[];
  /** Default: an empty page without headers. */
  readonly page?: { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array };
}

/** Writes an archive as the first released schema kept it, row by row, without the code that writes archives now. */
export function writeFormerArchive(folder: string, pages: readonly FormerPage[]): void {
  mkdirSync(folder, { recursive: true });
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(join(folder, 'tracuu.db'));
  const insert = (table: string, row: Record<string, string | number | null | Uint8Array>): number => {
    const columns = Object.keys(row);
    const statement = database.prepare(
      `INSERT INTO ${table} (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    return Number(statement.run(...Object.values(row)).lastInsertRowid);
  };
  database.exec(`PRAGMA journal_mode = WAL; ${MIGRATIONS[0]!} PRAGMA user_version = 1;`);
  for (const { article, mentions, page = { headers: {}, body: new Uint8Array() } } of pages) {
    const { id, text, ...details } = article;
    const { url, canonicalUrl, site, kind, title, publishedAt, sections } = details;
    const captureId = insert('captures', {
      requested_url: url,
      final_url: url,
      fetched_at: '2026-01-01T00:00:00.000Z',
      status: 200,
      headers: JSON.stringify(page.headers),
      body_hash: sha256Hex(page.body),
      body: deflateRawSync(page.body),
    });
    insert('articles', {
      id,
      url,
      canonical_url: canonicalUrl,
      site,
      kind,
      title,
      published_on: publishedAt,
      text,
      details: JSON.stringify(details),
      text_hash: hashText(text),
      content_hash: hashContent(article),
      simhash: '0000000000000000',
      version: 1,
      stored_at: '2026-01-01T00:00:00.000Z',
      capture_id: captureId,
    });
    insert('addresses', { url, article_id: id });
    for (const [ordinal, { heading, place, start, end }] of sections.entries()) {
      insert('sections', { article_id: id, ordinal, heading, place, start, end });
    }
    for (const [ordinal, { start, end, surface, document, ...rest }] of mentions.entries()) {
      const mentionId = insert('mentions', { article_id: id, ordinal, start, end, surface, found: '{}' });
      insert('resolutions', {
        mention_id: mentionId,
        document,
        details: JSON.stringify(rest),
        resolved_at: '2026-01-01T00:00:00.000Z',
        is_current: 1,
      });
    }
    insert('index_changes', { article_id: id });
  }
  database.close();
}
