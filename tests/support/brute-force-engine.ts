import { foldDiacritics } from '../../src/text/fold-diacritics.ts';
import type { EngineHit, IndexDocument, SearchEngine, TermGroup } from '../../src/search/search-engine.ts';

/** The oracle: looks at every document for every query. Slow and plainly right. */
export function createBruteForceEngine(): SearchEngine {
  const documents = new Map<string, IndexDocument>();
  const tokensOf = ({ title, text }: IndexDocument): string[] => [...title, ...text];
  return {
    id: 'brute-force/1',
    put: (added) => {
      for (const document of added) documents.set(document.id, document);
    },
    search: (query, accept) =>
      [...documents.values()]
        .filter(({ facts }) => accept(facts))
        .flatMap((document): EngineHit[] => {
          const tokens = new Set(tokensOf(document));
          const matched = query.required.map((group) => matches(group, tokens));
          if (matched.some((terms) => terms.length === 0)) return [];
          const extra = query.optional.flatMap((group) => matches(group, tokens));
          return [{ id: document.id, score: 1, terms: [...new Set([...matched.flat(), ...extra])] }];
        })
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    spellings: (folded) => {
      const counts = new Map<string, number>();
      for (const token of [...documents.values()].flatMap(tokensOf)) {
        if (foldDiacritics(token) === folded) counts.set(token, (counts.get(token) ?? 0) + 1);
      }
      return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([token]) => token);
    },
    get size() {
      return documents.size;
    },
  };
}

const matches = ({ alternatives }: TermGroup, tokens: ReadonlySet<string>): string[] =>
  alternatives.map(({ term }) => term).filter((term) => tokens.has(term));
