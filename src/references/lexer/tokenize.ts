import { DIGIT, FOLD, foldSpan, IGNORED, LETTER_OTHER, NEWLINE, SPACE } from '../lexer/fold-table.ts';
import {
  EMPTY_HASH,
  extendHash,
  FIRST_WORD_ID,
  lookUpHash,
  NUMBER,
  UNKNOWN_WORD,
} from '../lexer/vocabulary.ts';

/** White space before a token. */
export const GLUED = 0;
export const SPACED = 1;
/** One line break: a line that was wrapped. */
export const NEXT_LINE = 2;
/** A blank line, or the start of the text: no mention runs across it. */
export const NEW_PARAGRAPH = 3;

/** Id of the token that stands between two paragraphs. */
const PARAGRAPH_BREAK = 48;

/** A text as words, numbers and punctuation marks, in flat arrays; white space is in `gap`. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  /** Word id, `NUMBER`, `UNKNOWN_WORD`, or the class of a punctuation mark. */
  readonly id: Uint16Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly gap: Uint8Array;
}

/** Room for tokens that one text after another may use: new arrays for each text cost as much as reading it. */
export interface TokenRoom {
  id: Uint16Array<ArrayBuffer>;
  start: Int32Array<ArrayBuffer>;
  end: Int32Array<ArrayBuffer>;
  gap: Uint8Array<ArrayBuffer>;
}

/** Room for `capacity` tokens; it grows where a text holds more. */
export const createTokenRoom = (capacity: number): TokenRoom => ({
  id: new Uint16Array(capacity),
  start: new Int32Array(capacity),
  end: new Int32Array(capacity),
  gap: new Uint8Array(capacity),
});

/** Cuts `text` into tokens in one pass; each character is looked at once. */
export const tokenize = (text: string): Tokens =>
  tokenizeInto(createTokenRoom((text.length >> 2) + 16), text);

/** The same in a room that is used again: the tokens are good until then. */
export function tokenizeInto(room: TokenRoom, text: string): Tokens {
  const length = text.length;
  let { id, start, end, gap } = room;
  let capacity = id.length;
  let count = 0;
  let space = NEW_PARAGRAPH;

  for (let index = 0; index < length;) {
    let unitClass = FOLD[text.charCodeAt(index)]!;
    if (unitClass === SPACE) {
      if (space === GLUED) space = SPACED;
      index++;
      continue;
    }
    if (unitClass === NEWLINE || unitClass === IGNORED) {
      if (unitClass === NEWLINE) space = space < NEXT_LINE ? NEXT_LINE : NEW_PARAGRAPH;
      index++;
      continue;
    }
    if (count === capacity) {
      capacity *= 2;
      id = grow(id, new Uint16Array(capacity));
      start = grow(start, new Int32Array(capacity));
      end = grow(end, new Int32Array(capacity));
      gap = grow(gap, new Uint8Array(capacity));
      Object.assign(room, { id, start, end, gap });
    }
    if (space === NEW_PARAGRAPH && count > 0 && id[count - 1] !== PARAGRAPH_BREAK) {
      // A token of its own, so that nothing that looks at the next token looks across it.
      id[count] = PARAGRAPH_BREAK;
      start[count] = end[count] = index;
      gap[count++] = NEW_PARAGRAPH;
      continue;
    }
    start[count] = index;
    gap[count] = space;
    space = GLUED;
    if (unitClass <= LETTER_OTHER) {
      let hash = EMPTY_HASH;
      do {
        hash = extendHash(hash, unitClass);
        do unitClass = ++index < length ? FOLD[text.charCodeAt(index)]! : SPACE;
        while (unitClass === IGNORED);
      } while (unitClass <= LETTER_OTHER);
      id[count] = lookUpHash(hash);
    } else if (unitClass === DIGIT) {
      do unitClass = ++index < length ? FOLD[text.charCodeAt(index)]! : SPACE;
      while (unitClass === DIGIT || unitClass === IGNORED);
      id[count] = NUMBER;
    } else {
      id[count] = unitClass;
      index++;
    }
    end[count++] = index;
  }
  return { text, count, id, start, end, gap };
}

function grow<Numbers extends Uint8Array | Uint16Array | Int32Array>(from: Numbers, into: Numbers): Numbers {
  into.set(from);
  return into;
}

export const isWord = (tokens: Tokens, index: number): boolean =>
  index >= 0 &&
  index < tokens.count &&
  (tokens.id[index]! >= FIRST_WORD_ID || tokens.id[index] === UNKNOWN_WORD);

/** Id of a token, or -1 outside of the text. */
export const idAt = (tokens: Tokens, index: number): number =>
  index >= 0 && index < tokens.count ? tokens.id[index]! : -1;

/** White space before a token; the end of the text counts as the end of a paragraph. */
export const gapAt = (tokens: Tokens, index: number): number =>
  index >= 0 && index < tokens.count ? tokens.gap[index]! : NEW_PARAGRAPH;

export const surfaceOf = (tokens: Tokens, index: number): string =>
  tokens.text.slice(tokens.start[index], tokens.end[index]);

/** The folded spelling of a word; for a number its digits. */
export const foldedAt = (tokens: Tokens, index: number): string =>
  foldSpan(tokens.text, tokens.start[index]!, tokens.end[index]!);
