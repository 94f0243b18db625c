import { RAW_TEXT } from './element-table.ts';
import {
  endsAttributeName,
  endsBareValue,
  endsName,
  EQUALS,
  GREATER,
  isLetter,
  isSpace,
  opensMarkup,
  SLASH,
  toLowerCase,
} from './markup-characters.ts';
import { decodeAttributeEntities, decodeTextEntities } from './markup-entities.ts';
import { markupName } from './markup-name.ts';
import { createStartTag, findStartTag, keepStartTag, NO_ATTRIBUTES, type StartTag } from './start-tag.ts';

/** Is told of a page's parts in order. */
export interface MarkupHandler {
  /** Entities decoded. `</>` and a `<` that opens nothing are text. */
  readonly onText: (text: string) => void;
  readonly onOpenTag: (tag: StartTag) => void;
  readonly onCloseTag: (name: string) => void;
  /** Whether the text of this element is wanted, of those that hold no tags (`script`, `style`, `title`…). */
  readonly wantsRawText: (tag: StartTag) => boolean;
  /** The name that the next end tag most likely has, in lower case: it is looked for first. */
  readonly innermost: () => string;
  /** True where no more is wanted. */
  readonly isDone: () => boolean;
}

/** Attributes of one element that are kept: no real element needs more, and a million is a weapon. */
const MAX_ATTRIBUTES = 64;

/**
 * Cuts HTML into tags and text by the rules of the HTML standard's tokenizer that matter for text, in one pass: the
 * next `<`, quotation mark or `>` is looked for by the engine's own search and not character by character. Comments,
 * declarations and what is unfinished at the page's end are passed over. The page may come in pieces, cut anywhere; of a
 * text that is cut, the handler is told in two.
 */
export function scanMarkup(html: string | readonly string[], handler: MarkupHandler): void {
  new MarkupScanner(typeof html === 'string' ? [html] : html, handler).scan();
}

class MarkupScanner {
  private readonly pieces: readonly string[];
  private readonly handler: MarkupHandler;
  /** What is read: a piece, behind what the one before it ended in the midst of. */
  private html: string;
  /** The next piece, and how many were taken the last time. */
  private next = 1;
  private taken = 1;
  /** Where reading goes on. */
  private at = 0;
  /** Whether something was looked for that `html` has not, and a later piece may have, if there is one. */
  private ranOut = false;
  private previous: StartTag | null = null;

  constructor(pieces: readonly string[], handler: MarkupHandler) {
    this.pieces = pieces;
    this.html = pieces[0] ?? '';
    this.handler = handler;
  }

  scan(): void {
    const { handler } = this;
    let textStart = 0;
    for (;;) {
      const open = this.html.indexOf('<', this.at);
      // The character behind it tells what it opens.
      if ((open < 0 || open + 1 === this.html.length) && this.refill(textStart)) {
        textStart = 0;
        continue;
      }
      if (open < 0) break;
      const next = this.html.charCodeAt(open + 1);
      const isEndTag = next === SLASH;
      if (isEndTag ? this.isUnnamedEnd(open) : !opensMarkup(next)) {
        this.at = open + 1;
        continue;
      }
      if (open > textStart) handler.onText(decodeTextEntities(this.html.slice(textStart, open)));
      const tag = isLetter(next) ? this.readTag(open + 1) : null;
      const ended = isEndTag ? this.readEndTag(open) : null;
      if (!isEndTag && !isLetter(next)) this.at = this.declarationEnd(open);
      if (this.ranOut && this.refill(open)) {
        textStart = 0;
        continue;
      }
      if (tag !== null) this.tellOf(tag);
      else if (ended !== null) handler.onCloseTag(ended);
      textStart = this.at;
      if (handler.isDone()) return;
    }
    if (textStart < this.html.length) handler.onText(decodeTextEntities(this.html.slice(textStart)));
  }

  /** Goes on with the next piece behind what stands from `from` on, which is read again; false where there is none. */
  private refill(from: number): boolean {
    if (this.next >= this.pieces.length) return false;
    // Twice as many each time that one part of the page ends in none of them: it would be copied with every piece.
    this.taken = from === 0 ? this.taken * 2 : 1;
    const pieces = this.pieces.slice(this.next, this.next + this.taken);
    this.next += this.taken;
    const rest = this.html.slice(from);
    this.html = rest === '' && pieces.length === 1 ? pieces[0]! : [rest, ...pieces].join('');
    this.at = 0;
    this.ranOut = false;
    return true;
  }

  /** `</>`: nothing that ends. */
  private isUnnamedEnd(open: number): boolean {
    return this.html.charCodeAt(this.skipSpace(open + 2)) === GREATER;
  }

  /** The name that it ends; `null` where it ends nothing. */
  private readEndTag(open: number): string | null {
    const { html } = this;
    const expected = this.handler.innermost();
    const expectedEnd = open + 2 + expected.length;
    if (html.charCodeAt(expectedEnd) === GREATER && html.startsWith(expected, open + 2)) {
      this.at = expectedEnd + 1;
      return expected;
    }
    const start = this.skipSpace(open + 2);
    if (!isLetter(html.charCodeAt(start))) {
      this.at = this.behind('>', start + 1);
      return null;
    }
    let end = start;
    while (end < html.length && !endsName(html.charCodeAt(end), false)) end += 1;
    this.at = this.behind('>', end);
    return end < html.length ? markupName(html, start, end) : null;
  }

  /** The tag whose name begins at `start`; `null` where the page ends first. */
  private readTag(start: number): StartTag | null {
    return this.readFollower(start) ?? this.readStartTag(start);
  }

  private tellOf(tag: StartTag): void {
    this.previous = tag;
    this.handler.onOpenTag(tag);
    if (!tag.isClosed && (tag.kind & RAW_TEXT) !== 0 && !this.handler.isDone()) this.readRawText(tag);
  }

  /** The tag that stood behind the previous one the last time, if it stands here again. */
  private readFollower(start: number): StartTag | null {
    const follower = this.previous?.follower ?? null;
    if (follower === null) return null;
    const end = start + follower.written.length;
    if (this.html.charCodeAt(end) !== GREATER || !this.html.startsWith(follower.written, start)) return null;
    this.at = end + 1;
    return follower;
  }

  private readStartTag(start: number): StartTag | null {
    const close = this.html.indexOf('>', start);
    const known = findStartTag(this.html, start, close);
    if (known === undefined) return this.readNewTag(start, close);
    this.at = close + 1;
    if (this.previous !== null) this.previous.follower = known;
    return known;
  }

  /** A tag whose name begins at `start`; the next `>` stands at `close`. `null` where the page ends first. */
  private readNewTag(start: number, close: number): StartTag | null {
    let end = start;
    while (end < this.html.length && !endsName(this.html.charCodeAt(end), true)) end += 1;
    const name = markupName(this.html, start, end);
    this.at = end;
    const attributes = this.readAttributes();
    if (attributes === null) return null;
    const isClosed = this.html.charCodeAt(this.at) === SLASH;
    this.at = isClosed ? this.behind('>', this.at) : this.at + 1;
    const tag = createStartTag(name, attributes, isClosed);
    // Else a `>` stands in a value.
    if (this.at === close + 1) keepStartTag(this.html, start, close, tag);
    return tag;
  }

  /** Up to the `>` that ends the tag, or the `/` before it; `null` where the page ends first. */
  private readAttributes(): StartTag['attributes'] | null {
    const { html } = this;
    let attributes: Record<string, string> | null = null;
    let count = 0;
    for (;;) {
      this.at = this.skipSpace(this.at);
      if (this.at >= html.length) {
        this.ranOut = true;
        return null;
      }
      const c = html.charCodeAt(this.at);
      if (c === GREATER) return attributes ?? NO_ATTRIBUTES;
      if (c === SLASH) {
        if (html.charCodeAt(this.skipSpace(this.at + 1)) === GREATER) return attributes ?? NO_ATTRIBUTES;
        this.at += 1;
        continue;
      }
      const start = this.at;
      let end = start + 1;
      while (end < html.length && !endsAttributeName(html.charCodeAt(end))) end += 1;
      this.at = this.skipSpace(end);
      const value = html.charCodeAt(this.at) === EQUALS ? this.readValue() : '';
      if (value === null) return null;
      count += 1;
      if (count > MAX_ATTRIBUTES) continue;
      attributes ??= {};
      // Names that every object has (`constructor`) are no attributes that anybody asks for.
      attributes[markupName(html, start, end)] ??= value;
    }
  }

  /** The value behind the `=` at which reading stands; `null` where the page ends first. */
  private readValue(): string | null {
    const { html } = this;
    const start = this.skipSpace(this.at + 1);
    const quote = html.charAt(start);
    if (quote === '"' || quote === "'") {
      const behind = this.behind(quote, start + 1);
      this.at = behind;
      return this.ranOut ? null : decodeAttributeEntities(html.slice(start + 1, behind - 1), quote);
    }
    let end = start;
    while (end < html.length && !endsBareValue(html.charCodeAt(end))) end += 1;
    this.at = end;
    this.ranOut = end >= html.length;
    return this.ranOut ? null : decodeAttributeEntities(html.slice(start, end), '');
  }

  /** Everything up to the element's own end tag; only a title's entities are decoded. */
  private readRawText(tag: StartTag): void {
    const { handler } = this;
    const { name } = tag;
    const isWanted = handler.wantsRawText(tag);
    let start = this.at;
    let end = this.findRawEnd(name, start);
    while (this.ranOut && this.refill(isWanted ? start : this.mayEndAt(name, end))) {
      start = 0;
      end = this.findRawEnd(name, start);
    }
    const text = isWanted ? this.html.slice(start, end < 0 ? this.html.length : end) : '';
    if (text !== '') handler.onText(name === 'title' ? decodeTextEntities(text) : text);
    if (end >= 0) handler.onCloseTag(name);
  }

  /** Where the end tag, which was found at `end` or not, begins or may begin: what stands before it is done with. */
  private mayEndAt(name: string, end: number): number {
    if (end >= 0) return end;
    const { html } = this;
    const open = html.lastIndexOf('<');
    return open < Math.max(0, html.length - name.length - 2) ? html.length : open;
  }

  /** Where the end tag stands, or -1; reading goes on behind it. */
  private findRawEnd(name: string, start: number): number {
    const { html } = this;
    let end = html.indexOf('</', start);
    while (end >= 0 && !this.isEndTagOf(name, end)) end = html.indexOf('</', end + 2);
    this.ranOut = end < 0;
    this.at = end < 0 ? html.length : this.behind('>', end);
    return end;
  }

  private isEndTagOf(name: string, at: number): boolean {
    for (let index = 0; index < name.length; index += 1) {
      if (toLowerCase(this.html.charCodeAt(at + 2 + index)) !== name.charCodeAt(index)) return false;
    }
    return endsName(this.html.charCodeAt(at + 2 + name.length), false);
  }

  /** Behind a comment, a declaration or a processing instruction. */
  private declarationEnd(open: number): number {
    const { html } = this;
    if (html.startsWith('<!--', open)) return this.behind('-->', open + 2);
    if (html.startsWith('<![CDATA[', open)) return this.behind(']]>', open + 9);
    return this.behind('>', open + 2);
  }

  /** Behind the next `mark`; the end where there is none. */
  private behind(mark: string, from: number): number {
    const found = this.html.indexOf(mark, from);
    this.ranOut = found < 0;
    return found < 0 ? this.html.length : found + mark.length;
  }

  private skipSpace(from: number): number {
    let at = from;
    while (isSpace(this.html.charCodeAt(at))) at += 1;
    return at;
  }
}
