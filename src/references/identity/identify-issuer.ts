import { asciiPath } from '../context/normalize-place.ts';
import type { FoundMention, IssuerHint, PlaceHint } from '../found-mention.ts';
import { LOCAL_CODES } from '../tables/issuers-table.ts';
import { PROVINCES_AFTER_MERGER } from '../tables/places-table.ts';
import { assemblyTermOn } from './terms.ts';

/** The body that issued a document, as far as words and place tell. */
export interface IssuerIdentity {
  /** Without the place: `tu`, `tw`, `qh14`; `null` where nothing tells. */
  readonly base: string | null;
  /** As in the id: `tu.hcm`, `qh14`, `_`. */
  readonly issuer: string;
  readonly level: 'province' | 'district' | 'commune' | null;
  /** True where the body has a place that words and context leave open. */
  readonly isPlaceOpen: boolean;
  /** True where the place comes from the section or the page, not from words beside the mention. */
  readonly isPlaceInferred: boolean;
  readonly flags: readonly string[];
}

/** Bodies that are the only ones to issue a type. */
const ISSUER_OF_TYPE: Readonly<Record<string, string>> = { nd: 'cp', luat: 'qh', pl: 'ubtvqh' };
const PARTY_TYPES = new Set(['nq', 'ct', 'kl', 'qd', 'qdi', 'tb', 'hd']);
/** Bodies of which "của Tỉnh ủy" and the like name a place for the code on the left. */
const SAME_HOUSE: Readonly<Record<string, readonly string[]>> = {
  tu: ['tu'],
  ubnd: ['ubnd', 'ctubnd'],
  ctubnd: ['ubnd', 'ctubnd'],
  hdnd: ['hdnd'],
};

const BASE = /^[a-z0-9.+-]+$/u;

/** @param place the section's or page's place, joined by dots (`hcm.quan-1`), or `null` */
export function identifyIssuer(
  found: FoundMention,
  place: string | null,
  issuedOn: string | null,
): IssuerIdentity {
  const flags: string[] = [];
  const code = baseCode(found, flags);
  // A code in letters that an id cannot hold is one that nobody knows.
  const base = code !== null && BASE.test(code) ? code : null;
  if (base === null)
    return { base, issuer: '_', level: null, isPlaceOpen: false, isPlaceInferred: false, flags };
  if (base === 'qh' || base === 'ubtvqh') return assembly(base, found, issuedOn, flags);
  const level = LOCAL_CODES[base];
  if (level === undefined) {
    return { base, issuer: base, level: null, isPlaceOpen: false, isPlaceInferred: false, flags };
  }
  const hints = placeHints(found, base);
  const hinted = hints.find((hint) => asciiPath(hint.place?.path ?? null) !== null);
  const named = hints.find((hint) => hint.level !== null)?.level ?? null;
  const wanted = level === 'any' ? (named ?? hinted?.level ?? null) : level;
  const stated = hinted?.place ?? null;
  const path =
    stated === null ? fitPlace(mergedPlace(place, issuedOn), wanted) : completePlace(stated, place, wanted);
  return {
    base,
    issuer: path === null ? base : `${base}.${path}`,
    level: wanted,
    isPlaceOpen: path === null,
    isPlaceInferred: stated === null && path !== null,
    flags,
  };
}

function baseCode(found: FoundMention, flags: string[]): string | null {
  const { issuerCode: code, issuer } = found;
  if (code !== null) return baseOfCode(code, found, flags);
  const named = issuer?.code ?? ISSUER_OF_TYPE[found.type ?? ''] ?? found.subject?.code;
  // "Nghị quyết 26 của khóa X": only the Party counts its documents by khóa.
  return named ?? (found.term !== null && PARTY_TYPES.has(found.type ?? '') ? 'tw' : null);
}

function baseOfCode(code: string, { issuer, subject }: FoundMention, flags: string[]): string {
  const named = (issuer ?? subject)?.code;
  // TƯ is printed for Trung ương and, by a slip, for a tỉnh ủy (TU); the body named beside it decides.
  if (code === 'tư' && named !== 'tu') return 'tw';
  // TTCP is Thanh tra Chính phủ, and by a slip the Prime Minister.
  const isSlip = code === 'tư' || (code === 'ttcp' && issuer?.code === 'ttg');
  if (isSlip) flags.push('typo-code');
  // A police department's own code (PC03): the body is named in words.
  return isSlip || /^(?:pc|pa|px|ph)\d+$/u.test(code) ? (named ?? code) : code;
}

function assembly(
  base: string,
  found: FoundMention,
  issuedOn: string | null,
  flags: string[],
): IssuerIdentity {
  const date = issuedOn ?? (found.year === null ? null : String(found.year));
  const term = found.term ?? (date === null ? null : unambiguousAssembly(date));
  const issuer = term === null ? base : `${base}${term}`;
  return { base, issuer, level: null, isPlaceOpen: term === null, isPlaceInferred: false, flags };
}

/** A year in which one assembly followed another says nothing by itself. */
function unambiguousAssembly(date: string): number | null {
  const last = assemblyTermOn(date);
  if (date.length > 4) return last;
  return assemblyTermOn(`${date}-01-01`) === last ? last : null;
}

function placeHints(found: FoundMention, base: string): IssuerHint[] {
  const house = SAME_HOUSE[base] ?? [base];
  const hints: IssuerHint[] = [];
  if (found.issuer !== null) hints.push(found.issuer);
  for (const hint of [found.subject, found.nearby])
    if (hint !== null && isOfHouse(hint, house, base)) hints.push(hint);
  return hints;
}

const isOfHouse = (hint: IssuerHint, house: readonly string[], base: string): boolean =>
  house.includes(hint.code) || (hint.place !== null && LOCAL_CODES[base] === LOCAL_CODES[hint.code]);

/** Day on which the provinces were merged (Resolution 202/2025/QH15). */
const MERGED_ON = '2025-07-01';
const PROVINCE_SINCE_MERGER: ReadonlyMap<string, string> = new Map(
  Object.entries(PROVINCES_AFTER_MERGER).flatMap(([today, before]) =>
    before.map((old): [string, string] => [old, today]),
  ),
);

/** A document of a later day is of the province that took the old one in, whatever the page is still called. */
function mergedPlace(place: string | null, issuedOn: string | null): string | null {
  if (place === null || issuedOn === null || issuedOn < MERGED_ON) return place;
  const [province = '', ...rest] = place.split('.');
  return [PROVINCE_SINCE_MERGER.get(province) ?? province, ...rest].join('.');
}

/** The part of a known place that a body of this level has: a tỉnh ủy sits in `hcm`, not in `hcm.quan-1`. */
function fitPlace(place: string | null, level: IssuerIdentity['level']): string | null {
  if (place === null) return null;
  return level === 'province' ? place.split('.')[0]! : place;
}

function completePlace(stated: PlaceHint, place: string | null, level: IssuerIdentity['level']): string {
  if (!stated.partial || place === null)
    return level === 'province' ? stated.path.split('.')[0]! : stated.path;
  const parts = place.split('.');
  return parts.includes(stated.path) ? place : `${parts[0]!}.${stated.path}`;
}
