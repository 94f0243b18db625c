import type { Article } from '../model/article.ts';
import { normalizeText } from '../text/normalize-text.ts';
import { articleId } from './article-id.ts';
import { limitInput } from './limit-input.ts';
import { findNextPage } from './listing/next-page.ts';
import { buildPageTree } from './page/build-page-tree.ts';
import { attribute, findElements } from './page/page-tree.ts';

const SEPARATOR = '\n\n';

/** The next page of an article that runs over several; `null` where this is the last. */
export function findContinuation(input: { readonly html: string; readonly url: string }): string | null {
  const tree = buildPageTree(limitInput(input.html).text);
  const anchors = findElements(
    tree.root,
    (element) => element.name === 'a' && attribute(element, 'href') !== '',
  );
  const next = findNextPage(tree.root, anchors, { base: input.url, pageUrl: input.url });
  return next !== null && isContinuation(input.url, next) ? next : null;
}

/**
 * One article of the pages that it runs over, in order; facts are the first page's. Paragraphs that a page repeats
 * from the one before (standfirst, editor's note) are left out.
 */
export function joinArticlePages(pages: readonly [Article, ...Article[]]): Article {
  const [first, ...rest] = pages;
  let text: string = first.text;
  const sections = [...first.sections];
  const images = [...first.images];
  const seen = new Set(first.text.split(SEPARATOR));
  for (const page of rest) {
    const paragraphs = page.text.split(SEPARATOR);
    const fresh = paragraphs.findIndex((paragraph) => paragraph !== '' && !seen.has(paragraph));
    if (fresh < 0) continue;
    const cut = paragraphs
      .slice(0, fresh)
      .reduce((sum, paragraph) => sum + paragraph.length + SEPARATOR.length, 0);
    const shift = (text === '' ? 0 : text.length + SEPARATOR.length) - cut;
    for (const section of page.sections) {
      if (section.end > cut)
        sections.push({ ...section, start: Math.max(section.start, cut) + shift, end: section.end + shift });
    }
    for (const image of page.images) {
      if (!images.some((known) => known.url === image.url)) images.push(image);
    }
    text = [text, page.text.slice(cut)].filter((part) => part !== '').join(SEPARATOR);
    for (const paragraph of paragraphs) seen.add(paragraph);
  }
  const joined = normalizeText(text);
  const byline = first.byline ?? rest.find((page) => page.byline !== null)?.byline ?? null;
  return { ...first, id: articleId(first.canonicalUrl, joined), byline, text: joined, sections, images };
}

/** The same address but for a page number: `…-p2.html`, `?page=2`, `/trang-2`. A pager of comments looks alike, and is not. */
function isContinuation(url: string, next: string): boolean {
  const strip = (address: string): string =>
    address
      .replace(/[?&](?:page|trang|p)=\d{1,3}|[-/_](?:page|trang|p)[-/]?\d{1,3}(?=[./]|$)|#.*$/giu, '')
      .replace(/\/$/u, '');
  return !/comment|binh-luan/iu.test(next) && strip(url) === strip(next);
}
