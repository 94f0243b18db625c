import { assertNever } from '../../base/assert-never.ts';
import type { CrawlOutcome } from '../../crawl/crawl-outcome.ts';
import { hostOf } from '../../crawl/canonicalize-url.ts';
import type { Workspace } from '../workspace.ts';
import type { ReadOutcome } from './commit-queue.ts';
import type { CrawlTally, Failure } from './crawl-tally.ts';
import { storeReading } from '../ingest/ingest-capture.ts';
import { nightOf } from './night.ts';

/** What keeping outcomes takes from the job. */
export interface KeepContext {
  readonly workspace: Workspace;
  readonly tally: CrawlTally;
  readonly run: number;
}

/** All that a few outcomes bring, in one transaction: captures, articles, links, settlements, counts. */
export function keepOutcomes(batch: readonly ReadOutcome[], context: KeepContext): void {
  const { archive, captures, runs } = context.workspace;
  archive.transaction(() => {
    captures.writeRows();
    for (const item of batch) keepOutcome(item, context);
    for (const report of context.tally.takeChanged()) {
      runs.writeReport(context.run, report.site, JSON.stringify(report));
    }
  });
}

function keepOutcome({ outcome, reading }: ReadOutcome, { workspace, tally }: KeepContext): void {
  const { frontier, logger } = workspace;
  const { url, role } = outcome.entry;
  tally.countSkipped(outcome, frontier.offer(outcome.links).unchanged);
  if (outcome.cost !== undefined && role === 'page') {
    workspace.runs.addHostPages(nightOf(workspace.clock.now()), hostOf(url), 1);
  }
  if (outcome.kind === 'fetched' && reading?.kind === 'failed') {
    // Without validators and hash: the next run asks for the page again, and the reader may have learned to read it.
    const forgotten = { etag: null, lastModified: null, bodyHash: null } as const;
    const { cause } = reading;
    frontier.settle(url, { ...outcome.settlement, ...forgotten, state: 'failed', cause });
    tally.count(outcome, 'failed', { cause, isRetried: false });
    logger.warn(`${url} could not be read (${cause}): ${reading.message}`, { url, cause });
    return;
  }
  frontier.settle(url, outcome.settlement);
  if (outcome.kind === 'fetched') tally.count(outcome, keepPage(outcome, reading, { workspace, tally }));
  else if (outcome.kind === 'failed') {
    const failure: Failure = { cause: outcome.cause, isRetried: outcome.retry === 'soon' };
    if (tally.count(outcome, 'failed', failure)) logger.warn(outcome.message, { url, cause: outcome.cause });
  } else tally.count(outcome, countedKind(outcome));
}

type Fetched = Extract<CrawlOutcome, { kind: 'fetched' }>;

function keepPage(
  outcome: Fetched,
  reading: ReadOutcome['reading'],
  { workspace, tally }: Pick<KeepContext, 'workspace' | 'tally'>,
): 'new' | 'changed' | 'unchanged' | 'duplicate' | 'noArticle' {
  const { capture } = outcome;
  if (reading?.kind !== 'done') return 'noArticle';
  const record = workspace.captures.recordOf(capture.body);
  const stored = storeReading(workspace, { capture, reading: reading.result, record });
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
