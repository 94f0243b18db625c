import { foldDiacritics } from '../../text/fold-diacritics.ts';
import { labelRole } from '../boilerplate/label-role.ts';
import { attribute, type PageElement } from '../page/page-tree.ts';
import type { PageBlocks, TextBlock } from '../page/read-text-blocks.ts';
import { isNamedLead } from '../content/region-role.ts';
import type { PageSignals } from '../metadata/read-page-signals.ts';
import { siteNames } from './site-name.ts';
import type { FoundContent } from '../content/find-content.ts';

const TITLE_NAME =
  /(?:^|[\s_-])(?:title|headline|tieu-?de|ten-?bai|ten-?tin|news-?title|post-?title|entry-?title|article-?title|detail-?title|title-?detail|subject|heading|lbl-?title|tieude\w{0,12}|title\w{0,10}|tit)(?=$|[\s_-])/iu;
/** Blocks above the text in which its headline may stand: date, author, share buttons and a sapo stand between. */
const REACH_ABOVE = 16;
const MIN_CHARS = 12;
/** A first-level heading may be two words. */
const MIN_MARKED_CHARS = 4;
const MAX_CHARS = 250;

/**
 * The block above the text that looks like its headline, for pages whose `title` names only the site, as many
 * portals' do: the site's name in the masthead is none. -1 where none does.
 */
export function findHeadline(page: PageBlocks, content: FoundContent, signals: PageSignals): number {
  const [first, second] = content.kept;
  if (first === undefined) return -1;
  const names = siteNames(signals);
  const windowNames = (signals.titleText ?? '')
    .split(/\s[-–|:»]\s/u)
    .map(key)
    .filter((name) => name.length >= MIN_CHARS);
  let best = -1;
  let bestScore = 0;
  for (let at = Math.max(0, first - REACH_ABOVE); at <= Math.min(second ?? first, first + 2); at += 1) {
    const shown = key(page.blocks[at]!.text);
    if (names.has(shown) || windowNames.some((name) => isSiteName(shown, name))) continue;
    const score = headlineScore(page, page.blocks[at]!) - (content.reasons[at] === 'navigation' ? 3 : 0);
    // Of equals, the one nearer to the text.
    if (score > 0 && score >= bestScore) {
      best = at;
      bestScore = score;
    }
  }
  return best;
}

/** A headline may begin with the office's name and go on; a masthead adds a place at most. */
const MAX_ADDED_CHARS = 14;

function isSiteName(shown: string, name: string): boolean {
  return name.startsWith(shown) || (shown.startsWith(name) && shown.length - name.length <= MAX_ADDED_CHARS);
}

const key = (text: string): string =>
  foldDiacritics(text.slice(0, MAX_CHARS))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function headlineScore(page: PageBlocks, block: TextBlock): number {
  const { length } = block.text;
  const least = block.headingLevel === 1 ? MIN_MARKED_CHARS : MIN_CHARS;
  if (length < least || length > MAX_CHARS || labelRole(block.text) !== null) return 0;
  if (block.linkChars > 0.5 * length && block.headingLevel !== 1) return 0;
  if (/\d{1,2}[/-]\d{1,2}[/-]\d{4}|[;,:]$/u.test(block.text)) return 0;
  const named = isNamedTitle(page.regions[block.inner]!.element) ? 2 : 0;
  const level = block.headingLevel === 0 ? 0 : 4 - Math.min(3, block.headingLevel);
  // On pages without headings, the headline is a line in bold.
  const bold = level === 0 && named === 0 && block.boldChars >= 0.95 * length ? 1 : 0;
  return named + level + bold;
}

/** "DisplayTitle" and "display-title" are one name. */
const hyphenated = (name: string): string => name.replace(/(?<=[a-z\d])(?=[A-Z])/gu, '-');

function isNamedTitle(element: PageElement): boolean {
  for (
    let at: PageElement | null = element, steps = 0;
    at !== null && steps < 2;
    at = at.parent, steps += 1
  ) {
    if (isNamedLead(at)) return false;
    if (
      TITLE_NAME.test(hyphenated(attribute(at, 'class'))) ||
      TITLE_NAME.test(hyphenated(attribute(at, 'id')))
    )
      return true;
    if (attribute(at, 'itemprop') === 'headline' || attribute(at, 'itemprop') === 'name') return true;
  }
  return false;
}
