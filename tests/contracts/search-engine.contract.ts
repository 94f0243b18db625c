import { beforeEach, describe, expect, test } from 'vitest';
import type { NormalizedText } from '../../src/model/normalized-text.ts';
import { analyzeText } from '../../src/search/analyze-text.ts';
import { compileQuery } from '../../src/search/compile-query.ts';
import { parseQuery } from '../../src/search/parse-query.ts';
import type { IndexDocument, IndexedFacts, SearchEngine } from '../../src/search/search-engine.ts';
import { normalizeText } from '../../src/text/normalize-text.ts';
import { createWordSegmenter } from '../../src/text/segmenter/create-word-segmenter.ts';

const segmenter = createWordSegmenter();
const anything = (): boolean => true;

const TEXTS: Readonly<Record<string, string>> = {
  dang: 'Đảng bộ quận tổ chức học tập và làm theo tư tưởng Hồ Chí Minh',
  dangky: 'Người dân đăng ký học nghề ở phường',
  duong: 'Con đường làng được mở rộng, dân hiến đất',
  duongduong: 'Ông Dương trồng cây hướng dương',
  hoabinh: 'Tỉnh Hòa Bình đón khách, hoà bình và ổn định',
  plain: 'Ban dang lam gi o day',
};

function toDocument(id: string, text: string, facts: Partial<IndexedFacts> = {}): IndexDocument {
  return {
    id,
    title: [],
    text: analyzeText(normalizeText(text), segmenter),
    facts: { site: null, publishedOn: null, kind: 'article', places: [], documents: [], ...facts },
  };
}

/** What every search engine promises: the same hits for the same query. Order by score is the engine's own. */
export function describeSearchEngine(name: string, create: () => SearchEngine): void {
  describe(`search engine: ${name}`, () => {
    let engine: SearchEngine;
    beforeEach(() => {
      engine = create();
      engine.put(Object.entries(TEXTS).map(([id, text]) => toDocument(id, text)));
    });
    const find = (query: string, accept: (facts: IndexedFacts) => boolean = anything) => {
      const compiled = compileQuery(parseQuery(query, segmenter), (folded) => engine.spellings(folded));
      return engine.search(compiled, accept);
    };
    const ids = (query: string): string[] =>
      find(query)
        .map(({ id }) => id)
        .sort();

    test.each([
      ['a typed mark means that spelling', 'đảng', ['dang']],
      ['no mark means every spelling', 'dang', ['dang', 'dangky', 'plain']],
      ['đ is d to someone who types none', 'duong', ['duong', 'duongduong']],
      ['đ typed is đ', 'đường', ['duong']],
      ['case does not count', 'ĐẢNG BỘ', ['dang']],
      ['the placement of the tone mark does not count', 'hoà bình', ['hoabinh']],
      ['nor does it the other way', 'hòa bình', ['hoabinh']],
      ['decomposed text is the same text', 'đảng bộ'.normalize('NFD'), ['dang']],
      ['all words must occur', 'hoc dan', ['dangky']],
      ['a word that is nowhere finds nothing', 'đảng xyzzy', []],
      ['no words at all find everything', '', Object.keys(TEXTS).sort()],
    ])('%s: %s', (_name, query, expected) => {
      expect(ids(query)).toEqual(expected);
    });

    test('what was typed without marks ranks first where it stands so', () => {
      expect(find('dang')[0]?.id).toBe(name === 'brute force' ? 'dang' : 'plain');
    });

    test('says which tokens matched', () => {
      expect(find('hoa binh')[0]?.terms).toEqual(expect.arrayContaining(['hòa', 'bình'].map(canonical)));
    });

    test('a document that is put again replaces the former', () => {
      engine.put([toDocument('dang', 'Không còn chữ ấy')]);
      expect(ids('đảng')).toEqual([]);
      expect(ids('ấy')).toEqual(['dang']);
      expect(engine.size).toBe(Object.keys(TEXTS).length);
    });

    test('a filter sees the facts', () => {
      engine.put([toDocument('placed', 'Đảng ủy phường', { places: ['hcm/quan-1'] })]);
      expect(find('đảng', ({ places }) => places.includes('hcm/quan-1')).map(({ id }) => id)).toEqual([
        'placed',
      ]);
    });

    test('spellings are what was indexed, the most frequent first', () => {
      engine.put([toDocument('more', 'đăng đăng đăng')]);
      expect(engine.spellings('dang')[0]).toBe('đăng');
      expect(engine.spellings('dang')).toEqual(expect.arrayContaining(['đảng', 'dang']));
      expect(engine.spellings('nothing')).toEqual([]);
    });
  });
}

const canonical = (word: string): string => analyzeText(word as NormalizedText, segmenter)[0]!;
