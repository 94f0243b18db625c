/**
 * What the HTML standard (https://html.spec.whatwg.org/, sections 13.1.2 and 13.2.6) and browsers' own style sheets say of an
 * element by its name, a bit each: a page's tags are asked a dozen of these questions each.
 */

/** Has no content and no end tag. */
export const VOID: number = 1 << 0;
/** Its start tag closes an open `p`. */
export const CLOSES_PARAGRAPH: number = 1 << 1;
/** "Special" in the standard: an end tag of an inline element never closes it. */
export const SPECIAL: number = 1 << 2;
/** Inline formatting: an end tag that crosses block elements still ends it (the standard's adoption agency). */
export const FORMATTING: number = 1 << 3;
/** Parts of tables, and tables. */
export const TABLE_PART: number = 1 << 4;
/** Its content is text up to its own end tag. */
export const RAW_TEXT: number = 1 << 5;
/** Its start tag implies the end of others, besides that of a `p`. */
export const IMPLIES_END: number = 1 << 6;
export const HEADING: number = 1 << 7;
/** Starts a line of its own when rendered; all others are inline. */
export const BLOCK: number = 1 << 8;
/** Not text: programs, hidden parts, controls of a form, and what browsers show only where scripts or frames fail. */
export const NOT_TEXT: number = 1 << 9;
export const BOLD: number = 1 << 10;
export const ITALIC: number = 1 << 11;
/** Inline, and without a class of its own never left out as a whole. */
export const TRANSPARENT: number = 1 << 12;

/** What ends the search for an open element: the general scope, and how far up an implied end tag looks. */
export const SCOPE: number = 1 << 13;
export const LIST_SCOPE: number = 1 << 14;
export const DEFINITION_SCOPE: number = 1 << 15;
export const TABLE_SCOPE: number = 1 << 16;
export const ROW_SCOPE: number = 1 << 17;
export const OPTION_SCOPE: number = 1 << 18;
export const NO_SCOPE: number = 0;

const NAMES_BY_BIT: readonly (readonly [number, string])[] = [
  [
    VOID,
    'area base basefont bgsound br col command embed frame hr img input isindex keygen link meta param source track wbr',
  ],
  [
    CLOSES_PARAGRAPH,
    'address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table ul listing xmp',
  ],
  [
    SPECIAL,
    'address applet area article aside base blockquote body button caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html iframe li main menu nav noscript object ol p pre section select summary table tbody td template textarea tfoot th thead tr ul xmp',
  ],
  [FORMATTING, 'a b big code em font i nobr s small strike strong tt u'],
  [TABLE_PART, 'table tbody thead tfoot tr td th caption'],
  [RAW_TEXT, 'script style title textarea xmp'],
  [IMPLIES_END, 'h1 h2 h3 h4 h5 h6 li dd dt td th tr tbody thead tfoot option a body'],
  [HEADING, 'h1 h2 h3 h4 h5 h6'],
  [
    BLOCK,
    '#page address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul xmp',
  ],
  [NOT_TEXT, 'script style noscript template svg math iframe object embed'],
  [
    NOT_TEXT,
    'head title meta link button input select textarea datalist audio video canvas map progress meter dialog rp rt',
  ],
  [BOLD, 'b strong h1 h2 h3 h4 h5 h6 th'],
  [ITALIC, 'i em cite'],
  [TRANSPARENT, 'b i u em strong font small big br wbr sub sup s code'],
  [SCOPE | LIST_SCOPE | DEFINITION_SCOPE, 'applet button caption html marquee object table td template th'],
  [LIST_SCOPE, 'ul ol menu dir dl nav section'],
  [DEFINITION_SCOPE, 'dl ul ol section'],
  [TABLE_SCOPE | ROW_SCOPE, 'table html template'],
  [ROW_SCOPE, 'tr'],
  [OPTION_SCOPE, 'select datalist'],
];

/** Above the bits stands the name's number. */
const NUMBER_SHIFT = 20;

const KINDS: ReadonlyMap<string, number> = kindsByName();

/** How many numbers `elementNumber` gives. */
export const ELEMENT_NUMBERS: number = KINDS.size + 1;

function kindsByName(): ReadonlyMap<string, number> {
  const kinds = new Map<string, number>();
  for (const [bit, names] of NAMES_BY_BIT) {
    for (const name of names.split(' ')) {
      kinds.set(name, (kinds.get(name) ?? (kinds.size + 1) << NUMBER_SHIFT) | bit);
    }
  }
  return kinds;
}

/** The bits of an element's name in lower case. */
export const elementKind = (name: string): number => KINDS.get(name) ?? (isBox(name) ? BLOCK : 0);

/** Elements of a site's own are boxes of its layout, but MathJax draws each letter of a formula as one. */
const isBox = (name: string): boolean => name.includes('-') && !name.startsWith('mjx-');

/** A small number for each name that the tables hold, by its kind; 0 for all others. */
export const elementNumber = (kind: number): number => kind >>> NUMBER_SHIFT;
