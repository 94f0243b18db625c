import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createMemoryFrontier } from '../../src/crawl/memory-frontier.ts';
import { openDatabase } from '../../src/engines/sqlite/sqlite-database.ts';
import { createSqliteFrontier } from '../../src/engines/sqlite/sqlite-frontier.ts';
import { describeFrontier } from './frontier.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracuu-frontier-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
let opened = 0;

describeFrontier('memory', createMemoryFrontier, { keepsRevisits: true });
describeFrontier(
  'SQLite',
  () => createSqliteFrontier(openDatabase(join(folder, `${++opened}.db`), { mode: 'write' })),
  { keepsRevisits: true },
);
