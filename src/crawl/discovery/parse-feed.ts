import { Parser } from 'htmlparser2';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { parseWebDate } from './parse-web-date.ts';

/** One item (RSS, RDF) or entry (Atom). */
export interface FeedItem {
  /** As written; may be relative. */
  readonly link: string;
  readonly title: string | null;
  /** The later of publication and change; ISO 8601 in UTC, or `null`. */
  readonly modifiedAt: string | null;
}

export interface Feed {
  readonly kind: 'rss' | 'atom' | 'rdf' | 'other';
  readonly items: readonly FeedItem[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Feeds hold what is new; one with more is an archive or an attack. */
const MAX_ITEMS = 10_000;
const MAX_TEXT_CHARS = 4_096;
const MAX_DEPTH = 64;

/** Root element -> kind of feed. */
const ROOTS: Readonly<Record<string, Feed['kind']>> = { rss: 'rss', feed: 'atom', rdf: 'rdf' };

interface OpenItem {
  link: string;
  guid: string;
  title: string;
  dates: string[];
}

/**
 * Reads RSS 0.9-2.0, RSS 1.0 (RDF) and Atom by callbacks, without a tree. Entities of a DTD are not expanded.
 * A feed that was cut off gives the items before the cut. Never fails.
 */
export function parseFeed(text: string): Feed {
  return new FeedReader().read(text);
}

class FeedReader {
  private kind: Feed['kind'] = 'other';
  private readonly items: FeedItem[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private readonly open: string[] = [];
  private item: OpenItem | undefined;
  private text = '';
  private cut = false;

  read(xml: string): Feed {
    const parser = new Parser(
      {
        onopentag: (name, attributes) => {
          if (!this.cut) this.openTag(localName(name), attributes);
        },
        ontext: (data) => {
          if (this.text.length <= MAX_TEXT_CHARS) this.text += data;
        },
        onclosetag: (name, isImplied) => {
          if (!this.cut) this.closeTag(localName(name), isImplied);
        },
      },
      { xmlMode: true, decodeEntities: true },
    );
    for (let at = 0; at < xml.length && !this.cut; at += 65_536) parser.write(xml.slice(at, at + 65_536));
    if (!this.cut) parser.end();
    return { kind: this.kind, items: this.items, diagnostics: this.diagnostics };
  }

  private openTag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.open.length === 0 && this.kind === 'other') {
      this.kind = ROOTS[name] ?? 'other';
      if (this.kind === 'other') this.stop('not-a-feed', 'the document is no RSS or Atom feed');
    }
    this.open.push(name);
    if (this.open.length > MAX_DEPTH) this.stop('feed-too-deep', 'the feed nests deeper than any feed does');
    this.text = '';
    if (name === 'item' || name === 'entry') this.item = { link: '', guid: '', title: '', dates: [] };
    if (name === 'link' && this.isInItem()) this.takeAtomLink(attributes);
    if (name === 'guid' && this.item !== undefined && attributes['isPermaLink'] === 'false')
      this.item.guid = '-';
  }

  /** Atom: `<link rel="alternate" href="…">`; a link without rel is one too (RFC 4287, 4.2.7.2). */
  private takeAtomLink(attributes: Readonly<Record<string, string>>): void {
    const href = attributes['href']?.trim();
    const rel = attributes['rel'] ?? 'alternate';
    if (href !== undefined && rel === 'alternate' && this.item!.link === '') this.item!.link = href;
  }

  /** True while the open element is a child of the item itself: `media:title` and `source` nest deeper. */
  private isInItem(): boolean {
    const parent = this.open.at(-2);
    return this.item !== undefined && (parent === 'item' || parent === 'entry');
  }

  private closeTag(name: string, isImplied: boolean): void {
    const { item } = this;
    if (item !== undefined && this.isInItem()) this.takeText(item, name);
    this.open.pop();
    this.text = '';
    if (name !== 'item' && name !== 'entry') return;
    // An item that only ended because the file did may be half an item.
    if (item !== undefined && !isImplied) this.add(item);
    if (isImplied) this.diagnostics.push({ code: 'feed-cut', message: 'the feed ends within an item' });
    this.item = undefined;
  }

  private takeText(item: OpenItem, name: string): void {
    const text = this.text.trim();
    if (text === '') return;
    if (name === 'link' && item.link === '') item.link = text;
    else if (name === 'guid' && item.guid === '') item.guid = text;
    else if (name === 'title' && item.title === '') item.title = text;
    else if (/^(?:pubdate|published|updated|modified|date)$/u.test(name)) {
      const date = parseWebDate(text);
      if (date !== null) item.dates.push(date);
    }
  }

  private add(item: OpenItem): void {
    if (this.items.length >= MAX_ITEMS) {
      this.stop('feed-too-long', `the feed has more than ${MAX_ITEMS} items; the rest was not read`);
      return;
    }
    const link = item.link === '' && /^https?:/iu.test(item.guid) ? item.guid : item.link;
    if (link === '' || link.length > MAX_TEXT_CHARS) return;
    const modifiedAt = item.dates.reduce<string | null>((a, b) => (a === null || b > a ? b : a), null);
    this.items.push({ link, title: item.title === '' ? null : item.title, modifiedAt });
  }

  private stop(code: string, message: string): void {
    this.cut = true;
    this.diagnostics.push({ code, message });
  }
}

/** `dc:date` -> `date`; `rdf:RDF` -> `rdf`. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();
