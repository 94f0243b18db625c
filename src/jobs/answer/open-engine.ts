import { TracuuError } from '../../base/tracuu-error.ts';
import { openIndexFolder } from '../../engines/search-index/index-folder.ts';
import type { SearchEngine } from '../../search/engine/search-engine.ts';
import { analyzerId } from '../../search/tokens/analyze-article.ts';
import type { Workspace } from '../workspace.ts';

/** `auto` is MiniSearch for small archives whose index is up to date, else FTS5, which always is. */
export const SEARCH_ENGINES = ['auto', 'minisearch', 'fts5'] as const;
export type SearchEngineName = (typeof SEARCH_ENGINES)[number];

/**
 * Up to so many articles `auto` means MiniSearch. Opening decides for a command that asks once: 0.34 s of CPU and 128 MB at
 * 1,000 articles, 1.5 s and 375 MB at 10,000, where FTS5 takes 0.04 s and 86 MB (docs/scale.md).
 */
export const MAX_MINISEARCH_ARTICLES = 1000;

/** An engine that is ready to be asked. */
export interface OpenedEngine {
  readonly engine: SearchEngine;
  /** Articles of the archive that the engine does not hold yet in their last form. */
  readonly unindexed: number;
}

/**
 * Opens the engine that answers. With `auto` an index that is missing, behind or damaged is passed over, because FTS5
 * answers the same; a damaged one is reported.
 *
 * @throws TracuuError `index-missing`, `index-mismatch`: what was asked for by name cannot answer
 */
export function openEngine(workspace: Workspace, name: SearchEngineName = 'auto'): OpenedEngine {
  const unanalyzed = requireAnalyzed(workspace);
  if (name === 'fts5') return { engine: workspace.fts, unindexed: unanalyzed };
  if (name === 'minisearch') {
    const { index, manifest } = openIndexFolder(workspace.indexFolder, analyzerId(workspace.segmenter));
    return { engine: index, unindexed: workspace.archive.readIndexChanges(manifest.sequence).length };
  }
  const small = openCurrentIndex(workspace);
  return { engine: small ?? workspace.fts, unindexed: unanalyzed };
}

/** Articles without tokens; tokens of another analyzer would find some articles and miss others without a word. */
function requireAnalyzed({ archive, segmenter, folder }: Workspace): number {
  const held = archive.analyzer();
  const wanted = analyzerId(segmenter);
  if (held !== null && held !== wanted) {
    throw new TracuuError(
      'index-mismatch',
      `${folder} was analysed by ${held}, and this tracuu analyses by ${wanted}; run "tracuu index" to analyse it again`,
    );
  }
  return archive.readUnanalyzed().length;
}

function openCurrentIndex(workspace: Workspace): SearchEngine | undefined {
  const { articles } = workspace.archive.counts();
  if (articles > MAX_MINISEARCH_ARTICLES) return undefined;
  try {
    const { index, manifest } = openIndexFolder(workspace.indexFolder, analyzerId(workspace.segmenter));
    return manifest.sequence === workspace.archive.lastSequence() ? index : undefined;
  } catch (error) {
    if (!(error instanceof TracuuError)) throw error;
    if (error.code === 'index-mismatch') {
      workspace.logger.warn(`${error.message}; SQLite answers in the meantime`);
    }
    return undefined;
  }
}
