import { findAddressEnd, isLink, type Run } from './link-rules.ts';

/**
 * What a token is made of. Only syllables (and, rarely, numbers and initials) can be parts of a longer word.
 * The order is used by the segmenter's weights: never change it without training again.
 */
export const TokenKind = { syllable: 0, number: 1, code: 2, punctuation: 3 } as const;

/** Tokens of a text in order, as parallel columns; only the first `count` entries are filled. */
export interface TokenColumns {
  count: number;
  starts: Uint32Array;
  ends: Uint32Array;
  kinds: Uint8Array;
}

const SPACE = 0;
const LETTER = 1;
const DIGIT = 2;
/** Punctuation that can stand inside a code, a number, an address or a foreign name. */
const LINK = 3;
const OTHER = 4;

const TABLE_SIZE = 0x3000;
const LINK_CHARS = ".,/-–_&@:+'’=?#%~";

let classTable: Uint8Array | undefined;

/** Room for the tokens of `length` code units: no token is empty. */
export function createTokenColumns(length: number): TokenColumns {
  return {
    count: 0,
    starts: new Uint32Array(length),
    ends: new Uint32Array(length),
    kinds: new Uint8Array(length),
  };
}

/**
 * Cuts `text` between `from` and `to` into tokens: syllables, numbers, codes (`05-CT/TW`, dates, URLs, e-mail
 * addresses) and single punctuation marks. Every character that is not white space belongs to one token. Linear.
 */
export function scanTokens(text: string, from: number, to: number, tokens: TokenColumns): void {
  const classes = (classTable ??= buildClassTable());
  tokens.count = 0;
  let index = from;
  while (index < to) {
    const start = index;
    const cls = classOf(text, index, classes);
    index++;
    if (cls === SPACE) continue;
    if (cls === OTHER) {
      if (isSurrogatePair(text, start)) index++;
      push(tokens, start, index, TokenKind.punctuation);
      continue;
    }
    let last = cls;
    if (cls === LETTER) while (index < to && (last = classOf(text, index, classes)) === LETTER) index++;
    if (index === to || last === SPACE || last === OTHER) {
      if (cls === LETTER) {
        push(tokens, start, index, TokenKind.syllable);
        continue;
      }
    }
    let end = index;
    while (end < to && isChunkClass(classOf(text, end, classes))) end++;
    pushChunk(text, start, end, tokens, classes);
    index = end;
  }
}

function isChunkClass(cls: number): boolean {
  return cls === LETTER || cls === DIGIT || cls === LINK;
}

function isSurrogatePair(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}

/** A stretch of letters, digits and linking punctuation without white space. */
function pushChunk(
  text: string,
  start: number,
  end: number,
  tokens: TokenColumns,
  classes: Uint8Array,
): void {
  const addressEnd = findAddressEnd(text, start, end);
  let index = start;
  if (addressEnd > start) {
    push(tokens, start, addressEnd, TokenKind.code);
    index = addressEnd;
  }
  while (index < end) {
    const cls = classOf(text, index, classes);
    if (cls === LINK) {
      const char = text.charCodeAt(index);
      let stop = index + 1;
      // An ellipsis or a rule of dashes is one mark.
      while (stop < end && text.charCodeAt(stop) === char) stop++;
      push(tokens, index, stop, TokenKind.punctuation);
      index = stop;
      continue;
    }
    index = pushLinked(text, index, end, tokens, classes);
  }
}

/** Pushes runs of letters and digits as one token for as long as the mark between two runs links them. */
function pushLinked(
  text: string,
  start: number,
  end: number,
  tokens: TokenColumns,
  classes: Uint8Array,
): number {
  const left = readRun(text, start, end, classes);
  let stop = left.end;
  let hasDigit = left.hasDigit;
  let hasLetter = left.hasLetter;
  let previous = left;
  while (stop + 1 < end && classOf(text, stop + 1, classes) !== LINK) {
    const next = readRun(text, stop + 1, end, classes);
    if (!isLink(text.charAt(stop), previous, next, hasDigit)) break;
    hasDigit ||= next.hasDigit;
    hasLetter ||= next.hasLetter;
    previous = next;
    stop = next.end;
  }
  const isWord = !hasDigit;
  push(tokens, start, stop, isWord ? TokenKind.syllable : hasLetter ? TokenKind.code : TokenKind.number);
  return stop;
}

function readRun(text: string, start: number, limit: number, classes: Uint8Array): Run {
  let end = start;
  let hasDigit = false;
  let hasLetter = false;
  while (end < limit) {
    const cls = classOf(text, end, classes);
    if (cls === DIGIT) hasDigit = true;
    else if (cls === LETTER) hasLetter = true;
    else break;
    end++;
  }
  return { text, start, end, hasDigit, hasLetter };
}

function push(tokens: TokenColumns, start: number, end: number, kind: number): void {
  const at = tokens.count++;
  tokens.starts[at] = start;
  tokens.ends[at] = end;
  tokens.kinds[at] = kind;
}

function classOf(text: string, index: number, classes: Uint8Array): number {
  const unit = text.charCodeAt(index);
  return unit < TABLE_SIZE ? classes[unit]! : classOfHighUnit(unit);
}

/** Surrogates count as punctuation two by two; letters of other scripts (CJK) as letters. */
function classOfHighUnit(unit: number): number {
  if (unit === 0x3000 || unit === 0xfeff) return SPACE;
  if ((unit >= 0xd800 && unit < 0xf900) || unit >= 0xfe00) return OTHER;
  return LETTER;
}

function buildClassTable(): Uint8Array {
  const classes = new Uint8Array(TABLE_SIZE);
  for (let unit = 0; unit < TABLE_SIZE; unit++) {
    const char = String.fromCharCode(unit);
    if (/\s/u.test(char)) classes[unit] = SPACE;
    else if (/[\p{L}\p{M}]/u.test(char)) classes[unit] = LETTER;
    else if (/\p{N}/u.test(char)) classes[unit] = DIGIT;
    else classes[unit] = LINK_CHARS.includes(char) ? LINK : OTHER;
  }
  return classes;
}
