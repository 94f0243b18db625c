/**
 * What is known of one site's pages. Selectors are lists of simple ones (`div.body, #content`); the first element that
 * matches counts. Every field but `site` may be left out: the generic rules fill in.
 */
export interface SiteProfile {
  /** Host without `www.`; its subdomains are meant too. */
  readonly site: string;
  /** The box of the article's text. */
  readonly content?: string;
  /** The standfirst, where it stands apart. */
  readonly lead?: string;
  /** Boxes inside the content that are not the article. */
  readonly drop?: string;
}
