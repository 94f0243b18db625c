import { normalizeText } from '../../text/normalize-text.ts';
import { labelRole } from '../boilerplate/label-role.ts';
import { regionRole, type RegionRole } from '../content/region-role.ts';
import { limitInput } from '../limit-input.ts';
import { resolveUrl, siteOf, stripTracking } from '../metadata/page-url.ts';
import { formatPageDate, parsePageDate } from '../metadata/parse-page-date.ts';
import { buildPageTree } from '../page/build-page-tree.ts';
import { attribute, findElements, shortTextOf, textOf, type PageElement } from '../page/page-tree.ts';
import { linkTrap, type LinkTrap } from './link-trap.ts';
import { findNextPage } from './next-page.ts';

/** A link that looks like an article's. */
export interface ListedLink {
  /** Absolute, without tracking parameters. */
  readonly url: string;
  readonly title: string | null;
  /** As the listing shows it beside the link; ISO 8601 or a plain date. */
  readonly publishedAt: string | null;
}

export interface Listing {
  /** In page order, each address once. */
  readonly links: readonly ListedLink[];
  readonly nextPage: string | null;
  /** Links that would lead a crawler in circles, with the reason. */
  readonly traps: readonly { readonly url: string; readonly trap: LinkTrap }[];
}

export interface ListingInput {
  readonly html: string;
  readonly url: string;
  readonly fetchedAt?: string | null;
}

/** Headlines are at least this long; shorter links are menu entries. */
const MIN_TITLE_CHARS = 20;
const MAX_LINKS = 2_000;

/** Finds the articles that a page lists, its next page, and the links not to follow. Never throws. */
export function extractListing(input: ListingInput): Listing {
  const tree = buildPageTree(limitInput(input.html).text);
  const anchors = findElements(
    tree.root,
    (element) => element.name === 'a' && attribute(element, 'href') !== '',
  );
  const base = baseOf(tree.root, input.url);
  const site = siteOf(input.url);
  const found = new Map<string, ListedLink>();
  const traps = new Map<string, LinkTrap>();
  for (const anchor of anchors.slice(0, MAX_LINKS * 5)) {
    const url = resolveUrl(attribute(anchor, 'href'), base);
    if (url === null || siteOf(url) !== site) continue;
    const trap = linkTrap(url, input.url);
    if (trap !== null) traps.set(url, trap);
    else if (found.size < MAX_LINKS) addLink(found, anchor, stripTracking(url) ?? url, input);
  }
  const own = stripTracking(input.url);
  return {
    links: [...found.values()].filter((link) => link.title !== null && link.url !== own),
    nextPage: findNextPage(tree.root, anchors, { base, pageUrl: input.url }),
    traps: [...traps].map(([url, trap]) => ({ url, trap })),
  };
}

/** One article is linked by its picture, its headline and "Xem tiếp": the headline counts. */
function addLink(
  found: Map<string, ListedLink>,
  anchor: PageElement,
  url: string,
  input: ListingInput,
): void {
  const known = found.get(url);
  if (known !== undefined && known.title !== null) return;
  if (isInFurniture(anchor) || isFrontPage(url)) return;
  const title = titleOf(anchor);
  found.set(url, { url, title, publishedAt: title === null ? null : dateBeside(anchor, input) });
}

function titleOf(anchor: PageElement): string | null {
  const text = normalizeText(textOf(anchor));
  const candidates = [text, normalizeText(attribute(anchor, 'title').trim())];
  return (
    candidates.find((candidate) => candidate.length >= MIN_TITLE_CHARS && labelRole(candidate) === null) ??
    null
  );
}

const FURNITURE: ReadonlySet<RegionRole> = new Set<RegionRole>([
  'navigation',
  'footer',
  'masthead',
  'share',
  'tags',
  'hidden',
]);

function isInFurniture(anchor: PageElement): boolean {
  for (
    let at: PageElement | null = anchor, steps = 0;
    at !== null && steps < 12;
    at = at.parent, steps += 1
  ) {
    const role = regionRole(at);
    if (role !== null && FURNITURE.has(role)) return true;
  }
  return false;
}

function isFrontPage(url: string): boolean {
  const { pathname, search } = new URL(url);
  return pathname === '/' && search === '';
}

/** How far up from a link its card's date may stand, and how much text a card has. */
const CARD_STEPS = 4;
const MAX_CARD_CHARS = 600;

function dateBeside(anchor: PageElement, input: ListingInput): string | null {
  const vietnamese = siteOf(input.url)?.endsWith('.vn') === true || /[ăđơưạ-ỹ]/u.test(textOf(anchor));
  const reading = { dayFirst: vietnamese, fetchedAt: input.fetchedAt ?? null };
  let at = anchor.parent;
  for (let steps = 0; at !== null && steps < CARD_STEPS; at = at.parent, steps += 1) {
    const text = shortTextOf(at, MAX_CARD_CHARS);
    if (text === null) return null;
    const [time] = findElements(at, (element) => element.name === 'time');
    const shown = time === undefined ? '' : attribute(time, 'datetime') || textOf(time);
    const around = text.replace(textOf(anchor), ' ');
    const date =
      parsePageDate(shown, reading) ??
      parsePageDate(around.slice(0, 150), reading) ??
      parsePageDate(around.slice(-80), reading);
    if (date !== null) return formatPageDate(date, vietnamese ? '+07:00' : null);
  }
  return null;
}

function baseOf(root: PageElement, url: string): string {
  const [base] = findElements(root, (element) => element.name === 'base');
  return (base === undefined ? null : resolveUrl(attribute(base, 'href'), url)) ?? url;
}
