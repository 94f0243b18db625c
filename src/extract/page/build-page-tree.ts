import {
  CLOSES_PARAGRAPH,
  DEFINITION_SCOPE,
  FORMATTING_ELEMENTS,
  HEADING_ELEMENTS,
  LIST_SCOPE,
  NO_SCOPE,
  OPTION_SCOPE,
  ROW_SCOPE,
  SCOPE_BOUNDARIES,
  SPECIAL_ELEMENTS,
  TABLE_PARTS,
  TABLE_SCOPE,
  VOID_ELEMENTS,
} from './element-table.ts';
import type { PageElement, PageNode, PageText, PageTree } from './page-tree.ts';
import { scanMarkup, type MarkupHandler } from './scan-markup.ts';
import { createStartTag, type StartTag } from './start-tag.ts';

/** As deep as browsers nest (Blink and WebKit: 512); deeper elements become siblings at the limit. */
const MAX_DEPTH = 512;
/** About 200 MB of tree at the worst; the largest of 256 real pages has under 20,000 elements. */
const MAX_ELEMENTS = 400_000;
/** Elements that an end tag of an inline element may cross and reopen; the standard's limit is 8 too. */
const MAX_REOPENED = 8;

/**
 * Reads HTML into a tree by the rules of the HTML standard that matter for text: implied end tags, scopes,
 * misnested formatting. Linear in the page's length whatever it holds, which `htmlparser2`'s own tree is not
 * (its stack is searched and shifted for each tag).
 */
export function buildPageTree(html: string): PageTree {
  return new TreeBuilder().build(html);
}

/** The tree so far, the stack of open elements and the tag being read. */
class TreeBuilder implements MarkupHandler {
  private readonly root: PageElement;
  private readonly stack: PageElement[];
  /** How many elements of each name are open: most searches of the stack end here. */
  private readonly openCounts = new Map<string, number>();
  /** Elements opened beyond MAX_DEPTH and not yet closed; they are in the tree but not on the stack. */
  private overflow = 0;
  private elementCount = 1;
  private flattened = false;
  private truncated = false;

  constructor() {
    this.root = newElement(createStartTag('#page'), null);
    this.stack = [this.root];
  }

  build(html: string): PageTree {
    scanMarkup(html, this);
    return {
      root: this.root,
      elementCount: this.elementCount,
      truncated: this.truncated,
      flattened: this.flattened,
    };
  }

  // What the scanner tells.

  onText(text: string): void {
    this.addText(text);
  }

  onOpenTag(tag: StartTag): void {
    this.open(tag);
    const { name, isClosed } = tag;
    // `<div/>` opens in HTML, but an empty element of a foreign vocabulary (`<o:p/>`, `<path/>`) closes itself.
    if (
      isClosed &&
      !VOID_ELEMENTS.has(name) &&
      (name.includes(':') || this.isOpen('svg') || this.isOpen('math'))
    )
      this.close(name);
  }

  onCloseTag(name: string): void {
    if (name === 'br') this.open(createStartTag('br'));
    else if (!VOID_ELEMENTS.has(name)) this.close(name);
  }

  isDone(): boolean {
    return this.truncated;
  }

  // The tree.

  private addText(text: string): void {
    const parent = this.stack[this.stack.length - 1]!;
    if (isUnreadRawText(parent)) return;
    const last = parent.children[parent.children.length - 1];
    if (last?.kind === 'text') last.text += text;
    else addChild(parent, newText(text, parent));
  }

  private open(tag: StartTag): void {
    const { name } = tag;
    if ((name === 'html' || name === 'body' || name === 'head') && this.isOpen(name)) return;
    if (this.elementCount >= MAX_ELEMENTS) {
      this.truncated = true;
      return;
    }
    if (this.overflow === 0) this.closeImplied(name);
    const parent = this.stack[this.stack.length - 1]!;
    const element = newElement(tag, parent);
    addChild(parent, element);
    this.elementCount += 1;
    if (VOID_ELEMENTS.has(name)) return;
    if (this.stack.length > MAX_DEPTH) {
      this.overflow += 1;
      this.flattened = true;
      return;
    }
    this.push(element);
  }

  /** End tags that the start tag of `name` implies. */
  private closeImplied(name: string): void {
    if (CLOSES_PARAGRAPH.has(name)) this.closeInScope('p', SCOPE_BOUNDARIES);
    if (HEADING_ELEMENTS.has(name) && HEADING_ELEMENTS.has(this.top().name)) this.pop();
    else if (name === 'li') this.closeInScope('li', LIST_SCOPE);
    else if (name === 'dd' || name === 'dt') {
      this.closeInScope('dd', DEFINITION_SCOPE);
      this.closeInScope('dt', DEFINITION_SCOPE);
    } else if (name === 'td' || name === 'th') {
      this.closeInScope('td', ROW_SCOPE);
      this.closeInScope('th', ROW_SCOPE);
    } else if (name === 'tr') this.closeInScope('tr', TABLE_SCOPE);
    else if (name === 'tbody' || name === 'thead' || name === 'tfoot') {
      for (const part of ['tbody', 'thead', 'tfoot']) this.closeInScope(part, TABLE_SCOPE);
    } else if (name === 'option') this.closeInScope('option', OPTION_SCOPE);
    else if (name === 'a' && this.isOpen('a')) this.close('a');
    else if (name === 'body') this.closeInScope('head', NO_SCOPE);
  }

  private close(name: string): void {
    if (this.overflow > 0) {
      this.overflow -= 1;
      return;
    }
    if (HEADING_ELEMENTS.has(name)) {
      this.closeHeading();
      return;
    }
    if (!this.isOpen(name)) return;
    if (!SPECIAL_ELEMENTS.has(name)) this.closeInline(name);
    else if (TABLE_PARTS.has(name)) this.closeInScope(name, name === 'table' ? NO_SCOPE : TABLE_SCOPE);
    else this.closeInScope(name, SCOPE_BOUNDARIES);
  }

  /** `</h3>` ends whichever heading is open. */
  private closeHeading(): void {
    for (let at = this.stack.length - 1; at > 0; at -= 1) {
      const open = this.stack[at]!.name;
      if (HEADING_ELEMENTS.has(open)) {
        this.popTo(at);
        return;
      }
      if (SCOPE_BOUNDARIES.has(open)) return;
    }
  }

  private closeInScope(name: string, boundaries: ReadonlySet<string>): void {
    if (!this.isOpen(name)) return;
    for (let at = this.stack.length - 1; at > 0; at -= 1) {
      const open = this.stack[at]!.name;
      if (open === name) {
        this.popTo(at);
        return;
      }
      if (boundaries.has(open)) return;
    }
  }

  /** Ends an inline element; block elements that it crosses are reopened after it, as browsers do. */
  private closeInline(name: string): void {
    const crossed: PageElement[] = [];
    for (let at = this.stack.length - 1; at > 0; at -= 1) {
      const open = this.stack[at]!;
      if (open.name === name) {
        this.popTo(at);
        for (const element of crossed.reverse()) this.open(element.tag);
        return;
      }
      if (!SPECIAL_ELEMENTS.has(open.name)) continue;
      if (!FORMATTING_ELEMENTS.has(name) || SCOPE_BOUNDARIES.has(open.name)) return;
      crossed.push(open);
      if (crossed.length > MAX_REOPENED) return;
    }
  }

  private top(): PageElement {
    return this.stack[this.stack.length - 1]!;
  }

  private isOpen(name: string): boolean {
    return (this.openCounts.get(name) ?? 0) > 0;
  }

  private push(element: PageElement): void {
    this.stack.push(element);
    this.openCounts.set(element.name, (this.openCounts.get(element.name) ?? 0) + 1);
  }

  private pop(): void {
    const element = this.stack.pop()!;
    this.openCounts.set(element.name, this.openCounts.get(element.name)! - 1);
  }

  private popTo(index: number): void {
    while (this.stack.length > index) this.pop();
  }
}

const NO_CHILDREN: readonly PageNode[] = [];

/** An array of its own for the first child alone: half of all elements have one child at most, and `push` makes room for 17. */
function addChild(parent: PageElement, child: PageNode): void {
  if (parent.children.length === 0) parent.children = [child];
  else (parent.children as PageNode[]).push(child);
}

/** One shape for all elements keeps property access fast. */
function newElement(tag: StartTag, parent: PageElement | null): PageElement {
  const { name, attributes } = tag;
  return { kind: 'element', name, attributes, tag, children: NO_CHILDREN, parent };
}

function newText(text: string, parent: PageElement): PageText {
  return { kind: 'text', text, parent };
}

/** Programs and styles are not kept, data blocks (JSON-LD) are. */
function isUnreadRawText(element: PageElement): boolean {
  if (element.name === 'style') return true;
  if (element.name !== 'script') return false;
  return !(element.attributes['type'] ?? '').toLowerCase().includes('json');
}
