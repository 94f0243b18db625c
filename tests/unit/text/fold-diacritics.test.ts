import { describe, expect, test } from 'vitest';
import { foldDiacritics } from '../../../src/text/fold-diacritics.ts';

describe('foldDiacritics', () => {
  test.each([
    ['Chỉ thị về Đất đai', 'chi thi ve dat dai'],
    ['CHỈ THỊ', 'chi thi'],
    ['nghị quyết'.normalize('NFD'), 'nghi quyet'],
    ['ăâêôơư ĂÂÊÔƠƯ ỵỹ', 'aaeoou aaeoou yy'],
    ['chi thi 05-ct/tw', 'chi thi 05-ct/tw'],
    ['Ｃhina Ærø Ελλάς', 'china ærø ελλας'],
    ['', ''],
    ['a\0b', 'a\0b'],
  ])('%s → %s', (text, expected) => {
    expect(foldDiacritics(text)).toBe(expected);
    expect(foldDiacritics(expected)).toBe(expected);
  });

  test('folds a text longer than one chunk', () => {
    expect(foldDiacritics('Đ'.repeat(20_000))).toBe('d'.repeat(20_000));
  });
});
