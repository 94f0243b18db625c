import {
  attribute,
  collapseSpace,
  textOf,
  walk,
  type PageElement,
  type PageTree,
} from '../page/page-tree.ts';
import { readJsonLd, type JsonLdNode } from './json-ld.ts';

/** What a page says about itself outside of its text, read in one walk. */
export interface PageSignals {
  /** `meta` values by lower-case name or property, in document order. */
  readonly meta: ReadonlyMap<string, readonly string[]>;
  /** `href` of `link` elements by lower-case rel. */
  readonly links: ReadonlyMap<string, readonly string[]>;
  readonly titleText: string | null;
  /** The language that the page declares, as written. */
  readonly declaredLanguage: string | null;
  readonly baseHref: string | null;
  readonly jsonLd: readonly JsonLdNode[];
  readonly headings: readonly PageElement[];
  /** Elements with `itemprop`, by its value. */
  readonly itemprops: ReadonlyMap<string, readonly PageElement[]>;
  readonly timeElements: readonly PageElement[];
  /** Links with `rel="category"` or `rel="tag"`, as blogs mark them. */
  readonly relLinks: readonly PageElement[];
}

/** Marks that a page repeats without end are of no use. */
const MAX_VALUES = 200;

export function readPageSignals(tree: PageTree): PageSignals {
  const found: FoundSignals = {
    meta: new Map(),
    links: new Map(),
    itemprops: new Map(),
    scripts: [],
    headings: [],
    timeElements: [],
    relLinks: [],
    titleText: null,
    declaredLanguage: null,
    baseHref: null,
  };
  walk(tree.root, (node) => {
    if (node.kind === 'text') return false;
    const itemprop = node.attributes['itemprop'];
    if (itemprop !== undefined) append(found.itemprops, itemprop, node);
    READERS.get(node.name)?.(node, found);
    return node.name !== 'script' && node.name !== 'style';
  });
  const { scripts, ...signals } = found;
  return { ...signals, jsonLd: readJsonLd(scripts) };
}

/** What was found so far. */
interface FoundSignals {
  readonly meta: Map<string, string[]>;
  readonly links: Map<string, string[]>;
  readonly itemprops: Map<string, PageElement[]>;
  readonly scripts: string[];
  readonly headings: PageElement[];
  readonly timeElements: PageElement[];
  readonly relLinks: PageElement[];
  titleText: string | null;
  declaredLanguage: string | null;
  baseHref: string | null;
}

const addHeading = (element: PageElement, found: FoundSignals): void => {
  if (found.headings.length < MAX_VALUES) found.headings.push(element);
};

const READERS: ReadonlyMap<string, (element: PageElement, found: FoundSignals) => void> = new Map([
  ['meta', addMeta],
  [
    'link',
    (element, found) => {
      append(found.links, attribute(element, 'rel').toLowerCase(), attribute(element, 'href'));
    },
  ],
  [
    'title',
    (element, found) => {
      if (element.parent?.name !== 'svg') found.titleText ??= nonEmpty(textOf(element));
    },
  ],
  [
    'html',
    (element, found) => {
      found.declaredLanguage ??= nonEmpty(attribute(element, 'lang') || attribute(element, 'xml:lang'));
    },
  ],
  [
    'base',
    (element, found) => {
      found.baseHref ??= nonEmpty(attribute(element, 'href'));
    },
  ],
  [
    'script',
    (element, found) => {
      if (attribute(element, 'type').toLowerCase().includes('ld+json')) found.scripts.push(rawText(element));
    },
  ],
  [
    'a',
    (element, found) => {
      const rel = element.attributes['rel'];
      if (rel !== undefined && /\b(?:category|tag)\b/iu.test(rel) && found.relLinks.length < MAX_VALUES)
        found.relLinks.push(element);
    },
  ],
  ['h1', addHeading],
  ['h2', addHeading],
  [
    'time',
    (element, found) => {
      if (found.timeElements.length < MAX_VALUES) found.timeElements.push(element);
    },
  ],
]);

/** The first non-empty `meta` value under the first of `names` that has one. */
export function metaValue(signals: PageSignals, names: readonly string[]): string | null {
  for (const name of names) {
    const value = signals.meta.get(name)?.find((content) => content !== '');
    if (value !== undefined) return value;
  }
  return null;
}

function addMeta(element: PageElement, { meta }: FoundSignals): void {
  const content = collapseSpace(attribute(element, 'content'));
  for (const key of ['property', 'name', 'itemprop', 'http-equiv']) {
    const name = attribute(element, key).trim().toLowerCase();
    if (name !== '') append(meta, name, content);
  }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else if (values.length < MAX_VALUES) values.push(value);
}

function rawText(element: PageElement): string {
  return element.children.map((child) => (child.kind === 'text' ? child.text : '')).join('');
}

function nonEmpty(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}
