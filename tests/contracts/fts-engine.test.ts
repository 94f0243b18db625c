import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openDatabase, type SqliteDatabase } from '../../src/engines/sqlite/sqlite-database.ts';
import { createFtsEngine } from '../../src/engines/sqlite-index/fts-engine.ts';
import type { WritableSearchEngine } from '../../src/search/engine/search-engine.ts';
import { describeSearchEngine } from './search-engine.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracuu-fts-'));
const databases = new Map<WritableSearchEngine, SqliteDatabase>();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describeSearchEngine(
  'SQLite FTS5',
  async () => {
    const database = openDatabase(join(folder, `${databases.size}.db`), { mode: 'write' });
    const engine = createFtsEngine(database);
    databases.set(engine, database);
    return engine;
  },
  { close: async (engine) => databases.get(engine)?.close() },
);
