import { foldDiacritics } from '../../text/fold-diacritics.ts';
import { DISTRICTS, PROVINCE_ALIASES, PROVINCES } from './place-table.ts';

/** "1.", "I.", "a)", "-", "•" in front of an item's heading. */
const NUMBERING = /^(?:[-–—•*+▪■●►»]\s?|(?:\d{1,2}|[ivxlc]{1,6}|[a-z])\s?[.)/]\s?)/u;
/** What a place's kind is called, folded, and the kind. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:quan|q\.)\s?/u, 'quan'],
  [/^(?:huyen|h\.)\s?/u, 'huyen'],
  [/^(?:thi xa|tx\.?)\s?/u, 'thi-xa'],
  [/^(?:thanh pho|tp\.?)\s?/u, 'thanh-pho'],
  [/^tinh\s/u, 'tinh'],
];
/** The place ends here: "Quận 1: …", "Gia Lai - …", "Hà Nội (…", or the heading does. */
const END = /^\s?(?:[:(,;|–—]|-\s|\s-|$)/u;

/**
 * The place that a heading opens with ("Quận 1: …", "2. Huyện Củ Chi", "Tỉnh Gia Lai - …"), as a path from the
 * province down: `hcm/quan-1`, `hcm/cu-chi`, `gia-lai`. `null` where there is none, or where the name is borne by
 * places of several provinces.
 */
export function headingPlace(heading: string): string | null {
  const folded = foldDiacritics(heading.slice(0, MAX_HEADING_CHARS)).trim();
  // "Q.6" first: its "Q." is no numbering.
  return placeAtStart(folded) ?? placeAtStart(folded.replace(NUMBERING, '').replace(/^tai\s/u, ''));
}

/** A place and its kind stand in the first words. */
const MAX_HEADING_CHARS = 80;

function placeAtStart(folded: string): string | null {
  const kind = KINDS.find(([pattern]) => pattern.test(folded));
  const name = kind === undefined ? folded : folded.replace(kind[0], '');
  const place = kind === undefined ? bareName(name) : kindedName(kind[1], name);
  return place ?? null;
}

function kindedName(kind: string, name: string): string | undefined {
  if (kind === 'tinh') return findLongest(PROVINCE_SLUGS, name);
  if (kind === 'thanh-pho')
    return findLongest(PROVINCE_SLUGS, name) ?? findLongest(DISTRICT_PATHS.get(kind)!, name);
  return findLongest(DISTRICT_PATHS.get(kind)!, name);
}

/** Without its kind, only a province's name is certain: "Tân Bình" is also a commune of a dozen provinces. */
function bareName(name: string): string | undefined {
  return findLongest(PROVINCE_SLUGS, name);
}

/** The value of the longest key that `text` starts with and that ends there. */
function findLongest(values: ReadonlyMap<string, string>, text: string): string | undefined {
  for (let length = Math.min(text.length, MAX_NAME_CHARS); length > 0; length -= 1) {
    const value = values.get(text.slice(0, length));
    if (value !== undefined && END.test(text.slice(length))) return value;
  }
  return undefined;
}

const slug = (name: string): string => foldDiacritics(name).replace(/[^a-z\d]+/gu, '-');

const PROVINCE_SLUGS: ReadonlyMap<string, string> = new Map([
  ...PROVINCES.map((name) => [foldDiacritics(name), slug(name)] as const),
  ...Object.entries(PROVINCE_ALIASES).map(([name, path]) => [foldDiacritics(name), path] as const),
]);

const DISTRICT_PATHS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  (['quan', 'huyen', 'thi-xa', 'thanh-pho'] as const).map((kind) => [
    kind,
    new Map(
      DISTRICTS.filter((row) => row.kind === kind).map(
        (row) => [foldDiacritics(row.name), `${row.province}/${districtSlug(row.name)}`] as const,
      ),
    ),
  ]),
);

const MAX_NAME_CHARS = 24;

/** A numbered district keeps its kind, as "1" names nothing: `quan-1`. */
function districtSlug(name: string): string {
  return /^\d+$/u.test(name) ? `quan-${name}` : slug(name);
}
