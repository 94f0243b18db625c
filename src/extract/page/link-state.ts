import { attribute, type PageElement } from './page-tree.ts';

/** What an open element knows of the link that it stands in. */
export interface LinkState {
  /** Its text is a link's. */
  readonly link: boolean;
  /** The link that it stands in, if any, leads to a place on the same page. */
  readonly isAnchor: boolean;
}

/**
 * A heading that links to itself, and a note's number, are the text's own; all else in an `a` with a `href` is a link:
 * an empty one is filled by a template or a script, and an anchor without the attribute is a mark.
 * `headingLevel`: of the heading that `element` is or stands in, 0 for none.
 */
export function linkState(
  element: PageElement,
  outer: (LinkState & { readonly element: PageElement }) | undefined,
  headingLevel: number,
): LinkState {
  const isLink = element.name === 'a' && element.attributes['href'] !== undefined;
  const href = isLink ? attribute(element, 'href') : '';
  const isAnchor = href === '' ? outer?.isAnchor === true : href.startsWith('#');
  const isOwn = isAnchor && (headingLevel > 0 || outer?.element.name === 'sup');
  return { link: (outer?.link === true || isLink) && !isOwn, isAnchor };
}
