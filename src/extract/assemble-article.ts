import type { Article, ArticleKind } from '../model/article.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { foldDiacritics } from '../text/fold-diacritics.ts';
import { normalizeText } from '../text/normalize-text.ts';
import { articleId } from './article-id.ts';
import { isDeskLine, isImprintLine } from './boilerplate/imprint-line.ts';
import { dropLabelledBlocks } from './boilerplate/drop-labelled-blocks.ts';
import type { ContentBlock } from './content/content-block.ts';
import { findHeadings } from './items/find-headings.ts';
import { splitItems } from './items/split-items.ts';
import { isSignature, nameOf } from './byline/byline-text.ts';

/** What is known of an article before its paragraphs are put together. */
export interface ArticleParts {
  readonly url: string | null;
  readonly canonicalUrl: string | null;
  readonly site: string | null;
  readonly title: string | null;
  readonly lead: string | null;
  readonly byline: string | null;
  readonly publishedAt: string | null;
  readonly modifiedAt: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly language: string | null;
  readonly images: Article['images'];
  /** `null` where the text decides. */
  readonly kind: Extract<ArticleKind, 'listing' | 'other'> | null;
  readonly plainText: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Puts the article together: boilerplate under labels goes, the signature becomes the byline, items become sections. */
export function assembleArticle(blocks: readonly ContentBlock[], parts: ArticleParts): Article {
  const { kept } = dropLabelledBlocks(blocks.filter(({ text }) => !isImprintLine(text)));
  const withoutTitle = dropTitle(kept, parts.title);
  const signed = takeSignature(withoutTitle);
  const headings = findHeadings(signed.blocks, { plainText: parts.plainText, lead: parts.lead });
  const split = splitItems(signed.blocks, headings, parts);
  const text = normalizeText(split.text);
  return {
    id: articleId(parts.canonicalUrl, text),
    url: parts.url,
    canonicalUrl: parts.canonicalUrl,
    site: parts.site,
    kind: parts.kind ?? split.kind,
    title: parts.title,
    lead: parts.lead,
    byline: parts.byline ?? signed.byline,
    publishedAt: parts.publishedAt,
    modifiedAt: parts.modifiedAt,
    category: parts.category,
    tags: parts.tags,
    language: parts.language,
    text,
    sections: parts.kind === null ? split.sections : [],
    images: parts.images,
    capture: null,
    diagnostics: parts.diagnostics,
  };
}

/** The headline repeated above the text is not part of it. */
function dropTitle(blocks: readonly ContentBlock[], title: string | null): readonly ContentBlock[] {
  if (title === null) return blocks;
  const wanted = key(title);
  const at = blocks.slice(0, 3).findIndex((block) => key(block.text) === wanted);
  return at < 0 ? blocks : blocks.filter((_, index) => index !== at);
}

/** The last paragraph where it is a signature; a bulletin's or an article's author signs at the end. */
function takeSignature(blocks: readonly ContentBlock[]): {
  blocks: readonly ContentBlock[];
  byline: string | null;
} {
  const end = blocks.findLastIndex(({ text, headingLevel }) => headingLevel > 0 || !isDeskLine(text)) + 1;
  if (end > 0 && end < blocks.length && blocks.length - end <= MAX_DESK_LINES) {
    return takeSignature(blocks.slice(0, end));
  }
  const last = blocks[blocks.length - 1];
  if (
    last === undefined ||
    blocks.length < 2 ||
    last.headingLevel > 0 ||
    last.cells.length > 0 ||
    !isSigned(last)
  ) {
    return { blocks, byline: null };
  }
  return { blocks: blocks.slice(0, -1), byline: nameOf(last.text) };
}

/** An office signs at the right margin, where a line of its own is nothing else. */
function isSigned({ text, right }: ContentBlock): boolean {
  if (isSignature(text)) return true;
  return right && text.length <= MAX_RIGHT_CHARS && /^\p{Lu}/u.test(text) && !/[.!?:…]$/u.test(text);
}

const MAX_RIGHT_CHARS = 60;
const MAX_DESK_LINES = 2;

const key = (text: string): string =>
  foldDiacritics(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
