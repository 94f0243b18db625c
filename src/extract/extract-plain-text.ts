import type { Article } from '../model/article.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { normalizeText } from '../text/normalize-text.ts';
import { assembleArticle } from './assemble-article.ts';
import { identifyLanguage } from '../text/identify-language.ts';
import { readPlainBlocks } from './content/plain-content-blocks.ts';
import { isImprintLine } from './boilerplate/imprint-line.ts';
import { dropLabelledBlocks } from './boilerplate/drop-labelled-blocks.ts';
import { readPlainFrame } from './read-plain-frame.ts';
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

/**
 * Makes an article of text saved from a page. The headline is the first line behind a menu, or the one at the date;
 * date and names around the text are read and left out of it. Never throws.
 */
export function extractPlainText(input: PlainTextInput): Article {
  const limited = limitInput(input.text);
  const diagnostics: Diagnostic[] = [...limited.diagnostics];
  const text = normalizeText(limited.text);
  const { language } = identifyLanguage(text);
  const lines = readPlainBlocks(text).filter((line) => !isImprintLine(line.text));
  const frame = readPlainFrame(lines, { vietnamese: language === 'vi', fetchedAt: input.fetchedAt ?? null });
  const blocks = dropLabelledBlocks(frame.blocks).kept;
  const url = input.url ?? null;
  if (blocks.length === 0 && diagnostics.length === 0)
    diagnostics.push({ code: 'empty-text', message: 'the text has no words' });
  return assembleArticle(blocks, {
    url,
    canonicalUrl: canonicalUrlOf([], url),
    site: siteOf(url),
    title: frame.title,
    lead: null,
    byline: frame.byline,
    publishedAt: input.publishedAt ?? frame.publishedAt,
    modifiedAt: null,
    category: null,
    tags: [],
    language,
    images: [],
    kind: blocks.length === 0 || limited.isBinary ? 'other' : null,
    plainText: true,
    diagnostics,
  });
}
