import type { Capture } from '../model/capture.ts';
import type { CanonicalUrl, FrontierEntry, FrontierLink, FrontierSettlement } from './frontier.ts';

/** When trying again could help: after a backoff, at the next crawl, or not at all. */
export type Retry = 'soon' | 'next-crawl' | 'never';

/** What every outcome carries: the consumer keeps all of it in one transaction. */
interface Settled {
  readonly entry: FrontierEntry;
  /** To be offered to the frontier. */
  readonly links: readonly FrontierLink[];
  /** To be settled for `entry.url`. */
  readonly settlement: FrontierSettlement;
  /** What asking cost; absent where no request was made. */
  readonly cost?: RequestCost | undefined;
}

/** What one request cost. */
export interface RequestCost {
  /** Of the body, decompressed. */
  readonly bytes: number;
  /** From the request until the last byte. */
  readonly ms: number;
}

/** What became of one entry of the frontier. */
export type CrawlOutcome = Settled &
  (
    | {
        /** A page that is new or whose bytes changed. */
        readonly kind: 'fetched';
        readonly capture: Capture;
        /** What the page says its address is: `<link rel="canonical">` or the Link header. */
        readonly canonicalUrl: CanonicalUrl | null;
        /** The publisher asks not to have the page in an index. */
        readonly noindex: boolean;
      }
    /** A listing, feed or sitemap that was read; its links are in `links`. */
    | { readonly kind: 'discovered'; readonly capture: Capture }
    /** The server says that nothing changed (304). */
    | { readonly kind: 'not-modified' }
    /** The server sent the very same bytes again. */
    | { readonly kind: 'unchanged'; readonly capture: Capture }
    /** The target is among `links`, where it is within the site: it has its own turn at its own host. */
    | { readonly kind: 'redirected'; readonly status: number; readonly to: CanonicalUrl }
    | { readonly kind: 'gone'; readonly status: number }
    /** `robotsRule` is the line that forbade it. No request was made. */
    | { readonly kind: 'disallowed'; readonly robotsRule: string }
    | {
        readonly kind: 'failed';
        /** One word that a summary counts by: an `HttpFailure`, `http-500`, `redirect-loop`… */
        readonly cause: string;
        readonly message: string;
        readonly retry: Retry;
      }
  );

/** What a consumer that works on several outcomes at once tells the crawl: their links are still to come. */
export interface SettlementBacklog {
  /** Outcomes that were yielded and are not settled. */
  readonly size: number;
  /** `listener` is called whenever some were settled. */
  onSettled(listener: () => void): void;
  /** Nothing else is left to do: they are not to wait for others any longer. Resolves when they are settled. */
  settleNow(): Promise<void>;
}
