/** Something that a person should know about a page, which is data and not an error. */
export interface Diagnostic {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly message: string;
}
