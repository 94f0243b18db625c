import type { Article } from '../model/article.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { normalizeText } from '../text/normalize-text.ts';
import { assembleArticle } from './assemble-article.ts';
import { classifyPage } from './classify-page.ts';
import { findContent, type FoundContent } from './content/find-content.ts';
import { findHeadline } from './content/find-headline.ts';
import { findLead } from './content/find-lead.ts';
import type { ContentBlock } from './content/content-block.ts';
import { pageContentBlocks } from './content/page-content-blocks.ts';
import { limitInput } from './limit-input.ts';
import { findTitle } from './metadata/find-title.ts';
import { isVietnamese } from './metadata/is-vietnamese.ts';
import { readMetadata } from './metadata/read-metadata.ts';
import { metaValue, readPageSignals, type PageSignals } from './metadata/read-page-signals.ts';
import { buildPageTree } from './page/build-page-tree.ts';
import type { PageTree } from './page/page-tree.ts';
import { readTextBlocks, type PageBlocks } from './page/read-text-blocks.ts';

export interface ExtractInput {
  /** The decoded page. */
  readonly html: string;
  /** Where it came from, after redirects; relative links are resolved against it. */
  readonly url?: string | null;
  /** ISO 8601; what "3 giờ trước" is counted from. */
  readonly fetchedAt?: string | null;
  /** Given by who knows better than the page. */
  readonly publishedAt?: string | null;
}

/**
 * Makes an article of a page: metadata, main content without boilerplate, sections.
 * Pure, linear in the page's length, never throws: a page with no article gives `kind` and diagnostics.
 */
export function extractArticle(input: ExtractInput): Article {
  const limited = limitInput(input.html);
  const tree = buildPageTree(limited.text);
  const page = readTextBlocks(tree);
  const signals = readPageSignals(tree);
  const { title, content } = findTitledContent(page, signals);
  const vietnamese = isVietnamese(
    content.kept
      .slice(0, 20)
      .map((at) => page.blocks[at]!.text)
      .join(' '),
  );
  const leadAt = findLead(
    page,
    content,
    metaValue(signals, ['og:description', 'description', 'twitter:description']),
  );
  const metadata = readMetadata(signals, page, {
    url: input.url ?? null,
    fetchedAt: input.fetchedAt ?? null,
    title,
    content,
    vietnamese,
  });
  const blocks = pageContentBlocks(page, withLead(content.kept, leadAt, vietnamese));
  const diagnostics = [...limited.diagnostics, ...pageDiagnostics(tree, blocks.length)];
  const kind = classifyPage(page, content, signals, metadata.url);
  return assembleArticle(blocks, {
    ...metadata,
    title,
    lead: kind === null && vietnamese ? leadText(blocks, leadAt) : null,
    // Names and dates on a listing belong to what it lists.
    byline: kind === null ? metadata.byline : null,
    publishedAt: input.publishedAt ?? (kind === null ? metadata.publishedAt : null),
    kind,
    plainText: false,
    diagnostics,
  });
}

/** The standfirst that the page marks, or a first paragraph set in bold, as many portals mark theirs. */
function leadText(blocks: readonly ContentBlock[], leadAt: number): string | null {
  const marked = blocks.find((block) => block.source === leadAt);
  if (marked !== undefined) return marked.text;
  const [first, second] = blocks;
  if (first === undefined || second === undefined || !first.bold || second.bold || first.headingLevel > 0)
    return null;
  return first.text.length >= MIN_BOLD_LEAD_CHARS && /[.!?…]["”’)]?$/u.test(first.text) ? first.text : null;
}

const MIN_BOLD_LEAD_CHARS = 60;

/** The headline helps to find the text; where the page's metadata have none that it shows, the text finds it. */
function findTitledContent(
  page: PageBlocks,
  signals: PageSignals,
): { title: string | null; content: FoundContent } {
  const declared = findTitle(signals);
  const content = findContent(page, declared.text);
  if (declared.confirmed) return { title: declared.text, content };
  if (content.titleAt >= 0) return { title: normalizeText(page.blocks[content.titleAt]!.text), content };
  const at = findHeadline(page, content);
  if (at < 0) return { title: declared.text, content };
  const title = normalizeText(page.blocks[at]!.text);
  return { title, content: findContent(page, title) };
}

/**
 * A Vietnamese sapo is the article's first paragraph, wherever the page puts it: print and agencies treat it so.
 * The deck of an English article only advertises it, and repeats what the text says.
 */
function withLead(kept: readonly number[], leadAt: number, vietnamese: boolean): readonly number[] {
  if (leadAt < 0) return kept;
  const others = kept.filter((at) => at !== leadAt);
  if (vietnamese) return [leadAt, ...others];
  return kept[0] === leadAt ? kept : others;
}

function pageDiagnostics(tree: PageTree, blockCount: number): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (tree.truncated) {
    const message = `the page holds more elements than are read; the first ${tree.elementCount} were`;
    diagnostics.push({ code: 'page-truncated', message });
  }
  if (tree.flattened) {
    const message = 'elements nested deeper than 512 were lifted to that level';
    diagnostics.push({ code: 'page-flattened', message });
  }
  if (blockCount === 0) diagnostics.push({ code: 'no-content', message: 'the page has no article text' });
  return diagnostics;
}
