import type { ArticleImage } from '../../model/article.ts';
import { normalizeText } from '../../text/normalize-text.ts';
import { isSignature } from '../byline/byline-text.ts';
import { isMatterLine } from '../content/prune-blocks.ts';
import type { FoundContent } from '../content/find-content.ts';
import { attribute, textOf, type PageElement } from '../page/page-tree.ts';
import type { PageBlocks } from '../page/read-text-blocks.ts';
import { resolveUrl } from './page-url.ts';

const MAX_IMAGES = 100;
/** Smaller pictures are icons, bullets and counters. */
const MIN_SIDE_PX = 60;
/** Where lazy loading keeps the address; `src` then holds a placeholder. */
const SOURCES = ['data-src', 'data-original', 'data-lazy-src', 'data-full', 'data-image', 'src'];

/** The pictures between the article's first and last paragraph, or right beside them, with their captions. */
export function findImages(page: PageBlocks, content: FoundContent, base: string | null): ArticleImage[] {
  const first = content.kept[0];
  const last = content.kept[content.kept.length - 1];
  if (first === undefined || last === undefined) return [];
  const container = page.regions[content.container]!;
  const images = new Map<string, string | null>();
  for (const image of page.images) {
    const isBeside =
      image.at >= Math.min(first, container.first) && image.at <= Math.max(last + 1, container.end);
    // Above the headline stand banners; a figure there is the article's opening picture.
    if (image.at <= content.titleAt && closest(image.element, 'figure') === null) continue;
    if (!isBeside || isBoilerplate(page, content, image.region) || isIcon(image.element)) continue;
    if (isPortrait(page, content, image.at)) continue;
    const url = imageUrl(image.element, base);
    if (url === null || images.has(url)) continue;
    images.set(url, captionOf(page, content, image));
    if (images.size >= MAX_IMAGES) break;
  }
  return [...images].map(([url, caption]) => ({ url, caption }));
}

/** Between headline and text, with a name and a date below it: the author's. */
function isPortrait(page: PageBlocks, content: FoundContent, at: number): boolean {
  if (at <= content.titleAt || at >= (content.kept[0] ?? 0)) return false;
  const next = page.blocks[at + 1];
  return isSignature(page.blocks[at]!.text) && next !== undefined && isMatterLine(next.text);
}

function imageUrl(element: PageElement, base: string | null): string | null {
  for (const name of SOURCES) {
    const value = attribute(element, name);
    if (value !== '' && !value.startsWith('data:')) return resolveUrl(value, base);
  }
  return null;
}

function isIcon(element: PageElement): boolean {
  const sides = ['width', 'height'].map((name) => Number.parseInt(attribute(element, name), 10));
  return sides.some((side) => side > 0 && side < MIN_SIDE_PX);
}

const PICTURE_REASONS: ReadonlySet<string | null> = new Set([
  null,
  'caption',
  'image-credit',
  'head-matter',
  'before-title',
]);

/** A picture in a box that was left out belongs to what that box advertises. */
function isBoilerplate(page: PageBlocks, content: FoundContent, region: number): boolean {
  // A link around a picture has no text of its own: the box around it says whose it is.
  let at = region;
  while (at > content.container && page.regions[at]!.end <= page.regions[at]!.first)
    at = page.regions[at]!.parent;
  if (at <= content.container) return false;
  const { first, end } = page.regions[at]!;
  for (let block = first; block < end && block < first + 3; block += 1) {
    if (!PICTURE_REASONS.has(content.reasons[block] ?? null)) return true;
  }
  return false;
}

const MAX_CAPTION_CHARS = 700;

function captionOf(
  page: PageBlocks,
  content: FoundContent,
  image: { readonly element: PageElement; readonly at: number },
): string | null {
  const figure = closest(image.element, 'figure');
  const figcaption = figure?.children.find((node) => node.kind === 'element' && node.name === 'figcaption');
  if (figcaption?.kind === 'element') return normalizeText(textOf(figcaption)) || null;
  const below = page.blocks[image.at];
  const reason = content.reasons[image.at];
  if (below !== undefined && (reason === 'caption' || reason === 'image-credit')) {
    return normalizeText(below.text.slice(0, MAX_CAPTION_CHARS));
  }
  return null;
}

function closest(element: PageElement, name: string): PageElement | null {
  for (
    let at: PageElement | null = element, steps = 0;
    at !== null && steps < 4;
    at = at.parent, steps += 1
  ) {
    if (at.name === name) return at;
  }
  return null;
}
