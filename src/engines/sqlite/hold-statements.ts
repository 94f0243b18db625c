import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/** Rows that are being read -> the statement that gives them; it lives as long as they do. */
const STATEMENTS = new WeakMap<object, object>();

/**
 * Makes the rows of `database.prepare(sql).iterate()` keep their statement. The driver (@photostructure/sqlite 1.2.1)
 * frees a statement that nobody holds although rows are still read from it, and the process dies of SIGSEGV as soon as
 * the garbage collector runs: in an export of some thousand articles. Its classes cannot be changed, so each statement is.
 */
export function holdStatements(database: DatabaseSyncInstance): DatabaseSyncInstance {
  const prepare = database.prepare.bind(database);
  const prepareHeld = (...given: Parameters<typeof prepare>): ReturnType<typeof prepare> => {
    const statement = prepare(...given);
    const iterate = statement.iterate.bind(statement);
    const iterateHeld = (...parameters: unknown[]): ReturnType<typeof iterate> => {
      const rows = iterate(...parameters);
      STATEMENTS.set(rows, statement);
      return rows;
    };
    Object.defineProperty(statement, 'iterate', { value: iterateHeld });
    return statement;
  };
  Object.defineProperty(database, 'prepare', { value: prepareHeld });
  return database;
}
