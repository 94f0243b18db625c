import { attribute, type PageElement } from '../page/page-tree.ts';
import {
  BODY_NAMES,
  CONTENT_NAMES,
  LEAD_NAMES,
  ROLE_OF_NAMES,
  type RegionRole,
} from './region-role-table.ts';

export type { RegionRole } from './region-role-table.ts';

/** Roles of `element` by tag, ARIA role and names; `null` where nothing tells. */
export function regionRole(element: PageElement): RegionRole | null {
  const { name } = element;
  if (isHidden(element)) return 'hidden';
  if (name === 'body' || name === 'html' || name === '#page') return null;
  if (attribute(element, 'itemprop') === 'articleBody') return 'content';
  if (name === 'nav' || name === 'menu') return 'navigation';
  if (name === 'footer') return 'footer';
  if (name === 'aside') return 'sidebar';
  if (name === 'figcaption') return 'caption';
  if (name === 'address') return 'byline';
  const role = ROLE_OF_ARIA[attribute(element, 'role').toLowerCase()];
  if (role !== undefined) return role;
  const names = namesOf(element);
  return names === '' ? null : roleOfNames(names);
}

/** True where a name says that this is the article itself. */
export function isNamedContent(element: PageElement): boolean {
  if (element.name === 'article' || element.name === 'main') return true;
  if (attribute(element, 'itemprop').includes('articleBody')) return true;
  const names = namesOf(element);
  return names !== '' && CONTENT_NAMES.test(names);
}

/** True where a name says that this box is the standfirst: sapo on Vietnamese pages. */
export function isNamedLead(element: PageElement): boolean {
  if (attribute(element, 'itemprop') === 'description' || attribute(element, 'data-role') === 'sapo')
    return true;
  const names = namesOf(element);
  return (
    names !== '' &&
    LEAD_NAMES.test(names) &&
    !/(?:^|[ -])(?:img|image|photo|pic|video|anh|seo)(?=$|[ -])/u.test(names)
  );
}

/** True where a name says that this box holds the article's text and nothing else. */
export function isNamedBody(element: PageElement): boolean {
  if (attribute(element, 'itemprop').includes('articleBody')) return true;
  const names = namesOf(element);
  return names !== '' && BODY_NAMES.test(names);
}

const ROLE_OF_ARIA: Readonly<Record<string, RegionRole>> = {
  navigation: 'navigation',
  menu: 'navigation',
  menubar: 'navigation',
  banner: 'masthead',
  contentinfo: 'footer',
  complementary: 'sidebar',
  dialog: 'dialog',
  alertdialog: 'dialog',
  search: 'tools',
  toolbar: 'tools',
};

const roleCache = new Map<string, RegionRole | null>();
const MAX_CACHED = 5000;

/** Class names repeat on a page and across the pages of a site. */
function roleOfNames(names: string): RegionRole | null {
  let role = roleCache.get(names);
  if (role === undefined) {
    role = ROLE_OF_NAMES.find(([, pattern]) => pattern.test(names))?.[0] ?? null;
    if (roleCache.size >= MAX_CACHED) roleCache.clear();
    roleCache.set(names, role);
  }
  return role;
}

/** A class attribute longer than this is generated, and says nothing. */
const MAX_NAMES_LENGTH = 300;

/** Names that say what a post is about (WordPress: `tag-tools category-news has-sidebar`), not what the box is. */
const TOPIC_NAME =
  /^(?:tags?-.|category-.|type-|format-|status-|has-|no-|with-|is-|without-|post-\d|wf-|js-|col-(?:xs|sm|md|lg)|hidden-|visible-)/u;

/** Class and id as lower-case words: `articleBody_main` becomes `article-body-main`. */
function namesOf(element: PageElement): string {
  const classes = attribute(element, 'class');
  const id = attribute(element, 'id');
  if (classes === '' && id === '') return '';
  return wordsOf(`${classes} ${id}`);
}

const wordsCache = new Map<string, string>();

function wordsOf(names: string): string {
  let words = wordsCache.get(names);
  if (words === undefined) {
    words = names
      .slice(0, MAX_NAMES_LENGTH)
      .replace(/([a-z0-9])([A-Z])/gu, '$1-$2')
      .toLowerCase()
      .split(/\s+/u)
      .map((name) => name.replace(/[^a-z0-9]+/gu, '-').replace(/^-|-$/gu, ''))
      .filter((name) => name !== '' && !TOPIC_NAME.test(name))
      .join(' ');
    if (wordsCache.size >= MAX_CACHED) wordsCache.clear();
    wordsCache.set(names, words);
  }
  return words;
}

function isHidden(element: PageElement): boolean {
  if (element.attributes['hidden'] !== undefined) return true;
  const style = attribute(element, 'style');
  return style !== '' && /(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden)/iu.test(style);
}
