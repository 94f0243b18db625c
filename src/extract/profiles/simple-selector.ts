import { attribute, type PageElement } from '../page/page-tree.ts';

/** `div.a.b`, `#id`, `[type=x]`: conditions on one element, without combinators. */
interface CompoundSelector {
  readonly name: string | null;
  readonly id: string | null;
  readonly classes: readonly string[];
  readonly attributes: readonly { readonly name: string; readonly value: string | null }[];
}

export type SimpleSelector = readonly CompoundSelector[];

/** Parses a comma-separated list of simple selectors; a part that is none matches nothing. */
export function parseSelector(selectors: string): SimpleSelector {
  return selectors.split(',').flatMap((part) => parseCompound(part.trim()) ?? []);
}

/** True where one of the selectors matches the element. */
export function matchesSelector(element: PageElement, selector: SimpleSelector): boolean {
  return selector.some((compound) => matches(element, compound));
}

const PART = /([.#]?)([\w-]+)|\[([\w-]+)(?:=["']?([^\]"']*)["']?)?\]/gy;

function parseCompound(text: string): CompoundSelector | undefined {
  let name: string | null = null;
  let id: string | null = null;
  const classes: string[] = [];
  const attributes: { name: string; value: string | null }[] = [];
  let read = 0;
  for (const [all, mark, word, attributeName, value] of text.matchAll(PART)) {
    read += all.length;
    if (attributeName !== undefined) attributes.push({ name: attributeName, value: value ?? null });
    else if (mark === '.') classes.push(word!);
    else if (mark === '#') id = word!;
    else name = word!.toLowerCase();
  }
  return read === text.length && read > 0 ? { name, id, classes, attributes } : undefined;
}

function matches(element: PageElement, { name, id, classes, attributes }: CompoundSelector): boolean {
  if (name !== null && element.name !== name) return false;
  if (id !== null && attribute(element, 'id') !== id) return false;
  if (classes.length > 0) {
    const own = attribute(element, 'class').split(/\s+/u);
    if (!classes.every((wanted) => own.includes(wanted))) return false;
  }
  return attributes.every(({ name: wanted, value }) => {
    const found = element.attributes[wanted];
    return found !== undefined && (value === null || found === value);
  });
}
