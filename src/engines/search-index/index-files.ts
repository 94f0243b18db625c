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
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../base/hash.ts';
import { TracuuError } from '../../base/tracuu-error.ts';
import {
  damagedIndex,
  INDEX_FORMAT,
  parseIndexManifest,
  type IndexManifest,
} from '../../search/index-manifest.ts';
import { loadMiniSearchEngine, MINISEARCH_ENGINE_ID, type MiniSearchEngine } from './minisearch-engine.ts';
import { toTracuuError } from '../sqlite/sqlite-database.ts';

const MANIFEST = 'manifest.json';

/** An index as it was read from disk. */
export interface LoadedIndex {
  readonly engine: MiniSearchEngine;
  readonly manifest: IndexManifest;
}

/**
 * Opens the embedded index without analysing any text again.
 *
 * @throws TracuuError `index-missing`, `index-mismatch`
 */
export function loadIndex(folder: string, analyzer: string): LoadedIndex {
  const manifest = readIndexManifest(folder, analyzer);
  const file = join(folder, manifest.file);
  if (!existsSync(file)) throw damagedIndex(folder);
  const json = readFileSync(file, 'utf8');
  if (sha256Hex(json) !== manifest.sha256) throw damagedIndex(folder);
  return { engine: loadMiniSearchEngine(json), manifest };
}

function readIndexManifest(folder: string, analyzer: string): IndexManifest {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) {
    throw new TracuuError(
      'index-missing',
      `${folder} holds no index; run "tracuu index" to build it from the archive`,
    );
  }
  return parseIndexManifest(readFileSync(path, 'utf8'), folder, { engine: MINISEARCH_ENGINE_ID, analyzer });
}

/**
 * Writes the index aside and renames its manifest into place, so that a reader, or a restart after a crash,
 * sees the former index or the new one and never a part of either. Rewriting the file in place left it
 * corrupt after 3 of 12 kills.
 */
export function saveIndex(
  folder: string,
  engine: MiniSearchEngine,
  facts: Pick<IndexManifest, 'analyzer' | 'sequence'>,
): IndexManifest {
  try {
    mkdirSync(folder, { recursive: true });
    const json = engine.toJSON();
    const sha256 = sha256Hex(json);
    const manifest: IndexManifest = {
      format: INDEX_FORMAT,
      engine: MINISEARCH_ENGINE_ID,
      analyzer: facts.analyzer,
      sequence: facts.sequence,
      articles: engine.size,
      file: `minisearch-${sha256.slice(0, 16)}.json`,
      sha256,
    };
    writeDurably(join(folder, manifest.file), json);
    writeDurably(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    removeOtherFiles(folder, new Set([MANIFEST, manifest.file]));
    return manifest;
  } catch (error) {
    throw toTracuuError(error, folder);
  }
}

function writeDurably(path: string, content: string): void {
  const aside = `${path}.new`;
  const descriptor = openSync(aside, 'w');
  try {
    writeSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(aside, path);
}

/** Former generations and what a killed job left behind. */
function removeOtherFiles(folder: string, kept: ReadonlySet<string>): void {
  for (const name of readdirSync(folder))
    if (!kept.has(name)) rmSync(join(folder, name), { recursive: true });
}
