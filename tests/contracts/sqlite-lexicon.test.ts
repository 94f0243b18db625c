import { openDatabase } from '../../src/engines/sqlite/sqlite-database.ts';
import { createIndexWriter } from '../../src/engines/sqlite-index/index-writer.ts';
import { createSqliteLexicon } from '../../src/engines/sqlite-index/sqlite-lexicon.ts';
import { describeLexicon } from './lexicon.contract.ts';

describeLexicon('SQLite', () => {
  const database = openDatabase(':memory:', { mode: 'write' });
  const writer = createIndexWriter(database);
  return {
    lexicon: createSqliteLexicon(database),
    put: (documents) => {
      writer.put(documents);
    },
    remove: (ids) => {
      writer.remove(ids);
    },
  };
});
