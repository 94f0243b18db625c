/**
 * Articles made up for measuring: no page of anybody's. Syllables, words of two syllables and numbers, the n-th most
 * frequent about n times rarer than the first, as in any language; 522 tokens an article. Tokens are made directly, so
 * that every engine indexes the same and no analyzer is measured.
 */

/** Syllables and words of an article in all, as in the measurement that the goals come from. */
export const TOKENS_PER_ARTICLE = 522;

const SYLLABLES = 7_000;
const WORDS = 30_000;
/** Share of what is drawn that is a word of two syllables. */
const WORD_SHARE = 0.35;
const NUMBER_SHARE = 0.02;
/** Names and codes that no article had before: three an article. */
const NEW_SHARE = 0.01;
const TITLE_DRAWS = 9;
/** Entries of the table that is drawn from; the rarest syllable has some. */
const TABLE_SIZE = 1 << 20;

const ONSETS = ' b c ch d đ g gh h k kh l m n ng ngh nh ph qu r s t th tr v x'.split(' ');
const NUCLEI = 'a ă â e ê i o ô ơ u ư y ia iê ua uô ưa ươ oa oă oe uâ uê uy uyê'.split(' ');
const CODAS = ' c ch m n ng nh p t i o u'.split(' ');
const TONES = ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323'];
const SITES = Array.from({ length: 40 }, (_, at) => `bao${at}.example`);
const PLACES = Array.from({ length: 63 }, (_, at) => `tinh-${at}`);
const DOCUMENTS = Array.from(
  { length: 3_000 },
  (_, at) => `vn:tw:ct:k${1 + (at % 13)}:${1 + Math.floor(at / 13)}`,
);

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Makes article after article; the same seed gives the same ones.
 * @param {{ seed?: number, tokens?: number }} [options] `tokens` an article, on average
 */
export function createArticleMaker({ seed = 1, tokens = TOKENS_PER_ARTICLE } = {}) {
  const random = createRandom(seed);
  const syllables = makeSyllables(createRandom(7));
  const table = zipfTable(syllables.length);
  const draw = (from) => from[Math.floor(random() * TABLE_SIZE)];
  // The language is the same whatever the seed: another article brings few words that none had before.
  const language = createRandom(8);
  const drawWord = () => table[Math.floor(language() * TABLE_SIZE)];
  const words = Array.from({ length: WORDS }, () => {
    const [first, second] = [syllables[drawWord()], syllables[drawWord()]];
    return { first, second, word: `${first}_${second}` };
  });
  const wordTable = zipfTable(words.length);
  const documentTable = zipfTable(DOCUMENTS.length);
  // A word adds three tokens, anything else one.
  const textDraws = Math.round(tokens / (1 + 2 * WORD_SHARE)) - TITLE_DRAWS;
  let made = 0;

  const makeField = (draws) => {
    const field = { syllables: [], words: [] };
    for (let left = draws; left > 0; left--) {
      const dice = random();
      if (dice < WORD_SHARE) {
        const { first, second, word } = words[draw(wordTable)];
        field.syllables.push(first, second);
        field.words.push(word);
      } else if (dice < WORD_SHARE + NUMBER_SHARE)
        field.syllables.push(String(Math.floor(random() ** 3 * 9_999)));
      else if (dice < WORD_SHARE + NUMBER_SHARE + NEW_SHARE)
        field.syllables.push(`m${Math.floor(random() * 2 ** 40).toString(36)}`);
      else field.syllables.push(syllables[draw(table)]);
    }
    return field;
  };

  return () => {
    const sequence = ++made;
    const length = Math.round(textDraws * (0.5 + random()));
    const day = new Date(Date.UTC(2010, 0, 1 + Math.floor(random() * 5_500))).toISOString().slice(0, 10);
    const documents = Array.from({ length: Math.floor(random() * 4) }, () => DOCUMENTS[draw(documentTable)]);
    return {
      id: `sha-${Math.imul(sequence, 0x9e3779b1) >>> 0}-${sequence}`,
      sequence,
      tokens: { title: makeField(TITLE_DRAWS), text: makeField(length) },
      facts: {
        site: SITES[Math.floor(random() * SITES.length)],
        publishedOn: day,
        kind: random() < 0.2 ? 'bulletin' : 'article',
        places: random() < 0.3 ? [PLACES[Math.floor(random() * PLACES.length)]] : [],
        documents: [...new Set(documents)].sort(),
      },
    };
  };
}

/**
 * Queries of three words: syllables that stand in one article together, so that each finds something. The 50 most
 * frequent ones, the "của" and "là" of this language, are not asked for.
 * @param {{ queries: number, articles: number, tokens?: number }} options `tokens` as the articles were made with
 * @returns {string[][]}
 */
export function makeQueries({ queries, articles, tokens }) {
  const frequent = new Set(makeSyllables(createRandom(7)).slice(0, 50));
  const random = createRandom(99);
  const make = createArticleMaker({ tokens });
  const found = [];
  // Articles from all over the beginning of the archive; making all of them takes longer than asking.
  for (let at = 0; found.length < queries; at++) {
    const { text } = make().tokens;
    if (at % 7 !== 0 && articles > queries * 7) continue;
    const candidates = [...new Set(text.syllables)].filter((one) => !frequent.has(one));
    const terms = new Set();
    while (terms.size < 3) terms.add(candidates[Math.floor(random() * candidates.length)]);
    found.push([...terms]);
  }
  return found;
}

/** Documents in order of how often they are cited. */
export const citedDocuments = (count) => DOCUMENTS.slice(0, count);

function makeSyllables(random) {
  const all = new Set();
  while (all.size < SYLLABLES) {
    const part = (from) => from[Math.floor(random() * from.length)];
    all.add(`${part(ONSETS)}${part(NUCLEI)}${part(TONES)}${part(CODAS)}`.normalize('NFC'));
  }
  return [...all];
}

/** Ranks, each as often as Zipf's law has it. */
function zipfTable(items) {
  const weights = Array.from({ length: items }, (_, rank) => 1 / (rank + 2.7));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const table = new Uint32Array(TABLE_SIZE);
  let [rank, filled] = [0, weights[0] / sum];
  for (let at = 0; at < TABLE_SIZE; at++) {
    while (at / TABLE_SIZE >= filled && rank < items - 1) filled += weights[++rank] / sum;
    table[at] = rank;
  }
  return table;
}
