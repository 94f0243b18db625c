import { assertNever } from '../../base/assert-never.ts';
import type { CrawlOutcome } from '../../crawl/crawl-outcome.ts';
import { hostOf } from '../../crawl/canonicalize-url.ts';
import type { Workspace } from '../workspace.ts';
import type { CrawlTally, Failure } from './crawl-tally.ts';
import type { CaptureReader } from '../ingest/capture-reader.ts';
import { storeReading } from '../ingest/ingest-capture.ts';
import { nightOf } from './night.ts';

/** What keeping outcomes takes from the job. */
export interface KeepContext {
  readonly workspace: Workspace;
  readonly tally: CrawlTally;
  readonly run: number;
  /** Who has read the pages. */
  readonly reader: Pick<CaptureReader, 'readingOf'>;
}

/** All that a few outcomes bring, in one transaction: captures, articles, links, settlements, counts. */
export function keepOutcomes(batch: readonly CrawlOutcome[], context: KeepContext): void {
  const { archive, captures, runs } = context.workspace;
  archive.transaction(() => {
    captures.writeRows();
    for (const outcome of batch) keepOutcome(outcome, context);
    for (const report of context.tally.takeChanged()) {
      runs.writeReport(context.run, report.site, JSON.stringify(report));
    }
  });
}

function keepOutcome(outcome: CrawlOutcome, context: KeepContext): void {
  const { workspace, tally } = context;
  const { frontier, logger } = workspace;
  const { url, role } = outcome.entry;
  tally.countSkipped(outcome, frontier.offer(outcome.links).unchanged);
  if (outcome.cost !== undefined && role === 'page') {
    workspace.runs.addHostPages(nightOf(workspace.clock.now()), hostOf(url), 1);
  }
  frontier.settle(url, outcome.settlement);
  if (outcome.kind === 'fetched') tally.count(outcome, keepPage(outcome, context));
  else if (outcome.kind === 'failed') {
    const failure: Failure = { cause: outcome.cause, isRetried: outcome.retry === 'soon' };
    if (tally.count(outcome, 'failed', failure)) logger.warn(outcome.message, { url, cause: outcome.cause });
  } else tally.count(outcome, countedKind(outcome));
}

type Fetched = Extract<CrawlOutcome, { kind: 'fetched' }>;

function keepPage(
  outcome: Fetched,
  { workspace, tally, reader }: KeepContext,
): 'new' | 'changed' | 'unchanged' | 'duplicate' | 'noArticle' {
  const { capture } = outcome;
  const reading = outcome.noindex ? undefined : reader.readingOf(capture);
  if (reading === undefined) return 'noArticle';
  const record = workspace.captures.recordOf(capture.body);
  const stored = storeReading(workspace, { capture, reading, record });
  tally.countRead(outcome, stored.article, stored.kind === 'stored' ? stored.mentions : 0);
  return stored.kind === 'stored' ? stored.receipt.result : 'noArticle';
}

function countedKind(
  outcome: Exclude<CrawlOutcome, { kind: 'fetched' | 'failed' }>,
): 'unchanged' | 'discovered' | 'redirected' | 'gone' | 'disallowed' {
  switch (outcome.kind) {
    case 'not-modified':
    case 'unchanged':
      return 'unchanged';
    case 'discovered':
    case 'redirected':
    case 'gone':
    case 'disallowed':
      return outcome.kind;
    default:
      return assertNever(outcome);
  }
}
