import { asciiPath } from '../context/normalize-place.ts';
import { ISSUER_FIRST_IDS, readIssuer, readPlace } from '../context/read-issuer.ts';
import { idAt, tokenize, type Tokens } from '../lexer/tokenize.ts';
import { wordSet } from '../lexer/vocabulary.ts';

type Level = 'province' | 'district' | 'commune';

/** A local body or a province as the text names it. */
interface NamedPlace {
  readonly offset: number;
  readonly level: Level | null;
  /** `null` where the words leave it open: "UBND huyện", a district without its province. */
  readonly path: string | null;
  /** False for "tỉnh An Giang" alone, which can only contradict. */
  readonly isBody: boolean;
}

/** The places that a text names together with their local bodies: "Tỉnh ủy Đồng Tháp". */
export interface NamedPlaces {
  /**
   * The only place whose bodies a section names, or the article where the section names none; `null` where there is
   * none or more than one, or another province stands beside it.
   * @param level of the body that lacks a place; `null` where it is unknown, and then bodies of all levels have to agree
   */
  only(
    level: Level | null,
    section: { readonly start: number; readonly end: number } | undefined,
  ): string | null;
}

const SEVERAL = 'several';

/** Reads the bodies of `text` on the first question, as few articles ask one. */
export function createNamedPlaces(text: string): NamedPlaces {
  let places: NamedPlace[] | undefined;
  const answers = new Map<string, string | null>();
  function answer(level: Level | null, from: number, to: number): string | null {
    places ??= readPlaces(tokenize(text));
    const key = `${level ?? ''} ${from} ${to}`;
    let only = answers.get(key);
    if (only === undefined) {
      only = onlyPlace(places, level, from, to);
      answers.set(key, only);
    }
    return only;
  }
  return {
    only(level, section) {
      const near = section === undefined ? null : answer(level, section.start, section.end);
      const only = near ?? answer(level, 0, text.length);
      return only === SEVERAL ? null : only;
    },
  };
}

function onlyPlace(
  places: readonly NamedPlace[],
  level: Level | null,
  from: number,
  to: number,
): string | null {
  let only: string | null = null;
  let hasBody = false;
  for (let at = firstFrom(places, from); at < places.length && places[at]!.offset < to; at++) {
    const path = pathFor(places[at]!, level);
    if (path === undefined) continue;
    if (path === null || (only !== null && only !== path)) return SEVERAL;
    only = path;
    hasBody ||= places[at]!.isBody;
  }
  return hasBody ? only : null;
}

/** What a named place says about a body of `level`: a path, `null` for "one that is left open", or nothing. */
function pathFor(place: NamedPlace, level: Level | null): string | null | undefined {
  const { path } = place;
  if (level === 'province') return path?.split('.')[0];
  if (!place.isBody) return level === null ? (path ?? undefined) : undefined;
  if (level === null) return place.level === 'province' && path === null ? undefined : path;
  return place.level === level ? path : undefined;
}

/** Index of the first place at or behind `offset`. */
function firstFrom(places: readonly NamedPlace[], offset: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]!.offset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const PROVINCE_WORDS = wordSet('tinh thanh tp tphcm');

function readPlaces(tokens: Tokens): NamedPlace[] {
  const places: NamedPlace[] = [];
  for (let at = 0; at < tokens.count; at++) {
    const id = idAt(tokens, at);
    const body = ISSUER_FIRST_IDS.has(id) ? readIssuer(tokens, at) : undefined;
    const { level = null, place = null } =
      body?.issuer ?? (PROVINCE_WORDS.has(id) ? (readPlace(tokens, at) ?? {}) : {});
    const path = place?.partial === false ? asciiPath(place.path) : null;
    const isBody = body !== undefined;
    if (isBody ? level !== null || path !== null : path !== null)
      places.push({ offset: tokens.start[at]!, level: place?.level ?? level, path, isBody });
    if (body !== undefined) at = body.next - 1;
  }
  return places;
}
