import type { Article } from '../../model/article.ts';
import type { Capture } from '../../model/capture.ts';
import type { KeptRecord } from '../../engines/warc/capture-archive.ts';
import { tokensOfWords } from '../../search/tokens/analyze-article.ts';
import type { CommitReceipt } from '../../store/archive.ts';
import type { Workspace } from '../workspace.ts';
import { isArticle, readCapture, type CaptureHints, type CaptureReading } from './read-capture.ts';

/** What the caller knows of a page that the page itself may not say. */
export interface IngestOptions extends CaptureHints {
  /** The record of the archive's own WARC files that the page was read from; it is not kept a second time then. */
  readonly record?: KeptRecord | undefined;
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
  const record = options.record ?? (await workspace.captures.keepFile(capture));
  await workspace.captures.flush();
  return workspace.archive.transaction(() => {
    workspace.captures.writeRows();
    return storeReading(workspace, { capture, reading, record });
  });
}

/** What was found in a page, with the page and its place in the WARC files. */
export interface ReadPage {
  readonly capture: Capture;
  readonly reading: CaptureReading;
  readonly record: KeptRecord | undefined;
}

/** Stores what was found; to be called in the transaction that also writes the capture's row. */
export function storeReading(
  { archive, clock }: Workspace,
  { capture, reading, record }: ReadPage,
): IngestOutcome {
  const { mentions, words, prints } = reading;
  const article = withRecord(reading.article, record);
  if (!isArticle(article)) return { kind: 'no-article', article };
  const tokens = tokensOfWords(article.title, article.text, words);
  const receipt = archive.commit({
    capture,
    article,
    mentions,
    tokens,
    prints,
    storedAt: clock.now().toISOString(),
  });
  return { kind: 'stored', receipt, article, mentions: mentions.length };
}

function withRecord(article: Article, record: KeptRecord | undefined): Article {
  if (article.capture === null || record === undefined) return article;
  const { file, offset, fetchedAt } = record;
  return { ...article, capture: { ...article.capture, fetchedAt, warc: file, offset } };
}
