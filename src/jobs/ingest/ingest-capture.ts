import type { Article } from '../../model/article.ts';
import type { Capture } from '../../model/capture.ts';
import type { WarcLocation } from '../../engines/warc/warc-writer.ts';
import type { CommitReceipt } from '../../store/archive.ts';
import type { Workspace } from '../workspace.ts';
import { isArticle, readCapture, type CaptureHints, type CaptureReading } from './read-capture.ts';

/** What the caller knows of a page that the page itself may not say. */
export interface IngestOptions extends CaptureHints {
  /** The record of the archive's own WARC files that the page was read from; it is not kept a second time then. */
  readonly warc?: WarcLocation | undefined;
}

/** What one page became. */
export type IngestOutcome =
  | {
      readonly kind: 'stored';
      readonly receipt: CommitReceipt;
      readonly article: Article;
      readonly mentions: number;
    }
  | { readonly kind: 'no-article'; readonly article: Article };

/**
 * One page on its way into the archive: read, kept as a WARC record, stored. A page that holds no article leaves
 * nothing behind.
 *
 * @throws TracuuError `disk-full`
 */
export async function ingestCapture(
  workspace: Workspace,
  capture: Capture,
  options: IngestOptions = {},
): Promise<IngestOutcome> {
  const reading = readCapture(capture, options, workspace);
  if (!isArticle(reading.article)) return { kind: 'no-article', article: reading.article };
  const location = options.warc ?? (await workspace.captures.keepFile(capture));
  return workspace.archive.transaction(() => {
    workspace.captures.writeRows();
    return storeReading(workspace, { capture, reading, location });
  });
}

/** What was found in a page, with the page and its place in the WARC files. */
export interface ReadPage {
  readonly capture: Capture;
  readonly reading: CaptureReading;
  readonly location: WarcLocation | undefined;
}

/** Stores what was found; to be called in the transaction that also writes the capture's row. */
export function storeReading(
  { archive, clock }: Workspace,
  { capture, reading, location }: ReadPage,
): IngestOutcome {
  const { mentions } = reading;
  const article = withLocation(reading.article, location);
  if (!isArticle(article)) return { kind: 'no-article', article };
  const receipt = archive.commit({ capture, article, mentions, storedAt: clock.now().toISOString() });
  return { kind: 'stored', receipt, article, mentions: mentions.length };
}

function withLocation(article: Article, location: WarcLocation | undefined): Article {
  if (article.capture === null || location === undefined) return article;
  return { ...article, capture: { ...article.capture, warc: location.file, offset: location.offset } };
}
