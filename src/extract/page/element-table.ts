/** Sets of element names from the HTML standard (https://html.spec.whatwg.org/, sections 13.1.2 and 13.2.6). */
const setOf = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Elements that have no content and no end tag. */
export const VOID_ELEMENTS: ReadonlySet<string> = setOf(
  'area base basefont bgsound br col command embed frame hr img input isindex keygen link meta param source track wbr',
);

/** A start tag of one of these closes an open `p`. */
export const CLOSES_PARAGRAPH: ReadonlySet<string> = setOf(
  'address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table ul listing xmp',
);

/** "Special" in the standard: an end tag of an inline element never closes one of these. */
export const SPECIAL_ELEMENTS: ReadonlySet<string> = setOf(
  'address applet area article aside base blockquote body button caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html iframe li main menu nav noscript object ol p pre section select summary table tbody td template textarea tfoot th thead tr ul xmp',
);

/** Inline formatting: an end tag that crosses block elements still ends it (the standard's adoption agency). */
export const FORMATTING_ELEMENTS: ReadonlySet<string> = setOf(
  'a b big code em font i nobr s small strike strong tt u',
);

/** The search for an open element stops at these ("in scope"). */
export const SCOPE_BOUNDARIES: ReadonlySet<string> = setOf(
  'applet button caption html marquee object table td template th',
);

/** Raw text that is never part of what a reader sees. */
export const UNREAD_ELEMENTS: ReadonlySet<string> = setOf(
  'script style noscript template svg math iframe object embed',
);

/** Elements that start a line of their own when rendered; all others are inline. */
export const BLOCK_ELEMENTS: ReadonlySet<string> = setOf(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul xmp',
);

export const HEADING_ELEMENTS: ReadonlySet<string> = setOf('h1 h2 h3 h4 h5 h6');

/** How far up an implied end tag looks: to the list, the table or the row that it stands in. */
export const NO_SCOPE: ReadonlySet<string> = new Set();
export const LIST_SCOPE: ReadonlySet<string> = new Set([
  ...SCOPE_BOUNDARIES,
  'ul',
  'ol',
  'menu',
  'dir',
  'dl',
  'nav',
  'section',
]);
export const DEFINITION_SCOPE: ReadonlySet<string> = new Set([
  ...SCOPE_BOUNDARIES,
  'dl',
  'ul',
  'ol',
  'section',
]);
export const TABLE_SCOPE: ReadonlySet<string> = new Set(['table', 'html', 'template']);
export const ROW_SCOPE: ReadonlySet<string> = new Set([...TABLE_SCOPE, 'tr']);
export const OPTION_SCOPE: ReadonlySet<string> = new Set(['select', 'datalist']);
export const TABLE_PARTS: ReadonlySet<string> = new Set([
  'table',
  'tbody',
  'thead',
  'tfoot',
  'tr',
  'td',
  'th',
  'caption',
]);
