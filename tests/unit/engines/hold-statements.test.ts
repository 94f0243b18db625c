import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../src/engines/sqlite/sqlite-database.ts';
import { temporaryFolder } from '../../support/run-tracuu.ts';

const folder = temporaryFolder();
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('rows can be read to the end though nobody holds their statement and memory is collected', async () => {
  const database = openDatabase(join(folder, 'tracuu.db'), { mode: 'write' });
  database.exec('CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT)');
  const insert = database.prepare('INSERT INTO line (text) VALUES (?)');
  for (let count = 0; count < 500; count += 1) insert.run('chữ '.repeat(100));
  let rows = 0;
  for (const row of database.prepare('SELECT * FROM line WHERE id > ?').iterate(0)) {
    rows += (row as { text: string }).text.length > 0 ? 1 : 0;
    if (rows % 50 !== 0) continue;
    collectGarbage();
    // What was collected is freed in a later turn.
    await nextTurn();
  }
  database.close();
  expect(rows).toBe(500);
});
