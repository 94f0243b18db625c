import { evenSpaces } from '../../base/even-spaces.ts';
import { normalizeText } from '../../text/normalize-text.ts';
import { textOf } from '../page/page-tree.ts';
import { decodeEntities } from '../metadata/decode-entities.ts';
import { articleNode, stringOf } from '../metadata/json-ld.ts';
import { metaValue, type PageSignals } from '../metadata/read-page-signals.ts';
import {
  isMasthead,
  namesNoArticle,
  SITE_SEPARATOR,
  siteNames,
  stripSiteName,
  titleKey as key,
} from './site-name.ts';

export interface FoundTitle {
  readonly text: string | null;
  /** Better than none: what the metadata give, although it names only the site or the kind of page. */
  readonly fallback: string | null;
  /** True where a heading on the page and the metadata agree. */
  readonly confirmed: boolean;
}

/**
 * The headline, by agreement: a heading on the page that the page's own metadata confirm; else the metadata's
 * headline without the site's name.
 */
export function findTitle(signals: PageSignals): FoundTitle {
  const names = siteNames(signals);
  const all = declaredTitles(signals);
  const declared = all.filter((title) => !namesNoArticle(title, names));
  const headings = signals.headings
    .filter((heading) => !isMasthead(heading))
    .map((heading) => ({ level: heading.name, text: clean(textOf(heading)) }));
  for (const level of ['h1', 'h2']) {
    const confirmed = headings.find(
      (heading) => heading.level === level && declared.some((title) => agrees(title, heading.text)),
    );
    if (confirmed !== undefined) return { text: confirmed.text, fallback: null, confirmed: true };
  }
  const [best] = declared;
  return {
    text: best === undefined ? null : stripSiteName(best, names),
    fallback: all[0] ?? null,
    confirmed: false,
  };
}

/** What the metadata call the article, the most careful source first. */
function declaredTitles(signals: PageSignals): string[] {
  const article = articleNode(signals.jsonLd);
  const titles = [
    metaValue(signals, ['og:title']),
    article === null ? null : stringOf(article['headline']),
    metaValue(signals, ['twitter:title', 'dc.title', 'dcterms.title', 'title', 'headline']),
    signals.titleText,
  ];
  return titles
    .filter((title) => title !== null)
    .map(clean)
    .filter((title) => title !== '');
}

/** True where one is the other, or begins or ends with it and the rest is a site's name. */
function agrees(declared: string, heading: string): boolean {
  const [a, b] = [key(declared), key(heading)];
  if (a === '' || b === '') return false;
  if (a === b) return true;
  const parts = declared.split(SITE_SEPARATOR).map(key);
  const longest = parts.reduce((best, part) => (part.length > best.length ? part : best), '');
  return b === longest || (b.length >= 15 && (a.startsWith(b) || a.endsWith(b) || b.startsWith(a)));
}

/** Longer ones are attacks or mistakes; nobody's headline. */
const MAX_TITLE_CHARS = 1_000;

function clean(title: string): string {
  return evenSpaces(normalizeText(decodeEntities(title.slice(0, MAX_TITLE_CHARS))));
}
