import type { OpenSearchConnection } from './connection.ts';
import {
  isTransientError,
  isTransientStatus,
  refusal,
  statusOf,
  toEngineError,
  type FailureCause,
} from './engine-errors.ts';
import { backoffMs } from './retry.ts';

/** One operation of a bulk: its lines of JSON, each ended by a line feed. */
export interface BulkItem {
  readonly id: string;
  readonly sequence: number;
  readonly lines: string;
}

/** An article that OpenSearch will not take however often it is sent. */
export interface DeadLetter {
  readonly id: string;
  readonly sequence: number;
  readonly reason: string;
}

export interface BulkReport {
  readonly written: number;
  /** The index held the same or a later state already. */
  readonly superseded: number;
  readonly dead: readonly DeadLetter[];
  /** Items that were sent again because the cluster was busy or regrouped. */
  readonly retried: number;
}

export interface BulkOptions {
  /** Articles in one request; default 500. */
  readonly maxItems?: number | undefined;
  /** Bytes in one request; default 4 MiB, which OpenSearch's own guide calls a good start. */
  readonly maxBytes?: number | undefined;
}

/** A request is not made smaller than this because the cluster is busy. */
const LEAST_BYTES = 64 * 1024;

interface BulkAnswer {
  readonly items: readonly Readonly<
    Record<string, { readonly status: number; readonly error?: FailureCause }>
  >[];
}

/**
 * Sends operations until each is in the index, known to be outdated, or refused for good. Sending one again is harmless,
 * because its version is its sequence. Where the cluster is busy, requests become half as large and come later; each
 * success makes them larger again by an eighth of the limit.
 *
 * @throws TracuuError `engine-unreachable`, `engine-slow`, `engine-full`… when patience ends; what was not written then is
 *   sent again by the next run, as its checkpoint does not cover it.
 */
export class BulkWriter {
  readonly #connection: OpenSearchConnection;
  readonly #path: string;
  readonly #maxItems: number;
  readonly #maxBytes: number;
  #bytes: number;

  constructor(
    connection: OpenSearchConnection,
    target: string,
    { maxItems = 500, maxBytes = 4 << 20 }: BulkOptions = {},
  ) {
    this.#connection = connection;
    this.#path = `/${target}/_bulk`;
    this.#maxItems = maxItems;
    this.#maxBytes = maxBytes;
    this.#bytes = maxBytes;
  }

  async write(items: readonly BulkItem[]): Promise<BulkReport> {
    const report = { written: 0, superseded: 0, dead: [] as DeadLetter[], retried: 0 };
    const { clock, random, patienceMs, where } = this.#connection;
    let open = items;
    let attempt = 0;
    let until = clock.monotonicMs() + patienceMs;
    while (open.length > 0) {
      const batch = takeBatch(open, { maxItems: this.#maxItems, maxBytes: this.#bytes });
      const outcome = await this.#send(batch, report);
      open = [...outcome.again, ...open.slice(batch.length)];
      if (outcome.failure === undefined) {
        this.#bytes = Math.min(this.#maxBytes, this.#bytes + this.#maxBytes / 8);
        attempt = 0;
        until = clock.monotonicMs() + patienceMs;
        continue;
      }
      attempt = outcome.again.length < batch.length ? 1 : attempt + 1;
      this.#bytes = Math.max(LEAST_BYTES, this.#bytes / 2);
      report.retried += outcome.again.length;
      const wait = backoffMs(attempt, random);
      if (clock.monotonicMs() + wait > until) throw toEngineError(outcome.failure, where);
      await clock.sleep(wait);
    }
    return report;
  }

  /** One request. `again` are the items to send once more, `failure` why. */
  async #send(
    batch: readonly BulkItem[],
    report: { written: number; superseded: number; dead: DeadLetter[] },
  ): Promise<{ readonly again: readonly BulkItem[]; readonly failure?: unknown }> {
    const { where } = this.#connection;
    let answer: BulkAnswer;
    try {
      answer = await this.#connection.requestOnce<BulkAnswer>({
        method: 'POST',
        path: this.#path,
        query: { require_alias: true },
        lines: batch.map(({ lines }) => lines).join(''),
      });
    } catch (error) {
      if (isTransientError(error)) return { again: batch, failure: error };
      if (statusOf(error) === 413) return this.#splitTooLarge(batch, report, error);
      throw toEngineError(error, where);
    }
    const again: BulkItem[] = [];
    let failure: unknown;
    for (const [index, item] of batch.entries()) {
      const { status, error } = Object.values(answer.items[index]!)[0]!;
      if (status < 300) report.written++;
      else if (status === 409) report.superseded++;
      else if (isTransientStatus(status, error)) {
        again.push(item);
        failure = refusal({ status, cause: error, where });
      } else if (isAboutIndex(status, error)) throw refusal({ status, cause: error, where });
      else if (status !== 404)
        report.dead.push({ id: item.id, sequence: item.sequence, reason: describe(error) });
    }
    return { again, failure };
  }

  /** A request of one article that is too large will always be; of several, each may still fit. */
  #splitTooLarge(
    batch: readonly BulkItem[],
    report: { dead: DeadLetter[] },
    failure: unknown,
  ): { readonly again: readonly BulkItem[]; readonly failure?: unknown } {
    const [first] = batch;
    if (batch.length > 1 || first === undefined) return { again: batch, failure };
    const reason = `${first.lines.length} characters are more than the cluster takes in one request (413)`;
    report.dead.push({ id: first.id, sequence: first.sequence, reason });
    return { again: [] };
  }
}

/** Refusals that every item would meet: the index is gone, closed, full, or the user may not write. */
const isAboutIndex = (status: number, cause: FailureCause | undefined): boolean =>
  cause?.type === 'index_not_found_exception' ||
  cause?.type === 'cluster_block_exception' ||
  status === 401 ||
  status === 403;

function describe(cause: FailureCause | undefined): string {
  return `${cause?.type ?? 'unknown'}: ${cause?.reason ?? ''}`.slice(0, 500);
}

function takeBatch(
  items: readonly BulkItem[],
  { maxItems, maxBytes }: { readonly maxItems: number; readonly maxBytes: number },
): readonly BulkItem[] {
  let bytes = 0;
  let count = 0;
  for (const { lines } of items) {
    bytes += Buffer.byteLength(lines);
    if (count > 0 && (bytes > maxBytes || count >= maxItems)) break;
    count++;
  }
  return items.slice(0, count);
}
