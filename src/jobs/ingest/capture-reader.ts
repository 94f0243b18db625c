import { createWorkerPool, defaultWorkers, type WorkResult } from '../../engines/worker-pool/worker-pool.ts';
import { createWordSegmenter } from '../../text/segmenter/create-word-segmenter.ts';
import type { Workspace } from '../workspace.ts';
import { readCapture, type CaptureReading } from './read-capture.ts';
import type { ReadingTask, ReadingWorkerData } from './reading-worker.ts';

/** What reading a page came to: a hostile page ends its worker, not the job. */
export type ReadingResult = WorkResult<CaptureReading>;

/** Reads pages, in threads of their own or in this one. */
export interface CaptureReader {
  read(task: ReadingTask): Promise<ReadingResult>;
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
}

/** A page of 100 KB takes some 10 ms; what takes two hundred times as long is hostile. */
const DEFAULT_PAGE_TIMEOUT_MS = 2_000;

export function createCaptureReader(
  workspace: Pick<Workspace, 'registry' | 'archive' | 'segmenter'>,
  { workers, pageTimeoutMs = DEFAULT_PAGE_TIMEOUT_MS }: CaptureReaderOptions = {},
): CaptureReader {
  const isBuilt = import.meta.url.endsWith('.js');
  const isShared = workspace.segmenter.id === createWordSegmenter().id;
  const count = isShared ? (workers ?? (isBuilt ? defaultWorkers() : 0)) : 0;
  if (count === 0) return createInlineReader(workspace);
  const workerData: ReadingWorkerData = { knownDocuments: workspace.archive.readKnownDocuments() };
  const folder = isBuilt ? './' : '../../../dist/jobs/ingest/';
  const entry = new URL(`${folder}reading-worker.js`, import.meta.url);
  const pool = createWorkerPool<ReadingTask, CaptureReading>({
    entry,
    workers: count,
    timeoutMs: pageTimeoutMs,
    workerData,
  });
  return { read: (task) => pool.run(task), close: () => pool.close() };
}

function createInlineReader(context: Pick<Workspace, 'registry' | 'segmenter'>): CaptureReader {
  return {
    read: async ({ capture, hints }) => {
      try {
        return { kind: 'done', result: readCapture(capture, hints, context) };
      } catch (error) {
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        return { kind: 'failed', cause: 'threw', message };
      }
    },
    close: async () => undefined,
  };
}
