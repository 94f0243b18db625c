/**
 * The words that the grammar knows, each with a small number. Words are compared folded (no tones, no case),
 * so that one look-up stands for `Nghị`, `NGHỊ`, `nghi` and their decomposed forms.
 */

/** First id of a word; the ids below are punctuation classes and numbers. */
export const FIRST_WORD_ID = 64;
/** A word that the grammar does not know. */
export const UNKNOWN_WORD = 0;
/** A run of digits. */
export const NUMBER = 1;

const HASH_SEED = 0x811c9dc5;
const HASH_PRIME = 0x01000193;
const INITIAL_SLOTS = 1 << 14;

let slotCount = INITIAL_SLOTS;
let hashes = new Int32Array(INITIAL_SLOTS);
let ids = new Uint16Array(INITIAL_SLOTS);
const wordsById: string[] = [];
const idsByWord = new Map<string, number>();

/** Adds a letter (1 to 27) to the hash of a word that is being read. */
export const extendHash = (hash: number, letter: number): number => Math.imul(hash ^ letter, HASH_PRIME);
export const EMPTY_HASH: number = HASH_SEED;

/** Id of the word with this hash, or `UNKNOWN_WORD`. */
export function lookUpHash(hash: number): number {
  let slot = (hash ^ (hash >>> 15)) & (slotCount - 1);
  for (;;) {
    const id = ids[slot]!;
    if (id === 0 || hashes[slot] === hash) return id;
    slot = (slot + 1) & (slotCount - 1);
  }
}

/** Id of a folded word (letters a to z only); a word that is new gets one. Asking twice gives the same id. */
export function wordId(folded: string): number {
  const known = idsByWord.get(folded);
  if (known !== undefined) return known;
  const id = FIRST_WORD_ID + wordsById.length;
  // The table of ids is 16 bits wide; past that, words stay unknown and names with them are not found.
  if (id > 0xffff) return 0xffff;
  wordsById.push(folded);
  idsByWord.set(folded, id);
  if (wordsById.length * 2 > slotCount) growSlots();
  insertHash(hashOf(folded), id);
  return id;
}

/** Ids by word, to be written as `W.nghi`. */
export function wordIds<const Word extends string>(
  ...words: readonly Word[]
): Readonly<Record<Word, number>> {
  return Object.fromEntries(words.map((word) => [word, wordId(word)])) as Record<Word, number>;
}

/** A set of word ids, written as one string of folded words. */
export const wordSet = (words: string): ReadonlySet<number> => new Set(words.split(' ').map(wordId));

function hashOf(word: string): number {
  let hash = EMPTY_HASH;
  for (let index = 0; index < word.length; index++) hash = extendHash(hash, word.charCodeAt(index) - 0x60);
  return hash;
}

function insertHash(hash: number, id: number): void {
  let slot = (hash ^ (hash >>> 15)) & (slotCount - 1);
  while (ids[slot] !== 0) slot = (slot + 1) & (slotCount - 1);
  hashes[slot] = hash;
  ids[slot] = id;
}

function growSlots(): void {
  slotCount *= 2;
  hashes = new Int32Array(slotCount);
  ids = new Uint16Array(slotCount);
  for (const [word, id] of idsByWord) if (word !== wordsById.at(-1)) insertHash(hashOf(word), id);
}
