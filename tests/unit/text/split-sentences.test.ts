import { describe, expect, test } from 'vitest';
import { normalizeText } from '../../../src/text/normalize-text.ts';
import { splitSentences } from '../../../src/text/split-sentences.ts';

const sentencesOf = (text: string): string[] => {
  const normalized = normalizeText(text);
  return splitSentences(normalized).map(({ start, end }) => normalized.slice(start, end));
};

describe('splitSentences', () => {
  test.each([
    ['two sentences', 'Ông nói. Bà nghe.', ['Ông nói.', 'Bà nghe.']],
    ['an abbreviated city', 'Ở TP. Hồ Chí Minh. Sau đó', ['Ở TP. Hồ Chí Minh.', 'Sau đó']],
    ['titles', 'PGS.TS. Trần Văn A nói. Hết.', ['PGS.TS. Trần Văn A nói.', 'Hết.']],
    ['decimals and dates', 'Tăng 3.5 lần từ 1.1.2020. Rồi giảm.', ['Tăng 3.5 lần từ 1.1.2020.', 'Rồi giảm.']],
    [
      'headings without a full stop',
      'Quận 1\n\nNăm 2019, quận làm. Xong',
      ['Quận 1', 'Năm 2019, quận làm.', 'Xong'],
    ],
    ['a closing quote', '"Tôi đi." Anh nói.', ['"Tôi đi."', 'Anh nói.']],
    ['an ellipsis that goes on', 'gạo, muối... và nước. Hết', ['gạo, muối... và nước.', 'Hết']],
    ['nothing', '  \n ', []],
  ])('splits %s', (_name, text, expected) => {
    expect(sentencesOf(text)).toEqual(expected);
  });
});
