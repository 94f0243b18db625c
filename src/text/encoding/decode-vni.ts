/**
 * VNI-Windows writes one byte for a bare letter and one for all its marks. Seen through windows-1252, these are the
 * mark letters, in small; capitals have the capital letters. Source: VNI's own chart, as in the article "VNI" of
 * Wikipedia; ỹ is yõ there, which a common converter gets wrong.
 */
const MARKS: Readonly<Record<string, string>> = {
  ù: '\u0301',
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
};
/** Letters that are one byte. */
const LETTERS: Readonly<Record<string, string>> = {
  ô: 'ơ',
  ö: 'ư',
  ñ: 'đ',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
};
const BASES = 'aeouyôö';

/** `text` is VNI-Windows that was decoded as windows-1252 (or Latin-1). Linear. */
export function decodeVni(text: string): string {
  let result = '';
  let index = 0;
  while (index < text.length) {
    const char = text.charAt(index);
    const base = spell(char);
    const composed = BASES.includes(char.toLowerCase()) ? compose(base, text.charAt(index + 1)) : undefined;
    result += composed ?? base;
    index += composed === undefined ? 1 : 2;
  }
  return result;
}

function spell(char: string): string {
  const lower = char.toLowerCase();
  const letter = LETTERS[lower];
  if (letter === undefined) return char;
  return char === lower ? letter : letter.toUpperCase();
}

/** One letter of `base` and the marks that `mark` stands for; `undefined` where there is no such letter. */
function compose(base: string, mark: string): string | undefined {
  const marks = MARKS[mark.toLowerCase()];
  if (marks === undefined) return undefined;
  const composed = (base + marks).normalize('NFC');
  return composed.length === 1 ? composed : undefined;
}
