import type { IssuerHint, PlaceHint } from '../found-mention.ts';
import { DISTRICTS, PROVINCE_ALIASES, PROVINCES } from '../tables/places-table.ts';
import { ISSUER_NAMES, type IssuerLevel, type IssuerName } from '../tables/issuers-table.ts';
import { AMPERSAND, COMMA, DOT, HYPHEN, OPEN } from '../lexer/fold-table.ts';
import { createPhraseTrie, slugOf } from '../lexer/phrase-trie.ts';
import { isCapitalized, isSameWord } from '../lexer/surface-marks.ts';
import { foldedAt, gapAt, idAt, isWord, NEXT_LINE, surfaceOf, type Tokens } from '../lexer/tokenize.ts';
import { NUMBER, wordIds } from '../lexer/vocabulary.ts';

const W = wordIds(
  ...([
    'tinh',
    'thanh',
    'pho',
    'tp',
    'huyen',
    'quan',
    'thi',
    'xa',
    'phuong',
    'tran',
    'tphcm',
    'va',
    'tx',
    'uy',
  ] as const),
);

interface Place {
  readonly path: string;
  readonly level: 'province' | 'district';
}

const ISSUERS = createPhraseTrie<IssuerName>(
  ISSUER_NAMES.map((name) => [name.phrase, name]),
  [COMMA, HYPHEN, AMPERSAND, DOT],
);
const PLACES = createPhraseTrie<Place>(
  [
    ...Object.entries(DISTRICTS).flatMap(([province, names]) =>
      names
        .filter((name) => !/\d/u.test(name))
        .map((name): [string, Place] => [name, { path: `${province}.${slugOf(name)}`, level: 'district' }]),
    ),
    ...PROVINCES.map((name): [string, Place] => [name, { path: slugOf(name), level: 'province' }]),
    ...Object.entries(PROVINCE_ALIASES).map(([name, code]): [string, Place] => [
      name,
      { path: code, level: 'province' },
    ]),
  ],
  [HYPHEN, DOT],
);

/** Offices whose holder signs for the body named behind: "Bộ trưởng Bộ Nội vụ", "Giám đốc Sở Y tế". */
const TITLES = createPhraseTrie<true>(
  [
    'bộ trưởng',
    'thứ trưởng',
    'giám đốc',
    'phó giám đốc',
    'bí thư',
    'phó bí thư',
    'chánh văn phòng',
    'tổng cục trưởng',
  ].map((title) => [title, true]),
);

/** Ids of the words that a body's name starts with. */
export const ISSUER_FIRST_IDS: ReadonlySet<number> = new Set([...ISSUERS.firstIds, ...TITLES.firstIds]);

export interface IssuerReading {
  readonly issuer: IssuerHint;
  readonly next: number;
}

/** A body at token `index`, with the place that is part of its name. */
export function readIssuer(tokens: Tokens, index: number): IssuerReading | undefined {
  const title = TITLES.match(tokens, index);
  const match = ISSUERS.match(tokens, title?.next ?? index) ?? ISSUERS.match(tokens, index);
  if (match === undefined) return undefined;
  const { level } = match.value;
  // Folded, the Party's army committee (Quân ủy) and that of a district (Quận ủy) are one.
  const isArmy = match.value.code === 'qu' && isSameWord(surfaceOf(tokens, match.next - 2), 'quân');
  const code = isArmy ? 'qutw' : match.value.code;
  if (level === null || isArmy) return { issuer: { code, place: null, level: null }, next: match.next };
  // "công an tỉnh", "Tỉnh ủy": the level stands in the name of the body; go back over it to read the place.
  const named = levelOfWords(tokens, index, match.next);
  const placed = readPlace(tokens, match.next);
  const placeLevel = placed?.level ?? named ?? (level === 'any' ? null : level);
  return {
    issuer: { code, place: placed?.place ?? null, level: placeLevel },
    next: placed?.next ?? match.next,
  };
}

function levelOfWords(tokens: Tokens, from: number, to: number): Exclude<IssuerLevel, 'any'> | null {
  for (let at = to - 1; at >= from; at--) {
    const id = idAt(tokens, at);
    if (id === W.tinh || id === W.pho || id === W.tp) return 'province';
    if (id === W.huyen || id === W.quan) return 'district';
    if (id === W.xa || id === W.phuong) return 'commune';
  }
  return null;
}

interface PlaceReading {
  readonly place: PlaceHint | null;
  readonly level: 'province' | 'district' | 'commune' | null;
  readonly next: number;
}

/** "tỉnh Kon Tum", "TP. Hồ Chí Minh", "Quận 1", "huyện Phù Cừ", "Quảng Nam"; a level alone gives no place. */
export function readPlace(tokens: Tokens, index: number): PlaceReading | undefined {
  const level = readLevel(tokens, index);
  const at = level?.next ?? index;
  if (at > index && gapAt(tokens, at) > NEXT_LINE) return level && { place: null, ...level };
  if (level?.level === 'district' && idAt(tokens, at) === NUMBER) {
    const place = numberedDistrict(tokens, at);
    return { place, level: 'district', next: at + 1 };
  }
  const known = PLACES.match(tokens, at);
  if (known !== undefined && isCapitalized(surfaceOf(tokens, at))) {
    const { path, level: placeLevel } = known.value;
    const place: PlaceHint = { path, level: placeLevel, partial: false };
    return { place, level: placeLevel, next: known.next };
  }
  if (level === undefined) return undefined;
  const name = level.level === 'province' ? undefined : readUnknownName(tokens, at);
  if (name === undefined) return { place: null, ...level };
  const province = readProvinceBehind(tokens, name.next);
  const path = province === undefined ? name.slug : `${province.path}.${name.slug}`;
  const place: PlaceHint = { path, level: level.level, partial: province === undefined };
  return { place, level: level.level, next: province?.next ?? name.next };
}

function readLevel(
  tokens: Tokens,
  index: number,
): { level: 'province' | 'district' | 'commune'; next: number } | undefined {
  const id = idAt(tokens, index);
  const second = idAt(tokens, index + 1);
  if (id === W.tinh) return { level: 'province', next: index + 1 };
  if (id === W.thanh && second === W.pho) return { level: 'province', next: index + 2 };
  if (id === W.tp) return { level: 'province', next: second === DOT ? index + 2 : index + 1 };
  if (id === W.huyen || id === W.quan) return { level: 'district', next: index + 1 };
  if (id === W.tx) return { level: 'district', next: second === DOT ? index + 2 : index + 1 };
  if (id === W.thi && second === W.xa) return { level: 'district', next: index + 2 };
  if (id === W.thi && second === W.tran) return { level: 'commune', next: index + 2 };
  if (id === W.xa || id === W.phuong) return { level: 'commune', next: index + 1 };
  return undefined;
}

/** Only Ho Chi Minh City numbers its districts. */
function numberedDistrict(tokens: Tokens, index: number): PlaceHint {
  const path = `hcm.quan-${Number(foldedAt(tokens, index))}`;
  return { path, level: 'district', partial: false };
}

/** Up to four capitalized words after "huyện" or "phường" that the gazetteer does not know. */
function readUnknownName(tokens: Tokens, index: number): { slug: string; next: number } | undefined {
  let at = index;
  while (
    at < index + 4 &&
    isWord(tokens, at) &&
    gapAt(tokens, at) === 1 &&
    isCapitalized(surfaceOf(tokens, at))
  )
    at++;
  if (at === index) return undefined;
  const words: string[] = [];
  for (let word = index; word < at; word++) words.push(foldedAt(tokens, word));
  return { slug: words.join('-'), next: at };
}

/** ", tỉnh Hưng Yên", "(Hà Nội)" behind the name of a district. */
function readProvinceBehind(tokens: Tokens, index: number): { path: string; next: number } | undefined {
  let at = index;
  const id = idAt(tokens, at);
  if (id === COMMA || id === HYPHEN || id === OPEN) at++;
  const level = readLevel(tokens, at);
  if (level !== undefined && level.level !== 'province') return undefined;
  const known = PLACES.match(tokens, level?.next ?? at);
  if (known?.value.level !== 'province' || (at === index && level === undefined)) return undefined;
  return { path: known.value.path, next: known.next };
}
