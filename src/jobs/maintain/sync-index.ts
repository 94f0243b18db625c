import { TracuuError } from '../../base/tracuu-error.ts';
import { openIndexFolder, saveIndexFolder } from '../../engines/search-index/index-folder.ts';
import { SegmentedIndex } from '../../engines/search-index/segmented-index.ts';
import type { IndexDocument } from '../../search/engine/index-document.ts';
import { analyzerId } from '../../search/tokens/analyze-article.ts';
import { MAX_MINISEARCH_ARTICLES, type SearchEngineName } from '../answer/open-engine.ts';
import type { Workspace } from '../workspace.ts';
import { analyzeArchive } from './analyze-archive.ts';

export interface IndexReport {
  /** Articles that were entered in this run. */
  readonly indexed: number;
  /** Articles that the index holds now. */
  readonly articles: number;
  /** True when it was made from nothing. */
  readonly rebuilt: boolean;
  /** The engine whose index it is. */
  readonly engine: string;
}

export interface IndexOptions {
  /** `auto` keeps MiniSearch for small archives; FTS5 lies in the archive itself and is always kept. */
  readonly engine?: SearchEngineName | undefined;
}

/** Articles that are entered at once: their tokens are in memory together. */
const BATCH = 500;

/** Brings the index up to the archive's last change; builds it anew where there is none that fits. */
export async function syncIndex(workspace: Workspace, options: IndexOptions = {}): Promise<IndexReport> {
  const analyzed = analyzeArchive(workspace);
  if (!keepsMiniSearch(workspace, options)) return reportFts(workspace, analyzed);
  const current = openCurrentIndex(workspace);
  const from = current?.sequence ?? 0;
  const to = workspace.archive.lastSequence();
  if (current !== undefined && from === to) {
    return { indexed: 0, articles: current.index.size, rebuilt: false, engine: current.index.id };
  }
  const index = current?.index ?? new SegmentedIndex();
  const indexed = await enterChanges(workspace, index, from);
  saveIndexFolder(workspace.indexFolder, index, { analyzer: analyzerId(workspace.segmenter), sequence: to });
  return { indexed, articles: index.size, rebuilt: current === undefined, engine: index.id };
}

/** Builds the index from the archive alone, whatever is there. */
export async function rebuildIndex(workspace: Workspace, options: IndexOptions = {}): Promise<IndexReport> {
  const analyzed = analyzeArchive(workspace);
  if (!keepsMiniSearch(workspace, options)) {
    workspace.archive.mend();
    return { ...(await reportFts(workspace, analyzed)), rebuilt: true };
  }
  const index = new SegmentedIndex();
  const sequence = workspace.archive.lastSequence();
  await enterChanges(workspace, index, 0);
  saveIndexFolder(workspace.indexFolder, index, { analyzer: analyzerId(workspace.segmenter), sequence });
  return { indexed: index.size, articles: index.size, rebuilt: true, engine: index.id };
}

/** Whether a MiniSearch index is kept beside the archive. */
export function keepsMiniSearch({ archive }: Workspace, { engine = 'auto' }: IndexOptions = {}): boolean {
  if (engine === 'auto') return archive.counts().articles <= MAX_MINISEARCH_ARTICLES;
  return engine === 'minisearch';
}

async function reportFts({ fts }: Workspace, indexed: number): Promise<IndexReport> {
  return { indexed, articles: await fts.count(), rebuilt: false, engine: fts.id };
}

function openCurrentIndex(workspace: Workspace): { index: SegmentedIndex; sequence: number } | undefined {
  try {
    const { index, manifest } = openIndexFolder(workspace.indexFolder, analyzerId(workspace.segmenter));
    // An index ahead of its archive belongs to another: the archive was restored from a backup.
    if (manifest.sequence > workspace.archive.lastSequence()) return undefined;
    return { index, sequence: manifest.sequence };
  } catch (error) {
    if (!(error instanceof TracuuError)) throw error;
    if (error.code === 'index-mismatch') workspace.logger.warn(`rebuilding the index: ${error.message}`);
    return undefined;
  }
}

async function enterChanges(workspace: Workspace, index: SegmentedIndex, after: number): Promise<number> {
  const changes = workspace.archive.readIndexChanges(after);
  for (let from = 0; from < changes.length; from += BATCH) {
    await index.put(changes.slice(from, from + BATCH).flatMap((change) => readDocument(workspace, change)));
  }
  return changes.length;
}

function readDocument(
  { lexicon }: Workspace,
  { articleId, sequence }: { readonly articleId: string; readonly sequence: number },
): IndexDocument[] {
  const tokens = lexicon.tokensOf(articleId);
  const facts = lexicon.factsOf(articleId);
  return tokens === undefined || facts === undefined ? [] : [{ id: articleId, sequence, tokens, facts }];
}
