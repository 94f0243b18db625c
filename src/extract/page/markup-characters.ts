/** Classes of characters, given as UTF-16 code units, that the HTML standard's tokenizer tells apart. */
export const SLASH = 47;
export const EQUALS = 61;
export const GREATER = 62;
const SPACE = 32;

/** Tab, line feed, form feed, carriage return, space. */
export const isSpace = (c: number): boolean => c === SPACE || (c >= 9 && c <= 13 && c !== 11);
export const toLowerCase = (c: number): number => (c >= 65 && c <= 90 ? c | 32 : c);
export const isLetter = (c: number): boolean => (c | 32) >= 97 && (c | 32) <= 122;
/** Behind `<`: a letter, `!` or `?`. */
export const opensMarkup = (c: number): boolean => isLetter(c) || c === 33 || c === 63;
export const endsName = (c: number, atSlash: boolean): boolean =>
  c === GREATER || isSpace(c) || (atSlash && c === SLASH);
export const endsAttributeName = (c: number): boolean =>
  c === EQUALS || c === GREATER || c === SLASH || isSpace(c);
export const endsBareValue = (c: number): boolean => c === GREATER || isSpace(c);
