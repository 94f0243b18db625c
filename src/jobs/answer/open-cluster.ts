import { TracuuError } from '../../base/tracuu-error.ts';
import { createCitationCounts, type CitationCounts } from '../../engines/opensearch/citation-counts.ts';
import { connectOpenSearch, type ConnectionOptions } from '../../engines/opensearch/connection.ts';
import { openGeneration } from '../../engines/opensearch/generations.ts';
import { OPENSEARCH_INDEX } from '../../engines/opensearch/index-mapping.ts';
import { createOpenSearchEngine } from '../../engines/opensearch/opensearch-engine.ts';
import { analyzerId } from '../../search/tokens/analyze-article.ts';
import type { Workspace } from '../workspace.ts';
import { requireAnalyzed, type OpenedEngine } from './open-engine.ts';

/** Where the cluster is and under which name the archive's index is searched; default `tracuu`. */
export interface ClusterOptions extends ConnectionOptions {
  readonly index?: string | undefined;
}

/** A cluster that answers in place of the archive's own index. Close it when done. */
export interface OpenedCluster extends OpenedEngine {
  /** Who cites a document, counted by the cluster. */
  readonly citations: CitationCounts;
  close(): Promise<void>;
}

/**
 * Opens an archive's index on an OpenSearch cluster for `searchArchive` and `concordArchive` (`opened`). Ranking, snippets
 * and concordances still come from the archive.
 *
 * @throws TracuuError `engine-unreachable`, `engine-denied`, `engine-slow`, `index-missing`, `index-mismatch`
 */
export async function openCluster(
  workspace: Workspace,
  { index = OPENSEARCH_INDEX, ...options }: ClusterOptions,
): Promise<OpenedCluster> {
  const unanalyzed = requireAnalyzed(workspace);
  const connection = await connectOpenSearch(options);
  try {
    const generation = await openGeneration(connection, {
      name: index,
      analyzer: analyzerId(workspace.segmenter),
    });
    if (generation === undefined)
      throw new TracuuError(
        'index-missing',
        `OpenSearch at ${connection.where} has no index ${index}; run "tracuu index --engine opensearch --node ${connection.where}"`,
      );
    return {
      engine: createOpenSearchEngine({ connection, generation, lexicon: workspace.lexicon }),
      unindexed: unanalyzed + workspace.archive.readIndexChanges(generation.checkpoint).length,
      citations: createCitationCounts(connection, generation.index),
      close: () => connection.close(),
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
