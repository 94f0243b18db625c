import { packArticle, packText, toTitleKey, unpackArticle } from './pack-text.ts';
import type { SqliteDatabase } from './sqlite-transaction.ts';

/** What SQL cannot say of packed text: for migrations, checks and where a page was kept. */
export function addSqlFunctions(database: SqliteDatabase): void {
  const add = (name: string, compute: (...given: never[]) => string | Uint8Array): void => {
    database.function(name, { deterministic: true }, compute as (...given: unknown[]) => unknown);
  };
  add('pack_text', packText);
  add('pack_article', packArticle);
  add('title_key', toTitleKey);
  add('article_text', (body: Uint8Array) => unpackArticle(body).text);
  add('locate_article', locateArticle);
}

/** The article's body with the place of its page in the WARC files. */
function locateArticle(body: Uint8Array, warc: string, offset: number): Uint8Array {
  const { details, text } = unpackArticle(body);
  if (details.capture === null) return body;
  return packArticle(JSON.stringify({ ...details, capture: { ...details.capture, warc, offset } }), text);
}
