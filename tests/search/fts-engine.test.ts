import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openDatabase } from '../../src/engines/sqlite/sqlite-database.ts';
import { createFtsEngine } from '../../src/engines/sqlite-index/fts-engine.ts';
import { describeSearchEngine } from '../contracts/search-engine.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracuu-fts-'));
let opened = 0;
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describeSearchEngine(
  'SQLite FTS5',
  async () => createFtsEngine(openDatabase(join(folder, `${++opened}.db`), { mode: 'write' })),
  { size: 'full' },
);
