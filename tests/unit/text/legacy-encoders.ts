import { SINGLE_BYTE_TABLES } from '../../../src/text/encoding/single-byte-table.ts';

/** All letters of Vietnamese with all tones, small and capital. */
export const VIETNAMESE_LETTERS: string = Array.from('aăâeêioôơuưyd').reduce((letters, vowel) => {
  if (vowel === 'd') return `${letters}đĐ`;
  const toned = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'].map((tone) =>
    (vowel + tone).normalize('NFC'),
  );
  return letters + toned.join('') + toned.join('').toUpperCase();
}, '');

/**
 * VNI-Windows as its keyboard's users know it: what stands behind the bare letter, typed here from the vendor's chart
 * and not from the decoder's table.
 */
const VNI_ROWS =
  'á aù|à aø|ả aû|ã aõ|ạ aï|ă aê|ắ aé|ằ aè|ẳ aú|ẵ aü|ặ aë|â aâ|ấ aá|ầ aà|ẩ aå|ẫ aã|ậ aä|' +
  'é eù|è eø|ẻ eû|ẽ eõ|ẹ eï|ê eâ|ế eá|ề eà|ể eå|ễ eã|ệ eä|í í|ì ì|ỉ æ|ĩ ó|ị ò|' +
  'ó où|ò oø|ỏ oû|õ oõ|ọ oï|ô oâ|ố oá|ồ oà|ổ oå|ỗ oã|ộ oä|ơ ô|ớ ôù|ờ ôø|ở ôû|ỡ ôõ|ợ ôï|' +
  'ú uù|ù uø|ủ uû|ũ uõ|ụ uï|ư ö|ứ öù|ừ öø|ử öû|ữ öõ|ự öï|ý yù|ỳ yø|ỷ yû|ỹ yõ|ỵ î|đ ñ';

const VNI: ReadonlyMap<string, string> = new Map(
  VNI_ROWS.split('|').flatMap((row): [string, string][] => {
    const [letter = '', code = ''] = row.split(' ');
    return [
      [letter, code],
      [letter.toUpperCase(), code.toUpperCase()],
    ];
  }),
);

const VIQR_MARKS: Readonly<Record<string, string>> = {
  '\u0302': '^',
  '\u0306': '(',
  '\u031b': '+',
  '\u0301': "'",
  '\u0300': '`',
  '\u0309': '?',
  '\u0303': '~',
  '\u0323': '.',
};

export function toVniText(text: string): string {
  return Array.from(text, (char) => VNI.get(char) ?? char).join('');
}

export function toViqr(text: string): string {
  return Array.from(text, (char) => {
    if (char === 'đ') return 'dd';
    if (char === 'Đ') return 'DD';
    const [base = '', ...marks] = Array.from(char.normalize('NFD'));
    // RFC 1456: the mark of the letter comes before the tone.
    const codes = marks
      .map((mark) => VIQR_MARKS[mark] ?? mark)
      .sort((a, b) => Number('^(+'.includes(b)) - Number('^(+'.includes(a)));
    return base + codes.join('');
  }).join('');
}

/** Bytes of `text`; `undefined` where the charset has no room for a character. */
export function encodeAs(text: string, charset: string): Uint8Array | undefined {
  if (charset === 'vni-windows') return encodeAs(toVniText(text), 'windows-1252');
  if (charset === 'viqr') return encodeAs(toViqr(text), 'windows-1252');
  const { high, low } = SINGLE_BYTE_TABLES.get(charset)!;
  const bytes: number[] = [];
  for (const char of charset === 'windows-1258' ? decomposeFor1258(text, high) : text) {
    const at = high.indexOf(char);
    const inLow = low.indexOf(char);
    if (char.charCodeAt(0) < 0x80 && char.charCodeAt(0) !== 0) bytes.push(char.charCodeAt(0));
    else if (at >= 0) bytes.push(at + 0x80);
    else if (inLow >= 0) bytes.push(low.charCodeAt(inLow - 1));
    else return undefined;
  }
  return Uint8Array.from(bytes);
}

/** windows-1258 has no letters with tones but those of Latin-1: the tone stands behind the letter. */
function decomposeFor1258(text: string, high: string): string {
  return Array.from(text, (char) => {
    if (char.charCodeAt(0) < 0x80 || high.includes(char)) return char;
    const decomposed = char.normalize('NFD');
    const tone = /[\u0300\u0301\u0303\u0309\u0323]/u.exec(decomposed)?.[0] ?? '';
    return decomposed.replace(tone, '').normalize('NFC') + tone;
  }).join('');
}
