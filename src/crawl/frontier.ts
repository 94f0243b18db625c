import type { ChangeHistory } from './revisit/revisit-interval.ts';

declare const canonical: unique symbol;

/** An absolute http(s) URL in the one spelling that the crawl uses as its key; made by `canonicalizeUrl`. */
export type CanonicalUrl = string & { readonly [canonical]: true };

/** Why a URL is in the frontier: what to read from it. */
export type FrontierRole = 'listing' | 'feed' | 'sitemap' | 'page';

/** A link that discovery found, or a seed of the configuration. */
export interface FrontierLink {
  readonly url: CanonicalUrl;
  readonly role: FrontierRole;
  /** Name of the configured site. */
  readonly site: string;
  /** Links from the seed. */
  readonly depth: number;
  /** What a sitemap or feed says of the last change; ISO 8601 or null. */
  readonly modifiedAt: string | null;
}

/** What the frontier knows of one URL. */
export interface FrontierEntry extends FrontierLink {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** When it was last answered with 200 or 304. */
  readonly lastFetchedAt: string | null;
  /** SHA-256 of the body of the last 200. */
  readonly bodyHash: string | null;
  /** Failed tries in this run. */
  readonly attempts: number;
  /** As the last settlement had it. Engines that do not keep it leave it out; every page is then revisited. */
  readonly history?: ChangeHistory | null | undefined;
}

export type FrontierState = 'pending' | 'done' | 'failed' | 'gone' | 'disallowed';

/** What one try made of an entry. */
export interface FrontierSettlement {
  readonly state: FrontierState;
  readonly status: number | null;
  /** One word that the summary counts by: an `HttpFailure`, `http-500`, `robots`… */
  readonly cause: string | null;
  /** This and the next three are what the entry shall hold from now on; after a failed try, what it held before. */
  readonly fetchedAt: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly bodyHash: string | null;
  /** For `pending` after a failed try: not before this instant. */
  readonly notBefore: string | null;
  /** How often the page was found changed. */
  readonly history?: ChangeHistory | null | undefined;
  /** A page that is offered without a `modifiedAt` in a run that starts before this instant is left alone. */
  readonly revisitAt?: string | null | undefined;
}

export interface FrontierCounts {
  readonly pending: number;
  readonly settled: number;
}

/**
 * What is to be fetched, and what was. One run is one night; a run that was cut off is continued.
 * Engines: SQLite (in the archive), memory.
 */
export interface Frontier {
  /** Opens a run, or continues the one that was cut off. */
  openRun(startedAt: string): { readonly run: number; readonly resumed: boolean };
  /** Marks the run as finished. */
  closeRun(finishedAt: string): void;
  /**
   * Adds links. A new one becomes pending. A known one becomes pending again, once a run, unless it is a
   * page whose `modifiedAt` is later neither than its last fetch nor than any that was offered for it before (the
   * publisher's clock is not ours), or that has none and whose `revisitAt` is later than the start of the run.
   * Returns how many pages were left alone so.
   */
  offer(links: readonly FrontierLink[]): { readonly added: number; readonly unchanged: number };
  /**
   * The next pending entry on a host (`hostOf`) that is not in `busyHosts`: sitemaps and feeds first, then listings,
   * then pages, among pages those with the latest `modifiedAt` first, and last those that are there already and that
   * nothing but time calls for. It stays pending until it is settled, and is
   * not given again before it is settled, given back, or a run is opened.
   */
  next(busyHosts: ReadonlySet<string>, now: string): FrontierEntry | undefined;
  /** Takes back an entry that was given by `next` and not asked for. */
  giveBack(url: CanonicalUrl): void;
  /** The earliest `notBefore` of a pending entry on a host that is not in `busyHosts`, when there is none to take now. */
  nextDueAt(busyHosts: ReadonlySet<string>): string | undefined;
  /** Keeps what the try made of the entry. Settling as `pending` with a cause counts as a failed try. */
  settle(url: CanonicalUrl, settlement: FrontierSettlement): void;
  counts(): FrontierCounts;
}
