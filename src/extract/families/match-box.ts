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

/**
 * The first of `selectors` that `element` matches, or -1. A class counts as a whole word, an attribute's value without
 * regard to case.
 */
export function findBoxSelector(element: PageElement, selectors: readonly BoxSelector[]): number {
  const classes = attribute(element, 'class');
  for (let at = 0; at < selectors.length; at += 1) if (matches(element, classes, selectors[at]!)) return at;
  return -1;
}

function matches(element: PageElement, classes: string, selector: BoxSelector): boolean {
  for (const name of selector.classes) if (!hasWord(classes, name)) return false;
  if (selector.tag !== null && element.name !== selector.tag) return false;
  if (selector.id !== null && attribute(element, 'id') !== selector.id) return false;
  for (const [name, value] of selector.attributes)
    if (attribute(element, name).toLowerCase() !== value) return false;
  return true;
}

/** True where `word` stands in `words` between spaces. Every box of a page is asked for every name: nothing is copied. */
function hasWord(words: string, word: string): boolean {
  for (let at = words.indexOf(word); at >= 0; at = words.indexOf(word, at + 1)) {
    const end = at + word.length;
    if ((at === 0 || isSpace(words.charAt(at - 1))) && (end === words.length || isSpace(words.charAt(end))))
      return true;
  }
  return false;
}

const isSpace = (character: string): boolean => /\s/u.test(character);
