import { TokenKind, type TokenColumns } from './scan-tokens.ts';

/**
 * What a token looks like. The segmenter's weights depend on these numbers: never change them without training again.
 */
export const Shape = {
  lower: 0,
  capitalized: 1,
  capitals: 2,
  initial: 3,
  number: 4,
  code: 5,
  punctuation: 6,
  fullStop: 7,
  textStart: 8,
  textEnd: 9,
  /** A syllable of a line that is all in small letters or all in capitals: its letters tell nothing of names. */
  uncased: 10,
} as const;
export const SHAPES = 11;

/** A shorter line may well be a name or an abbreviation. */
const MIN_UNCASED_SYLLABLES = 3;
/** Counted for a capitalized syllable: more than a line has tokens. */
const NEVER_ALL = 1 << 24;

/** Parts of an entry of the letter table: bits 0-15 the bare letter, 16-18 its tone, 19-20 its letter mark, 21 capital. */
const TONE_SHIFT = 16;
const MARK_SHIFT = 19;
const CAPITAL_BIT = 1 << 21;
const TABLE_SIZE = 0x2000;

/** Combining tone marks in the order grave, acute, hook, tilde, dot below; letter marks: circumflex, breve, horn. */
const TONE_MARKS = '\u0300\u0301\u0309\u0303\u0323';
const LETTER_MARKS = '\u0302\u0306\u031b';
const LETTER_I = 0x69;
const LETTER_Q = 0x71;
const LETTER_U = 0x75;
const LETTER_Y = 0x79;

/** Symbols below 8 are free for the trainer, those from 16 on are hashes. */
const CODE_SYMBOL = 8;
const HASH_SEED = 0x2f0b4c47;
const HASH_FACTOR = 0x01000193;
const TONE_FACTOR = 0x9e3779b1;

let letterTable: Uint32Array | undefined;

/**
 * Fills `symbols` and `shapes` for the tokens of `text`.
 *
 * A symbol is a 32-bit hash of a token's letters that is the same for capital and small letters, for composed and
 * decomposed text, for every place of the tone mark (`hòa`, `hoà`) and for i and y (`kỹ`, `kĩ`). All numbers of a
 * length share a symbol, and so do all codes. 0 is never a symbol.
 */
export function describeTokens(
  text: string,
  tokens: TokenColumns,
  symbols: Uint32Array,
  shapes: Uint8Array,
): void {
  const letters = (letterTable ??= buildLetterTable());
  let small = 0;
  let capital = 0;
  for (let index = 0; index < tokens.count; index++) {
    const start = tokens.starts[index]!;
    const end = tokens.ends[index]!;
    const kind = tokens.kinds[index]!;
    if (kind === TokenKind.syllable) {
      symbols[index] = hashSyllable(text, start, end, letters);
      const shape = lastCapitals === 0 ? Shape.lower : capitalShape();
      shapes[index] = shape;
      if (shape === Shape.lower) small++;
      else capital += shape === Shape.capitalized ? NEVER_ALL : 1;
    } else {
      symbols[index] = otherSymbol(text, start, end, kind);
      shapes[index] =
        kind === TokenKind.punctuation ? punctuationShape(text, start) : Shape.number + kind - 1;
    }
  }
  const isUncased = small === 0 ? capital < NEVER_ALL : capital === 0;
  if (isUncased && small + capital >= MIN_UNCASED_SYLLABLES) markUncased(tokens.count, shapes);
}

function markUncased(count: number, shapes: Uint8Array): void {
  for (let index = 0; index < count; index++)
    if (shapes[index]! < Shape.number) shapes[index] = Shape.uncased;
}

/** Letters and capitals of the syllable that was hashed last, and whether the first was a capital: results without an object. */
let lastLetters = 0;
let lastCapitals = 0;
let lastBeginsCapital = false;

function hashSyllable(text: string, start: number, end: number, letters: Uint32Array): number {
  let hash = HASH_SEED;
  let before = HASH_SEED;
  let tone = 0;
  let last = 0;
  let second = 0;
  let third = 0;
  lastLetters = 0;
  lastCapitals = 0;
  lastBeginsCapital = false;
  for (let index = start; index < end; index++) {
    const unit = text.charCodeAt(index);
    const entry = unit < TABLE_SIZE ? letters[unit]! : unit;
    if (entry >= 1 << TONE_SHIFT) {
      if ((entry & CAPITAL_BIT) !== 0) {
        lastCapitals++;
        if (index === start) lastBeginsCapital = true;
      }
      const unitTone = (entry >> TONE_SHIFT) & 7;
      if (unitTone !== 0) tone = tone * 7 + unitTone;
    }
    const letter = entry & 0xffff;
    if (letter !== 0) {
      lastLetters++;
      before = hash;
      hash = Math.imul(hash ^ letter, HASH_FACTOR);
      third = second;
      second = last;
      last = letter;
    }
    const mark = (entry >> MARK_SHIFT) & 3;
    if (mark !== 0) {
      hash = Math.imul(hash ^ mark, HASH_FACTOR);
      // A marked letter is no bare y or u.
      last = 0;
    }
  }
  if (last === LETTER_Y && isOnset(second, third)) hash = Math.imul(before ^ LETTER_I, HASH_FACTOR);
  return mix(hash ^ Math.imul(tone, TONE_FACTOR));
}

/** Whether a y after these letters is the whole rhyme: kỹ, lý, quý, but not tay, thuý, y. */
function isOnset(last: number, before: number): boolean {
  if (last === LETTER_U) return before === LETTER_Q;
  return (
    last !== 0 && last !== 0x61 && last !== 0x65 && last !== LETTER_I && last !== 0x6f && last !== LETTER_Y
  );
}

function capitalShape(): number {
  if (!lastBeginsCapital) return Shape.lower;
  if (lastLetters === 1) return Shape.initial;
  return lastCapitals === lastLetters ? Shape.capitals : Shape.capitalized;
}

function otherSymbol(text: string, start: number, end: number, kind: number): number {
  if (kind === TokenKind.number) return CODE_SYMBOL + Math.min(4, end - start);
  if (kind === TokenKind.code) return CODE_SYMBOL;
  return mix((text.charCodeAt(start) << 1) | (end - start > 1 ? 1 : 0));
}

function punctuationShape(text: string, start: number): number {
  const unit = text.charCodeAt(start);
  const isStop = unit === 0x2e || unit === 0x21 || unit === 0x3f || unit === 0x2026;
  return isStop ? Shape.fullStop : Shape.punctuation;
}

/** The finalizer of MurmurHash3 (Austin Appleby, public domain); never below 16: those are taken. */
function mix(hash: number): number {
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  hash >>>= 0;
  return hash < 16 ? hash + 16 : hash;
}

function buildLetterTable(): Uint32Array {
  const table = new Uint32Array(TABLE_SIZE);
  for (let unit = 0; unit < TABLE_SIZE; unit++) {
    const char = String.fromCharCode(unit);
    const lower = char.toLowerCase();
    const decomposed = lower.normalize('NFD');
    let entry = 0;
    for (let index = 0; index < decomposed.length; index++) {
      const part = decomposed.charAt(index);
      const tone = TONE_MARKS.indexOf(part) + 1;
      const mark = LETTER_MARKS.indexOf(part) + 1;
      if (tone > 0) entry |= tone << TONE_SHIFT;
      else if (mark > 0) entry |= mark << MARK_SHIFT;
      else if ((entry & 0xffff) === 0) entry |= part.charCodeAt(0);
      // Other marks (ü, ç) make another letter: the composed one stands for itself.
      else entry = lower.charCodeAt(0);
    }
    table[unit] = char === lower ? entry : entry | CAPITAL_BIT;
  }
  return table;
}
