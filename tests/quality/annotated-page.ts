import { collapseSpace, walk, type PageElement } from '../../src/extract/page/page-tree.ts';
import { buildPageTree } from '../../src/extract/page/build-page-tree.ts';
import { normalizeText } from '../../src/text/normalize-text.ts';
import { createElementSelector } from '../../src/extract/profiles/select-elements.ts';

/** Where a person found the article on a page: selectors, not text, as the pages are not ours to copy. */
export interface Annotation {
  readonly title?: string;
  readonly lead?: string;
  readonly content?: string;
  readonly drop?: string;
  readonly author?: string;
  readonly date?: string;
  readonly headings?: readonly string[];
  /** The same article in another layout. */
  readonly sameTextAs?: string;
}

/** Text and lead of an annotated page: everything in `content` but `drop`, as browsers would show it. */
export function readAnnotated(html: string, annotation: Annotation): { text: string; lead: string | null } {
  const select = createElementSelector(buildPageTree(html));
  const first = (selector: string | undefined): PageElement | undefined =>
    selector === undefined ? undefined : select(selector)[0];
  const dropped = new Set(annotation.drop === undefined ? [] : select(annotation.drop));
  const content = first(annotation.content);
  const lead = first(annotation.lead);
  const leadText = lead === undefined ? null : shownText(lead, new Set());
  const body = content === undefined ? '' : shownText(content, dropped);
  return { lead: leadText, text: leadText === null ? body : `${leadText}\n\n${body}` };
}

function shownText(element: PageElement, dropped: ReadonlySet<PageElement>): string {
  const parts: string[] = [];
  walk(element, (node) => {
    if (node.kind === 'text') parts.push(node.text);
    else if (dropped.has(node) || HIDDEN.has(node.name)) return false;
    else if (!INLINE.has(node.name)) parts.push('\n');
    return true;
  });
  return collapseSpace(normalizeText(parts.join('')));
}

const HIDDEN: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'select',
  'textarea',
  'iframe',
  'svg',
  'video',
]);
const INLINE: ReadonlySet<string> = new Set([
  'a',
  'b',
  'strong',
  'i',
  'em',
  'u',
  'span',
  'font',
  'sup',
  'sub',
  's',
  'ins',
  'small',
]);
