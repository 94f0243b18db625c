import { COLON, DOT, HYPHEN, SLASH } from '../lexer/fold-table.ts';
import {
  foldedAt,
  gapAt,
  GLUED,
  idAt,
  isWord,
  NEW_PARAGRAPH,
  NEXT_LINE,
  SPACED,
  surfaceOf,
  type Tokens,
} from '../lexer/tokenize.ts';
import { NUMBER, wordIds } from '../lexer/vocabulary.ts';
import { readCode } from './read-code.ts';
import { TYPE_BY_CODE } from '../tables/document-types-table.ts';

/** Number and code of a document as read from a text. */
export interface NumberReading {
  readonly number: string;
  readonly year: number | null;
  /** Type that the code gives. */
  readonly type: string | null;
  readonly issuerCode: string | null;
  /** Code as written, folded, its parts joined by hyphens; empty where there is none. */
  readonly code: string;
  /** Index of the token after it. */
  readonly next: number;
  /** Offset of its end; within token `next - 1` where a word is glued to the code. */
  readonly end: number;
  readonly flags: readonly string[];
}

const FIRST_YEAR = 1945;
const LAST_YEAR = 2045;

/** Whether a number token can be a year of a document. */
export function yearAt(tokens: Tokens, index: number): number | null {
  if (idAt(tokens, index) !== NUMBER) return null;
  const digits = foldedAt(tokens, index);
  if (digits.length !== 4) return null;
  const year = Number(digits);
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : null;
}

/** Reads the number at token `index`, and the year and code that may follow it. */
export function readNumber(tokens: Tokens, index: number): NumberReading | undefined {
  const head = readDigits(tokens, index);
  if (head === undefined) return undefined;
  const flags = [...head.flags];
  let { next } = head;
  let year: number | null = null;

  const yearReading = readYear(tokens, next);
  if (yearReading !== undefined) {
    ({ year, next } = yearReading);
    if (yearReading.broken) flags.push('ocr');
  }
  const code = readCode(tokens, next);
  if (code !== undefined) return { number: head.number, year, ...code, flags: [...flags, ...code.flags] };
  const end = tokens.end[next - 1]!;
  return { number: head.number, year, type: null, issuerCode: null, code: '', next, end, flags };
}

interface DigitsReading {
  readonly number: string;
  readonly next: number;
  readonly flags: readonly string[];
}

function readDigits(tokens: Tokens, index: number): DigitsReading | undefined {
  const run = readDigitRun(tokens, index);
  if (run === undefined) return undefined;
  const flags = [...run.flags];
  let { digits, next: at } = run;
  if (isThousands(tokens, at)) {
    digits += foldedAt(tokens, at + 1);
    at += 2;
  } else if (digits.length <= 2 && isBrokenDigits(tokens, at)) {
    digits += foldedAt(tokens, at);
    flags.push('ocr');
    at++;
  }
  let suffix = '';
  if (isWord(tokens, at) && gapAt(tokens, at) === GLUED && /^[a-hA-H]$/u.test(surfaceOf(tokens, at))) {
    suffix = surfaceOf(tokens, at).toLowerCase();
    at++;
  }
  return { number: digits.replace(/^0+(?=\d)/u, '') + suffix, next: at, flags };
}

/** Digits, with an O or l that an OCR engine or a typist put for 0 or 1: "O5-CT/TW", "l6/CT-TTg". */
function readDigitRun(
  tokens: Tokens,
  index: number,
): { digits: string; next: number; flags: string[] } | undefined {
  let digits = '';
  let at = index;
  const flags: string[] = [];
  for (; at < tokens.count && (at === index || tokens.gap[at] === GLUED); at++) {
    if (tokens.id[at] === NUMBER) digits += foldedAt(tokens, at);
    else if (isDigitLookAlike(tokens, at)) {
      digits += /[oO]/u.test(surfaceOf(tokens, at)) ? '0' : '1';
      flags.push('homoglyph');
    } else break;
  }
  if (at === index || digits.length > MAX_DIGITS || !/\d/u.test(digits)) return undefined;
  return { digits, next: at, flags };
}

/** No series runs longer than this. */
const MAX_DIGITS = 6;

/** ".719/QĐ": a thousands point, told from the end of a sentence by the code behind it. */
function isThousands(tokens: Tokens, index: number): boolean {
  return (
    idAt(tokens, index) === DOT &&
    gapAt(tokens, index) === GLUED &&
    idAt(tokens, index + 1) === NUMBER &&
    gapAt(tokens, index + 1) === GLUED &&
    foldedAt(tokens, index + 1).length === 3 &&
    idAt(tokens, index + 2) === SLASH
  );
}

/** "Chỉ thị số 0 5-CT/TW": a number that a line break or an OCR engine broke. */
function isBrokenDigits(tokens: Tokens, index: number): boolean {
  if (idAt(tokens, index) !== NUMBER || gapAt(tokens, index) !== SPACED) return false;
  const mark = idAt(tokens, index + 1);
  const isMarked = (mark === HYPHEN || mark === SLASH) && gapAt(tokens, index + 1) === GLUED;
  return isMarked && foldedAt(tokens, index).length <= 2 && isTypeCodeBehind(tokens, index + 1);
}

function isDigitLookAlike(tokens: Tokens, at: number): boolean {
  if (!isWord(tokens, at)) return false;
  const surface = surfaceOf(tokens, at);
  if (surface.length !== 1 || !'OoIl'.includes(surface)) return false;
  const isBefore = idAt(tokens, at + 1) === NUMBER && gapAt(tokens, at + 1) === GLUED;
  const isAfter = idAt(tokens, at - 1) === NUMBER && gapAt(tokens, at) === GLUED;
  return isBefore || isAfter;
}

/** `/2020`, `-2020-nd` of a slug, ` 2020 nd` of a tag, `/2 013` of a broken line. */
function readYear(tokens: Tokens, index: number): YearReading | undefined {
  const separator = idAt(tokens, index);
  if (separator === SLASH || separator === HYPHEN) {
    if (gapAt(tokens, index) > NEXT_LINE || gapAt(tokens, index + 1) > NEXT_LINE) return undefined;
    const year = yearAt(tokens, index + 1);
    if (year !== null) return readPlainYear(tokens, index, year);
    return separator === SLASH
      ? (readDisguisedYear(tokens, index + 1) ?? readBrokenYear(tokens, index + 1))
      : undefined;
  }
  const year = yearAt(tokens, index);
  if (year === null || gapAt(tokens, index) !== SPACED || !isTypeCodeBehind(tokens, index + 1))
    return undefined;
  return { year, next: index + 1, broken: false };
}

interface YearReading {
  readonly year: number;
  readonly next: number;
  readonly broken: boolean;
}

function readPlainYear(tokens: Tokens, index: number, year: number): YearReading | undefined {
  const separator = idAt(tokens, index);
  if (isDateSeparator(tokens, index + 2, separator)) return undefined;
  // A hyphen alone stands between years and dates: it needs a code behind it.
  const isCoded = separator === SLASH || isTypeCodeBehind(tokens, index + 2);
  return isCoded ? { year, next: index + 2, broken: false } : undefined;
}

/** "2 013": a year that a line break or an OCR engine broke, before another mark. */
function readBrokenYear(tokens: Tokens, index: number): YearReading | undefined {
  if (idAt(tokens, index) !== NUMBER || idAt(tokens, index + 1) !== NUMBER) return undefined;
  const year = Number(foldedAt(tokens, index) + foldedAt(tokens, index + 1));
  const isYear = year >= FIRST_YEAR && year <= LAST_YEAR && tokens.gap[index + 1] === SPACED;
  return isYear && idAt(tokens, index + 2) === SLASH ? { year, next: index + 2, broken: true } : undefined;
}

/** "2O19": a year with a letter in it, before another mark. */
function readDisguisedYear(tokens: Tokens, index: number): YearReading | undefined {
  const run = readDigitRun(tokens, index);
  if (run?.digits.length !== 4 || idAt(tokens, run.next) !== SLASH) return undefined;
  const year = Number(run.digits);
  return year >= FIRST_YEAR && year <= LAST_YEAR ? { year, next: run.next, broken: true } : undefined;
}

const isDateSeparator = (tokens: Tokens, index: number, separator: number): boolean =>
  idAt(tokens, index) === separator &&
  idAt(tokens, index + 1) === NUMBER &&
  gapAt(tokens, index + 1) === GLUED;

function isTypeCodeBehind(tokens: Tokens, index: number): boolean {
  const at = idAt(tokens, index) === HYPHEN || idAt(tokens, index) === SLASH ? index + 1 : index;
  if (!isWord(tokens, at)) return false;
  const folded = foldedAt(tokens, at);
  return folded in TYPE_BY_CODE || folded.startsWith('qh') || folded.startsWith('ubtvqh');
}

const W = wordIds('so', 'tu', 's', 'o', 'l', 'i');

/** Index of the number behind "số", "số:", "Số-" or nothing; `undefined` where none follows. */
export function numberIndexBehind(
  tokens: Tokens,
  index: number,
): { at: number; hasNumberWord: boolean } | undefined {
  if (gapAt(tokens, index) >= NEW_PARAGRAPH) return undefined;
  let at = index;
  let hasNumberWord = false;
  // A slug has hyphens for spaces: "nghi-quyet-so-43".
  if (idAt(tokens, at) === HYPHEN && gapAt(tokens, at) === GLUED && gapAt(tokens, at + 1) === GLUED) at++;
  if (idAt(tokens, at) === W.tu && isNumberWord(tokens, at + 1)) at++;
  // "các nghị quyết: số 18-NQ/TW".
  if (idAt(tokens, at) === COLON && isNumberWord(tokens, at + 1)) at++;
  if (isNumberWord(tokens, at)) {
    hasNumberWord = true;
    at++;
    if (idAt(tokens, at) === COLON || idAt(tokens, at) === HYPHEN || idAt(tokens, at) === DOT) at++;
  } else if (idAt(tokens, at) === W.tu && idAt(tokens, at + 1) === NUMBER) at++;
  if (gapAt(tokens, at) >= NEW_PARAGRAPH) return undefined;
  return isNumberStart(tokens, at) ? { at, hasNumberWord } : undefined;
}

/** "số", "s." */
export const isNumberWord = (tokens: Tokens, index: number): boolean =>
  (idAt(tokens, index) === W.so || (idAt(tokens, index) === W.s && idAt(tokens, index + 1) === DOT)) &&
  gapAt(tokens, index) < NEW_PARAGRAPH;

function isNumberStart(tokens: Tokens, index: number): boolean {
  if (idAt(tokens, index) === NUMBER) return true;
  const id = idAt(tokens, index);
  return (
    (id === W.o || id === W.l || id === W.i) &&
    idAt(tokens, index + 1) === NUMBER &&
    gapAt(tokens, index + 1) === GLUED
  );
}
