import { describe, expect, test } from 'vitest';
import { segmentWords } from '../../../src/text/segment-words.ts';

const wordsOf = (text: string): string[] => segmentWords(text).map((word) => word.text);

describe('segmentWords: tokens', () => {
  test.each([
    ['a Party number', '(05-CT/TW)', ['(', '05-CT/TW', ')']],
    ['a State number', 'NĐ 13/2023/NĐ-CP.', ['NĐ', '13/2023/NĐ-CP', '.']],
    ['a number typed in lower case', '16/ct-ttg, 12-ct/tu', ['16/ct-ttg', ',', '12-ct/tu']],
    ['dates', '15/5/2016, 30-4-1975', ['15/5/2016', ',', '30-4-1975']],
    ['numbers', '25.000 3,5% 15:30', ['25.000', '3,5', '%', '15:30']],
    ['an address with its full stop', 'www.a.vn/b?c=1.', ['www.a.vn/b?c=1', '.']],
    ['a URL in brackets', '(https://x.vn/a-b)', ['(', 'https://x.vn/a-b', ')']],
    ['an e-mail address', 'a.b@c.gov.vn;', ['a.b@c.gov.vn', ';']],
    ['abbreviations with stops', 'TP.HCM, Tp.HCM', ['TP.HCM', ',', 'Tp.HCM']],
    ['a missing space after a full stop', 'nói.Sau', ['nói', '.', 'Sau']],
    ['a slash between words', 'và/hoặc km/h', ['và', '/', 'hoặc', 'km/h']],
    ['foreign names', "O'Neil in-tơ-nét", ["O'Neil", 'in-tơ-nét']],
    ['an ellipsis and a rule', '... -- …', ['...', '--', '…']],
    ['an emoji', 'ok🎉', ['ok', '🎉']],
    ['nothing', ' \n ', []],
  ])('%s', (_name, text, expected) => {
    expect(wordsOf(text)).toEqual(expected);
  });

  test('gives offsets into the text as it was given', () => {
    const text = '\u200bchỉ\u00a0thị '.normalize('NFD') + 'số';
    const words = segmentWords(text);
    for (const word of words) expect(text.slice(word.start, word.end)).toBe(word.text);
    expect(
      words
        .map((word) => word.text.normalize('NFC'))
        .join('')
        .replace(/\s/gu, ''),
    ).toBe('chỉthịsố');
  });
});
