import { KNOWN_DOCUMENTS } from '../known-documents-table.ts';
import { LAWS } from '../tables/laws-table.ts';
import { CLOSE, COMMA, HYPHEN, OPEN } from '../lexer/fold-table.ts';
import { createPhraseTrie, type PhraseMatch } from '../lexer/phrase-trie.ts';
import { isCapitalized, isUpperCase, spellingOf } from '../lexer/surface-marks.ts';
import { foldedAt, gapAt, idAt, isWord, NEXT_LINE, surfaceOf, type Tokens } from '../lexer/tokenize.ts';
import { NUMBER, wordId, wordIds } from '../lexer/vocabulary.ts';
import { isFollowedByCount } from './bare-number.ts';
import { createDraft, type Draft } from './draft.ts';
import { readIssuer } from '../context/read-issuer.ts';
import { numberIndexBehind, readNumber, yearAt } from './read-number.ts';
import type { TypeReading } from './read-type.ts';

const W = wordIds(
  'nam',
  'phap',
  'thao',
  'an',
  'sua',
  'doi',
  'cua',
  'viet',
  'so',
  'va',
  'bo',
  'sung',
  'du',
  'dieu',
);
/** A law without a known name runs at most this many tokens up to its number. */
const MAX_LAW_NAME = 40;
/** "sửa đổi, bổ sung một số điều của" and a little more. */
const MAX_AMENDING_WORDS = 14;
/** How laws that amend others are called in the registry. */
const AMENDING = 'Luật sửa đổi, bổ sung một số điều của';

interface LawName {
  readonly name: string;
  readonly words: readonly string[];
}

const LAW_NAMES = createPhraseTrie<LawName>(
  LAWS.flatMap(([name, , , others]) =>
    [name, ...(others === '' ? [] : others.split('; '))].map((known): [string, LawName] => [
      known,
      { name: known, words: known.toLowerCase().split(/[^\p{L}]+/u) },
    ]),
  ),
  [COMMA, HYPHEN],
);

/** "Luật Đất đai 2024", "Bộ luật Hình sự", "Luật Giáo dục đại học số 08/2012/QH13". */
export function readLaw(tokens: Tokens, type: TypeReading): Draft[] {
  if (type.name.type === 'hp') return readConstitution(tokens, type);
  if (type.name.type !== 'luat' && type.name.type !== 'pl') return [];
  const before = gapAt(tokens, type.from) > NEXT_LINE ? -1 : idAt(tokens, type.from - 1);
  if (before === W.phap && type.name.phrase === 'luật') return [];
  const amending = readAmendingLaw(tokens, type);
  if (amending !== undefined) return [amending];
  const match = LAW_NAMES.match(tokens, type.from);
  if (match === undefined || !isLawName(tokens, type, match.next, match.value)) {
    return readNumberedLaw(tokens, type);
  }
  const numbered = readLawNumber(tokens, type, match.next);
  return numbered === undefined ? readNamedLaw(tokens, type, match) : [numbered];
}

function readNamedLaw(tokens: Tokens, type: TypeReading, match: PhraseMatch<LawName>): Draft[] {
  const year = readYearBehind(tokens, match.next);
  const next = year?.next ?? match.next;
  if ((year === undefined && isBill(tokens, type.from)) || isLawAbroad(tokens, next)) return [];
  return [
    createDraft({
      from: type.from,
      next,
      start: tokens.start[type.from]!,
      end: tokens.end[next - 1]!,
      form: 'name',
      type: type.name.type,
      name: match.value.name,
      year: year?.year ?? null,
      typeWord: type.name.phrase,
    }),
  ];
}

/** Years of Vietnam's constitutions: the year alone tells them from those of other countries. */
const CONSTITUTIONS: ReadonlySet<number> = new Set([1946, 1959, 1980, 1992, 2013]);

/** "Hiến pháp năm 2013". */
function readConstitution(tokens: Tokens, type: TypeReading): Draft[] {
  const isOurs = CONSTITUTIONS.has(readYearBehind(tokens, type.next)?.year ?? 0) && type.spelling !== 'odd';
  return isOurs
    ? readNamedLaw(tokens, type, { next: type.next, value: { name: 'Hiến pháp', words: [] } })
    : [];
}

/** "dự thảo Luật", "dự án Luật": not passed yet. */
function isBill(tokens: Tokens, index: number): boolean {
  const before = idAt(tokens, index - 1);
  const isDraft = before === W.thao || before === W.an;
  return isDraft && idAt(tokens, index - 2) === W.du && gapAt(tokens, index) <= NEXT_LINE;
}

/** A name that stands for a law has a capital, a year, or comes in a text without tones. */
function isLawName(tokens: Tokens, type: TypeReading, next: number, law: LawName): boolean {
  const spelling = spellingOf(tokens, type.from, law.words);
  if (spelling === 'odd') return false;
  // "Luật Dược" must not be found in "luật dược liệu", "Luật Giá" in "Luật giá trị".
  const first = surfaceOf(tokens, type.from);
  const second = surfaceOf(tokens, type.from + (type.name.phrase === 'luật' ? 1 : 2));
  if (isCapitalized(first) || isCapitalized(second) || readYearBehind(tokens, next) !== undefined)
    return true;
  // "điều 173 bộ luật hình sự": a provision can only be of a law.
  const provision = idAt(tokens, type.from - 1) === W.cua ? type.from - 2 : type.from - 1;
  return idAt(tokens, provision) === NUMBER && idAt(tokens, provision - 1) === W.dieu;
}

function readYearBehind(tokens: Tokens, index: number): { year: number; next: number } | undefined {
  const amended = skipAmended(tokens, index);
  const at = idAt(tokens, amended) === W.nam ? amended + 1 : amended;
  const year = yearAt(tokens, at);
  if (year === null || gapAt(tokens, at) > NEXT_LINE || gapAt(tokens, index) > NEXT_LINE) return undefined;
  return { year, next: at + 1 };
}

/** "(sửa đổi)", "sửa đổi, bổ sung" between the name of a law and its year. */
function skipAmended(tokens: Tokens, index: number): number {
  let at = idAt(tokens, index) === OPEN ? index + 1 : index;
  if (idAt(tokens, at) !== W.sua || idAt(tokens, at + 1) !== W.doi) return index;
  at += 2;
  if (idAt(tokens, at) === COMMA && idAt(tokens, at + 1) === W.bo && idAt(tokens, at + 2) === W.sung) at += 3;
  return idAt(tokens, at) === CLOSE ? at + 1 : at;
}

/** "Luật sửa đổi, bổ sung một số điều của Luật Giáo dục đại học": one law, named after the ones that it amends. */
function readAmendingLaw(tokens: Tokens, type: TypeReading): Draft | undefined {
  if (idAt(tokens, type.next) !== W.sua || idAt(tokens, type.next + 1) !== W.doi) return undefined;
  const stop = Math.min(tokens.count, type.next + MAX_AMENDING_WORDS);
  for (let at = type.next + 2; at < stop && gapAt(tokens, at) <= NEXT_LINE; at++) {
    const law = LAW_NAMES.match(tokens, at);
    if (law === undefined) continue;
    const numbered = readLawNumber(tokens, type, law.next);
    if (numbered !== undefined) return numbered;
    const next = lastAmended(tokens, law.next);
    return createDraft({
      from: type.from,
      next,
      start: tokens.start[type.from]!,
      end: tokens.end[next - 1]!,
      form: 'name',
      type: type.name.type,
      name: `${AMENDING} ${law.value.name}`,
      typeWord: type.name.phrase,
    });
  }
  return undefined;
}

/** "và Luật Viên chức" behind the first law that is amended. */
function lastAmended(tokens: Tokens, index: number): number {
  const at = idAt(tokens, index) === W.va || idAt(tokens, index) === COMMA ? index + 1 : index;
  const law = at > index ? LAW_NAMES.match(tokens, at) : undefined;
  return law === undefined ? index : lastAmended(tokens, law.next);
}

function readLawNumber(tokens: Tokens, type: TypeReading, index: number): Draft | undefined {
  if (idAt(tokens, index) !== W.so) return undefined;
  const place = numberIndexBehind(tokens, index);
  const reading = place === undefined ? undefined : readNumber(tokens, place.at);
  if (reading === undefined || !isAssemblyCode(reading.issuerCode)) return undefined;
  return createDraft({
    from: type.from,
    next: reading.next,
    start: tokens.start[type.from]!,
    end: reading.end,
    form: 'numbered',
    type: type.name.type,
    number: reading.number,
    year: reading.year,
    issuerCode: reading.issuerCode,
    code: reading.code,
    typeWord: type.name.phrase,
  });
}

const isAssemblyCode = (code: string | null): boolean => code !== null && /^(?:ubtv)?qh\d+$/u.test(code);

/** "Luật sửa đổi, bổ sung một số điều của Luật Nhà ở số 12/2020/QH14": a law that only its number names. */
function readNumberedLaw(tokens: Tokens, type: TypeReading): Draft[] {
  if (!type.isCapital) return [];
  const stop = Math.min(tokens.count, type.next + MAX_LAW_NAME);
  for (let at = type.next; at < stop; at++) {
    const id = idAt(tokens, at);
    if (id === W.so && idAt(tokens, at + 1) === NUMBER) {
      const draft = readLawNumber(tokens, type, at);
      return draft === undefined ? [] : [draft];
    }
    const isPart = isWord(tokens, at) || id === COMMA || id === HYPHEN;
    if (!isPart || gapAt(tokens, at) > NEXT_LINE) return [];
  }
  return [];
}

/** "Luật An ninh mạng của Trung Quốc": a name behind "của" that is no Vietnamese body. */
function isLawAbroad(tokens: Tokens, index: number): boolean {
  const at = idAt(tokens, index) === OPEN ? index + 1 : index;
  if (idAt(tokens, at) !== W.cua || !isWord(tokens, at + 1)) return false;
  const surface = surfaceOf(tokens, at + 1);
  if (!isCapitalized(surface) || isUpperCase(surfaceOf(tokens, index - 1))) return false;
  return idAt(tokens, at + 1) !== W.viet && readIssuer(tokens, at + 1) === undefined;
}

/** "BLHS 2015", "BLTTHS": codes by their initials. */
export function readLawInitials(tokens: Tokens, index: number): Draft[] {
  const name = LAW_INITIALS.get(idAt(tokens, index));
  if (name === undefined || !isUpperCase(surfaceOf(tokens, index))) return [];
  const year = readYearBehind(tokens, index + 1);
  const next = year?.next ?? index + 1;
  const place = { from: index, next, start: tokens.start[index]!, end: tokens.end[next - 1]! };
  return [createDraft({ ...place, form: 'name', type: 'luat', name, year: year?.year ?? null })];
}

const LAW_INITIALS: ReadonlyMap<number, string> = new Map([
  [wordId('blhs'), 'Bộ luật Hình sự'],
  [wordId('blds'), 'Bộ luật Dân sự'],
  [wordId('bltths'), 'Bộ luật Tố tụng hình sự'],
  [wordId('blttds'), 'Bộ luật Tố tụng dân sự'],
  [wordId('blld'), 'Bộ luật Lao động'],
]);
export const LAW_INITIAL_IDS: ReadonlySet<number> = new Set(LAW_INITIALS.keys());

interface Nickname {
  readonly name: string;
  /** Words and numbers, folded; numbers without leading zeros. */
  readonly parts: readonly string[];
  readonly words: readonly string[];
}

/** Names that neither number nor law name gives: "Khoán 10", "Bộ tứ trụ cột", "19 điều đảng viên không được làm". */
const NICKNAMES_BY_FIRST = new Map<number, Nickname[]>();
/** Names that the grammar reads as a number, plenum, congress or law. */
const READ_BY_GRAMMAR = /^(?:luật|bộ luật|pháp lệnh|NQ|HD)|(?:^\D+|\D) (?:số )?\d|Trung ương \d/iu;
for (const document of KNOWN_DOCUMENTS) for (const alias of document.aliases) addNickname(alias);

function addNickname(name: string): void {
  if (READ_BY_GRAMMAR.test(name) && !/^(?:khoán|\d)/iu.test(name)) return;
  const words = name.toLowerCase().split(/[^\p{L}\d]+/u);
  const parts = words.map((word) => (/^\d+$/u.test(word) ? String(Number(word)) : fold(word)));
  const first = /^\d/u.test(parts[0]!) ? NUMBER : wordId(parts[0]!);
  for (const part of parts) if (!/^\d/u.test(part)) wordId(part);
  const known = NICKNAMES_BY_FIRST.get(first) ?? [];
  if (!known.some((other) => other.parts.join(' ') === parts.join(' '))) known.push({ name, parts, words });
  known.sort((a, b) => b.parts.length - a.parts.length);
  NICKNAMES_BY_FIRST.set(first, known);
}

function fold(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}

/** By id of the first word, the ids that can be the second. */
const NICKNAME_SECOND_IDS = new Map<number, Set<number>>();
for (const [first, nicknames] of NICKNAMES_BY_FIRST) {
  NICKNAME_SECOND_IDS.set(
    first,
    new Set(nicknames.map(({ parts }) => (/^\d/u.test(parts[1] ?? '1') ? NUMBER : wordId(parts[1]!)))),
  );
}

/** A look at two words that rules out most places where no nickname stands. */
export const mayStartNickname = (tokens: Tokens, index: number): boolean =>
  NICKNAME_SECOND_IDS.get(tokens.id[index]!)?.has(tokens.id[index + 1] ?? 0) === true;

export const NICKNAME_FIRST_IDS: ReadonlySet<number> = new Set(NICKNAMES_BY_FIRST.keys());

/** A nickname at token `index`. */
export function readNickname(tokens: Tokens, index: number): Draft[] {
  for (const nickname of NICKNAMES_BY_FIRST.get(idAt(tokens, index)) ?? []) {
    const next = index + nickname.parts.length;
    const isHere = nickname.parts.every(
      (part, at) => isPart(tokens, index + at, part) && (at === 0 || gapAt(tokens, index + at) <= NEXT_LINE),
    );
    if (!isHere) continue;
    const isNumbered = idAt(tokens, next - 1) === NUMBER;
    if (isNumbered && isFollowedByCount(tokens, next, { isPlain: false })) continue;
    if (spellingOf(tokens, index, nickname.words) === 'odd') continue;
    const place = { from: index, next, start: tokens.start[index]!, end: tokens.end[next - 1]! };
    return [createDraft({ ...place, form: 'name', name: nickname.name })];
  }
  return [];
}

function isPart(tokens: Tokens, index: number, part: string): boolean {
  if (index >= tokens.count) return false;
  const folded = foldedAt(tokens, index);
  return (idAt(tokens, index) === NUMBER ? String(Number(folded)) : folded) === part;
}
