import type { ArticleFacts, IndexDocument } from '../../src/search/engine/index-document.ts';
import { analyzeArticle } from '../../src/search/tokens/analyze-article.ts';
import { foldDiacritics } from '../../src/text/fold-diacritics.ts';
import { normalizeText } from '../../src/text/normalize-text.ts';
import { createWordSegmenter } from '../../src/text/segmenter/create-word-segmenter.ts';
import type { WordSegmenter } from '../../src/text/word-segmenter.ts';

/** An article made up for tests of search, with what an index takes of it. */
export interface CorpusArticle {
  readonly id: string;
  readonly title: string | null;
  readonly text: string;
  readonly document: IndexDocument;
}

export interface CorpusOptions {
  readonly articles: number;
  readonly seed?: number;
  readonly segmenter?: WordSegmenter;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const pick = <Item>(items: readonly Item[], random: () => number): Item =>
  items[Math.floor(random() * items.length)]!;

const ONSETS = ['', ...'b c ch d đ g gh h k kh l m n ng nh ph qu r s t th tr v x'.split(' ')];
const RIMES = [
  [
    'a á à ả ã ạ',
    'ang áng àng ảng ãng ạng',
    'ương ướng ường ưởng ưỡng ượng',
    'oa óa òa ỏa õa ọa',
    'i í ì ỉ ĩ ị',
  ],
  [
    'inh ính ình ỉnh ĩnh ịnh',
    'ong óng òng ỏng õng ọng',
    'ăn ắn ằn ẳn ẵn ặn',
    'ê ế ề ể ễ ệ',
    'uê uế uề uể uễ uệ',
  ],
  [
    'ân ấn ần ẩn ẫn ận',
    'ô ố ồ ổ ỗ ộ',
    'ơn ớn ờn ởn ỡn ợn',
    'u ú ù ủ ũ ụ',
    'iên iến iền iển iễn iện',
    'y ý ỳ ỷ ỹ ỵ',
  ],
]
  .flat()
  .flatMap((row) => row.split(' '));

/** Words that the segmenter knows, some of them in both places of the tone mark, and what looks like an operator. */
const WORDS =
  `học tập|làm theo|chỉ thị|đảng bộ|hòa bình|hoà bình|tuyên giáo|nghị quyết|thành phố|Huế|đường phố|Hải Dương|
nhân dân|phong trào|thi đua|đạo đức|Hồ Chí Minh|cán bộ|đảng viên|kế hoạch|quận ủy|quận uỷ|tổ chức|hội nghị|kỹ thuật|kĩ thuật|
COVID-19|05-CT/TW|16/CT-TTg|100/2019/NĐ-CP|25.000|30-4|and|OR|not|near|O'Neil|tháng 5|năm 2019`
    .split('|')
    .map((word) => word.trim());

const SITES = ['hcm.example', 'hanoi.example', 'hue.example', 'bantin.example', 'xa.bantin.example'];
const PLACES = [
  'hcm',
  'hcm/quan-1',
  'hcm/quan-10',
  'hcm/quan-1/ben-nghe',
  'ha-noi',
  'ha-noi/ba-dinh',
  'hue',
  'hu',
];
const KINDS = ['article', 'article', 'article', 'bulletin', 'listing', 'other'];
const DOCUMENTS = [
  'vn:tw:ct:k12:5',
  'vn:tw:nq:k12:4',
  'vn:tw.btgtw:hd:k12:16',
  'vn:ttg:ct:y2020:16',
  'vn:cp:nd:y2019:100',
  'vn:qh14:nq:y2017:54',
  'vn:tu.hcm:kh:t2015:30',
  'vn:qu.hcm.quan-1:kh:t2015:2',
  'vn:bca+btp:ttlt:y2018:4',
  'vn:twx:ct:y2018:1',
  'vn:_:ct:_:5',
];

/**
 * Articles out of some four thousand syllables: the n-th most frequent one is n times rarer than the first, as in any
 * language. One in eight was typed without marks. The same seed gives the same articles.
 */
export function makeCorpus({
  articles,
  seed = 1,
  segmenter = createWordSegmenter(),
}: CorpusOptions): CorpusArticle[] {
  const random = createRandom(seed);
  const draw = createZipf(makeSyllables(random), random);
  const phrases = Array.from({ length: 300 }, () => repeat(2 + Math.floor(random() * 4), draw).join(' '));
  const word = (): string => {
    const dice = random();
    if (dice < 0.06) return pick(WORDS, random);
    return dice < 0.14 ? pick(phrases, random) : draw();
  };
  return Array.from({ length: articles }, (_value, index) => {
    const isPlain = random() < 1 / 8;
    const written = (text: string): string => normalizeText(isPlain ? foldDiacritics(text) : text);
    const title = random() < 0.1 ? null : written(repeat(3 + Math.floor(random() * 7), word).join(' '));
    const text = written(
      repeat(2 + Math.floor(random() * 10), () => sentence(repeat(4 + Math.floor(random() * 16), word))).join(
        ' ',
      ),
    );
    const id = `sha-${createId(index)}`;
    const facts = makeFacts(random);
    const tokens = analyzeArticle(title, text, segmenter);
    return { id, title, text, document: { id, sequence: index + 1, tokens, facts } };
  });
}

/** Ids whose order is not that of the articles. */
const createId = (index: number): string =>
  Math.imul(index + 1, 0x9e3779b1)
    .toString(16)
    .replace('-', 'n')
    .padStart(9, '0');

const repeat = <Item>(times: number, make: () => Item): Item[] => Array.from({ length: times }, make);

const sentence = (words: readonly string[]): string =>
  `${words.map((word, index) => (index % 6 === 5 ? `${word},` : word)).join(' ')}.\n\n`.trimStart();

function makeSyllables(random: () => number): string[] {
  const syllables = ONSETS.flatMap((onset) => RIMES.map((rime) => onset + rime));
  // Fisher and Yates: which syllables are frequent has nothing to do with their letters.
  for (let index = syllables.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [syllables[index], syllables[other]] = [syllables[other]!, syllables[index]!];
  }
  return syllables;
}

function createZipf(items: readonly string[], random: () => number): () => string {
  let sum = 0;
  const sums = items.map((_item, index) => (sum += 1 / (index + 3)));
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return items[low]!;
  };
}

function makeFacts(random: () => number): ArticleFacts {
  const some = (items: readonly string[], most: number): string[] =>
    [...new Set(repeat(Math.floor(random() * (most + 1)), () => pick(items, random)))].sort();
  const day = `${2015 + Math.floor(random() * 7)}-${pad(1 + Math.floor(random() * 12))}-${pad(1 + Math.floor(random() * 28))}`;
  return {
    site: random() < 0.05 ? null : pick(SITES, random),
    publishedOn: random() < 0.1 ? null : day,
    kind: pick(KINDS, random),
    places: some(PLACES, 3),
    documents: some(DOCUMENTS, 3),
  };
}

const pad = (number: number): string => String(number).padStart(2, '0');
