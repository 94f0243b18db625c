import { TracuuError } from '../base/tracuu-error.ts';

/** Describes an index on disk. Written last, so that an index without one does not exist. */
export interface IndexManifest {
  /** Of the files' layout. */
  readonly format: number;
  readonly engine: string;
  readonly analyzer: string;
  /** The archive's last change that the index holds. */
  readonly sequence: number;
  readonly articles: number;
  readonly file: string;
  readonly sha256: string;
}

export const INDEX_FORMAT = 1;

const REMEDY = 'run "tracuu index" to rebuild it from the archive: nothing is lost';

/**
 * Reads a manifest and holds it against what this program would write.
 *
 * @throws TracuuError `index-mismatch`: the index was made by another version, or is damaged
 */
export function parseIndexManifest(
  json: string,
  folder: string,
  expected: Pick<IndexManifest, 'engine' | 'analyzer'>,
): IndexManifest {
  let manifest: Partial<IndexManifest>;
  try {
    manifest = JSON.parse(json) as Partial<IndexManifest>;
  } catch (cause) {
    throw new TracuuError('index-mismatch', `the manifest of ${folder} is damaged; ${REMEDY}`, { cause });
  }
  const wanted = { format: INDEX_FORMAT, engine: expected.engine, analyzer: expected.analyzer };
  for (const [field, value] of Object.entries(wanted)) {
    const found: unknown = manifest[field as keyof IndexManifest];
    if (found === value) continue;
    throw new TracuuError(
      'index-mismatch',
      `${folder} was written with ${field} ${JSON.stringify(found)}, this tracuu uses ${JSON.stringify(value)}; ${REMEDY}`,
    );
  }
  return manifest as IndexManifest;
}

/** For a file that is not what its manifest says. */
export const damagedIndex = (folder: string): TracuuError =>
  new TracuuError('index-mismatch', `the index in ${folder} is damaged; ${REMEDY}`);
