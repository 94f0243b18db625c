/** What normalization may add, move or remove: marks, white space, invisible and control characters. */
const UNSTABLE = /[\p{M}\p{Z}\p{Cc}\p{Cf}]/u;
const FIRST_NON_ASCII = 0x80;

/**
 * Carries offsets of words in a normalized text over to the text it was made from.
 *
 * Normalization leaves the order and the number of base letters alone, so that the n-th base letter of one text
 * is the n-th of the other. `offsets` are pairs of start and end in ascending order, as a `WordSegmenter` gives
 * them; a word keeps the marks that follow its last letter. Linear.
 */
export function alignOffsets(text: string, normalized: string, offsets: Uint32Array): Uint32Array {
  const placed = new Uint32Array(offsets.length);
  let at = 0;
  let source = 0;
  let seen = 0;
  let wanted = 0;
  for (let index = 0; index < offsets.length; index++) {
    const offset = offsets[index]!;
    for (; at < offset; at++) wanted += baseLetters(normalized, at);
    const isStart = index % 2 === 0;
    while (source < text.length && (seen < wanted || (isStart && baseLetters(text, source) === 0))) {
      seen += baseLetters(text, source);
      source++;
    }
    if (!isStart) while (source < text.length && isMark(text, source)) source++;
    placed[index] = source;
  }
  return placed;
}

/** A Hangul syllable decomposes to two or three base letters; every other unit has one or none. */
function baseLetters(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (unit > 0x20 && unit < 0x7f) return 1;
  const char = text.charAt(index);
  if (unit < FIRST_NON_ASCII) return 0;
  const decomposed = char.normalize('NFD');
  let count = 0;
  for (let at = 0; at < decomposed.length; at++) if (!UNSTABLE.test(decomposed.charAt(at))) count++;
  return count;
}

function isMark(text: string, index: number): boolean {
  return text.charCodeAt(index) >= 0x300 && /\p{M}/u.test(text.charAt(index));
}
