/** One line of `tracuu doctor`. */
export interface CheckFinding {
  /** What was looked at: `archive`, `warc`, `index`, `lock`. */
  readonly subject: string;
  readonly ok: boolean;
  /** One line; for a fault it ends with how to mend it. */
  readonly message: string;
}
