import { ISSUER_CODE_ALIASES, ISSUER_NAMES, LOCAL_CODES, PARTY_CODES } from '../tables/issuers-table.ts';
import { TYPE_BY_CODE } from '../tables/document-types-table.ts';
import { AMPERSAND, DOT, foldSpan, HYPHEN, SLASH } from '../lexer/fold-table.ts';
import { isUpperCase } from '../lexer/surface-marks.ts';
import {
  foldedAt,
  gapAt,
  GLUED,
  idAt,
  isWord,
  NEXT_LINE,
  SPACED,
  surfaceOf,
  type Tokens,
} from '../lexer/tokenize.ts';
import { NUMBER } from '../lexer/vocabulary.ts';

/** The letters behind a number: `CT/TW`, `NĐ-CP`, `UBND-ĐTXD`. */
export interface CodeReading {
  /** Type that the code gives. */
  readonly type: string | null;
  /** `tư` where Ư leaves open whether Trung ương or a tỉnh ủy is meant. */
  readonly issuerCode: string | null;
  /** As written, folded, its parts joined by hyphens. */
  readonly code: string;
  readonly next: number;
  /** Offset of its end; within token `next - 1` where a word is glued to it. */
  readonly end: number;
  readonly flags: readonly string[];
}

/** A code has at most this many parts: `TTLT-BTC-BQP-BCA-BTP-VKSNDTC-TANDTC`. */
const MAX_CODE_PARTS = 10;
const MAX_CODE_PART_LENGTH = 14;
const KNOWN_ISSUER_CODES: ReadonlySet<string> = new Set([
  ...ISSUER_NAMES.map((name) => name.code),
  ...Object.keys(ISSUER_CODE_ALIASES),
  ...Object.keys(LOCAL_CODES),
  ...PARTY_CODES,
]);

/** Words that are found glued to the end of a code: `NĐ-CPngày`, `TWcủa`. */
const GLUED_WORDS = new Set([
  'ngay',
  'cua',
  've',
  'va',
  'do',
  'nam',
  'trong',
  'khoa',
  'duoc',
  'la',
  'den',
  'voi',
  'gan',
]);

interface CodePart {
  readonly folded: string;
  readonly next: number;
  readonly end: number;
  /** True where the word is cut: nothing can follow it. */
  readonly last: boolean;
  readonly horned: boolean;
}

/** Reads a code whose first separator is token `index`; `undefined` where there is none. */
export function readCode(tokens: Tokens, index: number): CodeReading | undefined {
  const parts: CodePart[] = [];
  const separators: number[] = [];
  for (let at = index; parts.length < MAX_CODE_PARTS && parts.at(-1)?.last !== true;) {
    const separator = separatorAt(tokens, at, parts.length === 0);
    if (separator === undefined) break;
    const part = readCodePart(tokens, at + separator.width, separator, parts);
    if (part === undefined) break;
    parts.push(part);
    separators.push(separator.kind);
    at = part.next;
  }
  const last = parts.at(-1);
  if (last === undefined) return undefined;
  const { type, issuerCode } = interpretCode(parts);
  const code = parts.map((part) => part.folded).join('-');
  return {
    type,
    issuerCode,
    code,
    next: last.next,
    end: last.end,
    flags: separatorFlags(issuerCode, type, separators),
  };
}

interface Separator {
  /** `SLASH`, `HYPHEN`, `AMPERSAND`, `DOT`, or `SPACED` and `GLUED` where there is no mark. */
  readonly kind: number;
  readonly width: 0 | 1;
}

function separatorAt(tokens: Tokens, index: number, isFirst: boolean): Separator | undefined {
  const id = idAt(tokens, index);
  if (gapAt(tokens, index) > NEXT_LINE) return undefined;
  if (id === SLASH || id === HYPHEN || (id === AMPERSAND && !isFirst)) {
    return gapAt(tokens, index + 1) > NEXT_LINE ? undefined : { kind: id, width: 1 };
  }
  if (id === DOT && (!isFirst || isTypeCode(tokens, index + 1))) {
    const isInside = gapAt(tokens, index) === GLUED && gapAt(tokens, index + 1) === GLUED;
    return isInside ? { kind: DOT, width: 1 } : undefined;
  }
  return isWord(tokens, index)
    ? { kind: gapAt(tokens, index) === GLUED ? GLUED : SPACED, width: 0 }
    : undefined;
}

const isTypeCode = (tokens: Tokens, index: number): boolean =>
  isWord(tokens, index) &&
  foldedAt(tokens, index) in TYPE_BY_CODE &&
  isUpperCase(surfaceOf(tokens, index).slice(0, 1));

function readCodePart(
  tokens: Tokens,
  index: number,
  separator: Separator,
  before: readonly CodePart[],
): CodePart | undefined {
  if (!isWord(tokens, index)) return undefined;
  const dotted = readDottedCentre(tokens, index);
  if (dotted !== undefined) return separator.width === 1 ? dotted : undefined;
  const surface = surfaceOf(tokens, index);
  const cut = gluedWordStart(surface);
  const word = surface.slice(0, cut);
  const folded = foldSpan(word, 0, word.length);
  if (folded.length > MAX_CODE_PART_LENGTH || !isCodeWord(tokens, index, folded, word, separator, before)) {
    return undefined;
  }
  const horned = /[ưƯ]|[uU]\u031b/u.test(word);
  const last = cut < surface.length;
  let next = index + 1;
  let end = tokens.start[index]! + cut;
  let full = folded;
  const isAssembly = folded === 'qh' || folded === 'ubtvqh';
  // QH14, UBTVQH15, X11, PC03; for the assembly also "QH 13" and "QH-13".
  if (!last) {
    const at = isAssembly && idAt(tokens, next) === HYPHEN ? next + 1 : next;
    const isNear = gapAt(tokens, at) === GLUED || (isAssembly && gapAt(tokens, at) === SPACED);
    if (isNear && idAt(tokens, at) === NUMBER && (at === next || foldedAt(tokens, at).length === 2)) {
      full += foldedAt(tokens, at).replace(/^0+(?=\d)/u, isAssembly ? '' : '0');
      end = tokens.end[at]!;
      next = at + 1;
    }
  }
  return { folded: full, next, end, last, horned };
}

/** "T.Ư", "T.W": the centre with a point inside. */
function readDottedCentre(tokens: Tokens, index: number): CodePart | undefined {
  if (foldedAt(tokens, index) !== 't') return undefined;
  const at = idAt(tokens, index + 1) === DOT ? index + 2 : index + 1;
  if (!isWord(tokens, at) || gapAt(tokens, at) > SPACED) return undefined;
  const second = foldedAt(tokens, at);
  if ((second !== 'u' && second !== 'w') || !isUpperCase(surfaceOf(tokens, at))) return undefined;
  return { folded: 'tw', next: at + 1, end: tokens.end[at]!, last: false, horned: false };
}

/** Where a small-letter word starts that is glued to a code in capitals; the length where there is none. */
function gluedWordStart(surface: string): number {
  for (let index = 2; index < surface.length - 1; index++) {
    if (foldSpan(surface, 0, index).length < 2) continue;
    const rest = surface.slice(index);
    if (rest !== rest.toLowerCase()) continue;
    const folded = rest.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
    if (GLUED_WORDS.has(folded) && isUpperCase(surface.slice(0, 1))) return index;
  }
  return surface.length;
}

/** Letters of codes have no marks but the bar of Đ and the horn of Ư: "từ" behind a dash is a word. */
const TONE_MARK = /[\u0300-\u031a\u031c-\u036f]/u;

function isCodeWord(
  tokens: Tokens,
  index: number,
  folded: string,
  word: string,
  separator: Separator,
  before: readonly CodePart[],
): boolean {
  if (TONE_MARK.test(word.normalize('NFD'))) return false;
  const isKnown =
    folded in TYPE_BY_CODE || KNOWN_ISSUER_CODES.has(folded) || folded === 'qh' || folded === 'ubtvqh';
  if (separator.width === 0) return isBareCodeWord(tokens, index, folded, word, before);
  if (isKnown && folded !== 'l') return true;
  // A word that starts a sentence or a name has one capital; a code has two (NĐ, TTg, QĐi) or is one letter (L-CTN).
  const capitals = Array.from(word).filter((letter) => letter !== letter.toLowerCase()).length;
  return capitals >= 2 || (capitals === 1 && folded.length === 1 && (before.length > 0 || folded === 'l'));
}

/** A code part without a mark before it: "30 nq cp", "05CT/TW", "35 NQ/TW". */
function isBareCodeWord(
  tokens: Tokens,
  index: number,
  folded: string,
  word: string,
  before: readonly CodePart[],
): boolean {
  if (!/^[A-ZĐa-z]+$/u.test(word.replaceAll('Đ', 'D'))) return false;
  if (before.length === 0) {
    const isType = folded in TYPE_BY_CODE && folded.length >= 2;
    const isAssembly = folded === 'qh' || folded === 'ubtvqh';
    return (isType && (isCodeFollowing(tokens, index + 1) || gapAt(tokens, index) === GLUED)) || isAssembly;
  }
  const isAllPlain = before.length === 1 && before[0]!.folded in TYPE_BY_CODE;
  return isAllPlain && KNOWN_ISSUER_CODES.has(folded) && folded !== 'dang' && folded !== 'doan';
}

function isCodeFollowing(tokens: Tokens, index: number): boolean {
  const id = idAt(tokens, index);
  const at = id === SLASH || id === HYPHEN ? index + 1 : index;
  if (!isWord(tokens, at) || gapAt(tokens, index) > SPACED) return false;
  const folded = foldedAt(tokens, at);
  return (
    KNOWN_ISSUER_CODES.has(folded) || folded === 't' || (at > index && isUpperCase(surfaceOf(tokens, at)))
  );
}

/** Splits a code into type and issuer. Drafting units (`X11`, `NV1`, `ĐTXD`) are dropped. */
function interpretCode(read: readonly CodePart[]): Pick<CodeReading, 'type' | 'issuerCode'> {
  const parts = read.length === 1 ? splitComposite(read[0]!) : read;
  if (parts.length === 0) return { type: null, issuerCode: null };
  const type = TYPE_BY_CODE[parts[0]!.folded] ?? null;
  const rest = type === null ? parts : parts.slice(1);
  if (rest.length === 0) return { type, issuerCode: null };
  if (type === 'ttlt' || type === 'nqlt') {
    const bodies = rest.map((part) => canonicalIssuerCode(part)).filter((code) => code !== '');
    return { type, issuerCode: [...new Set(bodies)].sort().join('+') };
  }
  // "SNN&PTNT", "BNN-PTNT": one body written in two parts.
  const first = canonicalIssuerCode(rest[0]!);
  const isPair = rest.length > 1 && ['snn', 'bnn'].includes(first) && rest[1]!.folded === 'ptnt';
  return { type, issuerCode: isPair ? `${first}ptnt` : first };
}

/** "NĐCP", "CTTTg", "QĐUBND": type and issuer without a mark between them. */
function splitComposite(part: CodePart): readonly CodePart[] {
  const { folded } = part;
  if (folded in TYPE_BY_CODE || KNOWN_ISSUER_CODES.has(folded)) return [part];
  for (let length = 2; length <= 4; length++) {
    const type = folded.slice(0, length);
    const issuer = folded.slice(length);
    if (type in TYPE_BY_CODE && KNOWN_ISSUER_CODES.has(issuer)) {
      return [
        { ...part, folded: type },
        { ...part, folded: issuer },
      ];
    }
  }
  return [part];
}

function canonicalIssuerCode(part: CodePart): string {
  if (part.folded === 'tu' && part.horned) return 'tư';
  // "QHl4", "QH1O": letters that an OCR engine put for digits.
  const assembly = /^((?:ubtv)?qh)([1l][\dlo])$/u.exec(part.folded);
  if (assembly !== null) return assembly[1]! + assembly[2]!.replaceAll('l', '1').replaceAll('o', '0');
  return ISSUER_CODE_ALIASES[part.folded] ?? part.folded;
}

/** Party numbers put the hyphen first (05-CT/TW), State numbers the slash (16/CT-TTg). */
function separatorFlags(
  issuerCode: string | null,
  type: string | null,
  separators: readonly number[],
): string[] {
  if (issuerCode === null || type === null || separators.length < 2) return [];
  const isParty = PARTY_CODES.has(issuerCode) || issuerCode === 'tư';
  const isPartyOrder = separators[0] === HYPHEN && separators[1] === SLASH;
  const isStateOrder = separators[0] === SLASH && separators[1] === HYPHEN;
  return (isParty && isStateOrder) || (!isParty && isPartyOrder && !issuerCode.includes('+'))
    ? ['swapped-separators']
    : [];
}
