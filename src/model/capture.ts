/** One response as it came from the web, or one file as it came from a disk. */
export interface Capture {
  /** What was asked for. */
  readonly requestedUrl: string;
  /** What answered, after redirects. */
  readonly finalUrl: string;
  /** ISO 8601 instant. */
  readonly fetchedAt: string;
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
