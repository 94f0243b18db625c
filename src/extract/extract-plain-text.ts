import type { Article } from '../model/article.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { normalizeText } from '../text/normalize-text.ts';
import { assembleArticle } from './assemble-article.ts';
import { readPlainBlocks } from './content/plain-content-blocks.ts';
import { dropLabelledBlocks } from './boilerplate/drop-labelled-blocks.ts';
import { limitInput } from './limit-input.ts';
import { canonicalUrlOf, siteOf } from './metadata/page-url.ts';

export interface PlainTextInput {
  readonly text: string;
  readonly url?: string | null;
  /** ISO 8601; what "3 giờ trước" is counted from. */
  readonly fetchedAt?: string | null;
  /** Given by who knows better than the text. */
  readonly publishedAt?: string | null;
}

/** A headline longer than this is the first paragraph of a text without one. */
const MAX_TITLE_CHARS = 250;

/** Makes an article of text saved from a page. The first line is the title. Never throws. */
export function extractPlainText(input: PlainTextInput): Article {
  const limited = limitInput(input.text);
  const diagnostics: Diagnostic[] = [...limited.diagnostics];
  const blocks = dropLabelledBlocks(readPlainBlocks(normalizeText(limited.text))).kept;
  const url = input.url ?? null;
  const first = blocks[0];
  const title = first !== undefined && blocks.length > 1 && isTitle(first.text) ? first.text : null;
  if (blocks.length === 0) diagnostics.push({ code: 'empty-text', message: 'the text has no words' });
  return assembleArticle(title === null ? blocks : blocks.slice(1), {
    url,
    canonicalUrl: canonicalUrlOf([], url),
    site: siteOf(url),
    title,
    lead: null,
    byline: null,
    publishedAt: input.publishedAt ?? null,
    modifiedAt: null,
    category: null,
    tags: [],
    language: null,
    images: [],
    kind: blocks.length === 0 || limited.isBinary ? 'other' : null,
    plainText: true,
    diagnostics,
  });
}

function isTitle(line: string): boolean {
  return line.length <= MAX_TITLE_CHARS && !/[.;,:]["”’)]?$/u.test(line);
}
