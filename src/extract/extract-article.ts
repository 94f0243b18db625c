import type { Article } from '../model/article.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { assembleArticle } from './assemble-article.ts';
import { findContent } from './content/find-content.ts';
import { pageContentBlocks } from './content/page-content-blocks.ts';
import { limitInput } from './limit-input.ts';
import { readMetadata } from './metadata/read-metadata.ts';
import { buildPageTree } from './page/build-page-tree.ts';
import { readTextBlocks } from './page/read-text-blocks.ts';

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
  const metadata = readMetadata(tree, page, { url: input.url ?? null, fetchedAt: input.fetchedAt ?? null });
  const content = findContent(page, metadata.title);
  const blocks = pageContentBlocks(page, content.kept);
  const diagnostics: Diagnostic[] = [...limited.diagnostics];
  if (tree.truncated)
    diagnostics.push({
      code: 'page-truncated',
      message: 'the page holds more elements than are read; the first 400,000 were',
    });
  if (tree.flattened)
    diagnostics.push({
      code: 'page-flattened',
      message: 'elements nested deeper than 512 were lifted to that level',
    });
  if (blocks.length === 0) diagnostics.push({ code: 'no-content', message: 'the page has no article text' });
  return assembleArticle(blocks, {
    ...metadata,
    publishedAt: input.publishedAt ?? metadata.publishedAt,
    kind: blocks.length === 0 ? 'other' : null,
    plainText: false,
    diagnostics,
  });
}
