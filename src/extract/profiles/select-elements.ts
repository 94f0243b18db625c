import { load, type CheerioAPI } from 'cheerio/slim';
import { Document, Element, type ParentNode, Text } from 'domhandler';
import type { PageElement, PageTree } from '../page/page-tree.ts';

/** Finds elements of one page by CSS selectors, in document order. */
export type ElementSelector = (selectors: string) => PageElement[];

/**
 * Lets a profile name boxes in the whole of CSS selectors. Cheerio asks for its own kind of tree, so the page's is
 * mirrored: once a page, and only on sites that have a profile. No deeper than the page's tree (512 levels), because
 * cheerio walks by recursion.
 */
export function createElementSelector({ root }: PageTree): ElementSelector {
  const mirror = mirrorTree(root);
  const $: CheerioAPI = load(mirror.document);
  return (selectors) => {
    try {
      return $(selectors)
        .toArray()
        .flatMap((element) => mirror.originals.get(element) ?? []);
    } catch {
      // A selector that is none finds nothing; the generic rules do the profile's part.
      return [];
    }
  };
}

interface Mirror {
  readonly document: Document;
  readonly originals: ReadonlyMap<unknown, PageElement>;
}

function mirrorTree(root: PageElement): Mirror {
  const document = new Document([]);
  const originals = new Map<unknown, PageElement>();
  const open: { readonly from: PageElement; readonly to: ParentNode }[] = [{ from: root, to: document }];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const { from, to } = pair;
    to.children = from.children.map((child) => {
      if (child.kind === 'text') return new Text(child.text);
      const element = new Element(child.name, { ...child.attributes });
      originals.set(element, child);
      open.push({ from: child, to: element });
      return element;
    });
    for (const [index, child] of to.children.entries()) {
      child.parent = to;
      child.prev = to.children[index - 1] ?? null;
      child.next = to.children[index + 1] ?? null;
    }
  }
  return { document, originals };
}
