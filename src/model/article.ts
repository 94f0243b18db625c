import type { Diagnostic } from './diagnostic.ts';
import type { TextSpan } from './text-span.ts';

/** What a page turned out to be. A bulletin is one page with several items; each item is a section. */
export type ArticleKind = 'article' | 'bulletin' | 'listing' | 'other';

/** An item of a bulletin, or a headed part of an article. The span covers heading and body. */
export interface Section extends TextSpan {
  /** `null` for what stands before the first heading, and for an item that has none. */
  readonly heading: string | null;
  /** Where the item is about or from, as a path from province down: `hcm/quan-1`. */
  readonly place: string | null;
  /** The date that the item gives as its own, `YYYY-MM-DD` in Vietnam; `null` where it gives none. */
  readonly publishedOn: string | null;
}

export interface ArticleImage {
  readonly url: string;
  readonly caption: string | null;
}

/** Where the article's bytes are kept. */
export interface CaptureReference {
  readonly fetchedAt: string;
  readonly status: number;
  /** File of the archive's WARC folder that holds the response; `null` for one that was not kept. */
  readonly warc: string | null;
  /** Of the record's gzip member, in bytes. */
  readonly offset: number | null;
}

/** A page without its boilerplate. Unknown values are `null`, never guessed. */
export interface Article {
  /** `sha-` and the first 16 hex digits of SHA-256 over the canonical URL, or over the text where there is none. */
  readonly id: string;
  readonly url: string | null;
  readonly canonicalUrl: string | null;
  /** Host name without `www.`. */
  readonly site: string | null;
  readonly kind: ArticleKind;
  readonly title: string | null;
  /** The sapo: the standfirst between title and body. It is also the first paragraph of `text`. */
  readonly lead: string | null;
  readonly byline: string | null;
  /** ISO 8601 with the page's own offset; a plain date where the page gives no time. */
  readonly publishedAt: string | null;
  readonly modifiedAt: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  /** BCP 47. */
  readonly language: string | null;
  /** Paragraphs and section headings joined by a blank line, NFC. The title is not part of it. */
  readonly text: string;
  readonly sections: readonly Section[];
  readonly images: readonly ArticleImage[];
  readonly capture: CaptureReference | null;
  readonly diagnostics: readonly Diagnostic[];
}
