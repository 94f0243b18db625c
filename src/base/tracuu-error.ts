/** What a caller may want to tell apart. Codes are stable; messages are not. */
export type TracuuErrorCode =
  | 'bad-argument'
  | 'bad-config'
  | 'bad-query'
  | 'not-found'
  | 'not-readable'
  | 'too-large'
  | 'archive-newer'
  | 'archive-corrupt'
  | 'archive-locked'
  | 'archive-missing'
  | 'disk-full'
  | 'index-mismatch'
  | 'index-missing'
  | 'engine-missing'
  | 'engine-unreachable'
  | 'engine-denied'
  | 'engine-slow'
  | 'engine-full'
  | 'engine-failed'
  | 'unreachable';

/**
 * An error that a person can act on: `message` is one line that names the thing, the value and the way out.
 * Anything else that is thrown is a bug.
 */
export class TracuuError extends Error {
  override readonly name = 'TracuuError';
  readonly code: TracuuErrorCode;

  constructor(code: TracuuErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
