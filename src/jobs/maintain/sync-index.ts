import { toVietnamDate } from '../../base/clock.ts';
import { TracuuError } from '../../base/tracuu-error.ts';
import type { NormalizedText } from '../../model/normalized-text.ts';
import { loadIndex, saveIndex } from '../../engines/search-index/index-files.ts';
import {
  createMiniSearchEngine,
  type MiniSearchEngine,
} from '../../engines/search-index/minisearch-engine.ts';
import { analyzeArchive } from './analyze-archive.ts';
import { analyzerId, analyzeText } from '../../search/analyze-text.ts';
import type { IndexDocument } from '../../search/search-engine.ts';
import type { StoredArticle } from '../../store/archive.ts';
import type { WordSegmenter } from '../../text/word-segmenter.ts';
import type { Workspace } from '../workspace.ts';

export interface IndexReport {
  /** Articles analysed in this run. */
  readonly indexed: number;
  /** Articles that the index holds now. */
  readonly articles: number;
  /** True when it was made from nothing. */
  readonly rebuilt: boolean;
}

/** Brings the index up to the archive's last change; builds it anew where there is none that fits. */
export function syncIndex(workspace: Workspace): IndexReport {
  analyzeArchive(workspace);
  const current = openCurrentIndex(workspace);
  const from = current?.sequence ?? 0;
  const to = workspace.archive.lastSequence();
  if (current !== undefined && from === to) {
    return { indexed: 0, articles: current.engine.size, rebuilt: false };
  }
  const engine = current?.engine ?? createMiniSearchEngine();
  const indexed = indexChanges(workspace, engine, from);
  saveIndex(workspace.indexFolder, engine, { analyzer: analyzerId(workspace.segmenter), sequence: to });
  return { indexed, articles: engine.size, rebuilt: current === undefined };
}

/** Builds the index from the archive alone, whatever is there. */
export function rebuildIndex(workspace: Workspace): IndexReport {
  analyzeArchive(workspace);
  const { engine, sequence } = buildIndexInMemory(workspace);
  saveIndex(workspace.indexFolder, engine, { analyzer: analyzerId(workspace.segmenter), sequence });
  return { indexed: engine.size, articles: engine.size, rebuilt: true };
}

/** An index of the archive as it is now, for a reader that may not write one. */
export function buildIndexInMemory(workspace: Workspace): { engine: MiniSearchEngine; sequence: number } {
  const engine = createMiniSearchEngine();
  const sequence = workspace.archive.lastSequence();
  indexChanges(workspace, engine, 0);
  return { engine, sequence };
}

function openCurrentIndex(workspace: Workspace): { engine: MiniSearchEngine; sequence: number } | undefined {
  try {
    const { engine, manifest } = loadIndex(workspace.indexFolder, analyzerId(workspace.segmenter));
    // An index ahead of its archive belongs to another: the archive was restored from a backup.
    if (manifest.sequence > workspace.archive.lastSequence()) return undefined;
    return { engine, sequence: manifest.sequence };
  } catch (error) {
    if (!(error instanceof TracuuError)) throw error;
    if (error.code === 'index-mismatch') workspace.logger.warn(`rebuilding the index: ${error.message}`);
    return undefined;
  }
}

function indexChanges(workspace: Workspace, engine: MiniSearchEngine, after: number): number {
  const changes = workspace.archive.readIndexChanges(after);
  for (const { articleId } of changes) {
    const stored = workspace.archive.readArticle(articleId);
    if (stored !== undefined) engine.put([toIndexDocument(stored, workspace.segmenter)]);
  }
  return changes.length;
}

function toIndexDocument({ article, mentions }: StoredArticle, segmenter: WordSegmenter): IndexDocument {
  const places = article.sections.map(({ place }) => place).filter((place) => place !== null);
  return {
    id: article.id,
    title: analyzeText((article.title ?? '') as NormalizedText, segmenter),
    text: analyzeText(article.text as NormalizedText, segmenter),
    facts: {
      site: article.site,
      publishedOn: article.publishedAt === null ? null : toVietnamDate(article.publishedAt),
      kind: article.kind,
      places: [...new Set(places)],
      documents: [...new Set(mentions.map(({ mention }) => mention.document))],
    },
  };
}
