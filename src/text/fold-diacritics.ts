/** Code units below this are folded by table; Latin, Greek and Cyrillic letters with marks all lie below it. */
const TABLE_SIZE = 0x2000;

/** Entry of a code unit that folds to nothing: a combining mark. */
const DROPPED = 0;
/** Code units that are turned into a string at once; `String.fromCharCode` takes its arguments from the stack. */
const CHUNK_UNITS = 8192;

let foldTable: Uint16Array | undefined;

/**
 * The spelling of someone who types no diacritics: lower case, tones and marks off, `đ` to `d`.
 *
 * Linear in the length of `text`; folding twice changes nothing. The result may be shorter than `text`:
 * combining marks vanish, so `text` may be in any normalization form.
 *
 * @example
 * ```ts
 * foldDiacritics('Chỉ thị về Đất đai'); // 'chi thi ve dat dai'
 * ```
 */
export function foldDiacritics(text: string): string {
  const table = (foldTable ??= buildFoldTable());
  const length = text.length;
  let index = 0;
  while (index < length && isFolded(text.charCodeAt(index), table)) index++;
  if (index === length) return text;

  let folded = text.slice(0, index);
  const units = new Uint16Array(Math.min(CHUNK_UNITS, length - index));
  let filled = 0;
  for (; index < length; index++) {
    const unit = text.charCodeAt(index);
    const target = unit < TABLE_SIZE ? table[unit]! : foldHighUnit(unit);
    if (target === DROPPED && unit !== 0) continue;
    units[filled++] = target;
    if (filled === units.length) {
      folded += String.fromCharCode.apply(null, units as unknown as number[]);
      filled = 0;
    }
  }
  return folded + String.fromCharCode.apply(null, units.subarray(0, filled) as unknown as number[]);
}

function isFolded(unit: number, table: Uint16Array): boolean {
  return unit < TABLE_SIZE ? table[unit] === unit : foldHighUnit(unit) === unit;
}

/** Full-width forms (`Ａ`) are the only letters with a plain counterpart that lie above the table. */
function foldHighUnit(unit: number): number {
  if (unit < 0xff01 || unit > 0xff5e) return unit;
  return String.fromCharCode(unit - 0xfee0)
    .toLowerCase()
    .charCodeAt(0);
}

function buildFoldTable(): Uint16Array {
  const table = new Uint16Array(TABLE_SIZE);
  for (let unit = 0; unit < TABLE_SIZE; unit++) table[unit] = foldUnit(unit);
  // Neither letter decomposes in Unicode; Ð (eth) and Ɖ stand for Đ on many Vietnamese pages.
  for (const stroked of 'đĐðÐɖƉ') table[stroked.charCodeAt(0)] = 'd'.charCodeAt(0);
  return table;
}

function foldUnit(unit: number): number {
  // A Hangul or Indic letter that decomposes into several letters stays whole.
  const bare = String.fromCharCode(unit)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  if (bare.length === 1) return bare.charCodeAt(0);
  const isLatinMark =
    bare.length === 0 && ((unit >= 0x300 && unit < 0x370) || (unit >= 0x1dc0 && unit < 0x1e00));
  return isLatinMark ? DROPPED : unit;
}
