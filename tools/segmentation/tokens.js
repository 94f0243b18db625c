import { readFileSync } from 'node:fs';
import { describeTokens } from '../../dist/text/segmenter/describe-tokens.js';
import { createTokenColumns, scanTokens } from '../../dist/text/segmenter/scan-tokens.js';

/**
 * A sentence as the segmenter sees it.
 * @typedef {object} Tokens
 * @property {string} text
 * @property {number} count
 * @property {Uint32Array} symbols
 * @property {Uint8Array} shapes
 * @property {Uint32Array} starts
 * @property {Uint32Array} ends
 * @property {Uint8Array} labels for each gap: 0 a word ends, 1 it goes on, 2 not known
 */

/** @returns {Tokens} */
export function tokensOf(text) {
  const columns = createTokenColumns();
  scanTokens(text, 0, text.length, columns);
  const { count } = columns;
  const symbols = new Uint32Array(count);
  const shapes = new Uint8Array(count);
  describeTokens(text, columns, symbols, shapes);
  return {
    text,
    count,
    symbols,
    shapes,
    starts: columns.starts.slice(0, count),
    ends: columns.ends.slice(0, count),
    labels: new Uint8Array(Math.max(0, count - 1)),
  };
}

/** @returns {Tokens} */
export function goldTokens(sentence, text = sentence.text) {
  const tokens = tokensOf(text);
  const starts = new Set(sentence.words.map((word) => word.start));
  for (let gap = 0; gap + 1 < tokens.count; gap++)
    tokens.labels[gap] = starts.has(tokens.starts[gap + 1]) ? 0 : 1;
  return tokens;
}

/** Where words of a teacher's output (syllables joined by `_`) begin, as offsets among the letters without spaces. */
function boundaries(segmented) {
  const starts = new Set();
  let letters = 0;
  for (const word of segmented.normalize('NFC').split(' ')) {
    starts.add(letters);
    for (const char of word) if (char !== '_' && !/\s/u.test(char)) letters += char.length;
  }
  return { starts, letters };
}

/**
 * Sentences that teachers have segmented; a gap on which they disagree is not known.
 * @returns {Generator<Tokens>}
 */
export function* silverTokens(sentencePath, teacherPaths, limit = Infinity) {
  const lines = readFileSync(sentencePath, 'utf8').split('\n');
  const teachers = teacherPaths.map((path) => readFileSync(path, 'utf8').split('\n'));
  for (let line = 0; line < Math.min(lines.length, limit); line++) {
    const text = lines[line].normalize('NFC').trim();
    if (text === '' || text.includes('_')) continue;
    const tokens = tokensOf(text);
    const answers = teachers.map((teacher) => boundaries(teacher[line] ?? ''));
    const letters = text.replace(/\s/gu, '').length;
    if (tokens.count < 2 || answers.some((answer) => answer.letters !== letters)) continue;
    let at = 0;
    for (let gap = 0; gap + 1 < tokens.count; gap++) {
      at += tokens.ends[gap] - tokens.starts[gap];
      const votes = answers.filter((answer) => !answer.starts.has(at)).length;
      tokens.labels[gap] = votes === 0 ? 0 : votes === answers.length ? 1 : 2;
    }
    yield tokens;
  }
}
