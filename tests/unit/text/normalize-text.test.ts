import { describe, expect, test } from 'vitest';
import { normalizeText } from '../../../src/text/normalize-text.ts';

describe('normalizeText', () => {
  test.each([
    ['composes decomposed text', 'Chỉ thị số 05'.normalize('NFD'), 'Chỉ thị số 05'],
    ['composes a tone that was typed before the circumflex', 'tie\u0301\u0302ng', 'tiếng'],
    ['composes a mark beside a composed letter', 'tiê\u0301ng', 'tiếng'],
    ['drops a tone that was typed twice', 'từ\u0300 đó', 'từ đó'],
    ['joins a mark that a space cut off', 'cu \u0309a', 'của'],
    ['drops a mark that stands on nothing', '\u0301abc - \u0300', 'abc - '],
    ['leaves marks of other languages alone', 'ɔ\u0303', 'ɔ\u0303'],
    ['keeps the place of the tone mark', 'hòa hoà', 'hòa hoà'],
    ['writes eth as Đ at the start of a word', 'ÐẠI HỘI Ðảng ðồng', 'ĐẠI HỘI Đảng đồng'],
    ['writes eth as Đ in initials', '13/2023/NÐ-CP, HÐND', '13/2023/NĐ-CP, HĐND'],
    ['leaves Icelandic alone', 'ÞAÐ var Sigurður', 'ÞAÐ var Sigurður'],
    ['makes every space a space', 'Chỉ\u00a0thị\u202f05\u3000a', 'Chỉ thị 05 a'],
    ['removes zero-width characters', 'Chỉ\u200b thị\ufeff x\u00ady', 'Chỉ thị xy'],
    ['removes joiners between letters', 'a\u200db', 'ab'],
    ['keeps joiners of emoji', '👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥', '👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥'],
    [
      'decodes entities that were escaped twice',
      'Ch&amp;#7881; th&#7883; &ldquo;h&Ocirc;m&rdquo; a&nbsp;b',
      'Chỉ thị “hÔm” a b',
    ],
    ['leaves other ampersands alone', 'R&D, AT&T; a &foo; b && c', 'R&D, AT&T; a &foo; b && c'],
    ['keeps line breaks', 'a\nb\r\nc\u2028d', 'a\nb\nc\nd'],
    ['replaces a lone surrogate', 'a\ud800b', 'a\ufffdb'],
  ])('%s', (_name, text, expected) => {
    expect(normalizeText(text)).toBe(expected);
    expect(normalizeText(expected)).toBe(expected);
  });

  test('takes millions of marks on one letter', () => {
    expect(normalizeText('a' + '\u0301\u0323'.repeat(1_000_000))).toBe('ạ');
  });
});
