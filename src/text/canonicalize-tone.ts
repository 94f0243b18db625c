/** Every vowel of Vietnamese, without a tone and with each of the five. */
const VOWEL_ROWS = [
  'aàáảãạ',
  'ăằắẳẵặ',
  'âầấẩẫậ',
  'eèéẻẽẹ',
  'êềếểễệ',
  'iìíỉĩị',
  'oòóỏõọ',
  'ôồốổỗộ',
  'ơờớởỡợ',
  'uùúủũụ',
  'ưừứửữự',
  'yỳýỷỹỵ',
];
const TONES = 6;
/** All letters above lie below this code unit. */
const TABLE_SIZE = 0x2000;
const MAX_GROUP = 3;

/**
 * Vowel groups that a syllable can have, by the letter (from 0) that carries the tone: new style (`hoà`, `thuý`),
 * as in the Ministry of Education's rules of 1984 and in the common dictionaries.
 */
const TONE_PLACES = new Map([
  ...groups('ai ao au ay âu ây eo êu ia iu oi ôi ơi ua ui ưa ưi ưu', 0),
  ...groups('oa oă oe uâ uê uơ uô uy ươ iê yê oai oao oay oeo uya uyu uây iêu yêu uôi ươi ươu', 1),
  ...groups('uyê', 2),
]);

let vowelTable: Uint8Array | undefined;

/**
 * Moves each tone mark to the letter where the new style puts it: `hòa` → `hoà`, `cuả` → `của`.
 *
 * For matching only: readers see the text as it was written. Takes NFC text; the result has the same length,
 * so offsets stay valid. Idempotent and linear. Vowel groups that no Vietnamese syllable has (`Orléans`) stay.
 */
export function canonicalizeTone(text: string): string {
  const codes = (vowelTable ??= buildVowelTable());
  let result = '';
  let copied = 0;
  let index = 0;
  while (index < text.length) {
    const end = groupEnd(text, index, codes);
    if (end === index) {
      index++;
      continue;
    }
    const group = placeTone(text.slice(index, end), glideLength(text, index, end), codes);
    if (group !== undefined) {
      result += text.slice(copied, index) + group;
      copied = end;
    }
    index = end;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

function groups(list: string, place: number): [string, number][] {
  return list.split(' ').map((group) => [group, place]);
}

/** 1 + row × 6 + tone by code unit, 0 for what is no vowel. */
function buildVowelTable(): Uint8Array {
  const codes = new Uint8Array(TABLE_SIZE);
  VOWEL_ROWS.forEach((row, rowIndex) => {
    for (let tone = 0; tone < TONES; tone++) {
      const code = 1 + rowIndex * TONES + tone;
      codes[row.charCodeAt(tone)] = code;
      codes[row.charAt(tone).toUpperCase().charCodeAt(0)] = code;
    }
  });
  return codes;
}

function groupEnd(text: string, start: number, codes: Uint8Array): number {
  let end = start;
  while (end < text.length) {
    const unit = text.charCodeAt(end);
    if (unit >= TABLE_SIZE || codes[unit] === 0) break;
    end++;
  }
  return end;
}

/** 1 where the first vowel belongs to the initial consonant: the u of `qua`, the i of `già`. */
function glideLength(text: string, start: number, end: number): number {
  if (start === 0 || end - start < 2) return 0;
  const before = text.charAt(start - 1);
  const glide = text.charAt(start);
  const isGlide = /q/i.test(before) ? /[uùúủũụ]/i.test(glide) : /g/i.test(before) && /[iìíỉĩị]/i.test(glide);
  return isGlide ? 1 : 0;
}

/** `undefined` where the tone is in its place, or where `group` is no group of Vietnamese vowels. */
function placeTone(group: string, glide: number, codes: Uint8Array): string | undefined {
  if (group.length < 2 || group.length > MAX_GROUP + glide) return undefined;
  let tone = 0;
  let toneAt = -1;
  let bare = '';
  for (let index = 0; index < group.length; index++) {
    const code = codes[group.charCodeAt(index)]! - 1;
    bare += VOWEL_ROWS[Math.floor(code / TONES)]!.charAt(0);
    if (code % TONES === 0) continue;
    if (tone !== 0) return undefined;
    tone = code % TONES;
    toneAt = index;
  }
  if (tone === 0) return undefined;

  const place = group.length === 1 + glide ? 0 : TONE_PLACES.get(bare.slice(glide));
  if (place === undefined || place + glide === toneAt) return undefined;
  return moveTone(group, bare, toneAt, place + glide, tone);
}

function moveTone(group: string, bare: string, from: number, to: number, tone: number): string {
  let moved = '';
  for (let index = 0; index < group.length; index++) {
    const letter = group.charAt(index);
    if (index !== from && index !== to) {
      moved += letter;
      continue;
    }
    const row = VOWEL_ROWS.find((vowels) => vowels.startsWith(bare.charAt(index)))!;
    const placed = row.charAt(index === to ? tone : 0);
    moved += letter === letter.toLowerCase() ? placed : placed.toUpperCase();
  }
  return moved;
}
