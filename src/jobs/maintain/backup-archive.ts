import { join } from 'node:path';
import { backupDatabase } from '../../engines/sqlite/backup-database.ts';

/**
 * Copies the archive of a data folder to `target`, also while a job writes to it: articles, mentions, frontier and index
 * are all of one instant. Responses stay in the WARC files, which only grow: copy those afterwards, and every article of
 * the backup finds its own.
 *
 * To restore, put the file in an empty folder as `tracuu.db`.
 *
 * @throws TracuuError `archive-missing`, `bad-argument` where `target` exists, `disk-full`, `not-readable`
 */
export function backupArchive(folder: string, target: string): void {
  backupDatabase(join(folder, 'tracuu.db'), target);
}
