import { normalizeText } from '../../text/normalize-text.ts';
import type { FoundContent } from '../content/find-content.ts';
import type { DropReason } from '../content/mark-regions.ts';
import { regionRole } from '../content/region-role.ts';
import { attribute, textOf } from '../page/page-tree.ts';
import type { PageBlocks } from '../page/read-text-blocks.ts';
import { isSignature, nameOf } from './byline-text.ts';
import { articleNode, stringOf, typesOf } from './json-ld.ts';
import { metaValue, type PageSignals } from './read-page-signals.ts';

export interface BylineContext {
  readonly site: string | null;
  readonly content: FoundContent;
  /** Vietnamese pages sign under the text, and their linked data often name the outlet or an editor's account. */
  readonly vietnamese: boolean;
}

/**
 * Who wrote the article; never the outlet's own name. On Vietnamese pages what a reader sees comes first (the
 * signature under the text, then a name by the headline), on others what the metadata say.
 */
export function findByline(signals: PageSignals, page: PageBlocks, context: BylineContext): string | null {
  const outlet = outletNames(signals, context.site);
  const declared = [
    ...linkedDataAuthors(signals),
    ...['author', 'article:author', 'dc.creator', 'byl', 'parsely-author', 'sailthru.author'].map((name) =>
      metaValue(signals, [name]),
    ),
    itempropAuthor(signals),
  ];
  const visible = visibleNames(page, context.content);
  for (const candidate of context.vietnamese ? [...visible, ...declared] : [...declared, ...visible]) {
    const name = candidate === null ? null : acceptName(candidate, outlet);
    if (name !== null) return name;
  }
  return null;
}

function acceptName(candidate: string, outlet: ReadonlySet<string>): string | null {
  if (
    /^https?:|@|^(?:admin|administrator|editor|ban biên tập|biên tập viên|btv|tòa soạn|webmaster|root|user)$/iu.test(
      candidate.trim(),
    )
  )
    return null;
  const name = nameOf(normalizeText(candidate).replace(/\s+/gu, ' '));
  // An account or a domain is nobody's name.
  if (!/\p{Lu}|[^\p{Script=Latin}\P{L}]/u.test(name) || /^\S+\.(?:vn|com|net|org|info)$/iu.test(name))
    return null;
  return name === '' || name.length > 100 || outlet.has(key(name)) ? null : name;
}

/** Blocks after the article's last paragraph in which its signature may stand. */
const REACH_BELOW = 4;
/** Blocks around the headline in which a name may stand. */
const REACH_AT_HEAD = 10;

/** Signatures below the text, then names in boxes that are called so. */
function visibleNames(page: PageBlocks, content: FoundContent): string[] {
  const last = content.kept[content.kept.length - 1];
  const first = content.kept[0];
  if (last === undefined || first === undefined) return [];
  const below: string[] = [];
  const named: { at: number; text: string }[] = [];
  const from =
    content.titleAt >= 0 && content.titleAt < first ? content.titleAt : Math.max(0, first - REACH_AT_HEAD);
  for (let at = Math.max(0, from - 3); at < Math.min(page.blocks.length, last + 1 + REACH_BELOW); at += 1) {
    if (at >= first && at <= last && content.reasons[at] === null) continue;
    if (!MAY_HOLD_NAMES.has(content.reasons[at] ?? null)) continue;
    const text = page.blocks[at]!.text;
    const isNamed = isBylineBox(page, page.blocks[at]!.region);
    if (isNamed && isPersonLine(text)) named.push({ at, text });
    else if (
      at > lastSentence(page, content) &&
      isSignature(text) &&
      content.reasons[at] !== 'cards' &&
      page.blocks[at]!.headingLevel === 0
    )
      below.push(text);
  }
  return [...joinNeighbours(named), ...below];
}

/** Two authors stand in two boxes side by side; a name repeated is one author. */
function joinNeighbours(named: readonly { readonly at: number; readonly text: string }[]): string[] {
  const joined: string[] = [];
  let lastAt = -10;
  for (const { at, text } of named) {
    const last = joined[joined.length - 1];
    if (last === undefined || at - lastAt > 2) joined.push(text);
    else if (!last.includes(text)) joined[joined.length - 1] = `${last}, ${text}`;
    lastAt = at;
  }
  return joined;
}

/** A name among comments, shares or other articles is not the author's. */
const MAY_HOLD_NAMES: ReadonlySet<DropReason | null> = new Set<DropReason | null>([
  null,
  'outside',
  'byline',
  'date',
  'author-bio',
  'before-title',
  'head-matter',
  'tail-matter',
  'links',
]);

function lastSentence(page: PageBlocks, content: FoundContent): number {
  return content.kept.findLast((at) => page.blocks[at]!.text.length > 60) ?? -1;
}

/** A box called "author" may hold a date or a portrait's caption too. */
function isPersonLine(text: string): boolean {
  return (
    text.length >= 2 &&
    text.length <= 80 &&
    !/\d{2}[/:h.]\d{2}|^(?:theo dõi|follow|chia sẻ|xem thêm)|@/iu.test(text) &&
    isSignature(text)
  );
}

function isBylineBox(page: PageBlocks, region: number): boolean {
  for (let at = region, steps = 0; at >= 0 && steps < 3; at = page.regions[at]!.parent, steps += 1) {
    if (regionRole(page.regions[at]!.element) === 'byline') return true;
  }
  return false;
}

function linkedDataAuthors(signals: PageSignals): string[] {
  const author = articleNode(signals.jsonLd)?.['author'];
  const authors: unknown[] = Array.isArray(author) ? author : [author];
  const names = authors.flatMap((entry) => {
    const name =
      typeof entry === 'object' && entry !== null
        ? stringOf((entry as Record<string, unknown>)['name'])
        : stringOf(entry);
    return name === null ? [] : [name];
  });
  return names.length === 0 ? [] : [[...new Set(names)].join(', ')];
}

function itempropAuthor(signals: PageSignals): string | null {
  const element = signals.itemprops.get('author')?.[0];
  return element === undefined ? null : attribute(element, 'content') || textOf(element) || null;
}

function outletNames(signals: PageSignals, site: string | null): Set<string> {
  const names = [
    metaValue(signals, ['og:site_name', 'application-name']),
    metaValue(signals, ['dc.publisher', 'copyright']),
    site,
    site?.split('.')[0] ?? null,
  ];
  // "… - Báo Lào Cai điện tử": the last part of the window's title is the site's name.
  names.push(signals.titleText?.split(/\s[-–|»]\s/u).at(-1) ?? null);
  for (const node of signals.jsonLd) {
    if (typesOf(node).some((type) => /Organization|WebSite/u.test(type))) names.push(stringOf(node['name']));
  }
  return new Set(names.filter((name) => name !== null).map(key));
}

const key = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
