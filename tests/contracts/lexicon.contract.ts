import { beforeAll, describe, expect, test } from 'vitest';
import type { IndexDocument } from '../../src/search/engine/index-document.ts';
import type { Lexicon } from '../../src/search/engine/lexicon.ts';
import { foldDiacritics } from '../../src/text/fold-diacritics.ts';
import { makeCorpus } from '../support/search-corpus.ts';

/** A lexicon with the ways in which its articles change. */
export interface ChangingLexicon {
  readonly lexicon: Lexicon;
  readonly put: (documents: readonly IndexDocument[]) => void;
  readonly remove: (ids: readonly string[]) => void;
}

/** What every lexicon promises: the numbers of the articles that are there now, whatever was there before. */
export function describeLexicon(name: string, create: () => ChangingLexicon): void {
  describe(`lexicon: ${name}`, () => {
    let lexicon: Lexicon;
    let documents: readonly IndexDocument[];
    beforeAll(() => {
      const made = create();
      lexicon = made.lexicon;
      const corpus = makeCorpus({ articles: 300, seed: 11 }).map(({ document }) => document);
      const [first, second, third, ...rest] = corpus as [IndexDocument, IndexDocument, IndexDocument];
      const replaced = { ...first, sequence: 1000, tokens: second.tokens, facts: third.facts };
      made.put(corpus);
      made.put([replaced, { ...second, sequence: 1, tokens: third.tokens }]);
      made.remove([third.id, 'never-there']);
      documents = [replaced, second, ...rest];
    });

    const syllablesOf = ({ tokens: { title, text } }: IndexDocument): string[] => [
      ...title.syllables,
      ...text.syllables,
    ];
    const tokensOf = (document: IndexDocument): Set<string> =>
      new Set([...syllablesOf(document), ...document.tokens.title.words, ...document.tokens.text.words]);
    const frequencies = (): Map<string, number> => {
      const counts = new Map<string, number>();
      for (const token of documents.flatMap((document) => [...tokensOf(document)])) {
        counts.set(token, (counts.get(token) ?? 0) + 1);
      }
      return counts;
    };
    const mostFrequentFirst = (tokens: Iterable<string>): string[] => {
      const counts = frequencies();
      return [...new Set(tokens)].sort(
        (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1),
      );
    };

    test('counts articles and syllables', () => {
      const syllables = documents.reduce((sum, document) => sum + syllablesOf(document).length, 0);
      expect(lexicon.statistics()).toEqual({ articles: documents.length, syllables });
    });

    test('knows in how many articles a token stands', () => {
      for (const [token, count] of frequencies()) expect(lexicon.articleFrequency(token), token).toBe(count);
      expect(lexicon.articleFrequency('xyzzy')).toBe(0);
      expect(lexicon.articleFrequency('')).toBe(0);
    });

    test.each(['dang', 'duong', 'hoa', 'hoa_binh', 'hoc_tap', 'qui', '05-ct/tw', 'xyzzy', '', 'đảng'])(
      'lists the spellings of %j',
      (folded) => {
        const known = [...frequencies().keys()].filter((token) => foldDiacritics(token) === folded);
        expect(lexicon.spellings(folded)).toEqual(mostFrequentFirst(known));
      },
    );

    test.each([
      ['đa', false],
      ['da', true],
      ['th', true],
      ['th', false],
      ['ngh', true],
      ['2', false],
      ['c%', false],
      ['_', true],
      ['xyz', true],
    ])('lists what begins with %j (folded: %j)', (prefix, folded) => {
      const syllables = documents
        .flatMap(syllablesOf)
        .filter((token) => (folded ? foldDiacritics(token) : token).startsWith(prefix));
      const expected = mostFrequentFirst(syllables);
      expect(lexicon.withPrefix(prefix, { folded, limit: 5000 })).toEqual(expected);
      expect(lexicon.withPrefix(prefix, { folded, limit: 3 })).toEqual(expected.slice(0, 3));
    });

    test.each([
      ['duong', 1],
      ['duogn', 1],
      ['hnog', 2],
      ['a', 1],
      ['nghieng', 2],
      ['xyzzyx', 2],
    ])('lists what is like %j within %i edits', (folded, edits) => {
      const distance = (token: string): number => editDistance(foldDiacritics(token), folded);
      const near = mostFrequentFirst(documents.flatMap(syllablesOf))
        .filter((token) => distance(token) <= edits)
        .sort((a, b) => distance(a) - distance(b));
      expect(lexicon.similar(folded, { edits, limit: 5000 })).toEqual(near);
      expect(lexicon.similar(folded, { edits, limit: 4 })).toEqual(near.slice(0, 4));
    });

    test('keeps the tokens and facts of each article', () => {
      for (const { id, tokens, facts } of documents) {
        expect(lexicon.tokensOf(id)).toEqual(tokens);
        expect(lexicon.factsOf(id)).toEqual(facts);
      }
      expect(lexicon.tokensOf('never-there')).toBeUndefined();
      expect(lexicon.factsOf('never-there')).toBeUndefined();
    });

    test('counts tokens in title and text, as syllables and as words', () => {
      const tokens = [...frequencies().keys()].filter((_token, index) => index % 7 === 0);
      const asked = [...tokens.slice(0, 40), 'xyzzy', ...tokens.slice(40)];
      const ids = documents.map(({ id }) => id).reverse();
      const countField = ({ syllables, words }: IndexDocument['tokens']['title']) => ({
        syllables: asked.map((token) => syllables.filter((one) => one === token).length),
        words: asked.map((token) => words.filter((one) => one === token).length),
      });
      const expected = [...documents].reverse().map((document) => ({
        id: document.id,
        length: syllablesOf(document).length,
        title: countField(document.tokens.title),
        text: countField(document.tokens.text),
      }));
      expect([...lexicon.countTokens(asked, [...ids, 'never-there'])]).toEqual(expected);
      expect([...lexicon.countTokens([], ids)].map(({ length }) => length)).toEqual(
        expected.map(({ length }) => length),
      );
    });

    test('tells the places of some tokens, as syllables and as words', () => {
      const tokens = [...frequencies().keys()].filter((_token, index) => index % 5 === 0);
      const ids = documents.map(({ id }) => id).reverse();
      const keep = (list: readonly string[]): string[] =>
        list.map((token) => (tokens.includes(token) ? token : ''));
      const keepField = ({ syllables, words }: IndexDocument['tokens']['title']) => ({
        syllables: keep(syllables),
        words: keep(words),
      });
      const expected = [...documents].reverse().map(({ id, tokens: { title, text } }) => ({
        id,
        tokens: { title: keepField(title), text: keepField(text) },
      }));
      const kept = [...lexicon.tokensAmong(['xyzzy', ...tokens], [...ids, 'never-there'])];
      expect(kept).toEqual(expected);
      expect(kept.flatMap(({ tokens: { text } }) => text.syllables).some((token) => token !== '')).toBe(true);
      expect([...lexicon.tokensAmong(tokens, ['never-there'])]).toEqual([]);
    });
  });
}

/** Letters put in, left out, replaced or swapped with a neighbour (optimal string alignment), by the book. */
function editDistance(from: string, to: string): number {
  const rows = Array.from({ length: from.length + 1 }, (_row, i) =>
    Array.from({ length: to.length + 1 }, (_cell, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= from.length; i++) {
    for (let j = 1; j <= to.length; j++) {
      const cost = from[i - 1] === to[j - 1] ? 0 : 1;
      let best = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      }
      rows[i]![j] = best;
    }
  }
  return rows[from.length]![to.length]!;
}
