import { serveTasks } from '../../engines/worker-pool/serve-tasks.ts';
import type { KnownDocument } from '../../model/known-document.ts';
import { createWordSegmenter } from '../../text/segmenter/create-word-segmenter.ts';
import { readPage, type PageTask } from './read-page.ts';
import { openRegistry } from './read-registry.ts';

/** What a reading worker is given at its start. */
export interface ReadingWorkerData {
  /** Documents that users registered beside the built-in ones. */
  readonly knownDocuments: readonly KnownDocument[];
}

serveTasks((data) => {
  const { knownDocuments } = data as ReadingWorkerData;
  const context = { registry: openRegistry(knownDocuments), segmenter: createWordSegmenter() };
  return (task) => readPage(task as PageTask, context);
});
