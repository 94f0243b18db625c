import { COUNTED_NOUNS, FOLLOWING_WORDS } from '../tables/counted-nouns-table.ts';
import type { BareStrength } from '../tables/document-types-table.ts';
import { COLON, COMMA, DOT, HYPHEN, NEWLINE, PERCENT, SLASH } from '../lexer/fold-table.ts';
import { readDate } from '../context/read-date.ts';
import { readTerm } from '../context/read-term.ts';
import { yearAt } from './read-number.ts';
import {
  foldedAt,
  gapAt,
  GLUED,
  idAt,
  isWord,
  NEXT_LINE,
  surfaceOf,
  type Tokens,
} from '../lexer/tokenize.ts';
import { NUMBER, wordIds, wordSet } from '../lexer/vocabulary.ts';

const W = wordIds('nam', 'ngay', 'cua', 've', 'do', 'thang', 'va', 'khoa', 'hoi', 'nghi');

/** What stands before the number. */
export interface BareContext {
  readonly bare: BareStrength;
  /** "số" stands before the number. */
  readonly hasNumberWord: boolean;
  readonly isCapital: boolean;
  /** The text writes no tones here, so that counted nouns cannot be told by theirs. */
  readonly isPlain: boolean;
}

/**
 * Whether a number without code and year, whose last token is `next - 1`, is a document's number.
 * Counts ("kế hoạch 10 phút"), decimals ("quy định 4,2 triệu") and dates ("kế hoạch 11/9") are not.
 */
export function isBareDocumentNumber(tokens: Tokens, next: number, context: BareContext): boolean {
  if (context.bare === 'coded' || isPartOfFigure(tokens, next)) return false;
  const digits = foldedAt(tokens, next - 1);
  const isPadded = digits.length > 1 && digits.startsWith('0');
  const isStrong = context.bare === 'strong' || (context.bare === 'capital' && context.isCapital);
  if (isFollowedByCount(tokens, next, context)) return false;
  if (isStrong || isPadded) return true;
  // "Thông báo số 3" hangs on a notice board; "Kế hoạch số 138" is a document.
  if (context.hasNumberWord) return digits.length > 1 || isIssuedBehind(tokens, next);
  if (context.isCapital && digits.length > 1) return isWeaklyFollowed(tokens, next);
  return isIssuedBehind(tokens, next);
}

/** "4,2", "20.012", "11/9", "10%", "5-7". */
function isPartOfFigure(tokens: Tokens, next: number): boolean {
  const id = idAt(tokens, next);
  if (id === PERCENT || isDecimalCount(tokens, next)) return true;
  const isJoined =
    gapAt(tokens, next) === GLUED && gapAt(tokens, next + 1) === GLUED && idAt(tokens, next + 1) === NUMBER;
  return isJoined && (id === DOT || id === SLASH || id === HYPHEN || id === COLON);
}

/** Units that stand behind a decimal, folded: money, measures, multiples. */
const UNITS = wordSet('trieu ty ti nghin ngan tram dong usd do phan km m cm ha kg tan ta lit lan gio diem');

/** "3,5 triệu đồng", "4,2%": a comma between two numbers without a space, and a unit behind the second. */
export function isDecimalCount(tokens: Tokens, next: number): boolean {
  if (idAt(tokens, next) !== COMMA || idAt(tokens, next + 1) !== NUMBER) return false;
  if (gapAt(tokens, next) !== GLUED || gapAt(tokens, next + 1) !== GLUED) return false;
  const unit = idAt(tokens, next + 2);
  return unit === PERCENT || (UNITS.has(unit) && gapAt(tokens, next + 2) < NEXT_LINE);
}

/** A counted noun stands behind the number, or behind the list that it is part of. */
export function isFollowedByCount(
  tokens: Tokens,
  next: number,
  context: Pick<BareContext, 'isPlain'>,
): boolean {
  if (idAt(tokens, next) === PERCENT) return true;
  if (!isWord(tokens, next) || gapAt(tokens, next) >= NEXT_LINE) return false;
  const id = idAt(tokens, next);
  if (id === W.nam) return yearAt(tokens, next + 1) === null || idAt(tokens, next + 2) === HYPHEN;
  // "Nghị quyết 26, 27, 28 Hội nghị Trung ương 7".
  if (id === W.hoi && idAt(tokens, next + 1) === W.nghi) return false;
  if (id === W.khoa) return readTerm(tokens, next) === undefined;
  if (id === W.ngay) return readDate(tokens, next) === undefined;
  if (id === W.thang) return readDate(tokens, next) === undefined;
  const surface = surfaceOf(tokens, next).normalize('NFC').toLowerCase();
  if (gapAt(tokens, next) === GLUED) return surface.length <= 3;
  if (context.isPlain) return false;
  return COUNTED_NOUNS.has(surface) && !FOLLOWING_WORDS.has(surface);
}

function isWeaklyFollowed(tokens: Tokens, next: number): boolean {
  if (gapAt(tokens, next) >= NEXT_LINE) return true;
  const id = idAt(tokens, next);
  if (!isWord(tokens, next)) return id !== NUMBER && id !== SLASH && id !== NEWLINE && id !== HYPHEN;
  return FOLLOWING_WORDS.has(surfaceOf(tokens, next).normalize('NFC').toLowerCase());
}

/** "kế hoạch 138 của Quận ủy", "quyết định 465 về", "thông báo 12 ngày 3/4". */
function isIssuedBehind(tokens: Tokens, next: number): boolean {
  const id = idAt(tokens, next);
  if (gapAt(tokens, next) >= NEXT_LINE) return false;
  if (id === W.cua || id === W.ve) return true;
  if (id === W.ngay) return readDate(tokens, next) !== undefined;
  return id === W.nam && yearAt(tokens, next + 1) !== null;
}

/**
 * Whether a number that continues a list ends it as a document's number would: no counted noun follows, and behind
 * a type word that often stands before counts, a word or mark that a document's number can stand before.
 */
export function isListMemberEnd(
  tokens: Tokens,
  next: number,
  context: Pick<BareContext, 'isPlain'> & { readonly isStrong: boolean },
): boolean {
  if (isPartOfFigure(tokens, next) || isFollowedByCount(tokens, next, context)) return false;
  if (context.isStrong || context.isPlain || gapAt(tokens, next) >= NEXT_LINE) return true;
  const id = idAt(tokens, next);
  if (!isWord(tokens, next)) return id !== NUMBER && id !== SLASH;
  const word = surfaceOf(tokens, next).normalize('NFC').toLowerCase();
  return id === W.va || FOLLOWING_WORDS.has(word) || readDate(tokens, next) !== undefined;
}
