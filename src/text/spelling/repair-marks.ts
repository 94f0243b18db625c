/** The eight marks of Vietnamese: three of letters (breve, circumflex, horn) and five tones. */
const STRAY_MARK = /[\u0300-\u0303\u0306\u0309\u031b\u0323]/u;
const TONES = '\u0300\u0301\u0303\u0309\u0323';
/** The marks that make another letter of a vowel: ă, â ê ô, ơ ư. */
const LETTER_MARKS: Readonly<Record<string, string>> = {
  a: '\u0302\u0306',
  e: '\u0302',
  i: '',
  o: '\u0302\u031b',
  u: '\u031b',
  y: '',
};
/** A letter with the marks that NFC left beside it, a letter parted from its mark by one space, or a mark alone. */
const MARKED =
  /(?:(\p{L})(?: (?=[\u0300-\u0303\u0306\u0309\u031b\u0323]))?|(^|[^\p{L}\p{M}]))((?:[\u0300-\u0303\u0306\u0309\u031b\u0323])+)/gu;

/**
 * Puts tone and letter marks that NFC could not compose back on their vowel.
 *
 * Half of real pages hold some: `á̂` for `ấ` (tone typed before circumflex), a tone typed twice, a mark cut off
 * from its letter by a space when text was copied out of a PDF. Marks on letters that Vietnamese does not mark
 * (IPA `ɔ̃`) stay as they are. `text` must be NFC; the result is NFC again.
 */
export function repairMarks(text: string): string {
  if (!STRAY_MARK.test(text)) return text;
  return text.replace(MARKED, repairCluster).normalize('NFC');
}

function repairCluster(
  whole: string,
  letter: string | undefined,
  before: string | undefined,
  marks: string,
): string {
  if (letter === undefined) return before ?? '';
  const decomposed = letter.normalize('NFD');
  const base = decomposed.charAt(0);
  const letterMarks = LETTER_MARKS[base.toLowerCase()];
  // A mark behind a space belongs to a vowel or to nothing.
  if (letterMarks === undefined) return whole.charAt(letter.length) === ' ' ? `${letter} ` : whole;

  let letterMark = '';
  let tone = '';
  for (const mark of decomposed.slice(1) + marks) {
    if (letterMarks.includes(mark)) letterMark ||= mark;
    else if (TONES.includes(mark)) tone ||= mark;
    else if (!STRAY_MARK.test(mark)) return whole;
  }
  return (base + letterMark + tone).normalize('NFC');
}
