import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openDatabase, type SqliteDatabase } from '../../src/engines/sqlite/sqlite-database.ts';
import { createFtsEngine } from '../../src/engines/sqlite-index/fts-engine.ts';
import type { WritableSearchEngine } from '../../src/search/engine/search-engine.ts';
import { describeFoldedQueries } from './folded-queries.contract.ts';
import { describeSearchEngine } from './search-engine.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracuu-fts-'));
const databases = new Map<WritableSearchEngine, SqliteDatabase>();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const create = async (): Promise<WritableSearchEngine> => {
  const database = openDatabase(join(folder, `${databases.size}.db`), { mode: 'write' });
  const engine = createFtsEngine(database);
  databases.set(engine, database);
  return engine;
};
const close = async (engine: WritableSearchEngine): Promise<void> => databases.get(engine)?.close();

describeSearchEngine('SQLite FTS5', create, { close });
describeFoldedQueries('SQLite FTS5', create, { close });
