import { evenSpaces } from '../../base/even-spaces.ts';
import { canonicalizeUrl } from '../canonicalize-url.ts';
import type { CanonicalUrl } from '../frontier.ts';
import { scanHtml, type HtmlScanHandlers, type TagAttributes } from './scan-html.ts';
import { createAddressReader, type AddressReader, type LinkAddress } from './link-address.ts';

/** `page`: looks like an article; `next`: the next page of this list; `other`: a section, a service, a file. */
export type LinkKind = 'page' | 'next' | 'other';

export interface DiscoveredLink {
  readonly url: CanonicalUrl;
  readonly kind: LinkKind;
  /** Words of the link, white space collapsed, at most 200 characters. */
  readonly text: string;
}

/** What a page says about where to go from it. */
export interface PageLinks {
  /** In page order, each address once. */
  readonly links: readonly DiscoveredLink[];
  /** `<link rel="canonical">`. */
  readonly canonical: CanonicalUrl | null;
  /** `<link rel="alternate" type="application/rss+xml">`. */
  readonly feeds: readonly CanonicalUrl[];
  /** Target of a meta refresh of at most 10 s. */
  readonly refresh: CanonicalUrl | null;
  /** `<title>`, white space collapsed, at most 200 characters. */
  readonly title: string | null;
  /** Characters of text outside links, scripts, styles and form controls, white space aside. */
  readonly textChars: number;
  /** `<meta name="robots">`. */
  readonly robots: { readonly noindex: boolean; readonly nofollow: boolean };
}

/** A page has some hundred links; a page with more than this is a link farm or an attack. */
const MAX_LINKS = 5_000;
/** Each costs the reading of an address; those beyond are not looked at. */
const MAX_ANCHORS = 20_000;
const MAX_TEXT_CHARS = 200;
const ATTRIBUTES: ReadonlySet<string> = new Set([
  'href',
  'rel',
  'alt',
  'type',
  'name',
  'content',
  'http-equiv',
]);

const UNREAD_ELEMENTS: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'select',
  'textarea',
  'svg',
]);
const NEXT_TEXT =
  /^(?:trang\s+(?:sau|kế|kế tiếp|tiếp|tiếp theo)|sau|tiếp|tiếp theo|kế tiếp|xem tiếp|xem thêm|next|older)?\s*[›»>→]*$/iu;

interface OpenLink {
  readonly href: string;
  readonly rel: string;
  text: string;
}

/**
 * Finds the links of an HTML page without building a tree; linear in its length. Never fails.
 *
 * `base href` is honoured, `rel=nofollow` and traps (calendars, loops) are left out, forms are never followed.
 */
export function discoverLinks(html: string, pageUrl: string): PageLinks {
  const reader = createLinkReader(pageUrl);
  scanHtml(html, ATTRIBUTES, reader);
  return reader.finish();
}

/** Finds what `discoverLinks` finds in a page that another goes through, tag by tag in page order. */
export interface LinkReader extends HtmlScanHandlers {
  finish(): PageLinks;
}

/** `pageUrl` is what addresses are relative to, as long as no `base` says otherwise. */
export function createLinkReader(pageUrl: string): LinkReader {
  const reader = new TagLinkReader(pageUrl);
  return {
    onTag: (name, attributes) => {
      reader.openTag(name, attributes);
    },
    onText: (text) => {
      reader.takeText(text);
    },
    onCloseTag: (name) => {
      reader.closeTag(name);
    },
    finish: () => reader.finish(),
  };
}

class TagLinkReader {
  private base: string;
  private baseSeen = false;
  private readAddress: AddressReader;
  private readonly pageUrl: string;
  private readonly links = new Map<CanonicalUrl, DiscoveredLink>();
  private readonly feeds: CanonicalUrl[] = [];
  private canonical: CanonicalUrl | null = null;
  private refresh: CanonicalUrl | null = null;
  private robots = { noindex: false, nofollow: false };
  private open: OpenLink | undefined;
  private title = '';
  private isInTitle = false;
  private textChars = 0;
  private anchors = 0;
  /** The open element whose text is not read. */
  private unread: string | null = null;

  constructor(pageUrl: string) {
    this.pageUrl = pageUrl;
    this.base = pageUrl;
    this.readAddress = createAddressReader(pageUrl);
  }

  finish(): PageLinks {
    this.closeLink();
    const links = this.robots.nofollow ? [] : [...this.links.values()];
    const { canonical, feeds, refresh, robots, textChars } = this;
    const title = collapse(this.title);
    return { links, canonical, feeds, refresh, title: title === '' ? null : title, textChars, robots };
  }

  closeTag(name: string): void {
    if (name === 'a') this.closeLink();
    else if (name === 'title') this.isInTitle = false;
    if (name === this.unread) this.unread = null;
  }

  takeText(data: string): void {
    const { open } = this;
    if (this.unread !== null) return;
    if (this.isInTitle) this.title = (this.title + data.slice(0, MAX_TEXT_CHARS)).slice(0, MAX_TEXT_CHARS);
    else if (open === undefined) this.textChars += countText(data);
    else if (open.text.length < MAX_TEXT_CHARS) open.text += data.slice(0, MAX_TEXT_CHARS);
  }

  openTag(name: string, attributes: TagAttributes): void {
    if (UNREAD_ELEMENTS.has(name)) this.unread ??= name;
    else if (name === 'title') this.isInTitle = this.title === '';
    if (name === 'a') {
      this.closeLink();
      const href = attributes['href'];
      if (href !== undefined) this.open = { href, rel: attributes['rel']?.toLowerCase() ?? '', text: '' };
    } else if (name === 'img' && this.open?.text === '') {
      this.open.text = (attributes['alt'] ?? '').slice(0, MAX_TEXT_CHARS);
    } else if (name === 'base' && !this.baseSeen && attributes['href'] !== undefined) {
      // Only the first base counts (HTML, 4.2.3).
      this.baseSeen = true;
      this.base = canonicalizeUrl(attributes['href'], this.pageUrl) ?? this.pageUrl;
      this.readAddress = createAddressReader(this.base);
    } else if (name === 'link') {
      this.takeLinkElement(attributes);
    } else if (name === 'meta') {
      this.takeMeta(attributes);
    }
  }

  private takeLinkElement(attributes: TagAttributes): void {
    const href = attributes['href'];
    const address = href === undefined ? undefined : this.readAddress(href);
    if (address === undefined) return;
    const { url } = address;
    const rel = (attributes['rel'] ?? '').toLowerCase().split(/\s+/u);
    if (rel.includes('canonical')) this.canonical ??= url;
    else if (rel.includes('next')) this.add(address, 'next', '');
    else if (rel.includes('alternate') && /(?:rss|atom)\+xml/iu.test(attributes['type'] ?? ''))
      this.feeds.push(url);
  }

  private takeMeta(attributes: TagAttributes): void {
    const content = attributes['content'] ?? '';
    if (attributes['name']?.toLowerCase() === 'robots') {
      const words = new Set(content.toLowerCase().split(/[\s,]+/u));
      this.robots = {
        noindex: this.robots.noindex || words.has('noindex') || words.has('none'),
        nofollow: this.robots.nofollow || words.has('nofollow') || words.has('none'),
      };
    } else if (attributes['http-equiv']?.toLowerCase() === 'refresh' && content.length < 4_096) {
      const match = /^\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/iu.exec(content);
      if (match !== null && Number(match[1]) <= 10)
        this.refresh ??= canonicalizeUrl(match[2]!, this.base) ?? null;
    }
  }

  private closeLink(): void {
    const link = this.open;
    this.open = undefined;
    if (link !== undefined) this.anchors += 1;
    if (
      link === undefined ||
      this.anchors > MAX_ANCHORS ||
      /\bnofollow\b/u.test(link.rel) ||
      link.href.startsWith('#')
    )
      return;
    const address = this.readAddress(link.href);
    if (address === undefined) return;
    const text = collapse(link.text);
    this.add(address, kindOf(address, text, link.rel), text);
  }

  private add({ url, isTrap }: LinkAddress, kind: LinkKind, text: string): void {
    if (isTrap || url === this.pageUrl) return;
    const known = this.links.get(url);
    // A headline often stands twice, once as a picture: the link with words says what it is.
    if (known !== undefined ? known.kind !== 'other' || kind === 'other' : this.links.size >= MAX_LINKS)
      return;
    this.links.set(url, { url, kind, text });
  }
}

const collapse = (text: string): string => evenSpaces(text).slice(0, MAX_TEXT_CHARS);

function countText(data: string): number {
  let count = 0;
  for (let index = 0; index < data.length; index += 1) if (data.charCodeAt(index) > 32) count += 1;
  return count;
}

function kindOf({ kind, isNumbered }: LinkAddress, text: string, rel: string): LinkKind {
  if (/\bnext\b/u.test(rel)) return 'next';
  if (isNumbered && (NEXT_TEXT.test(text) || /^\d{1,4}$/u.test(text))) return 'next';
  return kind;
}
