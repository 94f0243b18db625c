import { canonicalizeTone } from '../../text/canonicalize-tone.ts';
import { foldDiacritics } from '../../text/fold-diacritics.ts';
import { CENTRAL_CITIES, DISTRICTS, PROVINCE_ALIASES, PROVINCES, type PlaceRow } from './place-table.ts';

/** A place that a heading opens with. */
export interface HeadingPlace {
  /** From the province down: `hcm/quan-1`, `gia-lai`; `null` where the name alone does not say which province's. */
  readonly path: string | null;
  /** The place's words, folded: what tells it from the places of other headings. */
  readonly name: string;
  /** A ward, commune or township: part of a district's item as often as an item. */
  readonly isCommune: boolean;
  /** True where nothing stands behind the place. */
  readonly whole: boolean;
}

/** "1.", "I.", "a)", "-", "•" in front of an item's heading. */
const NUMBERING = /^(?:[-–—•*+▪■●►»]\s?|(?:\d{1,2}|[ivxlc]{1,6}|[a-z])\s?[.)/]\s?)/iu;

type Kind = PlaceRow['kind'] | 'tinh' | 'xa';

/** What a place's kind is called, and the kind. A commune's district or province stands behind it, or is not known. */
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:quận\s?|q\.\s?)/iu, 'quan'],
  [/^(?:huyện\s?|h\.\s?)/iu, 'huyen'],
  [/^(?:thị xã\s?|tx\.?\s?)/iu, 'thi-xa'],
  [/^(?:thành phố\s?|tp\.?\s?)/iu, 'thanh-pho'],
  [/^tỉnh\s/iu, 'tinh'],
  [/^(?:phường|xã|thị trấn|đặc khu)\s/iu, 'xa'],
];
/** The place ends here: "Quận 1: …", "Gia Lai - …", "Hà Nội (…", "Quận 5. …", or the heading does. */
const END = /^\s?(?:[:(),;|–—]|\.(?:\s|$)|-\s|\s-|$)/u;
/** A name that no table has: capitalised words or a number, up to the end of the place. */
const NAME = /^(?:\p{Lu}[\p{L}’']*|\d{1,2})(?:\s(?:\p{Lu}[\p{L}’']*|\d{1,2})){0,3}/u;
/** What stands between a place and the larger one that it is part of. */
const PART_OF = /^\s?[,(–-]\s?/u;

/** A place and the larger one beside it stand in the first words. */
const MAX_HEADING_CHARS = 100;

/**
 * The place that a heading opens with ("Quận 1: …", "2. Huyện Củ Chi", "Tỉnh Gia Lai - …"). A larger place beside it
 * decides whose it is ("Thị xã Dĩ An, tỉnh Bình Dương", "Phường 5, quận Tân Bình"): a commune's path is its district's.
 * `null` where the heading opens with no place.
 */
export function readHeadingPlace(heading: string): HeadingPlace | null {
  const line = heading.slice(0, MAX_HEADING_CHARS).normalize('NFC').trim();
  // "Q.6" first: its "Q." is no numbering.
  return placeAtStart(line) ?? placeAtStart(line.replace(NUMBERING, '').replace(/^tại\s/iu, ''));
}

/** The path of the place that a heading opens with; `null` where there is none or it is not certain which one it is. */
export function headingPlace(heading: string): string | null {
  return readHeadingPlace(heading)?.path ?? null;
}

interface OpenPlace {
  readonly kind: Kind;
  readonly name: string;
  readonly path: string | null;
  /** What stands behind the place. */
  readonly rest: string;
}

function placeAtStart(line: string): HeadingPlace | null {
  const place = readOne(line);
  if (place === null) return null;
  const gap = PART_OF.exec(place.rest);
  const outer = gap === null || place.kind === 'tinh' ? null : readOne(place.rest.slice(gap[0].length));
  const holds = outer !== null && isLarger(outer, place) && (/[,(]/u.test(gap![0]) || place.path === null);
  const rest = holds ? outer.rest.replace(/^\s?\)/u, '') : place.rest;
  return {
    path: holds ? joinPaths(outer, place) : place.path,
    name: holds ? `${place.name}, ${outer.name}` : place.name,
    isCommune: place.kind === 'xa',
    whole: /^[\s.:]*$/u.test(rest),
  };
}

/** How far down a place stands. */
const RANK: Readonly<Record<Kind, number>> = {
  tinh: 0,
  'thanh-pho': 1,
  quan: 1,
  huyen: 1,
  'thi-xa': 1,
  xa: 2,
};
const rankOf = (place: OpenPlace): number =>
  place.path !== null && !place.path.includes('/') ? 0 : RANK[place.kind];

const isLarger = (outer: OpenPlace, inner: OpenPlace): boolean => rankOf(outer) < rankOf(inner);

/** The larger place's path, and the district's own name where the larger one is its province. */
function joinPaths(outer: OpenPlace, inner: OpenPlace): string | null {
  if (outer.path === null || RANK[inner.kind] === 2) return outer.path;
  return `${outer.path}/${districtSlug(inner.name)}`;
}

function readOne(line: string): OpenPlace | null {
  const found = KINDS.find(([pattern]) => pattern.test(line));
  if (found === undefined) return knownPlace('tinh', PROVINCE_PATHS, line);
  const [pattern, kind] = found;
  const name = line.replace(pattern, '');
  if (kind === 'tinh') return knownPlace(kind, PROVINCE_PATHS, name);
  const known =
    (kind === 'thanh-pho' ? knownPlace(kind, CITY_PATHS, name) : null) ??
    (kind === 'xa' ? null : knownPlace(kind, DISTRICT_PATHS.get(kind)!, name));
  return known ?? unknownPlace(kind, name) ?? placeInSentence(kind, name);
}

/** The longest name of `paths` that the line starts with and that ends there. */
function knownPlace(kind: Kind, paths: ReadonlyMap<string, string | null>, line: string): OpenPlace | null {
  for (let length = Math.min(line.length, MAX_NAME_CHARS); length > 0; length -= 1) {
    const rest = line.slice(length);
    if (!END.test(rest)) continue;
    const written = line.slice(0, length);
    const name = foldDiacritics(written);
    // "Phú Ninh" and "Phù Ninh" are two districts; written without its marks, the name is either's.
    const path = paths.get(accentedKey(written)) ?? paths.get(name);
    if (path !== undefined) return { kind, name, path, rest };
  }
  return null;
}

/** "Huyện Châu Thành:" is a place although nobody can say whose. Bare names are not: they may be anybody's. */
function unknownPlace(kind: Kind, line: string): OpenPlace | null {
  const name = NAME.exec(line)?.[0];
  if (name === undefined || !END.test(line.slice(name.length))) return null;
  // There are twelve numbered districts.
  if (kind !== 'xa' && /^\d+$/u.test(name)) return null;
  return { kind, name: foldDiacritics(name), path: null, rest: line.slice(name.length) };
}

/** "Huyện Nhà Bè ra quân…": with its kind in front, a name of the table ends where the sentence goes on. Two places are none. */
function placeInSentence(kind: Kind, line: string): OpenPlace | null {
  const name = NAME.exec(line)?.[0];
  if (name === undefined || kind === 'xa' || kind === 'tinh') return null;
  const rest = line.slice(name.length);
  if (!/^\s\p{Ll}/u.test(rest) || /^\s(?:và|với|cùng|đến|tới|hay|hoặc)\s/u.test(rest)) return null;
  const path = DISTRICT_PATHS.get(kind)!.get(accentedKey(name)) ?? null;
  return path === null ? null : { kind, name: foldDiacritics(name), path, rest };
}

const MAX_NAME_CHARS = 24;

const slug = (name: string): string => foldDiacritics(name).replace(/[^a-z\d]+/gu, '-');

/** A numbered district keeps its kind, as "1" names nothing: `quan-1`. */
function districtSlug(name: string): string {
  return /^\d+$/u.test(name) ? `quan-${name}` : slug(name);
}

const PROVINCE_PATHS: ReadonlyMap<string, string> = new Map([
  ...PROVINCES.map((name) => [foldDiacritics(name), slug(name)] as const),
  ...Object.entries(PROVINCE_ALIASES).map(([name, path]) => [foldDiacritics(name), path] as const),
]);

/** "Thành phố Hà Nội" is a province-level city, "Thành phố Cao Bằng" one in the province of that name. */
const CITY_PATHS: ReadonlyMap<string, string> = new Map(
  [...PROVINCE_PATHS].map(([name, path]) => [name, CENTRAL_CITIES.has(path) ? path : `${path}/${path}`]),
);

/** With its marks, "hoà" and "hòa" alike; an apostrophe of any make. */
const accentedKey = (name: string): string => canonicalizeTone(name.toLowerCase()).replace(/[’ʼ`]/gu, "'");

/** By kind and name, with and without its marks; `null` where districts of several provinces bear the name. */
const DISTRICT_PATHS: ReadonlyMap<Kind, ReadonlyMap<string, string | null>> = districtPaths();

function districtPaths(): Map<Kind, Map<string, string | null>> {
  const paths = new Map<Kind, Map<string, string | null>>(
    (['quan', 'huyen', 'thi-xa', 'thanh-pho'] as const).map((kind) => [kind, new Map()]),
  );
  for (const { kind, name, province } of DISTRICTS) {
    const named = paths.get(kind)!;
    const path = `${province}/${districtSlug(foldDiacritics(name))}`;
    for (const key of new Set([accentedKey(name), foldDiacritics(name)])) {
      const known = named.get(key);
      named.set(key, known === undefined || known === path ? path : null);
    }
  }
  return paths;
}
