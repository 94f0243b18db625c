import {
  createLinkReader,
  discoverLinks,
  type LinkReader,
  type PageLinks,
} from '../../crawl/discovery/discover-links.ts';
import { standingOf } from '../../crawl/outcome/page-standing.ts';
import { decodeBody } from '../../crawl/read-links.ts';
import type { PageElement, PageTree } from '../../extract/page/page-tree.ts';
import type { Capture } from '../../model/capture.ts';
import {
  extractCapture,
  readExtracted,
  type CaptureHints,
  type CaptureReading,
  type ReadingContext,
} from './read-capture.ts';

/** One page to be read. */
export interface PageTask {
  readonly capture: Capture;
  readonly hints: CaptureHints;
  /** As in `PageToRead`. */
  readonly wants: 'links' | 'all';
}

/** What a page came to: data that can be sent from thread to thread. */
export interface PageReading {
  readonly page: PageLinks;
  /** `null` where it was not asked for, or where the page is none to keep (`standingOf`). */
  readonly reading: CaptureReading | null;
}

/** Where a page leads and what it says, parsed once for both. Pure, so that it can run in any thread. */
export function readPage({ capture, hints, wants }: PageTask, context: ReadingContext): PageReading {
  if (wants === 'links') {
    return { page: withoutIdle(discoverLinks(decodeBody(capture), capture.finalUrl)), reading: null };
  }
  const { article, tree } = extractCapture(capture, hints);
  const page = findLinks(tree, capture.finalUrl);
  const { kind } = standingOf(page, capture.headers);
  return { page, reading: kind === 'page' ? readExtracted(article, hints, context) : null };
}

function findLinks(tree: PageTree | null, url: string): PageLinks {
  const reader = createLinkReader(url);
  if (tree !== null) scanTree(tree.root, reader);
  return withoutIdle(reader.finish());
}

/** Nobody follows a link to a section, a service or a file: they need not travel. */
const withoutIdle = (page: PageLinks): PageLinks => ({
  ...page,
  links: page.links.filter(({ kind }) => kind !== 'other'),
});

/** Goes through a tree as a scan goes through its page. Trees are no deeper than 512 (`buildPageTree`). */
function scanTree(parent: PageElement, reader: LinkReader): void {
  for (const node of parent.children) {
    if (node.kind === 'text') reader.onText(node.text);
    else {
      reader.onTag(node.name, node.attributes);
      scanTree(node, reader);
      reader.onCloseTag(node.name);
    }
  }
}
