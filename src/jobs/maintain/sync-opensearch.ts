import { join } from 'node:path';
import { TracuuError } from '../../base/tracuu-error.ts';
import type { DeadLetter } from '../../engines/opensearch/bulk-writer.ts';
import type { OpenSearchConnection } from '../../engines/opensearch/connection.ts';
import { openDeadLetters } from '../../engines/opensearch/dead-letters.ts';
import {
  createGeneration,
  openGeneration,
  publishGeneration,
  writeCheckpoint,
  type Generation,
  type IndexIdentity,
} from '../../engines/opensearch/generations.ts';
import type { CitedMention, CitingDocument, IndexShape } from '../../engines/opensearch/index-mapping.ts';
import { createOpenSearchEngine } from '../../engines/opensearch/opensearch-engine.ts';
import type { Article } from '../../model/article.ts';
import type { Mention } from '../../model/mention.ts';
import { factsOfArticle } from '../../search/engine/article-facts.ts';
import { analyzeArticle, analyzerId } from '../../search/tokens/analyze-article.ts';
import { citedDocuments } from '../../store/cited-documents.ts';
import type { IndexChange } from '../../store/archive.ts';
import type { Workspace } from '../workspace.ts';

/** The name under which an archive's index is searched, where no other is given. */
export const OPENSEARCH_INDEX = 'tracuu';

export interface SyncOpenSearchOptions {
  readonly connection: OpenSearchConnection;
  readonly name?: string | undefined;
  /** Of a generation that has to be made; by default one shard with one copy. */
  readonly shape?: IndexShape | undefined;
  /** Builds a new generation whatever is there; the former one is searched until it is complete. */
  readonly rebuild?: boolean | undefined;
}

export interface OpenSearchReport {
  /** Articles sent in this run. */
  readonly indexed: number;
  /** Articles that the index holds now. */
  readonly articles: number;
  readonly rebuilt: boolean;
  /** Articles that the cluster refused; they are tried again by the next run. */
  readonly dead: readonly DeadLetter[];
  readonly index: string;
}

/** Articles after which the index is told how far it has come. */
const CHECKPOINT_ARTICLES = 2_000;

type SyncWorkspace = Pick<Workspace, 'archive' | 'folder' | 'segmenter' | 'logger'>;

/**
 * Brings an OpenSearch index up to the archive's last change; builds a new generation where there is none that fits. A run
 * that is cut short goes on from its last checkpoint, and what it sends again changes nothing.
 *
 * @throws TracuuError `engine-…`
 */
export async function syncOpenSearch(
  workspace: SyncWorkspace,
  { connection, name = OPENSEARCH_INDEX, shape, rebuild = false }: SyncOpenSearchOptions,
): Promise<OpenSearchReport> {
  const { archive, folder, segmenter } = workspace;
  const identity: IndexIdentity = { name, analyzer: analyzerId(segmenter) };
  const current = rebuild ? undefined : await openCurrent(workspace, connection, identity);
  const generation = current ?? (await createGeneration(connection, identity, shape));
  const letters = openDeadLetters(join(folder, 'opensearch-dead-letters.jsonl'));
  const former = current === undefined ? [] : letters.read();
  const engine = createOpenSearchEngine({ connection, generation });
  const to = archive.lastSequence();
  const retried = former.map(({ id, sequence }) => ({ articleId: id, sequence }));
  const changes = [...retried, ...archive.readIndexChanges(generation.checkpoint)];
  const dead: DeadLetter[] = [];
  for (let from = 0; from < changes.length; from += CHECKPOINT_ARTICLES) {
    const batch = changes.slice(from, from + CHECKPOINT_ARTICLES);
    const report = await engine.write([...readDocuments(workspace, batch)]);
    dead.push(...report.dead);
    // Before the checkpoint: an article is in the index, in the letters, or sent again.
    letters.replace([...former.slice(from + batch.length), ...dead]);
    const reached = Math.max(generation.checkpoint, batch.at(-1)!.sequence);
    await writeCheckpoint(connection, generation, identity, reached);
  }
  await writeCheckpoint(connection, generation, identity, to);
  if (changes.length === 0) letters.replace([]);
  if (current === undefined) await publishGeneration(connection, name, generation);
  const articles = await engine.count();
  return { indexed: changes.length, articles, rebuilt: current === undefined, dead, index: generation.index };
}

async function openCurrent(
  { archive, logger }: SyncWorkspace,
  connection: OpenSearchConnection,
  identity: IndexIdentity,
): Promise<Generation | undefined> {
  try {
    const current = await openGeneration(connection, identity);
    // An index ahead of its archive belongs to another: the archive was restored from a backup.
    if (current !== undefined && current.checkpoint > archive.lastSequence()) return undefined;
    return current;
  } catch (error) {
    if (!(error instanceof TracuuError) || error.code !== 'index-mismatch') throw error;
    logger.warn(`rebuilding the index: ${error.message}`);
    return undefined;
  }
}

function* readDocuments(
  { archive, segmenter }: SyncWorkspace,
  changes: readonly IndexChange[],
): IterableIterator<CitingDocument> {
  for (const { articleId, sequence } of changes) {
    const stored = archive.readArticle(articleId);
    if (stored === undefined) continue;
    const { article } = stored;
    const mentions = stored.mentions.map(({ mention }) => mention);
    yield {
      id: articleId,
      sequence,
      tokens: analyzeArticle(article.title, article.text, segmenter),
      facts: factsOfArticle(article, mentions),
      mentions: placeMentions(article, mentions),
    };
  }
}

/** Mentions of one place in the text are one, of all documents that they mean. */
function placeMentions({ sections }: Article, mentions: readonly Mention[]): CitedMention[] {
  const placed = new Map<string, CitedMention>();
  for (const mention of mentions) {
    const { start, end } = mention;
    const key = `${start} ${end}`;
    const section = sections.find((one) => one.start <= start && end <= one.end);
    const documents = [...new Set([...(placed.get(key)?.documents ?? []), ...citedDocuments(mention)])];
    placed.set(key, {
      documents,
      start,
      end,
      place: section?.place ?? null,
      section: section?.heading ?? null,
    });
  }
  return [...placed.values()];
}
