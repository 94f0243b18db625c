import { CLOSE, COMMA, OPEN } from '../lexer/fold-table.ts';
import { isUpperCase } from '../lexer/surface-marks.ts';
import { foldedAt, gapAt, idAt, isWord, NEW_PARAGRAPH, surfaceOf, type Tokens } from '../lexer/tokenize.ts';
import { NUMBER, wordIds } from '../lexer/vocabulary.ts';

const W = wordIds('khoa', 'lan', 'thu');
const ROMAN = /^(?:x{0,3})(?:ix|iv|v?i{0,3})$/u;
const ROMAN_VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };
const ORDINALS: Readonly<Record<string, number>> = {
  nhat: 1,
  mot: 1,
  hai: 2,
  ba: 3,
  tu: 4,
  bon: 4,
  nam: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
  muoi: 10,
};
const MAX_TERM = 40;
/** A list of khóa is short. */
const MAX_TERMS = 6;

export interface NumeralReading {
  readonly value: number;
  readonly next: number;
}

/** Value of a Roman numeral up to 39, folded; `undefined` for any other word. */
export function parseRoman(folded: string): number | undefined {
  if (folded === '' || !ROMAN.test(folded)) return undefined;
  let value = 0;
  for (let index = 0; index < folded.length; index++) {
    const digit = ROMAN_VALUES[folded[index]!]!;
    value += digit < (ROMAN_VALUES[folded[index + 1] ?? ''] ?? 0) ? -digit : digit;
  }
  return value;
}

/** "XII", "12", and with `ordinals` "tư" of "lần thứ tư". */
export function readNumeral(tokens: Tokens, index: number, ordinals = false): NumeralReading | undefined {
  if (idAt(tokens, index) === NUMBER) {
    const value = Number(foldedAt(tokens, index));
    return value >= 1 && value <= MAX_TERM ? { value, next: index + 1 } : undefined;
  }
  if (!isWord(tokens, index)) return undefined;
  const folded = foldedAt(tokens, index);
  const surface = surfaceOf(tokens, index);
  const roman = parseRoman(folded);
  // Small letters only where they cannot be a word ("xii", not "i" or "v").
  if (roman !== undefined && (isUpperCase(surface) || folded.length > 1))
    return { value: roman, next: index + 1 };
  const ordinal = ordinals ? ORDINALS[folded] : undefined;
  return ordinal === undefined ? undefined : { value: ordinal, next: index + 1 };
}

/** A khóa and the offset where its words end. */
export interface TermReading extends NumeralReading {
  readonly end: number;
  /** Terms named after the first: "khóa XI, XII". */
  readonly others: readonly { readonly value: number; readonly start: number; readonly end: number }[];
}

/** "khóa XII", "(khóa XII)", ", khoá XII", "(khóa XI, XII)". */
export function readTerm(tokens: Tokens, index: number): TermReading | undefined {
  let at = index;
  if (idAt(tokens, at) === COMMA && gapAt(tokens, at) < NEW_PARAGRAPH) at++;
  const isOpen = idAt(tokens, at) === OPEN;
  if (isOpen) at++;
  if (idAt(tokens, at) !== W.khoa || gapAt(tokens, at) === NEW_PARAGRAPH) return undefined;
  const numeral = readNumeral(tokens, at + 1);
  if (numeral === undefined) return undefined;
  let { next } = numeral;
  const others: { value: number; start: number; end: number }[] = [];
  while (others.length < MAX_TERMS) {
    const other = readFurtherTerm(tokens, next);
    if (other === undefined) break;
    others.push({ value: other.value, start: tokens.start[other.from]!, end: tokens.end[other.next - 1]! });
    ({ next } = other);
  }
  const isClosed = isOpen && idAt(tokens, next) === CLOSE;
  // With several terms the bracket belongs to none of them.
  if (isClosed && others.length === 0)
    return { value: numeral.value, next: next + 1, end: tokens.end[next]!, others };
  const end = tokens.end[numeral.next - 1]!;
  return { value: numeral.value, next: isClosed ? next + 1 : next, end, others };
}

const AND = wordIds('va');

function readFurtherTerm(
  tokens: Tokens,
  index: number,
): { value: number; from: number; next: number } | undefined {
  const separator = idAt(tokens, index);
  if (separator !== COMMA && separator !== AND.va) return undefined;
  let from = index + 1;
  if (separator === COMMA && idAt(tokens, from) === AND.va) from++;
  const first = idAt(tokens, from) === W.khoa ? from + 1 : from;
  if (!isWord(tokens, first) || parseRoman(foldedAt(tokens, first)) === undefined) return undefined;
  const numeral = readNumeral(tokens, first);
  return numeral === undefined || numeral.value < 2
    ? undefined
    : { value: numeral.value, from, next: numeral.next };
}

/** "lần thứ XIII", "lần XIII", "thứ tư", "XIII", "13". */
export function readOrdinal(tokens: Tokens, index: number): NumeralReading | undefined {
  let at = index;
  if (idAt(tokens, at) === W.lan || idAt(tokens, at) === W.khoa) at++;
  if (idAt(tokens, at) === W.thu) at++;
  return readNumeral(tokens, at, at > index);
}
