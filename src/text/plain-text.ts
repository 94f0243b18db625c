/**
 * Characters that are themselves in every text: letters of the Latin alphabets, digits, the usual marks. None is invisible, stands
 * for another, or composes with its neighbours (all have NFC_Quick_Check=Yes and no combining class, UAX #15). Without `&`, which
 * may begin an entity, and the letters that may stand for Đ (Ð ð Ɖ).
 */
const PLAIN_RANGES: readonly (readonly [first: number, last: number])[] = [
  [0x20, 0x25],
  [0x27, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xcf],
  [0xd1, 0xef],
  [0xf1, 0x188],
  [0x18a, 0x24f],
  [0x1ea0, 0x1ef9],
  [0x2010, 0x2027],
];
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const TABLE_SIZE = 0x2028;

const PLAIN: Uint8Array = new Uint8Array(TABLE_SIZE);
for (const [first, last] of PLAIN_RANGES) PLAIN.fill(1, first, last + 1);

/** Whether `normalizeText` would leave a text as it is, for nearly all of those that it does: no more than a look. */
export function isPlainText(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= TABLE_SIZE || (PLAIN[unit] === 0 && unit !== LINE_FEED)) return false;
  }
  return true;
}

/** The same of a line without blanks at its ends or side by side. */
export function isTidyLine(text: string): boolean {
  let isAfterSpace = true;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === SPACE ? isAfterSpace : unit >= TABLE_SIZE || PLAIN[unit] === 0) return false;
    isAfterSpace = unit === SPACE;
  }
  return !isAfterSpace;
}
