import { attribute, type PageElement } from '../page/page-tree.ts';

/** A simple selector taken apart. */
export interface BoxSelector {
  readonly tag: string | null;
  readonly id: string | null;
  readonly classes: readonly string[];
  /** Name and value, the value in lower case. */
  readonly attributes: readonly (readonly [string, string])[];
}

const PART = /\[([\w-]+)=([\w-]+)\]|#([\w-]+)|\.([\w-]+)|^([a-z][a-z\d]*)/giu;

/** Reads simple selectors, separated by spaces. */
export function parseBoxSelectors(selectors: string): BoxSelector[] {
  return selectors.split(' ').map((selector) => {
    const parts = [...selector.matchAll(PART)];
    const first = (group: number): string | null =>
      parts.map((part) => part[group]).find((value) => value !== undefined) ?? null;
    return {
      tag: first(5),
      id: first(3),
      classes: parts.flatMap((part) => part[4] ?? []),
      attributes: parts.flatMap((part) =>
        part[1] === undefined ? [] : [[part[1].toLowerCase(), part[2]!.toLowerCase()] as const],
      ),
    };
  });
}

/** True where `element` bears the names. A class counts as a whole word, an attribute's value without regard to case. */
export function matchesBox(element: PageElement, selector: BoxSelector): boolean {
  if (selector.tag !== null && element.name !== selector.tag) return false;
  if (selector.id !== null && attribute(element, 'id') !== selector.id) return false;
  if (selector.attributes.some(([name, value]) => attribute(element, name).toLowerCase() !== value))
    return false;
  if (selector.classes.length === 0) return true;
  const classes = ` ${attribute(element, 'class').replace(/\s/gu, ' ')} `;
  return selector.classes.every((name) => classes.includes(` ${name} `));
}
