import { describe, expect, test } from 'vitest';
import { normalizeText } from '../../../src/text/normalize-text.ts';
import { searchTerms } from '../../../src/text/search-terms.ts';
import type { WordSegmenter } from '../../../src/text/word-segmenter.ts';

/** Takes the given stretches as words, so that the test does not depend on an engine. */
const fixedSegmenter = (...words: string[]): WordSegmenter => ({
  id: 'fixed/1',
  segment: (text) => {
    const offsets: number[] = [];
    let from = 0;
    for (const word of words) {
      const start = text.indexOf(word, from);
      from = start + word.length;
      offsets.push(start, from);
    }
    return Uint32Array.from(offsets);
  },
});

const termsOf = (text: string, ...words: string[]): string[] =>
  searchTerms(normalizeText(text), fixedSegmenter(...words)).map(
    ({ start, end, exact, folded, kind }) => `${kind} ${exact} ${folded} ${start}-${end}`,
  );

describe('searchTerms', () => {
  test.each([
    [
      'a word of two syllables and each of them',
      'Chỉ  thị về',
      ['Chỉ  thị', 'về'],
      ['word chỉ thị chi thi 0-8', 'syllable chỉ chi 0-3', 'syllable thị thi 5-8', 'syllable về ve 9-11'],
    ],
    ['one place for the tone', 'HÒA', ['HÒA'], ['syllable hoà hoa 0-3']],
    ['one spelling for i and y', 'Kỹ', ['Kỹ'], ['syllable kĩ ki 0-2']],
    [
      'a code and its parts',
      '05-CT/TW',
      ['05-CT/TW'],
      ['word 05-ct/tw 05-ct/tw 0-8', 'syllable 05 05 0-2', 'syllable ct ct 3-5', 'syllable tw tw 6-8'],
    ],
    ['a plain number as a whole', '25.000', ['25.000'], ['syllable 25.000 25.000 0-6']],
    ['no punctuation', 'a, b', ['a', ',', 'b'], ['syllable a a 0-1', 'syllable b b 3-4']],
  ])('gives %s', (_name, text, words, expected) => {
    expect(termsOf(text, ...words)).toEqual(expected);
  });
});
