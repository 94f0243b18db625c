import type { Lexicon } from '../../src/search/engine/lexicon.ts';
import type { FactTest, PlanNode, SearchField, TermGroup } from '../../src/search/engine/search-plan.ts';
import { foldDiacritics } from '../../src/text/fold-diacritics.ts';
import { createRandom, pick, type CorpusArticle } from './search-corpus.ts';

/** A plan with what it is an example of. */
export interface NamedPlan {
  readonly name: string;
  readonly plan: PlanNode;
}

export interface PlansOptions {
  readonly corpus: readonly CorpusArticle[];
  readonly lexicon: Lexicon;
  readonly plans: number;
  readonly seed?: number;
}

/** Plans over a corpus: words, phrases and distances are taken from its articles, so that most of them find something. */
export function makePlans({ corpus, lexicon, plans, seed = 7 }: PlansOptions): NamedPlan[] {
  const random = createRandom(seed);
  const kinds = Object.entries(createMakers({ corpus, lexicon, random }));
  return Array.from({ length: plans }, (_value, index) => {
    const [name, make] = kinds[index % kinds.length]!;
    return { name: `${name} ${index + 1}`, plan: make() };
  });
}

const FACTS: readonly FactTest[] = [
  { fact: 'site', value: 'bantin.example' },
  { fact: 'site', value: 'nowhere.example' },
  { fact: 'kind', value: 'bulletin' },
  { fact: 'place', value: 'hcm' },
  { fact: 'place', value: 'hcm/quan-1' },
  { fact: 'place', value: 'hu' },
  { fact: 'date', from: '2019-01-01', to: '2020-06-15' },
  { fact: 'date', from: null, to: '2016-02-28' },
  { fact: 'date', from: '2020-12-01', to: null },
  { fact: 'date', from: null, to: null },
  { fact: 'document', anyOf: ['vn:tw:ct:k12:5'] },
  { fact: 'document', anyOf: ['vn:cp:nd:y2019:100', 'vn:bca+btp:ttlt:y2018:4'] },
  { fact: 'document', anyOf: [] },
  { fact: 'issuer', value: 'tw' },
  { fact: 'issuer', value: 'btp' },
  { fact: 'issuer', value: 'qu.hcm' },
  { fact: 'issuer', value: '_' },
];

interface Source {
  readonly corpus: readonly CorpusArticle[];
  readonly lexicon: Lexicon;
  readonly random: () => number;
}

function createMakers(source: Source): Readonly<Record<string, () => PlanNode>> {
  const { random } = source;
  const field = (): SearchField => pick(['any', 'any', 'any', 'title', 'text'] as const, random);
  const syllables = (count: number): string[] => takeSyllables(source, count);
  const term = (): PlanNode => ({ kind: 'terms', field: field(), group: typed(syllables(1)[0]!) });
  const phrase = (): PlanNode => ({
    kind: 'phrase',
    field: field(),
    groups: syllables(2 + draw(3)).map(typed),
  });
  const draw = (below: number): number => Math.floor(random() * below);
  const fact = (): PlanNode => ({ kind: 'fact', test: pick(FACTS, random) });
  const and = (...children: PlanNode[]): PlanNode => ({ kind: 'and', children });
  const or = (...children: PlanNode[]): PlanNode => ({ kind: 'or', children });
  const not = (child: PlanNode): PlanNode => ({ kind: 'not', child });
  const folded = (): PlanNode => ({
    kind: 'terms',
    field: field(),
    group: expanded(source, syllables(1)[0]!),
  });
  return {
    term,
    'two words': () => and(term(), term()),
    'three words': () => and(term(), term(), term()),
    'word without marks': folded,
    'words without marks': () => and(folded(), folded()),
    either: () => or(term(), term(), folded()),
    'one without the other': () => and(term(), not(term())),
    phrase,
    'phrase without marks': () => ({
      kind: 'phrase',
      field: field(),
      groups: syllables(2 + draw(2)).map((syllable) => expanded(source, syllable)),
    }),
    'phrase of one': () => ({ kind: 'phrase', field: field(), groups: syllables(1).map(typed) }),
    near: () => ({
      kind: 'near',
      field: field(),
      distance: draw(6),
      operands: takeNear(source, 2 + draw(2)).map((groups) => groups.map(typed)),
    }),
    'near itself': () => {
      const groups = syllables(1).map(typed);
      return { kind: 'near', field: 'any', distance: 2 + draw(20), operands: [groups, groups] };
    },
    fact,
    'word and fact': () => and(term(), fact()),
    'phrase and fact': () => and(phrase(), fact(), fact()),
    'no phrase': () => and(term(), not(phrase())),
    'not a fact': () => and(folded(), not(fact())),
    'phrase or fact': () => or(phrase(), and(fact(), term())),
    'neither of two': () => not(or(term(), and(phrase(), fact()))),
    'word with boosts': () => ({
      kind: 'maybe',
      child: and(folded(), folded()),
      boosts: [
        { alternatives: takeWords(source).map((word) => ({ term: word, boost: 2 })) },
        typed('nowhere_at_all'),
      ],
    }),
    'a word of several syllables': () => ({
      kind: 'terms',
      field: field(),
      group: { alternatives: takeWords(source).map((word) => ({ term: word, boost: 1 })) },
    }),
    'fact with boosts': () => ({ kind: 'maybe', child: fact(), boosts: [typed(syllables(1)[0]!)] }),
    nowhere: () => or(and(term(), { kind: 'terms', field: 'any', group: typed('xyzzy') }), phrase()),
    everything: () => pick([{ kind: 'everything' }, and(), not(or()), not(fact())] as const, random),
  };
}

const typed = (term: string): TermGroup => ({ alternatives: [{ term, boost: 1 }] });

function expanded({ lexicon }: Source, syllable: string): TermGroup {
  const folded = foldDiacritics(syllable);
  const others = lexicon.spellings(folded).filter((term) => term !== folded);
  return {
    alternatives: [{ term: folded, boost: 1 }, ...others.slice(0, 63).map((term) => ({ term, boost: 0.25 }))],
  };
}

/** Syllables in a row out of a title or text. */
function takeSyllables({ corpus, random }: Source, count: number): string[] {
  for (;;) {
    const { tokens } = pick(corpus, random).document;
    const { syllables } = random() < 0.2 ? tokens.title : tokens.text;
    if (syllables.length < count) continue;
    const start = Math.floor(random() * (syllables.length - count + 1));
    return syllables.slice(start, start + count);
  }
}

/** Operands of one or two syllables each that stand in one text, with gaps of up to three syllables, shuffled. */
function takeNear(source: Source, operands: number): string[][] {
  const row = takeSyllables(source, operands * 4);
  const taken = Array.from({ length: operands }, (_value, index) =>
    row.slice(index * 4, index * 4 + 1 + Math.floor(source.random() * 2)),
  );
  return source.random() < 0.5 ? taken : taken.reverse();
}

function takeWords({ corpus, random }: Source): string[] {
  for (;;) {
    const { words } = pick(corpus, random).document.tokens.text;
    if (words.length > 0) return words.slice(0, 2);
  }
}
