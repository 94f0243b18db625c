import {
  BOLD,
  DATELINE,
  headingLevelOf,
  ITALIC,
  layoutOf,
  NOT_BOLD,
  OWN_LINE,
  REGION,
  TITLE_LINE,
} from './box-layout.ts';
import { endsSentence, readable } from './block-text.ts';
import { NOT_TEXT } from './element-table.ts';
import { enterLink, type LinkState } from './link-state.ts';
import type { PageElement, PageNode, PageTree } from './page-tree.ts';

/** A run of text that a browser shows as one paragraph, heading, list item or cell. */
export interface TextBlock {
  /** Normalized, white space collapsed: lengths do not depend on how letters are encoded. */
  readonly text: string;
  /** The nearest element that makes a block of its own. */
  readonly element: PageElement;
  /** Index of `element`'s region. */
  readonly region: number;
  /** Index of the innermost region that holds all of the text: an inline box of its own, or `region`. */
  readonly inner: number;
  /** Characters of `text` inside links. */
  readonly linkChars: number;
  /** Characters of `text` in bold; all of them for a bold paragraph. */
  readonly boldChars: number;
  readonly italicChars: number;
  /** The level of the heading it stands in, 0 outside of headings. */
  readonly headingLevel: number;
}

/**
 * An element that may be kept or left out as a whole: a stretch of the block list. Boxes without text, pictures or a quotation
 * are none: half of a page's are frames of icons and places for scripts, and every rule goes through all regions.
 */
export interface Region {
  readonly element: PageElement;
  /** Index of the enclosing region; -1 for the page itself. */
  readonly parent: number;
  readonly depth: number;
  /** `blocks.slice(first, end)` stand inside. */
  readonly first: number;
  end: number;
}

/** A page as a reader meets it: blocks of text in order, and the boxes that hold them. */
export interface PageBlocks {
  readonly blocks: readonly TextBlock[];
  /** In document order: a region's index is greater than its parent's. */
  readonly regions: readonly Region[];
  /** Pictures with the number of blocks that stand before them. */
  readonly images: readonly { readonly element: PageElement; readonly region: number; readonly at: number }[];
  /** Indices of the blocks below a horizontal rule, ascending. */
  readonly ruled: readonly number[];
}

/** Reads the blocks in one walk over the tree. Programs, hidden fields and form controls are not text. */
export function readTextBlocks(tree: PageTree): PageBlocks {
  return new BlockReader().read(tree.root);
}

/** What is known of an open element. One for each depth, filled anew for each element: a page has thousands. */
interface OpenElement extends LinkState {
  element: PageElement;
  /** Index of the child that is read next. */
  next: number;
  /** Index of the region that the element opened, `NO_REGION`, or `NO_CONTENT` as long as nothing stands in it. */
  region: number;
  /** The first block that would belong to it. */
  first: number;
  bold: boolean;
  italic: boolean;
  block: boolean;
  headingLevel: number;
}

const NO_REGION = -1;
const NO_CONTENT = -2;

/** The blocks so far and the run of text being gathered. */
class BlockReader {
  private readonly blocks: TextBlock[] = [];
  private readonly regions: Region[] = [];
  private readonly images: { element: PageElement; region: number; at: number }[] = [];
  private readonly ruled: number[] = [];
  /** The open elements are the first `depth` of these. */
  private readonly stack: OpenElement[] = [];
  private depth = 0;
  private parts: string[] = [];
  private linkParts: string[] = [];
  private boldParts: string[] = [];
  private italicParts: string[] = [];
  private blank = true;
  private lineBreaks = 0;
  /** The innermost region that holds all of the run so far; -1 before its first word. */
  private inner = -1;

  read(root: PageElement): PageBlocks {
    this.enter(root);
    this.currentRegion();
    while (this.depth > 0) {
      const open = this.stack[this.depth - 1]!;
      const node = open.element.children[open.next];
      open.next += 1;
      if (node === undefined) this.leave(open);
      else this.visit(node, open);
    }
    return { blocks: this.blocks, regions: this.regions, images: this.images, ruled: this.ruled };
  }

  private visit(node: PageNode, open: OpenElement): void {
    if (node.kind === 'text') {
      this.addText(node.text, open);
      return;
    }
    if (node.name === 'br') this.breakLine();
    else if (node.name === 'img')
      this.images.push({ element: node, region: this.currentRegion(), at: this.blocks.length });
    else if (node.name === 'hr') this.drawRule();
    else if ((node.tag.kind & NOT_TEXT) === 0) this.enter(node);
  }

  private addText(text: string, open: OpenElement): void {
    if (!/\S/u.test(text)) {
      if (!this.blank) this.push(text, open);
      return;
    }
    if (this.lineBreaks > 0) this.endLine(text, open);
    this.blank = false;
    this.push(text, open);
  }

  private push(text: string, open: OpenElement): void {
    this.inner = this.inner < 0 ? this.currentRegion() : this.commonRegion(this.inner);
    this.parts.push(text);
    if (open.link) this.linkParts.push(text);
    if (open.bold) this.boldParts.push(text);
    if (open.italic) this.italicParts.push(text);
  }

  private drawRule(): void {
    this.flush();
    if (this.ruled.at(-1) !== this.blocks.length) this.ruled.push(this.blocks.length);
  }

  private breakLine(): void {
    if (!this.blank) this.lineBreaks += 1;
  }

  /**
   * Two line breaks end a paragraph. One does too, but where a wrapped line goes on: in a heading, or where neither
   * a sentence ends before it nor a capital begins after it.
   */
  private endLine(next: string, open: OpenElement): void {
    const goesOn = open.headingLevel > 0 || (!endsSentence(this.parts) && /^\s*[\p{Ll}\d,;)]/u.test(next));
    if (this.lineBreaks > 1 || !goesOn) this.flush();
    else this.push(' ', open);
    this.lineBreaks = 0;
  }

  private enter(element: PageElement): void {
    const outer = this.depth > 0 ? this.stack[this.depth - 1] : undefined;
    const layout = layoutOf(element.tag);
    const isTitleLine = (layout & TITLE_LINE) !== 0 && outer?.headingLevel === 0 && !outer.link;
    const block = (layout & OWN_LINE) !== 0 || isTitleLine;
    if (block) this.flush();
    const open = this.openElement(element);
    open.next = 0;
    open.region = (layout & REGION) === 0 ? NO_REGION : NO_CONTENT;
    // A block already begun belongs partly to an inline region: such a region is known, but never left out alone.
    open.first = this.blank ? this.blocks.length : this.blocks.length + 1;
    open.headingLevel = headingLevelOf(layout) || (outer?.headingLevel ?? 0);
    enterLink(open, outer, layout);
    open.bold = (layout & BOLD) !== 0 || ((layout & NOT_BOLD) === 0 && outer?.bold === true);
    open.italic = (layout & ITALIC) !== 0 || outer?.italic === true;
    open.block = block;
    this.depth += 1;
    // An empty quotation is a post that a script embeds.
    if (element.name === 'blockquote') this.currentRegion();
  }

  /** The entry for an element below those that are open; what it says is another's. */
  private openElement(element: PageElement): OpenElement {
    let open = this.stack[this.depth];
    if (open === undefined) {
      const unknown = { link: false, isAnchor: false, bold: false, italic: false, block: false };
      this.stack.push(
        (open = { element, next: 0, region: NO_REGION, first: 0, headingLevel: 0, ...unknown }),
      );
    }
    open.element = element;
    return open;
  }

  private leave(open: OpenElement): void {
    if (open.block) this.flush();
    else if ((layoutOf(open.element.tag) & DATELINE) !== 0) this.push(' - ', open);
    this.depth -= 1;
    if (open.region < 0) return;
    const region = this.regions[open.region]!;
    // An inline region whose text goes on outside of it does not own that block.
    region.end = Math.max(region.first, this.blocks.length);
  }

  /** The innermost open region, for something that stands in it. */
  private currentRegion(): number {
    for (let at = this.depth - 1; at >= 0; at -= 1) {
      const { region } = this.stack[at]!;
      if (region !== NO_REGION) return region === NO_CONTENT ? this.openRegions(at) : region;
    }
    return NO_REGION;
  }

  /** Opens the regions of the elements down to the one at `depth`; returns the last one's index. */
  private openRegions(depth: number): number {
    // All that stands around an open region has one.
    let top = depth;
    while (top > 0 && this.stack[top]!.region < 0) top -= 1;
    let parent = NO_REGION;
    for (let at = top; at <= depth; at += 1) {
      const open = this.stack[at]!;
      if (open.region === NO_CONTENT) {
        const { element, first } = open;
        const level = parent < 0 ? 0 : this.regions[parent]!.depth + 1;
        open.region = this.regions.push({ element, parent, depth: level, first, end: first }) - 1;
      }
      if (open.region !== NO_REGION) parent = open.region;
    }
    return parent;
  }

  /** The innermost open region that is `region` or holds it. */
  private commonRegion(region: number): number {
    let at = this.currentRegion();
    let other = region;
    while (at !== other && at >= 0 && other >= 0) {
      if (at > other) at = this.regions[at]!.parent;
      else other = this.regions[other]!.parent;
    }
    return at;
  }

  private flush(): void {
    if (this.blank) return;
    const text = readable(this.parts);
    if (text !== '') this.addBlock(text);
    this.parts = [];
    this.linkParts = [];
    this.boldParts = [];
    this.italicParts = [];
    this.blank = true;
    this.lineBreaks = 0;
    this.inner = -1;
  }

  private addBlock(text: string): void {
    const owner = this.blockOwner();
    this.blocks.push({
      text,
      element: owner.element,
      region: owner.region,
      inner: Math.max(this.inner, owner.region),
      linkChars: this.charsOf(this.linkParts, text),
      boldChars: this.charsOf(this.boldParts, text),
      italicChars: this.charsOf(this.italicParts, text),
      headingLevel: owner.headingLevel,
    });
  }

  /** Characters of the block's `text` in some of its parts; often in all of them. */
  private charsOf(some: readonly string[], text: string): number {
    if (some.length === 0) return 0;
    return some.length === this.parts.length ? text.length : readable(some).length;
  }

  private blockOwner(): OpenElement {
    for (let at = this.depth - 1; at > 0; at -= 1) {
      if (this.stack[at]!.block) return this.stack[at]!;
    }
    return this.stack[0]!;
  }
}
