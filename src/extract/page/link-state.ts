import { attribute, type PageElement } from './page-tree.ts';

/** What an open element knows of the link that it stands in. */
export interface LinkState {
  /** Its text is a link's. */
  link: boolean;
  /** The link that it stands in, if any, leads to a place on the same page. */
  isAnchor: boolean;
}

type LinkedElement = LinkState & { readonly element: PageElement };

/**
 * Tells `open`, an element inside `outer`, of its link. A heading that links to itself, and a note's number, are the text's own;
 * all else in an `a` with a `href` is a link: an empty one is filled by a template or a script, and an anchor without the
 * attribute is a mark. `headingLevel`: of the heading that the element is or stands in, 0 for none.
 */
export function enterLink(
  open: LinkedElement,
  outer: Readonly<LinkedElement> | undefined,
  headingLevel: number,
): void {
  const { element } = open;
  const isLink = element.name === 'a' && element.attributes['href'] !== undefined;
  const href = isLink ? attribute(element, 'href') : '';
  const isAnchor = href === '' ? outer?.isAnchor === true : href.startsWith('#');
  const isOwn = isAnchor && (headingLevel > 0 || outer?.element.name === 'sup');
  open.link = (outer?.link === true || isLink) && !isOwn;
  open.isAnchor = isAnchor;
}
