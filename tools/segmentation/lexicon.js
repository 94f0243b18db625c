import { readFileSync } from 'node:fs';
import { tokensOf } from './tokens.js';

/** Bits of a pair's mask: how two neighbouring syllables occur in the words of the lists. */
const PAIR_BEGINS = 4;
const PAIR_INSIDE = 8;
const PAIR_ENDS = 16;

/**
 * Masks of syllable pairs and triples in the word lists, by keys of their ids.
 * Pair: 1 and 2 the pair is a word of the first or second list, 4 begins, 8 is inside, 16 ends a longer word.
 * Triple: 1 is a word, 2 begins, 4 ends, 8 is inside a longer one.
 * @param {readonly string[]} paths
 * @param {import('./number-index.js').NumberIndex} symbolIds
 */
export function readLexicon(paths, symbolIds) {
  const pairs = new Map();
  const triples = new Map();
  paths.forEach((path, list) => {
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      const { symbols, count } = tokensOf(line.normalize('NFC').trim());
      const ids = Array.from(symbols, (symbol) => symbolIds.number(symbol));
      if (count === 2) mark(pairs, pairKey(ids[0], ids[1]), 1 << list);
      for (let index = 0; count > 2 && index + 1 < count; index++) {
        const bit = index === 0 ? PAIR_BEGINS : index + 2 === count ? PAIR_ENDS : PAIR_INSIDE;
        mark(pairs, pairKey(ids[index], ids[index + 1]), bit);
      }
      for (let index = 0; count > 2 && index + 2 < count; index++) {
        const bit = count === 3 ? 1 : index === 0 ? 2 : index + 3 === count ? 4 : 8;
        mark(triples, tripleKey(ids[index], ids[index + 1], ids[index + 2]), bit);
      }
    }
  });
  return { pairs, triples };
}

const MAX_ID = 0x20000;

/** Ids are below 2^17, so that three of them fit a number exactly. */
export function pairKey(left, right) {
  return left * MAX_ID + right;
}

export function tripleKey(first, second, third) {
  return (first * MAX_ID + second) * MAX_ID + third;
}

function mark(masks, key, bit) {
  masks.set(key, (masks.get(key) ?? 0) | bit);
}
