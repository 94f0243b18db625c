/**
 * What each UTF-16 code unit is to the scanner. Letters fold to 1..26 (a..z) whatever their case, tone, or script:
 * homoglyphs fold to the Latin letter they imitate, so that NFC, NFD and disguised spellings scan alike.
 */
export const LETTER_OTHER = 27;
/** Combining marks, soft hyphens, zero-width characters: they separate nothing. */
export const IGNORED = 28;
export const DIGIT = 30;
export const SPACE = 31;
export const NEWLINE = 32;
export const HYPHEN = 33;
export const SLASH = 34;
export const DOT = 35;
export const COMMA = 36;
export const SEMICOLON = 37;
export const COLON = 38;
export const OPEN = 39;
export const CLOSE = 40;
const QUOTE_OPEN = 41;
const QUOTE_CLOSE = 42;
/** A straight quote, which opens as well as closes. */
const QUOTE = 43;
export const AMPERSAND = 44;
export const PERCENT = 45;
export const SENTENCE_END = 46;
const OTHER = 47;

/** Cyrillic, Greek and other letters, each before the Latin letter that it looks like. */
const LOOK_ALIKES =
  'Аa аa Вb Сc сc ԁd Еe еe Һh һh Іi іi Јj јj Кk Мm Нh Оo оo Рp рp Ԛq ԛq Ѕs ѕs Тt Ԝw ԝw Хx хx Уy уy Αa Βb Εe Ζz Ηh Ιi Κk Μm Νn Οo Ρp Τt Υy Χx αa οo νv τt ρp ιi κk υu ıi ɡg ɑa ⅼl';

const PUNCTUATION: readonly (readonly [number, string])[] = [
  [HYPHEN, '-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d_'],
  [SLASH, '/\u2044\u2215\uff0f\\'],
  [DOT, '.\uff0e'],
  [COMMA, ',\uff0c\u3001'],
  [SEMICOLON, ';\uff1b'],
  [COLON, ':\uff1a'],
  [OPEN, '([{\uff08'],
  [CLOSE, ')]}\uff09'],
  [QUOTE_OPEN, '\u201c\u2018\u00ab\u201e'],
  [QUOTE_CLOSE, '\u201d\u2019\u00bb'],
  [QUOTE, '"\''],
  [AMPERSAND, '&+'],
  [PERCENT, '%\u2030'],
  [SENTENCE_END, '!?\u2026'],
  [SPACE, ' \t\u00a0\u1680\u202f\u205f\u3000'],
  [NEWLINE, '\n\r\v\f\u2028\u2029\u0085'],
  [IGNORED, '\u00ad\u034f\u061c\u180e\ufeff'],
];

/** Class of every code unit, one look-up a character. */
export const FOLD: Uint8Array = buildFoldTable();

function buildFoldTable(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(LETTER_OTHER);
  table.fill(OTHER, 0, 0xc0);
  for (let unit = 0x41; unit < 0x250; unit++) foldLatin(table, unit);
  for (let unit = 0x1e00; unit < 0x1f00; unit++) foldLatin(table, unit);
  for (let unit = 0xff21; unit <= 0xff3a; unit++) table[unit] = unit - 0xff20;
  for (let unit = 0xff41; unit <= 0xff5a; unit++) table[unit] = unit - 0xff40;
  for (let digit = 0; digit < 10; digit++) table[0x30 + digit] = table[0xff10 + digit] = DIGIT;
  // Đ, and Ð (eth) and Ɖ, which stand for it on many pages, do not decompose in Unicode.
  for (const stroked of 'đĐðÐɖƉ') table[stroked.charCodeAt(0)] = 4;
  for (const pair of LOOK_ALIKES.split(' ')) table[pair.charCodeAt(0)] = pair.charCodeAt(1) - 0x60;
  table.fill(IGNORED, 0x300, 0x370).fill(IGNORED, 0x1ab0, 0x1b00).fill(IGNORED, 0x1dc0, 0x1e00);
  table.fill(SPACE, 0x2000, 0x200b).fill(IGNORED, 0x200b, 0x2010).fill(IGNORED, 0x2060, 0x2070);
  table.fill(OTHER, 0x2010, 0x2060).fill(IGNORED, 0x202a, 0x202f);
  for (const [unitClass, characters] of PUNCTUATION) {
    for (const character of characters) table[character.charCodeAt(0)] = unitClass;
  }
  return table;
}

function foldLatin(table: Uint8Array, unit: number): void {
  const base = String.fromCharCode(unit).normalize('NFD').toLowerCase().charCodeAt(0) - 0x60;
  if (base >= 1 && base <= 26) table[unit] = base;
  else if (unit >= 0xc0) table[unit] = LETTER_OTHER;
}

/** `text.slice(start, end)` as someone types it who uses no diacritics: `Nghị` and `НGHỊ` give `nghi`. */
export function foldSpan(text: string, start: number, end: number): string {
  let folded = '';
  for (let index = start; index < end; index++) {
    const unitClass = FOLD[text.charCodeAt(index)]!;
    if (unitClass <= 26) folded += String.fromCharCode(0x60 + unitClass);
    else if (unitClass === DIGIT) folded += String.fromCharCode(0x30 + (text.charCodeAt(index) & 0xf));
    else if (unitClass === SPACE || unitClass === NEWLINE) folded += ' ';
    else if (unitClass !== IGNORED) folded += text[index]!;
  }
  return folded;
}
