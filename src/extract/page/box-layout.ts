import {
  BLOCK,
  BOLD as BOLD_ELEMENT,
  HEADING,
  ITALIC as ITALIC_ELEMENT,
  TRANSPARENT,
} from './element-table.ts';
import type { StartTag } from './start-tag.ts';

/** What a start tag says of how its element stands among others, wherever it stands: bits of `layoutOf`. */

/** Starts a line of its own. */
export const OWN_LINE: number = 1 << 0;
/** Starts one outside of headings and links. */
export const TITLE_LINE: number = 1 << 1;
/** Where a report was written, set apart by style alone: "TP HCM" and the text would run into one word. */
export const DATELINE: number = 1 << 2;
/** May be kept or left out as a whole. */
export const REGION: number = 1 << 3;
/** Its text is bold, or is not whatever stands around it; else as around it. */
export const BOLD: number = 1 << 4;
export const NOT_BOLD: number = 1 << 5;
export const ITALIC: number = 1 << 6;
/** An `a` with a `href`: one without is a mark. */
export const LINK: number = 1 << 7;
/** A link that leads somewhere: an empty address is filled by a template or a script. */
export const FILLED_LINK: number = 1 << 8;
/** A link to a place on the same page. */
export const ANCHOR: number = 1 << 9;
/** The heading's level, 1 to 6; 0 for all that is none. */
const LEVEL_SHIFT = 10;

/** The level of the heading that begins with a tag of this layout, 0 where none does. */
export const headingLevelOf = (layout: number): number => layout >>> LEVEL_SHIFT;

/** Tags are asked again and again: the answer is kept on the tag. */
export function layoutOf(tag: StartTag): number {
  if (tag.layout < 0) tag.layout = readLayout(tag);
  return tag.layout;
}

function readLayout({ name, attributes, kind }: StartTag): number {
  const names = attributes['class'] ?? '';
  let layout = (kind & HEADING) === 0 ? 0 : Number(name.slice(1)) << LEVEL_SHIFT;
  if ((kind & BLOCK) !== 0) layout |= OWN_LINE;
  if ((kind & TRANSPARENT) === 0 || names !== '') layout |= REGION;
  if ((kind & ITALIC_ELEMENT) !== 0) layout |= ITALIC;
  if (name === 'span') {
    if (TITLE_SPAN.test(names) || TITLE_SPAN.test(attributes['id'] ?? '')) layout |= TITLE_LINE;
    if (DATELINE_SPAN.test(names)) layout |= DATELINE;
  }
  return (
    layout | boldness(kind, attributes['style'] ?? '') | (name === 'a' ? linkage(attributes['href']) : 0)
  );
}

const DATELINE_SPAN = /(?:^|[\s_-])(?:location-?stamp|dateline|place-?line)(?:$|[\s_-])/iu;

/** ASP.NET labels: the headline's span and the date's stand in one box, and style alone makes lines of them. */
const TITLE_SPAN =
  /(?:^|[\s_-])(?:(?:lbl|article|news|post|entry|detail|display)[_-]?(?:news)?)(?:title|headline|tieu-?de)(?=$|\s)/iu;

function boldness(kind: number, style: string): number {
  if ((kind & BOLD_ELEMENT) !== 0) return BOLD;
  if (!style.includes('font-weight')) return 0;
  return /font-weight\s{0,4}:\s{0,4}(?:bold|[6-9]00)/iu.test(style) ? BOLD : NOT_BOLD;
}

function linkage(href: string | undefined): number {
  if (href === undefined) return 0;
  if (href === '') return LINK;
  return href.startsWith('#') ? LINK | FILLED_LINK | ANCHOR : LINK | FILLED_LINK;
}
