import { ANCHOR, FILLED_LINK, LINK } from './box-layout.ts';
import type { PageElement } from './page-tree.ts';

/** What an open element knows of the link that it stands in. */
export interface LinkState {
  /** Its text is a link's. */
  link: boolean;
  /** The link that it stands in, if any, leads to a place on the same page. */
  isAnchor: boolean;
}

type LinkedElement = LinkState & {
  readonly element: PageElement;
  /** Of the heading that the element is or stands in, 0 for none. */
  readonly headingLevel: number;
};

/**
 * Tells `open`, an element inside `outer`, of its link. A heading that links to itself, and a note's number, are the text's own;
 * all else in a link is a link. `layout`: of the element (`box-layout.ts`).
 */
export function enterLink(
  open: LinkedElement,
  outer: Readonly<LinkedElement> | undefined,
  layout: number,
): void {
  const isAnchor = (layout & FILLED_LINK) === 0 ? outer?.isAnchor === true : (layout & ANCHOR) !== 0;
  const isOwn = isAnchor && (open.headingLevel > 0 || outer?.element.name === 'sup');
  open.link = (outer?.link === true || (layout & LINK) !== 0) && !isOwn;
  open.isAnchor = isAnchor;
}
