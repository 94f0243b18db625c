import { foldDiacritics } from '../../text/fold-diacritics.ts';
import { metaValue, type PageSignals } from '../metadata/read-page-signals.ts';
import { attribute, textOf, type PageElement } from '../page/page-tree.ts';

/** Separators between a headline and the site's name, with the space that tells them from hyphens. */
export const SITE_SEPARATOR: RegExp = /\s+(?:[-–—|:»•·]|::|&raquo;)\s+/gu;

/** What templates write where an article's headline belongs; compared without diacritics. */
const GENERIC_TITLES: ReadonlySet<string> = new Set(
  (
    'tin,tin tuc,tin bai,tin tuc su kien,tin tuc chi tiet,chi tiet,chi tiet tin,chi tiet tin tuc,chi tiet bai viet,' +
    'xem tin,xem chi tiet,noi dung,noi dung chi tiet,noi dung tin,bai viet,trang chu,trang tin,thong bao,van ban,' +
    'home,home page,news,news detail,article,detail,details,default,index,page,pages,untitled,untitled document,' +
    'untitled page,document,new page,welcome'
  ).split(','),
);

/** A portal's or a paper's own name, folded. */
const PORTAL_NAME =
  /^(?:(?:trang|cong)(?: tin| thong tin)(?: dien tu| giao tiep)?|website|cong dien tu|trang chu)(?:$| )|^(?:bao|tap chi|dai phat thanh) .{2,40} (?:online|dien tu)$/u;
/** An office that signs its site's windows; in front of a headline it is whom the article is about. */
const OFFICE_NAME =
  /^(?:so|bo|cuc|chi cuc|ubnd|uy ban nhan dan|ban tuyen giao|ban to chuc|tinh uy|thanh uy|quan uy|huyen uy|dang bo|mat tran|lien doan|tinh doan|hoi (?:nong dan|cuu chien binh|lien hiep)) \S/u;

const MASTHEAD_NAME = /(?:^|[\s_-])(?:site-?(?:title|name|logo|branding)|logo|brand|masthead)(?=$|[\s_-])/iu;
const HOME_HREF = /^(?:https?:\/\/[^/?#]+)?\/?(?:index\.\w{2,5}|default\.aspx|trang-chu)?$/iu;

/** Compared without diacritics, case and punctuation. */
export const titleKey = (title: string): string =>
  foldDiacritics(title)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The names, as keys, that the page gives its site: declared, or shown in a masthead's heading. */
export function siteNames(signals: PageSignals): ReadonlySet<string> {
  const declared = ['og:site_name', 'application-name'].map((name) => metaValue(signals, [name]) ?? '');
  const shown = signals.headings
    .filter(isMasthead)
    .map((heading) => textOf(heading).slice(0, MAX_NAME_CHARS));
  return new Set([...declared, ...shown].map(titleKey).filter((name) => name !== ''));
}

const MAX_NAME_CHARS = 200;

/** A heading that is called the site's, or is a link to its first page. */
export function isMasthead(heading: PageElement): boolean {
  if (MASTHEAD_NAME.test(attribute(heading, 'class')) || MASTHEAD_NAME.test(attribute(heading, 'id')))
    return true;
  const parts = heading.children.filter((child) => child.kind !== 'text' || /\S/u.test(child.text));
  const [only] = parts;
  if (parts.length !== 1 || only === undefined || only.kind === 'text' || only.name !== 'a') return false;
  const href = attribute(only, 'href').trim();
  return href !== '' && HOME_HREF.test(href);
}

/** True where a title names no article: the site, or the kind of page. */
export function namesNoArticle(title: string, names: ReadonlySet<string>): boolean {
  const key = titleKey(title);
  return GENERIC_TITLES.has(key) || isSiteName(key, names);
}

function isSiteName(key: string, names: ReadonlySet<string>): boolean {
  return names.has(key) || PORTAL_NAME.test(key);
}

/** The headline without the site's or office's name before or behind it. */
export function stripSiteName(title: string, names: ReadonlySet<string>): string {
  const cuts = [...title.matchAll(SITE_SEPARATOR)];
  const [first] = cuts;
  const last = cuts.at(-1);
  if (first === undefined || last === undefined) return title;
  const head = title.slice(0, first.index).trim();
  if (isSiteName(titleKey(head), names)) return title.slice(first.index + first[0].length).trim();
  const left = title.slice(0, last.index).trim();
  const right = title.slice(last.index + last[0].length).trim();
  const tail = titleKey(right);
  if (isSiteName(tail, names) || GENERIC_TITLES.has(tail)) return left;
  if (OFFICE_NAME.test(tail) && left.length >= MIN_HEADLINE_CHARS) return left;
  // Without a declared name, the short tail of a long title is taken for it.
  return left.length >= 20 && right.length <= 40 && right.length < left.length ? left : title;
}

const MIN_HEADLINE_CHARS = 8;
