import { StringMemo } from '../../base/string-memo.ts';
import { createNameLookup, findNameLists } from './name-lookup.ts';
import {
  BODY_NAMES,
  CONTENT_NAMES,
  LEAD_NAMES,
  ROLE_OF_NAMES,
  type NameList,
  type RegionRole,
} from './region-role-table.ts';

/** What class and id say of a box. */
export interface NameTraits {
  readonly role: RegionRole | null;
  readonly isContent: boolean;
  readonly isBody: boolean;
  readonly isLead: boolean;
}

/** What one name says: its row in ROLE_OF_NAMES (the least row counts), and whether it speaks against a standfirst. */
interface WordTraits extends Omit<NameTraits, 'role'> {
  readonly row: number;
  readonly isNoLead: boolean;
}

const NO_TRAITS: WordTraits = {
  row: Infinity,
  isContent: false,
  isBody: false,
  isLead: false,
  isNoLead: false,
};

/** The picture beside a standfirst, and what search engines are told. */
const NO_LEAD_NAMES: NameList = { names: 'img image photo pic video anh seo', whole: false };
/** Names that say what a post is about (WordPress: `tag-tools category-news has-sidebar`), not what the box is. */
const TOPIC_NAME =
  /^(?:tags?-.|category-.|type-|format-|status-|has-|no-|with-|is-|without-|post-\d|wf-|js-|col-(?:xs|sm|md|lg)|hidden-|visible-)/u;
/** A class attribute longer than this is generated, and says nothing. */
const MAX_NAMES_LENGTH = 300;
const MAX_CACHED = 5000;

/** Reads a box's class and id; class names repeat on a page and across the pages of a site. */
export function nameTraits(classes: string, id: string): NameTraits {
  if (classes === '' && id === '') return NO_NAMES;
  const names = `${classes} ${id}`;
  return NUMBERED.test(names) ? readNames(names) : traitsByNames.get(names, readNames);
}

/** `post-20931`: the names of one box, which nobody asks for again. */
const NUMBERED = /\d{3}/u;
const traitsByNames = new StringMemo<NameTraits>(MAX_CACHED);
const traitsByWord = new StringMemo<WordTraits>(MAX_CACHED);
const NO_NAMES: NameTraits = { role: null, isContent: false, isBody: false, isLead: false };

/** No pattern of the tables reaches over a space, so that each name may be read alone. */
function readNames(names: string): NameTraits {
  const words = names.slice(0, MAX_NAMES_LENGTH).split(/\s+/u).map(traitsOfWord);
  return {
    role: ROLE_OF_NAMES[Math.min(...words.map(({ row }) => row))]?.[0] ?? null,
    isContent: words.some(({ isContent }) => isContent),
    isBody: words.some(({ isBody }) => isBody),
    isLead: words.some(({ isLead }) => isLead) && !words.some(({ isNoLead }) => isNoLead),
  };
}

function traitsOfWord(name: string): WordTraits {
  if (name === '') return NO_TRAITS;
  return NUMBERED.test(name) ? readName(name) : traitsByWord.get(name, readName);
}

/** The roles' rows first, then the other lists. */
const LISTS = [
  ...ROLE_OF_NAMES.map(([, list]) => list),
  CONTENT_NAMES,
  BODY_NAMES,
  LEAD_NAMES,
  NO_LEAD_NAMES,
];
const [CONTENT_LIST, BODY_LIST, LEAD_LIST, NO_LEAD_LIST] = [0, 1, 2, 3].map(
  (at) => ROLE_OF_NAMES.length + at,
);
const LOOKUP = createNameLookup(LISTS);

const readName = (name: string): WordTraits => readWord(wordOf(name));

function readWord(word: string): WordTraits {
  if (word === '' || TOPIC_NAME.test(word)) return NO_TRAITS;
  const lists = findNameLists(word, LOOKUP);
  if (lists.length === 0) return NO_TRAITS;
  return {
    row: Math.min(...lists),
    isContent: lists.includes(CONTENT_LIST!),
    isBody: lists.includes(BODY_LIST!),
    isLead: lists.includes(LEAD_LIST!),
    isNoLead: lists.includes(NO_LEAD_LIST!),
  };
}

const PLAIN_WORD = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** `articleBody_main` as `article-body-main`. */
function wordOf(name: string): string {
  if (PLAIN_WORD.test(name)) return name;
  return name
    .replace(/([a-z0-9])([A-Z])/gu, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
}
