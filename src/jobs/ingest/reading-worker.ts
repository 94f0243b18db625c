import { serveTasks } from '../../engines/worker-pool/serve-tasks.ts';
import type { Capture } from '../../model/capture.ts';
import type { KnownDocument } from '../../model/known-document.ts';
import { createWordSegmenter } from '../../text/segmenter/create-word-segmenter.ts';
import { readCapture, type CaptureHints } from './read-capture.ts';
import { openRegistry } from './read-registry.ts';

/** What a reading worker is given at its start. */
export interface ReadingWorkerData {
  /** Documents that users registered beside the built-in ones. */
  readonly knownDocuments: readonly KnownDocument[];
}

/** One page to be read. */
export interface ReadingTask {
  readonly capture: Capture;
  readonly hints: CaptureHints;
}

serveTasks((data) => {
  const { knownDocuments } = data as ReadingWorkerData;
  const context = { registry: openRegistry(knownDocuments), segmenter: createWordSegmenter() };
  return (task) => {
    const { capture, hints } = task as ReadingTask;
    return readCapture(capture, hints, context);
  };
});
