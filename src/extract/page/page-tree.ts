import { evenSpaces } from '../../base/even-spaces.ts';
import type { StartTag } from './start-tag.ts';

/** A page as a tree, no deeper than browsers go, with the parts that are never read left out. */
export interface PageTree {
  readonly root: PageElement;
  /** Elements in the tree, the root included. */
  readonly elementCount: number;
  /** True where the page held more than the limits allow; the tree holds what came before. */
  readonly truncated: boolean;
  /** True where elements were nested deeper than the limit; the deeper ones became siblings. */
  readonly flattened: boolean;
}

export type PageNode = PageElement | PageText;

export interface PageElement {
  readonly kind: 'element';
  /** Lower case. */
  readonly name: string;
  /** Names in lower case, values with entities decoded; the first of two wins, as in HTML. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Where its name and attributes are from; elements that are written alike share it. */
  readonly tag: StartTag;
  /** Written by `buildPageTree` alone. */
  children: readonly PageNode[];
  readonly parent: PageElement | null;
}

export interface PageText {
  readonly kind: 'text';
  /** Entities decoded, white space as in the source. */
  text: string;
  readonly parent: PageElement;
}

/** The attribute's value, or the empty string. */
export function attribute(element: PageElement, name: string): string {
  return element.attributes[name] ?? '';
}

/**
 * Every node below `root` (which is not visited itself) in document order, without recursion:
 * a page may nest as deep as its author's editor let it.
 * `visit` returns false to leave out what is below the node.
 */
export function walk(root: PageElement, visit: (node: PageNode) => boolean): void {
  const stack: PageNode[] = [];
  pushChildren(stack, root);
  let node = stack.pop();
  while (node !== undefined) {
    if (visit(node) && node.kind === 'element') pushChildren(stack, node);
    node = stack.pop();
  }
}

/** Elements below `root` that `matches` accepts, in document order. */
export function findElements(root: PageElement, matches: (element: PageElement) => boolean): PageElement[] {
  const found: PageElement[] = [];
  walk(root, (node) => {
    if (node.kind === 'element' && matches(node)) found.push(node);
    return true;
  });
  return found;
}

/** The text below `element` with runs of white space as one space, trimmed. */
export function textOf(element: PageElement): string {
  const parts: string[] = [];
  walk(element, (node) => {
    if (node.kind === 'text') parts.push(node.text);
    else if (node.name === 'br') parts.push(' ');
    return true;
  });
  return collapseSpace(parts.join(''));
}

/** Nodes that a short text may stand among. */
const MAX_SHORT_TEXT_NODES = 500;

/** The text below `element` as in `textOf`, or `null` where it is longer than `maxChars`: asking costs no more than that. */
export function shortTextOf(element: PageElement, maxChars: number): string | null {
  const parts: string[] = [];
  let chars = 0;
  let nodes = 0;
  walk(element, (node) => {
    nodes += 1;
    if (node.kind === 'text') {
      chars += node.text.length;
      if (chars <= MAX_RAW_FACTOR * maxChars) parts.push(node.text);
    } else if (node.name === 'br') parts.push(' ');
    return nodes <= MAX_SHORT_TEXT_NODES && chars <= MAX_RAW_FACTOR * maxChars;
  });
  if (nodes > MAX_SHORT_TEXT_NODES || chars > MAX_RAW_FACTOR * maxChars) return null;
  const text = collapseSpace(parts.join(''));
  return text.length <= maxChars ? text : null;
}

/** The source of a text has white space and indentation that readers do not see. */
const MAX_RAW_FACTOR = 5;

/** Runs of white space (no-break and ideographic spaces too) as one space, trimmed; zero-width marks removed. */
export function collapseSpace(text: string): string {
  return evenSpaces(ZERO_WIDTH.test(text) ? text.replace(/[\u00AD\u200B\u2060\uFEFF]/gu, '') : text);
}

const ZERO_WIDTH = /[\u00AD\u200B\u2060\uFEFF]/u;
function pushChildren(stack: PageNode[], element: PageElement): void {
  const { children } = element;
  for (let index = children.length - 1; index >= 0; index -= 1) stack.push(children[index]!);
}
