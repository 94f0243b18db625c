import type { DirectiveFinder } from '../../src/search/query/query-ast.ts';
import { foldDiacritics } from '../../src/text/fold-diacritics.ts';
import { createRandom, pick, type CorpusArticle } from './search-corpus.ts';

/** A directive finder for tests: ids, and one number. */
export const TEST_DIRECTIVES: DirectiveFinder = {
  resolve: (name) => {
    if (name.startsWith('vn:')) return [name];
    return /^(?:chỉ thị )?05-ct\/tw$/iu.test(name) ? ['vn:tw:ct:k12:5'] : [];
  },
  find: (words) =>
    Array.from(words.matchAll(/(?:chỉ thị )?05-ct\/tw/giu), ({ 0: surface, index: start }) => ({
      surface,
      start,
      end: start + surface.length,
      documents: ['vn:tw:ct:k12:5'],
    })),
};

/** Queries as people type them, out of the words of a corpus: with marks, without, with some; short and long. */
export function makeQueries({
  corpus,
  queries,
  seed = 3,
}: {
  readonly corpus: readonly CorpusArticle[];
  readonly queries: number;
  readonly seed?: number;
}): string[] {
  const random = createRandom(seed);
  const makers = Object.values(createMakers(corpus, random));
  return Array.from({ length: queries }, (_value, index) => makers[index % makers.length]!());
}

const FACTS = [
  'site:bantin.example',
  'kind:bulletin',
  'place:hcm/quan-1',
  'place:ha-noi',
  'date:2019..2020-06',
  'date:2016',
  'issuer:tw',
  'doc:vn:tw:ct:k12:5',
  'doc:05-CT/TW',
];

function createMakers(
  corpus: readonly CorpusArticle[],
  random: () => number,
): Readonly<Record<string, () => string>> {
  const words = (count: number): string[] => takeWords(corpus, random, count);
  const plain = (count: number): string => foldDiacritics(words(count).join(' '));
  const draw = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  const fact = (): string => pick(FACTS, random);
  const mixed = (): string =>
    words(draw(2, 3))
      .map((word) => (random() < 0.5 ? foldDiacritics(word) : word))
      .join(' ');
  return {
    word: () => words(1)[0]!,
    'word without marks': () => plain(1),
    words: () => words(draw(2, 4)).join(' '),
    'words without marks': () => plain(draw(2, 4)),
    'words with some marks': mixed,
    'words of two texts': () => `${words(1)[0]!} ${words(1)[0]!} ${plain(1)}`,
    phrase: () => `"${words(draw(2, 4)).join(' ')}"`,
    'phrase without marks': () => `"${plain(draw(2, 3))}"`,
    'phrase and word': () => `"${words(2).join(' ')}" ${plain(1)}`,
    either: () => `${words(1)[0]!} OR ${plain(1)} OR "${words(2).join(' ')}"`,
    without: () => `${plain(1)} -${words(1)[0]!} -"${plain(2)}"`,
    'nothing but without': () => `-${plain(1)}`,
    grouped: () => `(${words(1)[0]!} OR ${words(1)[0]!}) AND NOT (${plain(1)} ${fact()})`,
    near: () => `${words(1)[0]!} NEAR/${draw(0, 30)} ${plain(1)}`,
    'near phrases': () => {
      const [first, second, , third] = words(4);
      return `"${first!} ${second!}" NEAR/3 ${third!}`;
    },
    prefix: () => `${words(1)[0]!.slice(0, 3)}* ${plain(1)}`,
    'short prefix': () => `${plain(1).slice(0, 2)}*`,
    'typing error': () => `${plain(1)}~ ${words(1)[0]!}`,
    'two typing errors': () => `${plain(1)}~2`,
    title: () => `title:${plain(1)} ${words(1)[0]!}`,
    'title group': () => `title:(${words(1)[0]!} OR "${plain(2)}")`,
    text: () => `text:"${words(3).join(' ')}"`,
    facts: () => `${fact()} ${fact()} ${plain(1)}`,
    'facts alone': () => `${fact()} OR ${fact()}`,
    directive: () => `05-CT/TW ${plain(1)}`,
    'directive in quotes': () => `${words(1)[0]!} "Chỉ thị 05-CT/TW"`,
    nothing: () => `${plain(1)} xyzzy`,
  };
}

/** Words in a row, without the marks at their ends; none of them an operator. */
function takeWords(corpus: readonly CorpusArticle[], random: () => number, count: number): string[] {
  for (;;) {
    const { title, text } = pick(corpus, random);
    const all = (random() < 0.2 ? (title ?? '') : text)
      .split(/\s+/u)
      .map((word) => word.replace(/[.,]+$/u, ''));
    if (all.length < count) continue;
    const start = Math.floor(random() * (all.length - count + 1));
    const taken = all.slice(start, start + count);
    if (
      taken.every(
        (word) => word.length > 1 && /^[\p{L}\p{N}/-]+$/u.test(word) && !/^(?:OR|AND|NOT|NEAR)$/u.test(word),
      )
    ) {
      return taken;
    }
  }
}
