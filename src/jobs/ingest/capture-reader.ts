import type { PageRead, PageReader, PageToRead } from '../../crawl/page-reader.ts';
import { createWorkerPool, defaultWorkers, type WorkResult } from '../../engines/worker-pool/worker-pool.ts';
import type { Capture } from '../../model/capture.ts';
import { createWordSegmenter } from '../../text/segmenter/create-word-segmenter.ts';
import type { Workspace } from '../workspace.ts';
import type { CaptureHints, CaptureReading } from './read-capture.ts';
import { readPage, type PageReading, type PageTask } from './read-page.ts';
import type { ReadingWorkerData } from './reading-worker.ts';

/** Reads the crawl's pages, in threads of their own or in this one: a hostile page ends its thread, not the job. */
export interface CaptureReader extends PageReader {
  /** What was found in a page that was read for all that it says; `undefined` where it is none to keep. */
  readingOf(capture: Capture): CaptureReading | undefined;
  close(): Promise<void>;
}

export interface CaptureReaderOptions {
  /**
   * Threads that read pages; 0 reads them in this one, without the guard against pages that hang.
   * Default: one for each core but one, at least one; 0 where the package runs from its TypeScript sources, which
   * Node's threads cannot load, and where the archive's segmenter is not the built-in one, which theirs is.
   */
  readonly workers?: number | undefined;
  /** Of one page; default 2 seconds. */
  readonly pageTimeoutMs?: number | undefined;
  /** What the configuration says of a site's pages, by the site's name. */
  readonly hints?: ReadonlyMap<string, CaptureHints> | undefined;
}

/** A page of 100 KB takes some 10 ms; what takes two hundred times as long is hostile. */
const DEFAULT_PAGE_TIMEOUT_MS = 2_000;

type PageWorkspace = Pick<Workspace, 'registry' | 'archive' | 'segmenter'>;

/** What answers tasks: threads, or a function. */
interface TaskRunner {
  run(task: PageTask): Promise<WorkResult<PageReading>>;
  close(): Promise<void>;
}

export function createCaptureReader(
  workspace: PageWorkspace,
  options: CaptureReaderOptions = {},
): CaptureReader {
  const { hints } = options;
  const runner = createRunner(workspace, options);
  const readings = new WeakMap<Capture, CaptureReading>();
  return {
    read: async ({ entry, capture, wants }: PageToRead): Promise<PageRead> => {
      const result = await runner.run({ capture, hints: hints?.get(entry.site) ?? {}, wants });
      if (result.kind === 'failed') return { kind: 'unread', cause: result.cause, message: result.message };
      const { page, reading } = result.result;
      if (reading !== null) readings.set(capture, reading);
      return { kind: 'read', page };
    },
    readingOf: (capture) => readings.get(capture),
    close: () => runner.close(),
  };
}

function createRunner(
  workspace: PageWorkspace,
  { workers, pageTimeoutMs = DEFAULT_PAGE_TIMEOUT_MS }: CaptureReaderOptions,
): TaskRunner {
  const isBuilt = import.meta.url.endsWith('.js');
  const isShared = workspace.segmenter.id === createWordSegmenter().id;
  const count = isShared ? (workers ?? (isBuilt ? defaultWorkers() : 0)) : 0;
  if (count === 0) return createInlineRunner(workspace);
  const workerData: ReadingWorkerData = { knownDocuments: workspace.archive.readKnownDocuments() };
  const folder = isBuilt ? './' : '../../../dist/jobs/ingest/';
  const entry = new URL(`${folder}reading-worker.js`, import.meta.url);
  return createWorkerPool<PageTask, PageReading>({
    entry,
    workers: count,
    timeoutMs: pageTimeoutMs,
    workerData,
  });
}

function createInlineRunner(context: Pick<Workspace, 'registry' | 'segmenter'>): TaskRunner {
  return {
    run: async (task) => {
      try {
        return { kind: 'done', result: readPage(task, context) };
      } catch (error) {
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        return { kind: 'failed', cause: 'threw', message };
      }
    },
    close: async () => undefined,
  };
}
