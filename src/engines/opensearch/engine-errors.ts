import { TracuuError } from '../../base/tracuu-error.ts';

/** What the client throws, as far as it is looked at: `errors.ResponseError`, `ConnectionError`, `TimeoutError`. */
interface ClientError {
  readonly name?: string;
  readonly message?: string;
  readonly statusCode?: number;
  readonly body?: { readonly error?: FailureCause | string };
}

/** An error as OpenSearch writes it, for a request or for one item of a bulk. */
export interface FailureCause {
  readonly type?: string;
  readonly reason?: string;
  readonly root_cause?: readonly FailureCause[];
}

/** Statuses that a busy or regrouping cluster gives; the same request may be answered later. */
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

const NO_CONNECTION: ReadonlySet<string> = new Set(['ConnectionError', 'NoLivingConnectionsError']);

/** Whether trying again could help. A disk that is full answers 429, too, and waiting does not empty it. */
export function isTransientStatus(status: number, cause: FailureCause | undefined): boolean {
  return TRANSIENT_STATUSES.has(status) && cause?.type !== BLOCKED;
}

export function isTransientError(error: unknown): boolean {
  const { name, statusCode } = error as ClientError;
  if (name !== undefined && (NO_CONNECTION.has(name) || name === 'TimeoutError')) return true;
  return statusCode !== undefined && isTransientStatus(statusCode, causeOf(error));
}

export const statusOf = (error: unknown): number | undefined => (error as ClientError).statusCode;

function causeOf(error: unknown): FailureCause | undefined {
  const cause = (error as ClientError).body?.error;
  return typeof cause === 'object' ? cause : undefined;
}

/** The kind of refusal that says "read-only". */
const BLOCKED = 'cluster_block_exception';

/** What a person can do about a refusal. `where` is the address without name and password. */
export function toEngineError(error: unknown, where: string): unknown {
  if (error instanceof TracuuError) return error;
  const { name, message = '', statusCode } = error as ClientError;
  const fail = (code: TracuuError['code'], text: string): TracuuError =>
    new TracuuError(code, text, { cause: error });
  if (name === 'TimeoutError')
    return fail(
      'engine-slow',
      `OpenSearch at ${where} did not answer in time; look at its load, or allow more with --timeout`,
    );
  if (name !== undefined && NO_CONNECTION.has(name))
    return fail(
      'engine-unreachable',
      `OpenSearch at ${where} cannot be reached (${firstLine(message)}); start it, or name another node with --node`,
    );
  if (statusCode === undefined) return error;
  if (statusCode === 401 || (statusCode === 403 && causeOf(error)?.type !== BLOCKED))
    return fail(
      'engine-denied',
      `OpenSearch at ${where} refuses this user (${statusCode}); check --user and the variable that --password-env names`,
    );
  return refusal({ status: statusCode, cause: causeOf(error), where, error });
}

/** An error for a request, or for items of a bulk, that OpenSearch refused. */
export function refusal({
  status,
  cause,
  where,
  error,
}: {
  readonly status: number;
  readonly cause: FailureCause | undefined;
  readonly where: string;
  readonly error?: unknown;
}): TracuuError {
  const said = `${cause?.type ?? 'no reason given'}: ${firstLine(deepest(cause)?.reason ?? '')}`;
  if (cause?.type === BLOCKED)
    return new TracuuError(
      'engine-full',
      `OpenSearch at ${where} takes no writes (${firstLine(cause.reason ?? '')}); free disk space or lift the block, then run the command again`,
      { cause: error },
    );
  if (cause?.type === 'index_not_found_exception')
    return new TracuuError(
      'index-missing',
      `OpenSearch at ${where} has no such index (${said}); run "tracuu index --engine opensearch"`,
      {
        cause: error,
      },
    );
  return new TracuuError('engine-failed', `OpenSearch at ${where} answered ${status} (${said})`, {
    cause: error,
  });
}

/** The innermost reason: the outer one often only says that all shards failed. */
const deepest = (cause: FailureCause | undefined): FailureCause | undefined =>
  cause?.root_cause?.[0] ?? cause;

const firstLine = (text: string): string => text.split('\n')[0]!.slice(0, 300);
