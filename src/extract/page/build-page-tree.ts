import { Tokenizer } from 'htmlparser2';
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
import { markupName } from './markup-name.ts';
import type { PageElement, PageText, PageTree } from './page-tree.ts';

/** As deep as browsers nest (Blink and WebKit: 512); deeper elements become siblings at the limit. */
const MAX_DEPTH = 512;
/** About 200 MB of tree at the worst; the largest of 256 real pages has under 20,000 elements. */
const MAX_ELEMENTS = 400_000;
/** Attributes of one element that are kept: no real element needs more, and a million is a weapon. */
const MAX_ATTRIBUTES = 64;
/** Elements that an end tag of an inline element may cross and reopen; the standard's limit is 8 too. */
const MAX_REOPENED = 8;

const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});

/**
 * Reads HTML into a tree by the rules of the HTML standard that matter for text: implied end tags, scopes,
 * misnested formatting. Linear in the page's length whatever it holds, which `htmlparser2`'s own tree is not
 * (its stack is searched and shifted for each tag); its tokenizer is used as it is.
 */
export function buildPageTree(html: string): PageTree {
  const builder = new TreeBuilder(html);
  return builder.build();
}

/** The tree so far, the stack of open elements and the tag being read. */
class TreeBuilder {
  private readonly html: string;
  private readonly tokenizer: Tokenizer;
  private readonly root: PageElement;
  private readonly stack: PageElement[];
  /** How many elements of each name are open: most searches of the stack end here. */
  private readonly openCounts = new Map<string, number>();
  /** Elements opened beyond MAX_DEPTH and not yet closed; they are in the tree but not on the stack. */
  private overflow = 0;
  private elementCount = 1;
  private flattened = false;
  private truncated = false;
  private tagName = '';
  private attributes: Record<string, string> | null = null;
  private attributeCount = 0;
  private attributeName = '';
  private attributeValue = '';

  constructor(html: string) {
    this.html = html;
    this.root = newElement('#page', null, NO_ATTRIBUTES);
    this.stack = [this.root];
    this.tokenizer = new Tokenizer({ decodeEntities: true }, this);
  }

  build(): PageTree {
    this.tokenizer.write(this.html);
    if (!this.truncated) this.tokenizer.end();
    return {
      root: this.root,
      elementCount: this.elementCount,
      truncated: this.truncated,
      flattened: this.flattened,
    };
  }

  // Events of the tokenizer.

  ontext(start: number, end: number): void {
    this.addText(this.html.slice(start, end));
  }

  ontextentity(codepoint: number): void {
    this.addText(String.fromCodePoint(codepoint));
  }

  onopentagname(start: number, end: number): void {
    this.tagName = markupName(this.html.slice(start, end));
    this.attributes = null;
    this.attributeCount = 0;
  }

  onattribname(start: number, end: number): void {
    this.attributeName = markupName(this.html.slice(start, end));
    this.attributeValue = '';
  }

  onattribdata(start: number, end: number): void {
    this.attributeValue += this.html.slice(start, end);
  }

  onattribentity(codepoint: number): void {
    this.attributeValue += String.fromCodePoint(codepoint);
  }

  onattribend(): void {
    this.attributeCount += 1;
    if (this.attributeCount > MAX_ATTRIBUTES) return;
    this.attributes ??= {};
    // Names that every object has (`constructor`) are no attributes that anybody asks for.
    this.attributes[this.attributeName] ??= this.attributeValue;
  }

  onopentagend(): void {
    this.open(this.tagName, this.attributes ?? NO_ATTRIBUTES);
  }

  onselfclosingtag(): void {
    const name = this.tagName;
    this.open(name, this.attributes ?? NO_ATTRIBUTES);
    // `<div/>` opens in HTML, but an empty element of a foreign vocabulary (`<o:p/>`, `<path/>`) closes itself.
    if (!VOID_ELEMENTS.has(name) && (name.includes(':') || this.isOpen('svg') || this.isOpen('math')))
      this.close(name);
  }

  onclosetag(start: number, end: number): void {
    const name = markupName(this.html.slice(start, end));
    if (name === 'br') this.open('br', NO_ATTRIBUTES);
    else if (!VOID_ELEMENTS.has(name)) this.close(name);
  }

  oncdata(): void {
    // A bogus comment in HTML.
  }
  oncomment(): void {
    // Comments are not read: nothing that a reader sees.
  }
  ondeclaration(): void {
    // The doctype changes nothing here.
  }
  onprocessinginstruction(): void {
    // A bogus comment in HTML; Word leaves `<?xml:namespace … />`.
  }
  onend(): void {
    // What is still open ends with the page.
  }

  // The tree.

  private addText(text: string): void {
    const parent = this.stack[this.stack.length - 1]!;
    if (isUnreadRawText(parent)) return;
    const last = parent.children[parent.children.length - 1];
    if (last?.kind === 'text') last.text += text;
    else parent.children.push(newText(text, parent));
  }

  private open(name: string, attributes: Readonly<Record<string, string>>): void {
    if ((name === 'html' || name === 'body' || name === 'head') && this.isOpen(name)) return;
    if (this.elementCount >= MAX_ELEMENTS) {
      this.truncated = true;
      this.tokenizer.pause();
      return;
    }
    if (this.overflow === 0) this.closeImplied(name);
    const parent = this.stack[this.stack.length - 1]!;
    const element = newElement(name, parent, attributes);
    parent.children.push(element);
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
        for (const element of crossed.reverse()) this.open(element.name, element.attributes);
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

/** One shape for all elements keeps property access fast. */
function newElement(
  name: string,
  parent: PageElement | null,
  attributes: Readonly<Record<string, string>>,
): PageElement {
  return { kind: 'element', name, attributes, children: [], parent, traits: -1 };
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
