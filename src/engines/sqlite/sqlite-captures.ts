import { inflateRawSync } from 'node:zlib';
import type { Capture } from '../../model/capture.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

/** Where a response stands in the WARC files; both are null for one that was kept before there were any. */
export interface CaptureRow {
  readonly id: number;
  readonly finalUrl: string;
  /** ISO 8601; of the first answer with these bytes. */
  readonly fetchedAt: string;
  readonly warcFile: string | null;
  readonly warcOffset: number | null;
}

/** A capture to be noted, with where it was written. */
export interface CaptureNote {
  readonly capture: Omit<Capture, 'body' | 'headers'>;
  /** SHA-256 of the body, in hex. */
  readonly bodyHash: string;
  readonly warcFile: string;
  readonly warcOffset: number;
}

/** The table that finds responses in the WARC files; one row for each address and body. */
export interface CaptureTable {
  find(url: string, bodyHash: string): CaptureRow | undefined;
  /** What the address answered last, as far as a body came. */
  findLatest(url: string): CaptureRow | undefined;
  /** The row that was written last. */
  last(): CaptureRow | undefined;
  /** Rows that name a record, in the order they were written. */
  all(): IterableIterator<CaptureRow>;
  write(note: CaptureNote): void;
  /** Captures whose bodies still lie in the database. */
  bodies(): IterableIterator<{ readonly id: number; readonly capture: Capture }>;
  /** The body of capture `id` lies in a WARC file from now on. */
  moveBody(id: number, warcFile: string, warcOffset: number): void;
  countBodies(): number;
  /** Articles whose page lies neither in a WARC file nor in the database. */
  countUnkept(): number;
}

const COLUMNS =
  'id, final_url AS finalUrl, fetched_at AS fetchedAt, warc_file AS warcFile, warc_offset AS warcOffset';

interface BodyRow {
  readonly id: number;
  readonly requestedUrl: string;
  readonly finalUrl: string;
  readonly fetchedAt: string;
  readonly status: number;
  readonly headers: string;
  readonly body: Uint8Array;
}

export function createCaptureTable(database: SqliteDatabase): CaptureTable {
  const statements = prepareStatements(database);
  return {
    find: (url, bodyHash) => statements.find.get(url, bodyHash) as CaptureRow | undefined,
    findLatest: (url) => statements.findLatest.get(url) as CaptureRow | undefined,
    last: () => statements.last.get() as CaptureRow | undefined,
    all: () =>
      database
        .prepare(`SELECT ${COLUMNS} FROM captures WHERE warc_file IS NOT NULL ORDER BY id`)
        .iterate() as IterableIterator<CaptureRow>,
    write: ({ capture, bodyHash, warcFile, warcOffset }) => {
      const { requestedUrl, finalUrl, fetchedAt, status } = capture;
      statements.write.run(requestedUrl, finalUrl, fetchedAt, status, bodyHash, warcFile, warcOffset);
    },
    *bodies() {
      for (const row of statements.bodies.all() as { id: number }[]) {
        const { id, headers, body, ...rest } = statements.body.get(row.id) as BodyRow;
        const capture = {
          ...rest,
          headers: JSON.parse(headers) as Record<string, string>,
          body: inflateRawSync(body),
        };
        yield { id, capture };
      }
    },
    moveBody: (id, warcFile, warcOffset) => {
      statements.locate.run(warcFile, warcOffset, id);
      statements.locateArticles.run(warcFile, warcOffset, id);
      statements.dropBody.run(id);
    },
    countUnkept: () => (statements.countUnkept.get() as { n: number }).n,
    countBodies: () => (statements.countBodies.get() as { n: number }).n,
  };
}

function prepareStatements(database: SqliteDatabase) {
  return {
    find: database.prepare(`SELECT ${COLUMNS} FROM captures WHERE final_url = ? AND body_hash = ?`),
    findLatest: database.prepare(
      `SELECT ${COLUMNS} FROM captures WHERE final_url = ? ORDER BY id DESC LIMIT 1`,
    ),
    last: database.prepare(
      `SELECT ${COLUMNS} FROM captures WHERE warc_file IS NOT NULL ORDER BY id DESC LIMIT 1`,
    ),
    write: database.prepare(
      `INSERT INTO captures (requested_url, final_url, fetched_at, status, body_hash, warc_file, warc_offset)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (final_url, body_hash) DO UPDATE SET warc_file = excluded.warc_file,
         warc_offset = excluded.warc_offset, fetched_at = excluded.fetched_at WHERE captures.warc_file IS NULL`,
    ),
    bodies: database.prepare('SELECT capture_id AS id FROM capture_bodies ORDER BY capture_id'),
    body: database.prepare(
      `SELECT id, requested_url AS requestedUrl, final_url AS finalUrl, fetched_at AS fetchedAt, status, headers, body
       FROM capture_bodies JOIN captures ON id = capture_id WHERE capture_id = ?`,
    ),
    locate: database.prepare('UPDATE captures SET warc_file = ?, warc_offset = ? WHERE id = ?'),
    locateArticles: database.prepare(
      'UPDATE articles SET body = locate_article(body, ?, ?) WHERE capture_id = ?',
    ),
    dropBody: database.prepare('DELETE FROM capture_bodies WHERE capture_id = ?'),
    countUnkept: database.prepare(
      `SELECT count(*) AS n FROM articles JOIN captures ON captures.id = articles.capture_id WHERE warc_file IS NULL
         AND NOT EXISTS (SELECT 1 FROM capture_bodies WHERE capture_bodies.capture_id = captures.id)`,
    ),
    countBodies: database.prepare('SELECT count(*) AS n FROM capture_bodies'),
  };
}
