import { join } from 'node:path';
import { systemClock, type Clock } from '../base/clock.ts';
import { silentLogger, type Logger } from '../base/logger.ts';
import type { Frontier } from '../crawl/frontier.ts';
import { acquireJobLock } from '../engines/sqlite/job-lock.ts';
import { createFtsEngine } from '../engines/sqlite-index/fts-engine.ts';
import { createSqliteLexicon } from '../engines/sqlite-index/sqlite-lexicon.ts';
import { createSqliteArchive } from '../engines/sqlite/sqlite-archive.ts';
import { openDatabase, translateErrors, writeToDisk } from '../engines/sqlite/sqlite-database.ts';
import { createCheckpointer, type Checkpointer } from '../engines/sqlite/checkpointer.ts';
import { createCaptureTable, type CaptureTable } from '../engines/sqlite/sqlite-captures.ts';
import { createRunTable, type RunTable } from '../engines/sqlite/sqlite-runs.ts';
import { createSqliteFrontier } from '../engines/sqlite/sqlite-frontier.ts';
import { createCaptureArchive, type CaptureArchive } from '../engines/warc/capture-archive.ts';
import type { Registry } from '../references/registry/registry.ts';
import type { Lexicon } from '../search/engine/lexicon.ts';
import type { SearchEngine } from '../search/engine/search-engine.ts';
import { analyzerId } from '../search/tokens/analyze-article.ts';
import type { Archive } from '../store/archive.ts';
import { openRegistry } from './ingest/read-registry.ts';
import { createWordSegmenter } from '../text/segmenter/create-word-segmenter.ts';
import type { WordSegmenter } from '../text/word-segmenter.ts';

/** A data folder opened: the archive with the engines that work on it. Close it when done. */
export interface Workspace {
  readonly folder: string;
  readonly indexFolder: string;
  readonly warcFolder: string;
  readonly archive: Archive;
  /** What words weigh, kept by the archive with its articles. */
  readonly lexicon: Lexicon;
  /** The index that lies in the archive itself: never behind, never ahead. */
  readonly fts: SearchEngine;
  readonly frontier: Frontier;
  /** Every response, in WARC files. */
  readonly captures: CaptureArchive;
  /** Where each response stands. */
  readonly captureTable: CaptureTable;
  /** What earlier runs were like. */
  readonly runs: RunTable;
  /** For a job that writes for long; close it before the workspace. */
  readonly startCheckpointer: () => Checkpointer;
  readonly registry: Registry;
  readonly segmenter: WordSegmenter;
  readonly clock: Clock;
  readonly logger: Logger;
  close(): void;
}

export interface OpenArchiveOptions {
  /** `write` takes the folder's lock and creates what is missing; default `read`. */
  readonly mode?: 'read' | 'write';
  readonly logger?: Logger;
  readonly clock?: Clock;
  readonly segmenter?: WordSegmenter;
  /** Memory for a writer's pages of the database, in MB; default 8. Building an index anew is faster with 64. */
  readonly cacheMb?: number | undefined;
}

/**
 * A crawl or an addition looks up what its pages name, and little of it twice: a crawl of 5,000 pages was as fast with 4 MB as
 * with 16 (three runs each), and one of 50,000 pages took 289 MB with 8 MB and 321 with 16.
 */
const WRITER_CACHE_MB = 8;

/**
 * Opens a data folder, by default `index-data`.
 *
 * @throws TracuuError `archive-missing`, `archive-locked`, `archive-newer`, `archive-corrupt`, `not-readable`
 */
export function openArchive(folder = 'index-data', options: OpenArchiveOptions = {}): Workspace {
  const mode = options.mode ?? 'read';
  const lock = mode === 'write' ? acquireJobLock(folder) : undefined;
  try {
    const file = join(folder, 'tracuu.db');
    const { cacheMb = WRITER_CACHE_MB } = options;
    const database = openDatabase(file, { mode, ...(mode === 'write' ? { cacheKib: cacheMb * 1024 } : {}) });
    const segmenter = options.segmenter ?? createWordSegmenter();
    const archive = createSqliteArchive(database, file, { analyzer: analyzerId(segmenter) });
    const warcFolder = join(folder, 'warc');
    const clock = options.clock ?? systemClock;
    const captureTable = createCaptureTable(database);
    const { logger = silentLogger } = options;
    const captures = createCaptureArchive({
      table: captureTable,
      folder: warcFolder,
      now: () => clock.now(),
    });
    return {
      folder,
      indexFolder: join(folder, 'search'),
      warcFolder,
      captures,
      captureTable,
      runs: createRunTable(database),
      startCheckpointer: () => createCheckpointer({ database, file, logger }),
      archive,
      lexicon: createSqliteLexicon(database),
      fts: createFtsEngine(database),
      frontier: translateErrors(createSqliteFrontier(database), file),
      registry: openRegistry(archive.readKnownDocuments()),
      segmenter,
      clock,
      logger,
      close: () => {
        try {
          captures.close();
          if (mode === 'write') writeToDisk(database, file);
        } finally {
          archive.close();
          lock?.release();
        }
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** Throws `archive-missing` where `folder` holds no archive: for jobs that have no business creating one. */
export function requireArchive(folder: string): void {
  openDatabase(join(folder, 'tracuu.db'), { mode: 'read' }).close();
}
