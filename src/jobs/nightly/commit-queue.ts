import type { Clock } from '../../base/clock.ts';
import type { CrawlOutcome, SettlementBacklog } from '../../crawl/crawl-outcome.ts';

export interface CommitQueueOptions {
  readonly clock: Clock;
  /** Waits until the disk has what the rows of the outcomes pushed so far will point to. What it throws ends the queue. */
  readonly flush: () => Promise<void>;
  /** Writes outcomes in one transaction. What it throws ends the queue. */
  readonly commit: (batch: readonly CrawlOutcome[]) => void;
  /** Called once, when `flush` or `commit` has thrown. */
  readonly onFault: () => void;
}

/**
 * Outcomes that share a transaction. Each transaction is a flush of the disk (the WARC file's) and one round of counts,
 * whatever is in it: with one page a transaction they were a third of a crawl's time, with eight they are hardly seen.
 */
const MAX_OUTCOMES = 8;
/** Of their bodies: a site may send 20 MB a page. */
const MAX_BYTES = 32 * 1024 * 1024;
/** What a slow crawl loses at most by a `kill -9`, and how long a link waits until it may be followed. */
const MAX_WAIT_MS = 100;

/**
 * Brings outcomes into the archive in the order in which they came, a few whole ones in each transaction: when enough
 * have come, when the first has waited, or when the crawl has nothing else to do.
 */
export class CommitQueue implements SettlementBacklog {
  private readonly options: CommitQueueOptions;
  private waiting: CrawlOutcome[] = [];
  /** Those that the disk is waited for. */
  private flushing: readonly CrawlOutcome[] = [];
  /** The last transaction that was asked for; one follows the other. */
  private committing: Promise<void> = Promise.resolve();
  private isClosed = false;
  private readonly listeners: (() => void)[] = [];
  private bytes = 0;
  private fault: { readonly error: unknown } | undefined;
  /** Ends the wait of the first one. */
  private wait: AbortController | undefined;

  constructor(options: CommitQueueOptions) {
    this.options = options;
  }

  get size(): number {
    return this.waiting.length + this.flushing.length;
  }

  onSettled(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Resolves when there is room for another. Throws what `flush` or `commit` threw, now or before. */
  async push(outcome: CrawlOutcome): Promise<void> {
    this.waiting.push(outcome);
    this.bytes += 'capture' in outcome ? outcome.capture.body.byteLength : 0;
    if (this.waiting.length >= MAX_OUTCOMES || this.bytes >= MAX_BYTES) await this.commitAll();
    else if (this.wait === undefined) void this.commitLater();
    this.throwFault();
  }

  settleNow(): Promise<void> {
    return this.commitAll();
  }

  /** Writes what waits. Throws what `flush` or `commit` threw, now or before. */
  async finish(): Promise<void> {
    await this.commitAll();
    this.throwFault();
  }

  /** Drops what waits; does nothing after `finish`. */
  close(): void {
    this.isClosed = true;
    this.wait?.abort();
    this.waiting = [];
  }

  private throwFault(): void {
    if (this.fault !== undefined) throw this.fault.error;
  }

  private async commitLater(): Promise<void> {
    const wait = new AbortController();
    this.wait = wait;
    await this.options.clock.sleep(MAX_WAIT_MS, wait.signal);
    if (!wait.signal.aborted) await this.commitAll();
  }

  private commitAll(): Promise<void> {
    this.committing = this.committing.then(() => this.commitWaiting());
    return this.committing;
  }

  /** Never rejects. */
  private async commitWaiting(): Promise<void> {
    this.wait?.abort();
    this.wait = undefined;
    const batch = this.waiting;
    if (batch.length === 0 || this.fault !== undefined) return;
    this.waiting = [];
    this.bytes = 0;
    this.flushing = batch;
    try {
      await this.options.flush();
      if (!this.isClosed) this.options.commit(batch);
    } catch (error) {
      this.fault = { error };
      // What came meanwhile is never settled: a crawl that has nothing else to do would wait for it without end.
      this.waiting = [];
      this.options.onFault();
    }
    this.flushing = [];
    for (const listener of this.listeners) listener();
  }
}
