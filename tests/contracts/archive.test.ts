import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createSqliteArchive } from '../../src/engines/sqlite/sqlite-archive.ts';
import { openDatabase } from '../../src/engines/sqlite/sqlite-database.ts';
import { createMemoryArchive } from '../../src/store/memory-archive.ts';
import { describeArchive } from './archive.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracuu-archive-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
let opened = 0;

describeArchive('SQLite', () => {
  const file = join(folder, `${++opened}.db`);
  return createSqliteArchive(openDatabase(file, { mode: 'write' }), file);
});
describeArchive('memory', createMemoryArchive);
