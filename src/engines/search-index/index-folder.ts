import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../base/hash.ts';
import { TracuuError } from '../../base/tracuu-error.ts';
import { acquireJobLock } from '../sqlite/job-lock.ts';
import { toTracuuError } from '../sqlite/sqlite-database.ts';
import { Segment, type SegmentData } from './segment.ts';
import {
  damagedIndex,
  parseSegmentManifest,
  SEGMENT_FILE,
  SEGMENT_FORMAT,
  type SegmentEntry,
  type SegmentManifest,
} from './segment-manifest.ts';
import { SEGMENTED_INDEX_ID, SegmentedIndex } from './segmented-index.ts';

const MANIFEST = 'manifest.json';
/** Appended to a file's name while it is being written. */
const ASIDE = '.new';

/** A reader whose manifest was replaced while it read the files reads again; each time needs one whole save in between. */
const MAX_READS = 5;

/** An index as it was read from disk. */
export interface OpenedIndex {
  readonly index: SegmentedIndex;
  readonly manifest: SegmentManifest;
}

/** What was last written of a segment; its slots tell whether it has grown since. */
interface WrittenSegment {
  readonly file: string;
  readonly sha256: string;
  readonly slots: number;
  /** Slots that were empty in the file already. */
  readonly removed: ReadonlySet<number>;
}

/** Beside the segments, because a segment in a browser knows no files. */
const written = new WeakMap<Segment, WrittenSegment>();

/**
 * Opens the embedded index without analysing any text again.
 *
 * @param analyzer `analyzerId`; an index of another one is not opened
 * @throws TracuuError `index-missing`, `index-mismatch`
 */
export function openIndexFolder(folder: string, analyzer: string): OpenedIndex {
  for (let read = 1; ; read++) {
    const json = readManifestText(folder);
    const manifest = readManifest(json, folder, analyzer);
    try {
      const segments = manifest.segments.map((entry) => readSegment(folder, entry));
      return { index: new SegmentedIndex(segments), manifest };
    } catch (error) {
      if (read === MAX_READS || readManifestText(folder) === json) throw error;
    }
  }
}

function readManifest(json: string | undefined, folder: string, analyzer: string): SegmentManifest {
  if (json === undefined) {
    throw new TracuuError(
      'index-missing',
      `${folder} holds no index; run "tracuu index" to build it from the archive`,
    );
  }
  return parseSegmentManifest(json, folder, { engine: SEGMENTED_INDEX_ID, analyzer });
}

function readManifestText(folder: string): string | undefined {
  const path = join(folder, MANIFEST);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function readSegment(folder: string, { file, sha256, removed }: SegmentEntry): Segment {
  const path = join(folder, file);
  if (!existsSync(path)) throw damagedIndex(folder, `${file} is missing`);
  const bytes = readFileSync(path);
  if (sha256Hex(bytes) !== sha256) throw damagedIndex(folder, `${file} is not what was written`);
  const segment = Segment.from(JSON.parse(bytes.toString('utf8')) as SegmentData);
  written.set(segment, { file, sha256, slots: segment.slots, removed: new Set(segment.removedSlots()) });
  for (const slot of removed) segment.remove(slot);
  return segment;
}

/**
 * Writes what has changed since `index` was opened or last saved: new files aside, then the manifest renamed into place,
 * so that a reader, or a restart after a crash, sees the former index or the new one and never a part of either. Rewriting
 * a file in place left it corrupt after 3 of 12 kills.
 *
 * @throws TracuuError `archive-locked` where another process is saving to `folder`, `disk-full`, `not-readable`: the
 * former index stays
 */
export function saveIndexFolder(
  folder: string,
  index: SegmentedIndex,
  facts: Pick<SegmentManifest, 'analyzer' | 'sequence'>,
): SegmentManifest {
  index.settle();
  try {
    mkdirSync(folder, { recursive: true });
    const lock = acquireJobLock(folder);
    try {
      return saveLocked(folder, index, facts);
    } finally {
      lock.release();
    }
  } catch (error) {
    throw toTracuuError(error, folder);
  }
}

function saveLocked(
  folder: string,
  index: SegmentedIndex,
  { analyzer, sequence }: Pick<SegmentManifest, 'analyzer' | 'sequence'>,
): SegmentManifest {
  const manifest: SegmentManifest = {
    format: SEGMENT_FORMAT,
    engine: SEGMENTED_INDEX_ID,
    analyzer,
    sequence,
    articles: index.size,
    segments: index.segments.filter(({ live }) => live > 0).map((segment) => saveSegment(folder, segment)),
  };
  // The names of the segments must be on disk before the manifest that needs them.
  syncFolder(folder);
  writeDurably(join(folder, MANIFEST), JSON.stringify(manifest));
  syncFolder(folder);
  removeFormerFiles(folder, new Set(manifest.segments.map(({ file }) => file)));
  return manifest;
}

function saveSegment(folder: string, segment: Segment): SegmentEntry {
  const former = written.get(segment);
  // Another process that saved in between may have removed the file.
  const isThere = former?.slots === segment.slots && existsSync(join(folder, former.file));
  const { file, sha256, removed } = isThere ? former : writeSegment(folder, segment);
  return {
    file,
    sha256,
    articles: segment.live,
    removed: segment.removedSlots().filter((slot) => !removed.has(slot)),
  };
}

function writeSegment(folder: string, segment: Segment): WrittenSegment {
  const json = Buffer.from(JSON.stringify(segment.toData()));
  const sha256 = sha256Hex(json);
  const file = `segment-${sha256.slice(0, 16)}.json`;
  writeDurably(join(folder, file), json);
  const record = { file, sha256, slots: segment.slots, removed: new Set(segment.removedSlots()) };
  written.set(segment, record);
  return record;
}

function writeDurably(path: string, content: string | Uint8Array): void {
  const aside = `${path}${ASIDE}`;
  try {
    const descriptor = openSync(aside, 'w');
    try {
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    // A full disk: what was begun takes the room that a person needs to go on.
    rmSync(aside, { force: true });
    throw error;
  }
  renameSync(aside, path);
}

function syncFolder(folder: string): void {
  // Windows opens no folder; its file system orders renames itself.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Files of former generations and what a killed job left behind. A file that is not ours stays. */
function removeFormerFiles(folder: string, kept: ReadonlySet<string>): void {
  for (const name of readdirSync(folder)) {
    const isOurs = SEGMENT_FILE.test(name) || name.endsWith(ASIDE) || FORMER_FORMAT.test(name);
    if (isOurs && !kept.has(name)) rmSync(join(folder, name), { force: true });
  }
}

/** The one file of format 1. */
const FORMER_FORMAT = /^minisearch-[0-9a-f]{16}\.json$/u;
