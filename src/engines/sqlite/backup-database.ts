import { existsSync, renameSync, rmSync } from 'node:fs';
import { TracuuError } from '../../base/tracuu-error.ts';
import { openDatabase, toTracuuError } from './sqlite-database.ts';

/**
 * Writes a copy of the database as it is at this instant. A job may go on writing meanwhile, and readers may go on
 * reading: the copy is made from one snapshot. It is written aside and renamed, so that a file by the name given is
 * always whole.
 *
 * @throws TracuuError `bad-argument` where `target` exists, `archive-missing`, `disk-full`, `not-readable`
 */
export function backupDatabase(file: string, target: string): void {
  if (existsSync(target)) {
    throw new TracuuError('bad-argument', `${target} exists; name a file that does not, or remove it first`);
  }
  const aside = `${target}.part`;
  const database = openDatabase(file, { mode: 'read' });
  try {
    rmSync(aside, { force: true });
    database.prepare('VACUUM INTO ?').run(aside);
    renameSync(aside, target);
  } catch (error) {
    rmSync(aside, { force: true });
    throw toTracuuError(error, target);
  } finally {
    database.close();
  }
}
