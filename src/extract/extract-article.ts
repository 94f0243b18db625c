import type { Article } from '../model/article.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { assembleArticle } from './assemble-article.ts';
import { classifyPage } from './classify-page.ts';
import type { ContentBlock } from './content/content-block.ts';
import { pageContentBlocks } from './content/page-content-blocks.ts';
import type { PageBlocks } from './page/read-text-blocks.ts';
import { readMetadata } from './metadata/read-metadata.ts';
import type { PageTree } from './page/page-tree.ts';
import { inOnePiece, readPage, type ExtractInput, type PageInput, type PageReading } from './read-page.ts';

export type { ExtractInput } from './read-page.ts';

/**
 * Makes an article of a page: metadata, main content without boilerplate, sections.
 * Pure, linear in the page's length, never throws: a page with no article gives `kind` and diagnostics.
 *
 * @example
 * ```ts
 * const article = extractArticle({ html: '<h1>Tin</h1><p>Sáng nay, hội nghị khai mạc.</p>', url: 'https://a.vn/1' });
 * ```
 */
export function extractArticle(input: ExtractInput): Article {
  return extractPage(inOnePiece(input)).article;
}

/** An article, with the tree that it was read from: whoever wants more of the page need not parse it again. */
export interface ExtractedPage {
  readonly article: Article;
  readonly tree: PageTree;
}

/** As `extractArticle`. */
export function extractPage(input: PageInput): ExtractedPage {
  const reading = readPage(input);
  return { article: articleOf(reading, input), tree: reading.tree };
}

function articleOf(reading: PageReading, input: PageInput): Article {
  const { page, content, leadAt, vietnamese } = reading;
  const metadata = readMetadata(reading.signals, page, {
    url: input.url ?? null,
    fetchedAt: input.fetchedAt ?? null,
    title: reading.title,
    content,
    vietnamese,
  });
  const blocks = contentBlocks(reading);
  const kind = classifyPage(page, content, reading.signals, metadata.url);
  return assembleArticle(blocks, {
    ...metadata,
    title: reading.title,
    lead: kind === null && vietnamese ? leadText(page, blocks, leadAt) : null,
    // Names and dates on a listing belong to what it lists.
    byline: kind === null ? metadata.byline : null,
    publishedAt: input.publishedAt ?? (kind === null ? metadata.publishedAt : null),
    kind,
    plainText: false,
    diagnostics: [...reading.diagnostics, ...whyNoArticle(reading, kind, blocks)],
  });
}

/** Why a page is no article: one cause, none where the input already has one. */
function whyNoArticle(
  reading: PageReading,
  kind: Article['kind'] | null,
  blocks: readonly ContentBlock[],
): Diagnostic[] {
  if (kind === null || reading.diagnostics.some(({ code }) => SAYS_ALL.has(code))) return [];
  if (kind === 'listing') {
    const message =
      'the page lists other pages and has little text of its own; it was not read as an article';
    return [{ code: 'listing', message }];
  }
  if (blocks.length === 0) return [{ code: 'no-content', message: 'the page has no article text' }];
  return [{ code: 'little-content', message: 'the page has too little text of its own to be an article' }];
}

/** Of an input with one of these, nothing was read. */
const SAYS_ALL: ReadonlySet<string> = new Set(['empty-input', 'binary-input']);

/**
 * The blocks that were kept, the standfirst first. A Vietnamese sapo is the article's first paragraph, wherever the
 * page puts it: print and agencies treat it so. The deck of an English article repeats what the text says.
 */
export function contentBlocks({ page, content, leadAt, vietnamese }: PageReading): ContentBlock[] {
  const others = content.kept.filter((at) => at !== leadAt);
  if (leadAt < 0 || (!vietnamese && content.kept[0] === leadAt)) return pageContentBlocks(page, content.kept);
  return pageContentBlocks(page, vietnamese ? [leadAt, ...others] : others);
}

const MIN_BOLD_LEAD_CHARS = 60;

/** The standfirst that the page marks, or a first paragraph set in bold, as many portals mark theirs. */
function leadText(page: PageBlocks, blocks: readonly ContentBlock[], leadAt: number): string | null {
  const marked = blocks.find((block) => block.source === leadAt);
  if (marked !== undefined) return marked.text;
  const [first, second] = blocks;
  if (first === undefined || second === undefined) return null;
  if (first.headingLevel > 0 || first.text.length < MIN_BOLD_LEAD_CHARS) return null;
  const isSet = (first.bold && !second.bold) || standsApart(page, blocks);
  return isSet && /[.!?…]["”’)]?$/u.test(first.text) ? first.text : null;
}

/** Fewer paragraphs in one box may be parted by chance, by a picture or a note. */
const MIN_BOXED = 3;

/** True where the first paragraph has a box of its own and all others share one. */
function standsApart(page: PageBlocks, blocks: readonly ContentBlock[]): boolean {
  const [first, ...others] = blocks.map(({ source }) => page.blocks[source]!.element.parent);
  return others.length >= MIN_BOXED && others.every((parent) => parent === others[0] && parent !== first);
}
