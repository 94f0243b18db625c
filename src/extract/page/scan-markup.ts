import { RAW_TEXT } from './element-table.ts';
import { decodeAttributeEntities, decodeTextEntities } from './markup-entities.ts';
import { markupName } from './markup-name.ts';
import { createStartTag, findStartTag, keepStartTag, NO_ATTRIBUTES, type StartTag } from './start-tag.ts';

/** Is told of a page's parts in order. */
export interface MarkupHandler {
  /** Entities decoded. `</>` and a `<` that opens nothing are text. */
  readonly onText: (text: string) => void;
  readonly onOpenTag: (tag: StartTag) => void;
  readonly onCloseTag: (name: string) => void;
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
 * declarations and what is unfinished at the page's end are passed over.
 */
export function scanMarkup(html: string, handler: MarkupHandler): void {
  new MarkupScanner(html, handler).scan();
}

class MarkupScanner {
  private readonly html: string;
  private readonly handler: MarkupHandler;
  /** Where reading goes on. */
  private at = 0;
  private previous: StartTag | null = null;

  constructor(html: string, handler: MarkupHandler) {
    this.html = html;
    this.handler = handler;
  }

  scan(): void {
    const { html, handler } = this;
    let textStart = 0;
    while (this.at < html.length) {
      const open = html.indexOf('<', this.at);
      if (open < 0) break;
      const next = html.charCodeAt(open + 1);
      const isEndTag = next === SLASH;
      if (isEndTag ? this.isUnnamedEnd(open) : !opensMarkup(next)) {
        this.at = open + 1;
        continue;
      }
      if (open > textStart) handler.onText(decodeTextEntities(html.slice(textStart, open)));
      if (isEndTag) this.readEndTag(open);
      else if (isLetter(next)) this.readTag(open + 1);
      else this.at = this.declarationEnd(open);
      textStart = this.at;
      if (handler.isDone()) return;
    }
    if (textStart < html.length) handler.onText(decodeTextEntities(html.slice(textStart)));
  }

  /** `</>`: nothing that ends. */
  private isUnnamedEnd(open: number): boolean {
    return this.html.charCodeAt(this.skipSpace(open + 2)) === GREATER;
  }

  private readEndTag(open: number): void {
    const { html, handler } = this;
    const expected = handler.innermost();
    const expectedEnd = open + 2 + expected.length;
    if (html.charCodeAt(expectedEnd) === GREATER && html.startsWith(expected, open + 2)) {
      this.at = expectedEnd + 1;
      handler.onCloseTag(expected);
      return;
    }
    const start = this.skipSpace(open + 2);
    if (!isLetter(html.charCodeAt(start))) {
      this.at = this.behind('>', start + 1);
      return;
    }
    let end = start;
    while (end < html.length && !endsName(html.charCodeAt(end), false)) end += 1;
    this.at = this.behind('>', end);
    if (end < html.length) handler.onCloseTag(markupName(html, start, end));
  }

  private readTag(start: number): void {
    const tag = this.readFollower(start) ?? this.readStartTag(start);
    if (tag === null) return;
    this.previous = tag;
    this.handler.onOpenTag(tag);
    if (!tag.isClosed && (tag.kind & RAW_TEXT) !== 0 && !this.handler.isDone()) this.readRawText(tag.name);
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
      if (this.at >= html.length) return null;
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
      const end = html.indexOf(quote, start + 1);
      this.at = end < 0 ? html.length : end + 1;
      return end < 0 ? null : decodeAttributeEntities(html.slice(start + 1, end), quote);
    }
    let end = start;
    while (end < html.length && !endsBareValue(html.charCodeAt(end))) end += 1;
    this.at = end;
    return end >= html.length ? null : decodeAttributeEntities(html.slice(start, end), '');
  }

  /** Everything up to the element's own end tag; only a title's entities are decoded. */
  private readRawText(name: string): void {
    const { html, handler } = this;
    const start = this.at;
    let end = html.indexOf('</', start);
    while (end >= 0 && !this.isEndTagOf(name, end)) end = html.indexOf('</', end + 2);
    const text = html.slice(start, end < 0 ? html.length : end);
    if (text !== '') handler.onText(name === 'title' ? decodeTextEntities(text) : text);
    this.at = end < 0 ? html.length : this.behind('>', end);
    if (end >= 0) handler.onCloseTag(name);
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

  private behind(mark: string, from: number): number {
    const found = this.html.indexOf(mark, from);
    return found < 0 ? this.html.length : found + mark.length;
  }

  private skipSpace(from: number): number {
    let at = from;
    while (isSpace(this.html.charCodeAt(at))) at += 1;
    return at;
  }
}

const SPACE = 32;
const SLASH = 47;
const EQUALS = 61;
const GREATER = 62;

/** Tab, line feed, form feed, carriage return, space. */
const isSpace = (c: number): boolean => c === SPACE || (c >= 9 && c <= 13 && c !== 11);
const toLowerCase = (c: number): number => (c >= 65 && c <= 90 ? c | 32 : c);
const isLetter = (c: number): boolean => (c | 32) >= 97 && (c | 32) <= 122;
/** Behind `<`: a letter, `!` or `?`. */
const opensMarkup = (c: number): boolean => isLetter(c) || c === 33 || c === 63;
const endsName = (c: number, atSlash: boolean): boolean =>
  c === GREATER || isSpace(c) || (atSlash && c === SLASH);
const endsAttributeName = (c: number): boolean => c === EQUALS || c === GREATER || c === SLASH || isSpace(c);
const endsBareValue = (c: number): boolean => c === GREATER || isSpace(c);
