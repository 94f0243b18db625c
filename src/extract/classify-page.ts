import type { ArticleKind } from '../model/article.ts';
import { isSapo, type FoundContent } from './content/find-content.ts';
import { regionRole } from './content/region-role.ts';
import { isForumThread } from './metadata/is-forum-thread.ts';
import { articleNode } from './metadata/json-ld.ts';
import { metaValue, type PageSignals } from './metadata/read-page-signals.ts';
import type { PageBlocks, Region, TextBlock } from './page/read-text-blocks.ts';

/** A link of at least this length is a headline, not a menu entry. */
const MIN_HEADLINE_CHARS = 25;
/** The least text of an article, and of one whose page says that it is one. */
const MIN_ARTICLE_CHARS = 250;
const MIN_DECLARED_CHARS = 60;
/** A page with this many headlines of others, and less text than they have, lists them. */
const MIN_LISTED = 8;

/**
 * What a page is by what it holds: `null` for an article, else a listing of others or nothing to keep.
 * A short notice is an article where the page says so or has little else; a front page is not, whatever its teasers.
 */
export function classifyPage(
  page: PageBlocks,
  content: FoundContent,
  signals: PageSignals,
  url: string | null,
): Extract<ArticleKind, 'listing' | 'other'> | null {
  if (isCommentsFrame(page, content, signals)) return 'other';
  const text = content.kept.reduce((sum, at) => sum + textWeight(page, at), 0);
  let listed = 0;
  let listedChars = 0;
  for (const block of page.blocks) {
    if (block.linkChars < MIN_HEADLINE_CHARS || block.linkChars < 0.7 * block.text.length) continue;
    listed += 1;
    listedChars += block.linkChars;
  }
  const declared = isDeclaredArticle(signals);
  if (listed >= MIN_LISTED && isFrontPage(url) && text < 3 * listedChars) return 'listing';
  if (declared) return text >= MIN_DECLARED_CHARS ? null : 'other';
  if (headsOthers(page, content, text) || isTeasers(page, content)) return 'listing';
  if (isTitledNotice(page, content, text)) return null;
  // Text that had to be searched among the cards of a list is the cards' own.
  if (listed >= MIN_LISTED && content.relaxed) return 'listing';
  if (
    listed >= MIN_LISTED &&
    text < Math.max(MIN_ARTICLE_CHARS, Math.min(MAX_TEASERS_CHARS, LISTING_SHARE * listedChars))
  )
    return 'listing';
  return text >= MIN_DECLARED_CHARS ? null : 'other';
}

/** An article's page lists others too, in its margins; a listing has more headlines than text. */
const LISTING_SHARE = 0.35;
/** What is left of a listing after its cards: a teaser or two. */
const MAX_TEASERS_CHARS = 1_000;

/** A front page's headlines without links of their own: most of the page is headings, and no text is under them. */
const MIN_BARE_HEADLINES = 12;

function headsOthers(page: PageBlocks, content: FoundContent, text: number): boolean {
  if (content.titleAt >= 0 && page.blocks[content.titleAt]!.headingLevel === 1) return false;
  let headed = 0;
  let headedChars = 0;
  page.blocks.forEach((block, at) => {
    if (block.headingLevel < 2 || content.reasons[at] !== 'outside' || block.text.length < MIN_HEADLINE_CHARS)
      return;
    headed += 1;
    headedChars += block.text.length;
  });
  return headed >= MIN_BARE_HEADLINES && headedChars > text;
}

/** Fewer boxes of a heading and a teaser may be the parts of an article or the items of a bulletin. */
const MIN_TEASERS = 6;
const MAX_TEASER_CHARS = 450;
const MAX_TEASER_BLOCKS = 4;
const MIN_TEASERS_SHARE = 0.7;
/** A masthead's heading is as far above the text as the menu is long. */
const MAX_TITLE_GAP = 10;

/**
 * A front page made of boxes with a heading and a teaser each, and no headline of its own above them. The items of a
 * bulletin stand in one box, or below its title.
 */
function isTeasers(page: PageBlocks, content: FoundContent): boolean {
  const [first] = content.kept;
  if (first === undefined) return false;
  const kept = new Set(content.kept);
  const makes = new Map<string, { count: number; chars: number; titled: boolean }>();
  for (const region of page.regions) {
    const chars = kept.has(region.end - 1) ? teaserChars(page, region) : 0;
    if (chars === 0) continue;
    const make = `${region.element.name} ${region.element.attributes['class'] ?? ''}`;
    const found = makes.get(make) ?? { count: 0, chars: 0, titled: false };
    const titled = content.titleAt >= region.first && content.titleAt < region.end;
    makes.set(make, {
      count: found.count + 1,
      chars: found.chars + chars,
      titled: found.titled || titled,
    });
  }
  const all = content.kept.reduce((sum, at) => sum + bodyChars(page.blocks[at]!), 0);
  const isHeaded = content.titleAt >= 0 && first - content.titleAt < MAX_TITLE_GAP;
  return [...makes.values()].some(
    ({ count, chars, titled }) =>
      count >= MIN_TEASERS && chars >= MIN_TEASERS_SHARE * all && (titled || !isHeaded),
  );
}

/** Characters below the one heading of a box, where it is a teaser's. */
function teaserChars(page: PageBlocks, { first, end }: Region): number {
  if (end - first < 2 || end - first > MAX_TEASER_BLOCKS) return 0;
  const blocks = page.blocks.slice(first, end);
  if (blocks.filter(({ headingLevel }) => headingLevel > 0).length !== 1) return 0;
  const chars = blocks.reduce((sum, block) => sum + bodyChars(block), 0);
  return chars > MAX_TEASER_CHARS ? 0 : chars;
}

const bodyChars = ({ headingLevel, text }: TextBlock): number => (headingLevel > 0 ? 0 : text.length);

/** A category's name is shorter than a headline. */
const MIN_NOTICE_TITLE_CHARS = 30;
const MAX_NOTICE_BLOCKS = 4;

/** A picture with its standfirst, under a headline that the page's metadata confirm: short, and all the same an article. */
function isTitledNotice(page: PageBlocks, content: FoundContent, text: number): boolean {
  const [first] = content.kept;
  if (first === undefined || content.titleAt < 0 || content.relaxed) return false;
  if (text < MIN_DECLARED_CHARS && !isSapo(page.blocks[first]!)) return false;
  const title = page.blocks[content.titleAt]!;
  return (
    title.headingLevel === 1 &&
    title.text.length >= MIN_NOTICE_TITLE_CHARS &&
    title.linkChars === 0 &&
    first > content.titleAt &&
    first - content.titleAt < MAX_TITLE_GAP &&
    content.kept.length <= MAX_NOTICE_BLOCKS
  );
}

/** A frame with readers' comments, saved without its article: all that was found stands in their box. */
function isCommentsFrame(page: PageBlocks, content: FoundContent, signals: PageSignals): boolean {
  const [first] = content.kept;
  const last = content.kept.at(-1);
  if (first === undefined || last === undefined || content.titleAt >= 0 || isForumThread(signals))
    return false;
  return page.regions.some(
    (region) => region.first <= first && region.end > last && regionRole(region.element) === 'comments',
  );
}

/** Sentences count; headings and loose lines do not. */
function textWeight(page: PageBlocks, at: number): number {
  const block = page.blocks[at]!;
  return block.headingLevel > 0 || block.text.length < 40 ? 0 : block.text.length - block.linkChars;
}

function isDeclaredArticle(signals: PageSignals): boolean {
  if (metaValue(signals, ['article:published_time']) !== null) return true;
  const node = articleNode(signals.jsonLd);
  return node !== null && (node['datePublished'] !== undefined || node['articleBody'] !== undefined);
}

function isFrontPage(url: string | null): boolean {
  if (url === null) return false;
  try {
    const { pathname, search } = new URL(url);
    return search === '' && /^\/(?:index\.\w{2,5}|default\.aspx|home|trang-chu)?\/?$/iu.test(pathname);
  } catch {
    return false;
  }
}
