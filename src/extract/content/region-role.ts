import { attribute, type PageElement } from '../page/page-tree.ts';
import { nameTraits } from '../names/name-traits.ts';
import { ROLE_OF_NAMES, type RegionRole } from '../names/region-role-table.ts';

export type { RegionRole } from '../names/region-role-table.ts';

/** Role of `element` by tag, ARIA role and names; `null` where nothing tells. */
export const regionRole = (element: PageElement): RegionRole | null =>
  ROLES[traitsOf(element) & ROLE_BITS] ?? null;

/** True where a name says that this is the article itself. */
export const isNamedContent = (element: PageElement): boolean => (traitsOf(element) & IS_CONTENT) !== 0;

/** True where a name says that this box holds the article's text and nothing else. */
export const isNamedBody = (element: PageElement): boolean => (traitsOf(element) & IS_BODY) !== 0;

/** True where a name says that this box is the standfirst: sapo on Vietnamese pages. */
export const isNamedLead = (element: PageElement): boolean => (traitsOf(element) & IS_LEAD) !== 0;

/** The index of a box's role in ROLES, beyond its end for none, and what else the box is named. */
const ROLE_BITS = 0xff;
const IS_CONTENT = 0x100;
const IS_BODY = 0x200;
const IS_LEAD = 0x400;
const ROLES: readonly RegionRole[] = [...new Set(ROLE_OF_NAMES.map(([role]) => role)), 'content'];

/** Boxes are asked again and again, and most are like another: the answer is kept on the tag. */
function traitsOf(element: PageElement): number {
  const { tag } = element;
  if (tag.traits < 0) tag.traits = readTraits(element);
  return tag.traits;
}

function readTraits(element: PageElement): number {
  const named = nameTraits(attribute(element, 'class'), attribute(element, 'id'));
  const role = readRole(element, named.role);
  const itemprop = attribute(element, 'itemprop');
  const isBody = named.isBody || itemprop.includes('articleBody');
  const isContent = named.isContent || isBody || element.name === 'article' || element.name === 'main';
  const isLead = named.isLead || itemprop === 'description' || attribute(element, 'data-role') === 'sapo';
  return (
    (role === null ? ROLES.length : ROLES.indexOf(role)) |
    (isContent ? IS_CONTENT : 0) |
    (isBody ? IS_BODY : 0) |
    (isLead ? IS_LEAD : 0)
  );
}

function readRole(element: PageElement, named: RegionRole | null): RegionRole | null {
  const { name } = element;
  if (isHidden(element)) return 'hidden';
  if (name === 'body' || name === 'html' || name === '#page') return null;
  if (attribute(element, 'itemprop') === 'articleBody') return 'content';
  return ROLE_OF_ELEMENT.get(name) ?? ROLE_OF_ARIA[attribute(element, 'role').toLowerCase()] ?? named;
}

const ROLE_OF_ELEMENT: ReadonlyMap<string, RegionRole> = new Map<string, RegionRole>([
  ['nav', 'navigation'],
  ['menu', 'navigation'],
  ['footer', 'footer'],
  ['aside', 'sidebar'],
  ['figcaption', 'caption'],
  ['address', 'byline'],
]);

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

function isHidden(element: PageElement): boolean {
  if (element.attributes['hidden'] !== undefined) return true;
  const style = attribute(element, 'style');
  return style !== '' && /(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden)/iu.test(style);
}
