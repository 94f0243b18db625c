import { TracuuError } from '../../base/tracuu-error.ts';

/** A segment's file and what to hold it against. */
export interface SegmentEntry {
  readonly file: string;
  /** Of the file's bytes. */
  readonly sha256: string;
  /** Articles that the segment holds, removed ones left out. */
  readonly articles: number;
  /** Slots of articles that were removed after the file was written, ascending. */
  readonly removed: readonly number[];
}

/** Describes an index on disk. Written last: files that it does not name are no part of the index. */
export interface SegmentManifest {
  /** Of the files' layout. */
  readonly format: number;
  readonly engine: string;
  readonly analyzer: string;
  /** The archive's last change that the index holds. */
  readonly sequence: number;
  readonly articles: number;
  readonly segments: readonly SegmentEntry[];
}

/** 1 was one file for the whole index. */
export const SEGMENT_FORMAT = 2;

const REMEDY = 'run "tracuu index" to rebuild it from the archive: nothing is lost';

/** A name that a manifest may give; anything else could lead out of the folder. */
export const SEGMENT_FILE: RegExp = /^segment-[0-9a-f]{16}\.json$/u;

/**
 * Reads a manifest and holds it against what this program would write.
 *
 * @throws TracuuError `index-mismatch`: the index was made by another version, or is damaged
 */
export function parseSegmentManifest(
  json: string,
  folder: string,
  expected: Pick<SegmentManifest, 'engine' | 'analyzer'>,
): SegmentManifest {
  const manifest = parseObject(json, folder);
  const wanted = { format: SEGMENT_FORMAT, engine: expected.engine, analyzer: expected.analyzer };
  for (const [field, value] of Object.entries(wanted)) {
    const found = manifest[field];
    if (found === value) continue;
    throw new TracuuError(
      'index-mismatch',
      `${folder} was written with ${field} ${JSON.stringify(found)}, this tracuu uses ${JSON.stringify(value)}; ${REMEDY}`,
    );
  }
  const { sequence, articles, segments } = manifest;
  if (
    !isCount(sequence) ||
    !isCount(articles) ||
    !Array.isArray(segments) ||
    !segments.every(isSegmentEntry)
  ) {
    throw damagedIndex(folder, 'its manifest lacks a field');
  }
  const held = segments.reduce((sum, segment) => sum + segment.articles, 0);
  if (held !== articles) throw damagedIndex(folder, `its segments hold ${held} articles of ${articles}`);
  return manifest as unknown as SegmentManifest;
}

/** For a file that is not what its manifest says. */
export const damagedIndex = (folder: string, what: string): TracuuError =>
  new TracuuError('index-mismatch', `the index in ${folder} is damaged (${what}); ${REMEDY}`);

function parseObject(json: string, folder: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw damagedIndex(folder, 'its manifest is no JSON');
  }
  if (typeof value !== 'object' || value === null) throw damagedIndex(folder, 'its manifest is no object');
  return value as Record<string, unknown>;
}

function isSegmentEntry(value: unknown): value is SegmentEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { file, sha256, articles, removed } = value as Record<string, unknown>;
  return (
    typeof file === 'string' &&
    SEGMENT_FILE.test(file) &&
    typeof sha256 === 'string' &&
    isCount(articles) &&
    Array.isArray(removed) &&
    removed.every(isCount)
  );
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
