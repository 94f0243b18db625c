import { Parser } from 'htmlparser2';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { parseWebDate } from './parse-web-date.ts';

/** One `<url>` or `<sitemap>` element. */
export interface SitemapEntry {
  /** As written, white space around it removed. */
  readonly loc: string;
  /** ISO 8601 in UTC (see `parseWebDate`), or `null`. */
  readonly modifiedAt: string | null;
}

export interface Sitemap {
  /** `urlset` lists pages, `index` lists sitemaps, `text` is one address a line, `other` is no sitemap. */
  readonly kind: 'urlset' | 'index' | 'text' | 'other';
  readonly entries: readonly SitemapEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

/** sitemaps.org, "Sitemap file": no more than 50,000 addresses; indexes likewise. */
const MAX_ENTRIES = 50_000;
const MAX_LOC_CHARS = 2_048;
/** sitemaps.org, "XML tag definitions": an address begins with its protocol. */
const ABSOLUTE = /^https?:\/\//iu;
/** What the parser is given at once: it ends between two pieces when the limit on addresses is passed. */
const PIECE_CHARS = 65_536;
/** Deeper than any sitemap goes; a bomb of open tags ends here. */
const MAX_DEPTH = 64;

/**
 * Reads a sitemap, a sitemap index, a news sitemap or a plain list of addresses, by callbacks, without a tree:
 * a file of 50,000 addresses takes about 0.1 s. Entities of a DTD are not expanded. Never fails.
 *
 * @param text may come in pieces, so that a file of 50 MB need not stand in memory as one string.
 */
export function parseSitemap(text: string | Iterable<string>): Sitemap {
  const pieces = (typeof text === 'string' ? [text] : text)[Symbol.iterator]();
  // Blank pieces before the first sign: it tells XML from a plain list.
  let head = '';
  let next = pieces.next();
  while (next.done !== true && !/[^\s\uFEFF]/u.test((head = next.value))) next = pieces.next();
  if (next.done === true) return { kind: 'other', entries: [], diagnostics: [] };
  if (head.replace(/^[\s\uFEFF]+/u, '').startsWith('<')) return new SitemapReader().read(head, pieces);
  return parseTextSitemap(head + rest(pieces).join(''));
}

/** What an iterator has left. */
const rest = (pieces: Iterator<string>): string[] => [...{ [Symbol.iterator]: () => pieces }];

/** State of one reading: which element is open and what it held. */
class SitemapReader {
  private kind: Sitemap['kind'] = 'other';
  private readonly entries: SitemapEntry[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private readonly open: string[] = [];
  private depth = 0;
  private text = '';
  private loc = '';
  private modified: string | null = null;
  private published: string | null = null;
  private cut = false;

  read(head: string, pieces: Iterator<string>): Sitemap {
    const parser = new Parser(
      {
        onopentag: (name) => {
          this.openTag(localName(name));
        },
        ontext: (data) => {
          if (this.text.length <= MAX_LOC_CHARS) this.text += data;
        },
        onclosetag: (name, isImplied) => {
          // What only ended because the file did may be half an address.
          if (!isImplied) this.closeTag(localName(name));
        },
      },
      { xmlMode: true, decodeEntities: true },
    );
    for (let next: IteratorResult<string> = { value: head }; next.done !== true; next = pieces.next()) {
      const xml: string = next.value;
      for (let at = 0; at < xml.length && !this.cut; at += PIECE_CHARS)
        parser.write(xml.slice(at, at + PIECE_CHARS));
      if (this.isCut()) break;
    }
    if (!this.isCut()) parser.end();
    return { kind: this.kind, entries: this.entries, diagnostics: this.diagnostics };
  }

  /** A call, so that the compiler does not take the answer before a piece for the answer after it. */
  private isCut(): boolean {
    return this.cut;
  }

  private openTag(name: string): void {
    this.depth += 1;
    if (this.depth === 1 && (name === 'urlset' || name === 'sitemapindex')) {
      this.kind = name === 'urlset' ? 'urlset' : 'index';
    }
    if ((this.depth === 1 && this.kind === 'other') || this.depth > MAX_DEPTH) this.stop('not-a-sitemap');
    this.open.push(name);
    this.text = '';
    if (name !== 'url' && name !== 'sitemap') return;
    this.loc = '';
    this.modified = null;
    this.published = null;
  }

  private closeTag(name: string): void {
    if (this.cut) return;
    this.depth -= 1;
    this.open.pop();
    const parent = this.open.at(-1);
    // image:loc and video:loc sit one level deeper: only the children of url and sitemap count.
    if (name === 'loc' && (parent === 'url' || parent === 'sitemap')) this.loc = this.text.trim();
    else if (name === 'lastmod') this.modified = parseWebDate(this.text);
    else if (name === 'publication_date') this.published = parseWebDate(this.text);
    else if (name === 'url' || name === 'sitemap') this.add();
    this.text = '';
  }

  private add(): void {
    if (!ABSOLUTE.test(this.loc) || this.loc.length > MAX_LOC_CHARS) return;
    if (this.entries.length >= MAX_ENTRIES) {
      this.stop('sitemap-too-long');
      return;
    }
    this.entries.push({ loc: this.loc, modifiedAt: this.modified ?? this.published });
  }

  private stop(code: string): void {
    if (this.cut) return;
    this.cut = true;
    const message =
      code === 'sitemap-too-long'
        ? `the sitemap has more than ${MAX_ENTRIES} addresses; the rest was not read`
        : 'the document is not a sitemap';
    this.diagnostics.push({ code, message });
  }
}

/** `news:publication_date` -> `publication_date`. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

function parseTextSitemap(text: string): Sitemap {
  const entries: SitemapEntry[] = [];
  for (const line of text.split(/\r\n?|\n/u, MAX_ENTRIES)) {
    const loc = line.trim();
    if (ABSOLUTE.test(loc) && loc.length <= MAX_LOC_CHARS) entries.push({ loc, modifiedAt: null });
  }
  return { kind: entries.length > 0 ? 'text' : 'other', entries, diagnostics: [] };
}
