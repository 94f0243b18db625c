import {
  CLOSES_PARAGRAPH,
  DEFINITION_SCOPE,
  elementKind,
  FORMATTING,
  HEADING,
  IMPLIES_END,
  LIST_SCOPE,
  NO_SCOPE,
  OPTION_SCOPE,
  RAW_TEXT,
  ROW_SCOPE,
  SCOPE,
  SPECIAL,
  TABLE_PART,
  TABLE_SCOPE,
  VOID,
} from './element-table.ts';
import { OpenElements } from './open-elements.ts';
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
 * (its stack is searched and shifted for each tag). The page may come in pieces, cut anywhere.
 */
export function buildPageTree(html: string | readonly string[]): PageTree {
  return new TreeBuilder().build(html);
}

/** The tree so far and the elements that are open. */
class TreeBuilder implements MarkupHandler {
  private readonly root: PageElement;
  private readonly stack: OpenElements;
  /** Elements opened beyond MAX_DEPTH and not yet closed; they are in the tree but not on the stack. */
  private overflow = 0;
  private elementCount = 1;
  private flattened = false;
  private truncated = false;

  constructor() {
    this.root = newElement(createStartTag('#page'), null);
    this.stack = new OpenElements(this.root);
  }

  build(html: string | readonly string[]): PageTree {
    scanMarkup(html, this);
    return {
      root: this.root,
      elementCount: this.elementCount,
      truncated: this.truncated,
      flattened: this.flattened,
    };
  }

  // What the scanner tells and asks.

  onText(text: string): void {
    const parent = this.stack.innermost;
    // Of `<script/>`, which opens in HTML.
    if ((parent.tag.kind & RAW_TEXT) !== 0 && !this.wantsRawText(parent.tag)) return;
    const last = parent.children[parent.children.length - 1];
    if (last?.kind === 'text') last.text += text;
    else addChild(parent, newText(text, parent));
  }

  onOpenTag(tag: StartTag): void {
    this.open(tag);
    // `<div/>` opens in HTML, but an empty element of a foreign vocabulary (`<o:p/>`, `<path/>`) closes itself.
    if (
      tag.isClosed &&
      (tag.kind & VOID) === 0 &&
      (tag.name.includes(':') || this.stack.has('svg') || this.stack.has('math'))
    )
      this.close(tag.name);
  }

  onCloseTag(name: string): void {
    if (name === 'br') this.open(createStartTag('br'));
    else this.close(name);
  }

  /** Programs and styles are not kept, data blocks (JSON-LD) are. */
  wantsRawText({ name, attributes }: StartTag): boolean {
    if (name === 'style') return false;
    return name !== 'script' || (attributes['type'] ?? '').toLowerCase().includes('json');
  }

  innermost(): string {
    return this.stack.depth > 1 ? this.stack.innermost.name : '';
  }

  isDone(): boolean {
    return this.truncated;
  }

  // The tree.

  private open(tag: StartTag): void {
    const { name, kind } = tag;
    if ((name === 'html' || name === 'body' || name === 'head') && this.stack.has(name)) return;
    if (this.elementCount >= MAX_ELEMENTS) {
      this.truncated = true;
      return;
    }
    if (this.overflow === 0) this.closeImplied(tag);
    const parent = this.stack.innermost;
    const element = newElement(tag, parent);
    addChild(parent, element);
    this.elementCount += 1;
    if ((kind & VOID) !== 0) return;
    if (this.stack.depth > MAX_DEPTH) {
      this.overflow += 1;
      this.flattened = true;
      return;
    }
    this.stack.push(element);
  }

  /** End tags that a start tag implies. */
  private closeImplied({ name, kind }: StartTag): void {
    if ((kind & CLOSES_PARAGRAPH) !== 0 && this.stack.hasParagraph) this.closeInScope('p', SCOPE);
    if ((kind & IMPLIES_END) === 0) return;
    if ((kind & HEADING) !== 0) {
      if ((this.stack.innermost.tag.kind & HEADING) !== 0) this.stack.pop();
    } else if (name === 'li') this.closeInScope('li', LIST_SCOPE);
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
    else if (name === 'a' && this.stack.has('a')) this.close('a');
    else if (name === 'body') this.closeInScope('head', NO_SCOPE);
  }

  private close(name: string): void {
    if (this.overflow > 0) {
      if ((elementKind(name) & VOID) === 0) this.overflow -= 1;
      return;
    }
    // As nearly all are; what follows would come to the same.
    if (this.stack.innermost.name === name) {
      this.stack.pop();
      return;
    }
    const kind = elementKind(name);
    if ((kind & HEADING) !== 0) this.closeHeading();
    else if (!this.stack.has(name)) return;
    else if ((kind & SPECIAL) === 0) this.closeInline(name, kind);
    else if ((kind & TABLE_PART) !== 0) this.closeInScope(name, name === 'table' ? NO_SCOPE : TABLE_SCOPE);
    else this.closeInScope(name, SCOPE);
  }

  /** `</h3>` ends whichever heading is open. */
  private closeHeading(): void {
    for (let at = this.stack.depth - 1; at > 0; at -= 1) {
      const { kind } = this.stack.at(at).tag;
      if ((kind & HEADING) !== 0) {
        this.stack.popTo(at);
        return;
      }
      if ((kind & SCOPE) !== 0) return;
    }
  }

  private closeInScope(name: string, boundaries: number): void {
    const at = this.stack.findInScope(name, boundaries);
    if (at > 0) this.stack.popTo(at);
  }

  /** Ends an inline element; block elements that it crosses are reopened after it, as browsers do. */
  private closeInline(name: string, kind: number): void {
    const crossed: PageElement[] = [];
    for (let at = this.stack.depth - 1; at > 0; at -= 1) {
      const open = this.stack.at(at);
      if (open.name === name) {
        this.stack.popTo(at);
        for (const element of crossed.reverse()) this.open(element.tag);
        return;
      }
      if ((open.tag.kind & SPECIAL) === 0) continue;
      if ((kind & FORMATTING) === 0 || (open.tag.kind & SCOPE) !== 0) return;
      crossed.push(open);
      if (crossed.length > MAX_REOPENED) return;
    }
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
