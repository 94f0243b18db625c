import { describe, expect, test } from 'vitest';
import { createNameSuggester, documentNames } from '../../../src/engines/search-index/suggest-names.ts';
import { builtinRegistry } from '../../../src/references/registry/builtin-registry.ts';

const suggester = createNameSuggester([
  ...documentNames(builtinRegistry().documents, [
    { document: 'vn:tw:ct:k12:5', surface: 'Chỉ thị 05', articles: 900 },
    { document: 'vn:qu.hcm.quan-1:kh:t2020:77', surface: 'Kế hoạch 77-KH/QU', articles: 3 },
  ]),
  { text: 'đảng viên', detail: null, aliases: [], document: null, articles: 50 },
  { text: 'đăng ký', detail: null, aliases: [], document: null, articles: 60 },
]);
const textsOf = (typed: string): string[] => suggester.suggest(typed).map(({ text }) => text);

describe('suggestions', () => {
  test.each([
    ['a name as it is printed', 'Chỉ thị 05-CT/TW', 'Chỉ thị 05-CT/TW'],
    ['no diacritics and no zero', 'chi thi 5', 'Chỉ thị 05-CT/TW'],
    ['half a word', 'chỉ th', 'Chỉ thị 05-CT/TW'],
    ['a number first', '05 ct', 'Chỉ thị 05-CT/TW'],
    ['decomposed letters', 'Chỉ thị 05'.normalize('NFD'), 'Chỉ thị 05-CT/TW'],
    ['a nickname', 'khoan 10', 'Nghị quyết 10-NQ/TW'],
    ['a wrong letter', 'hiem phap 2013', 'Hiến pháp 2013'],
    ['what only the archive cites', 'ke hoach 77', 'Kế hoạch 77-KH/QU'],
    ['marks decide between words', 'đảng', 'đảng viên'],
    ['other marks, the other word', 'đăng', 'đăng ký'],
    ['no marks: the better known', 'dang', 'đăng ký'],
  ])('%s: %s', (_name, typed, expected) => {
    expect(textsOf(typed)[0]).toBe(expected);
  });

  test('nothing for nothing, and no more than asked for', () => {
    expect(textsOf('')).toEqual([]);
    expect(textsOf('xyzzyq')).toEqual([]);
    expect(suggester.suggest('nghị quyết', { limit: 3 })).toHaveLength(3);
  });

  test('what shares a number is told apart by title and year', () => {
    const details = suggester.suggest('nghị quyết 18-NQ/TW', { limit: 2 }).map(({ detail }) => detail);
    expect(details).toHaveLength(2);
    expect(details[0]).not.toBe(details[1]);
    for (const detail of details) expect(detail).toMatch(/\d{4}$/u);
  });

  test('each document comes once', () => {
    const ids = suggester.suggest('chỉ thị', { limit: 500 }).map(({ document }) => document);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
