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

const FIRST_CAPACITY = 512;
/** A line with more tokens is cut at its next punctuation mark; with more than `MAX_TOKENS` anywhere. */
const LONG_LINE_TOKENS = 2000;
const MAX_TOKENS = 4000;
const LINE_FEED = 0x0a;

const TABLE_SIZE = 0x3000;
const LINK_CHARS = ".,/-–_&@:+'’=?#%~";

let classTable: Uint8Array | undefined;

/** Columns with room for some hundred tokens; they grow by themselves. */
export function createTokenColumns(): TokenColumns {
  return {
    count: 0,
    starts: new Uint32Array(FIRST_CAPACITY),
    ends: new Uint32Array(FIRST_CAPACITY),
    kinds: new Uint8Array(FIRST_CAPACITY),
  };
}

/**
 * Cuts `text` from `from` on into tokens: syllables, numbers, codes (`05-CT/TW`, dates, URLs, e-mail addresses) and
 * punctuation marks. Every character that is not white space belongs to one token.
 *
 * Stops after a line with a token, and within a very long line after a punctuation mark. Returns the index at which
 * to go on, `to` at the end. Linear over all calls.
 */
export function scanTokens(text: string, from: number, to: number, tokens: TokenColumns): number {
  const classes = (classTable ??= buildClassTable());
  tokens.count = 0;
  let index = from;
  while (index < to) {
    const cls = classOf(text, index, classes);
    if (cls !== SPACE) {
      index = scanToken(text, index, to, tokens, classes);
      if (tokens.count > LONG_LINE_TOKENS && isPieceEnd(tokens)) break;
      continue;
    }
    index++;
    if (text.charCodeAt(index - 1) === LINE_FEED && tokens.count > 0) break;
  }
  return index;
}

function isPieceEnd(tokens: TokenColumns): boolean {
  return tokens.count > MAX_TOKENS || tokens.kinds[tokens.count - 1] === TokenKind.punctuation;
}

/** Pushes the token, or the tokens without white space between them, at `start`; returns where they end. */
function scanToken(
  text: string,
  start: number,
  to: number,
  tokens: TokenColumns,
  classes: Uint8Array,
): number {
  const cls = classOf(text, start, classes);
  let end = start + 1;
  if (cls === OTHER) {
    if (isSurrogatePair(text, start)) end++;
    push(tokens, start, end, TokenKind.punctuation);
    return end;
  }
  if (cls === LETTER) {
    let after: number = LETTER;
    while (end < to && (after = classOf(text, end, classes)) === LETTER) end++;
    if (end === to || after === SPACE || after === OTHER) {
      push(tokens, start, end, TokenKind.syllable);
      return end;
    }
  }
  while (end < to && isChunkClass(classOf(text, end, classes))) end++;
  pushChunk(text, start, end, tokens, classes);
  return end;
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
  let index = start;
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
    const addressEnd = findAddressEnd(text, index, end);
    if (addressEnd > index) push(tokens, index, addressEnd, TokenKind.code);
    index = addressEnd > index ? addressEnd : pushLinked(text, index, end, tokens, classes);
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
  if (at === tokens.starts.length) grow(tokens);
  tokens.starts[at] = start;
  tokens.ends[at] = end;
  tokens.kinds[at] = kind;
}

function grow(tokens: TokenColumns): void {
  const { starts, ends, kinds } = tokens;
  tokens.starts = new Uint32Array(starts.length * 2);
  tokens.ends = new Uint32Array(starts.length * 2);
  tokens.kinds = new Uint8Array(starts.length * 2);
  tokens.starts.set(starts);
  tokens.ends.set(ends);
  tokens.kinds.set(kinds);
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
