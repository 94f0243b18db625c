/**
 * Word precision, recall and F1 by character offsets: a word is right when both its ends are.
 * Offsets count letters without white space, so that segmenters which change spaces can be compared.
 */

/** The spans of words in `text` as `start:end` among its characters that are not white space. */
export function spansWithoutSpaces(text, words) {
  const before = new Uint32Array(text.length + 1);
  for (let index = 0; index < text.length; index++) {
    before[index + 1] = before[index] + (/\s/u.test(text.charAt(index)) ? 0 : 1);
  }
  return words.map(({ start, end }) => `${before[start]}:${before[end]}`);
}

/** @returns {{ right: number, found: number, wanted: number }} */
export function scoreSentence(wanted, found) {
  const right = new Set(wanted);
  return {
    right: found.filter((span) => right.has(span)).length,
    found: found.length,
    wanted: wanted.length,
  };
}

/** In percent. */
export function wordF1(scores) {
  let right = 0;
  let total = 0;
  for (const score of scores) {
    right += score.right;
    total += score.found + score.wanted;
  }
  return total === 0 ? 0 : (200 * right) / total;
}
