import type { CrawlOutcome } from '../../crawl/crawl-outcome.ts';
import type { SettlementBacklog } from '../../crawl/crawl.ts';
import type { ReadingResult } from '../ingest/capture-reader.ts';

/** An outcome on its way into the archive, with what was read in its page, where there was something to read. */
export interface ReadOutcome {
  readonly outcome: CrawlOutcome;
  readonly reading: ReadingResult | null;
}

export interface CommitQueueOptions {
  /** Writes outcomes in one transaction. What it throws ends the queue. */
  readonly commit: (batch: readonly ReadOutcome[]) => void;
  /** Called once, when `commit` has thrown. */
  readonly onFault: () => void;
}

/** Pages that are read or wait to be written: enough to keep every thread busy, little to lose. */
const MAX_OUTCOMES = 32;
/** Of their bodies: a site may send 20 MB a page. */
const MAX_BYTES = 32 * 1024 * 1024;

interface Waiting {
  readonly outcome: CrawlOutcome;
  readonly bytes: number;
  /** `undefined` while the page is being read. */
  reading: ReadingResult | null | undefined;
}

/**
 * Brings outcomes into the archive in the order in which they came, however long each page takes to read: the same
 * answers in the same order make the same archive. Those that are ready together share a transaction.
 */
export class CommitQueue implements SettlementBacklog {
  private readonly options: CommitQueueOptions;
  private readonly waiting: Waiting[] = [];
  private readonly listeners: (() => void)[] = [];
  private bytes = 0;
  private fault: { readonly error: unknown } | undefined;
  private isScheduled = false;

  constructor(options: CommitQueueOptions) {
    this.options = options;
  }

  get size(): number {
    return this.waiting.length;
  }

  onSettled(listener: () => void): void {
    this.listeners.push(listener);
  }

  push(outcome: CrawlOutcome, reading: Promise<ReadingResult> | null): void {
    const bytes = 'capture' in outcome ? outcome.capture.body.byteLength : 0;
    const item: Waiting = { outcome, bytes, reading: reading === null ? null : undefined };
    this.waiting.push(item);
    this.bytes += bytes;
    reading?.then(
      (result) => {
        item.reading = result;
        this.schedule();
      },
      (error: unknown) => {
        this.fail(error);
      },
    );
    if (reading === null) this.schedule();
  }

  /** Resolves when there is room for another outcome; rejects with what `commit` threw. */
  async room(): Promise<void> {
    await this.until(() => this.waiting.length < MAX_OUTCOMES && this.bytes < MAX_BYTES);
  }

  /** Resolves when all is written; rejects with what `commit` threw. */
  async drained(): Promise<void> {
    await this.until(() => this.waiting.length === 0);
  }

  private async until(isSo: () => boolean): Promise<void> {
    while (this.fault === undefined && !isSo()) {
      await new Promise<void>((resolve) => {
        const listener = (): void => {
          this.listeners.splice(this.listeners.indexOf(listener), 1);
          resolve();
        };
        this.listeners.push(listener);
      });
    }
    if (this.fault !== undefined) throw this.fault.error;
  }

  /** Not at once: what other threads have finished by now goes into the same transaction. */
  private schedule(): void {
    if (this.isScheduled || this.waiting[0]?.reading === undefined) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.commitReady();
    });
  }

  private commitReady(): void {
    if (this.fault !== undefined) return;
    const firstUnread = this.waiting.findIndex(({ reading }) => reading === undefined);
    const batch = this.waiting.slice(0, firstUnread < 0 ? undefined : firstUnread) as ReadOutcome[];
    try {
      this.options.commit(batch);
    } catch (error) {
      this.fail(error);
      return;
    }
    for (const { bytes } of this.waiting.splice(0, batch.length)) this.bytes -= bytes;
    this.tell();
    this.schedule();
  }

  private fail(error: unknown): void {
    if (this.fault !== undefined) return;
    this.fault = { error };
    this.waiting.length = 0;
    this.options.onFault();
    this.tell();
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
