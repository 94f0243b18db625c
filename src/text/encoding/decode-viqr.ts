const LETTER_MARKS: Readonly<Record<string, string>> = {
  '^': '\u0302',
  '(': '\u0306',
  '+': '\u031b',
  '*': '\u031b',
};
const TONES: Readonly<Record<string, string>> = {
  "'": '\u0301',
  '`': '\u0300',
  '?': '\u0309',
  '~': '\u0303',
  '.': '\u0323',
};
const VOWEL = /^[aeiouy]$/iu;

/**
 * VIQR (RFC 1456): ASCII with marks behind the vowel (`Vie^.t Nam`), `dd` for đ, and a backslash in front of a mark
 * that is punctuation. Many people left the backslash out, so that a full stop or a question mark after a vowel at
 * the end of a word is taken for a mark only where the word has other marks or goes on. Linear.
 */
export function decodeViqr(text: string): string {
  let result = '';
  let index = 0;
  while (index < text.length) {
    const char = text.charAt(index);
    const next = text.charAt(index + 1);
    if (char === '\\' && next !== '') {
      result += next;
      index += 2;
    } else if ((char === 'd' || char === 'D') && next.toLowerCase() === 'd') {
      result += char === 'D' ? 'Đ' : 'đ';
      index += 2;
    } else if (VOWEL.test(char)) {
      const letter = readVowel(text, index);
      result += letter.text;
      index = letter.end;
    } else {
      result += char;
      index++;
    }
  }
  return result;
}

function readVowel(text: string, start: number): { text: string; end: number } {
  let letter = text.charAt(start);
  let end = start + 1;
  const mark = LETTER_MARKS[text.charAt(end)];
  const marked = mark === undefined ? letter : (letter + mark).normalize('NFC');
  if (mark !== undefined && marked.length === 1) {
    letter = marked;
    end++;
  }
  const tone = TONES[text.charAt(end)];
  const toned = tone === undefined ? letter : (letter + tone).normalize('NFC');
  if (tone === undefined || toned.length !== 1) return { text: letter, end };
  return { text: toned, end: end + 1 };
}
