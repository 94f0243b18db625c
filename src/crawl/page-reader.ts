import type { Capture } from '../model/capture.ts';
import { discoverLinks, type PageLinks } from './discovery/discover-links.ts';
import type { FrontierEntry } from './frontier.ts';
import { decodeBody } from './read-links.ts';

/** A page or listing that came, to be read. */
export interface PageToRead {
  readonly entry: FrontierEntry;
  readonly capture: Capture;
  /** `links`: where it leads; `all`: also what it says, for whoever keeps its outcome. */
  readonly wants: 'links' | 'all';
}

/** What reading a page came to. */
export type PageRead =
  | { readonly kind: 'read'; readonly page: PageLinks }
  /** `cause` is one word that a summary counts by: the page was hostile, or we have a fault. */
  | { readonly kind: 'unread'; readonly cause: string; readonly message: string };

/** Reads HTML pages for the crawl. Parsing is most of a crawl's work: it may be done elsewhere, and only once a page. */
export interface PageReader {
  /** Rejects only where nothing can be read at all. */
  read(page: PageToRead): Promise<PageRead>;
}

/** Reads links alone, in this thread. */
export const plainPageReader: PageReader = {
  read: async ({ capture }) => ({ kind: 'read', page: discoverLinks(decodeBody(capture), capture.finalUrl) }),
};
