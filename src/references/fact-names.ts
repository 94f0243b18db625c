import { readIssuer } from './context/read-issuer.ts';
import { normalizePlace } from './context/normalize-place.ts';
import { slugOf } from './lexer/phrase-trie.ts';
import { tokenize } from './lexer/tokenize.ts';
import { ISSUER_CODE_ALIASES, ISSUER_NAMES, LOCAL_CODES } from './tables/issuers-table.ts';
import { DISTRICTS, PROVINCE_ALIASES, PROVINCES, PROVINCES_AFTER_MERGER } from './tables/places-table.ts';

/** A body or a place: by which code articles are filtered, and what people call it, the usual name first. */
export interface CodedName {
  readonly code: string;
  readonly names: readonly string[];
}

/** Words for the level of a place, folded, in front of its name. */
const LEVEL = /^(?:tinh|thanh-pho|tp|thi-xa|tx|thi-tran|huyen|quan|phuong|xa)-(?=\D)/u;

/**
 * The code of a body named in words, with or without tones: "Bộ Chính trị" gives `tw`, "Thành ủy TP.HCM" `tu.hcm`;
 * `undefined` where the words are not the name of one from end to end.
 */
export function issuerNamed(name: string): string | undefined {
  const tokens = tokenize(inCapitals(name));
  const read = readIssuer(tokens, 0);
  if (read === undefined || read.next < tokens.count) return undefined;
  const { code, place } = read.issuer;
  return place === null ? code : `${code}.${place.path}`;
}

/**
 * The code of a place named in words: "Hà Nội", "tp ho chi minh", "Quận 1", "Bình Thạnh" give `ha-noi`, `hcm`,
 * `hcm/quan-1`, `hcm/binh-thanh`; `undefined` for one that the gazetteer does not hold.
 */
export function placeNamed(name: string): string | undefined {
  const path = normalizePlace(inCapitals(name))?.replaceAll('.', '/');
  return path !== undefined && KNOWN_PLACES.has(path) ? path : undefined;
}

/** What stands last in the code of the place that is called so, its level left out: "huyện Phù Cừ" gives `phu-cu`. */
export const placeSlug = (name: string): string => slugOf(name).replace(LEVEL, '');

/** Whether the code stands in the tables: bodies, provinces, and the districts that the gazetteer holds. */
export const isKnownIssuer = (code: string): boolean => KNOWN_ISSUERS.has(code.split('.')[0]!);
export const isKnownPlace = (code: string): boolean => KNOWN_PLACES.has(code);

/** Every body of the tables. */
export function issuerNames(): CodedName[] {
  return group(
    ISSUER_NAMES.map(({ code, phrase }) => [
      code,
      phrase.replace(/^\p{L}/u, (letter) => letter.toUpperCase()),
    ]),
  );
}

/** Every place of the gazetteer. */
export function placeNames(): CodedName[] {
  return group([
    ...Object.entries(PROVINCE_ALIASES).map(([name, code]): [string, string] => [code, name]),
    ...PROVINCES.map((name): [string, string] => [slugOf(name), name]),
    ...Object.entries(DISTRICTS).flatMap(([province, names]) =>
      names.map((name): [string, string] => [`${province}/${slugOf(name)}`, name]),
    ),
  ]);
}

const KNOWN_ISSUERS: ReadonlySet<string> = new Set([
  ...ISSUER_NAMES.map(({ code }) => code),
  ...Object.keys(LOCAL_CODES),
  ...Object.values(ISSUER_CODE_ALIASES),
]);
const KNOWN_PLACES: ReadonlySet<string> = new Set([
  ...placeNames().map(({ code }) => code),
  ...Object.keys(PROVINCES_AFTER_MERGER),
]);

/** The readers tell a name by its capital letters, as a text has them; who types a query may leave them out. */
const inCapitals = (name: string): string =>
  name.trim().replace(/(?<![\p{L}\p{M}])\p{L}/gu, (letter) => letter.toUpperCase());

function group(pairs: readonly (readonly [code: string, name: string])[]): CodedName[] {
  const names = new Map<string, string[]>();
  for (const [code, name] of pairs) {
    const known = names.get(code);
    if (known === undefined) names.set(code, [name]);
    else if (!known.includes(name)) known.push(name);
  }
  return Array.from(names, ([code, held]) => ({ code, names: held }));
}
