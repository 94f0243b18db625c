import { foldDiacritics } from '../../text/fold-diacritics.ts';
import { normalizeText } from '../../text/normalize-text.ts';
import { labelRole } from '../boilerplate/label-role.ts';
import type { FoundContent } from '../content/find-content.ts';
import { attribute, findElements, textOf, type PageElement } from '../page/page-tree.ts';
import type { PageBlocks } from '../page/read-text-blocks.ts';
import { articleNode, stringOf, typesOf } from './json-ld.ts';
import { metaValue, type PageSignals } from './read-page-signals.ts';

const MAX_TAGS = 40;
const MAX_NAME_CHARS = 60;
const HOME = /^(?:trang chu|home|trang nhat|\W*)$/u;

/** The category that the page stands in: as declared, else the last step of its breadcrumbs. */
export function findCategory(signals: PageSignals, page: PageBlocks, title: string | null): string | null {
  const declared =
    metaValue(signals, ['article:section']) ?? stringOf(articleNode(signals.jsonLd)?.['articleSection']);
  const steps = declared === null ? shownSteps(signals, page) : [declared];
  const own = title === null ? '' : foldDiacritics(title);
  const last = steps.findLast((step) => {
    const folded = foldDiacritics(step).trim();
    return step.length <= MAX_NAME_CHARS && !HOME.test(folded) && folded !== own;
  });
  return last === undefined ? null : normalizeText(last);
}

/** Keywords: as declared for the article, else the links of the box of tags under the text. */
export function findTags(signals: PageSignals, page: PageBlocks, content: FoundContent): string[] {
  const declared = signals.meta.get('article:tag') ?? [];
  const found = [
    declared,
    tagLinks(page, content),
    [metaValue(signals, ['news_keywords']) ?? ''],
    relatedLinks(signals, 'tag'),
  ].find((tags) => tags.some((tag) => tag !== ''));
  const tags = (found ?? []).flatMap((tag) => tag.split(/[,;]/u)).map((tag) => normalizeText(tag).trim());
  return [...new Set(tags)].filter((tag) => tag !== '' && tag.length <= MAX_NAME_CHARS).slice(0, MAX_TAGS);
}

/** The breadcrumbs, else the link that a blog's theme marks as the category. */
function shownSteps(signals: PageSignals, page: PageBlocks): string[] {
  const steps = breadcrumbs(signals, page);
  if (steps.length > 0) return steps;
  const [marked] = relatedLinks(signals, 'category');
  return marked === undefined ? [] : [marked];
}

/** Texts of the links whose `rel` has the word; `rel="category tag"` is a category's, not a tag's. */
function relatedLinks(signals: PageSignals, word: 'category' | 'tag'): string[] {
  return signals.relLinks
    .filter((link) => {
      const words = attribute(link, 'rel').toLowerCase().split(/\s+/u);
      return words.includes(word) && (word === 'category' || !words.includes('category'));
    })
    .map((link) => textOf(link))
    .filter((text) => text !== '');
}

function breadcrumbs(signals: PageSignals, page: PageBlocks): string[] {
  const list = signals.jsonLd.find((node) => typesOf(node).includes('BreadcrumbList'))?.['itemListElement'];
  if (Array.isArray(list)) {
    const names = list.slice(0, 10).flatMap((entry) => crumbName(entry) ?? []);
    if (names.length > 0) return names;
  }
  const region = page.regions.find(
    (candidate) => isNamed(candidate.element, BREADCRUMB) && candidate.end > candidate.first,
  );
  return region === undefined ? [] : linkTexts(region.element);
}

function crumbName(entry: unknown): string | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const step = entry as Record<string, unknown>;
  const item = step['item'];
  const named = typeof item === 'object' && item !== null ? (item as Record<string, unknown>)['name'] : null;
  return stringOf(step['name']) ?? stringOf(named);
}

const BREADCRUMB = /bread-?crumb|duong-?dan|(?:^|[\s_-])(?:crumbs?|cate?-path)(?=$|[\s_-])/iu;
const TAG_BOX = /(?:^|[\s_-])(?:tags?|tag-?list|tukhoa|tu-khoa|keywords?|box-?tag\w{0,6})(?:$|[\s_-])/iu;

/** Class and id each for itself: every box of a page is asked, and putting them together made strings of all. */
function isNamed(element: PageElement, name: RegExp): boolean {
  const { class: classes, id } = element.attributes;
  return (classes !== undefined && name.test(classes)) || (id !== undefined && name.test(id));
}

function tagLinks(page: PageBlocks, content: FoundContent): string[] {
  const last = content.kept[content.kept.length - 1] ?? 0;
  const region = page.regions.find(
    (candidate) =>
      candidate.first > last && candidate.end > candidate.first && isNamed(candidate.element, TAG_BOX),
  );
  return region === undefined ? [] : linkTexts(region.element).filter((text) => labelRole(text) === null);
}

function linkTexts(element: PageElement): string[] {
  return findElements(element, (candidate) => candidate.name === 'a')
    .slice(0, MAX_TAGS)
    .map((link) => textOf(link))
    .filter((text) => text !== '');
}
