import { DENSE_LENGTHS, END_ID, SYMBOL_COLUMNS } from '../../dist/text/segmenter/segmenter-model.js';
import { CHAIN_GROUPS, GAP_GROUPS } from './features.js';

const MAGIC = [0x54, 0x43, 0x53, 0x31];
const PAIR_GROUPS = ['pair', 'pairRight', 'pairLeft'];
const MAX_ID = 0x20000;

/**
 * Whole numbers for the weights, with small weights of symbols and pairs cut to nothing.
 * @returns {Float64Array} weights times `scale`, in the range of a signed byte
 */
export function quantize(space, weights, { scale, minimum }) {
  const quantized = new Float64Array(weights.length);
  for (const group of [...GAP_GROUPS, ...CHAIN_GROUPS]) {
    const floor = group in DENSE_LENGTHS ? 0 : (minimum[group] ?? minimum.other);
    for (const [, number] of space.entries(group)) {
      const weight = weights[number];
      if (Math.abs(weight) < floor) continue;
      quantized[number] = Math.max(-127, Math.min(127, Math.round(weight * scale)));
    }
  }
  return quantized;
}

/**
 * The binary that `readSegmenterModel` reads.
 * @param {import('./features.js').FeatureSpace} space
 * @param {Float64Array} weights of `quantize`
 */
export function packModel(space, weights) {
  const { pairs, triples } = collectPairs(space, weights);
  const symbols = collectSymbols(space, weights, pairs, triples);
  const bytes = [...MAGIC];
  writeVarint(bytes, symbols.list.length);
  for (const { symbol } of symbols.list) writeUint32(bytes, symbol);
  for (const group of SYMBOL_COLUMNS) writeSparse(bytes, columnOf(space, weights, group, symbols.idOf));
  for (const group of Object.keys(DENSE_LENGTHS))
    writeSparse(
      bytes,
      columnOf(space, weights, group, (key) => key),
    );
  const order = writePairs(bytes, pairs, symbols);
  writeTriples(bytes, triples, symbols, order);
  return Uint8Array.from(bytes);
}

/** Pairs with a mask or a weight, as `[left, right] → [mask, three weights]`, in the trainer's ids. */
function collectPairs(space, weights) {
  const pairs = new Map();
  const entry = (key) => {
    if (!pairs.has(key)) pairs.set(key, [0, 0, 0, 0]);
    return pairs.get(key);
  };
  for (const [key, mask] of space.lexicon.pairs) entry(key)[0] = mask;
  PAIR_GROUPS.forEach((group, at) => {
    for (const [key, number] of space.entries(group))
      if (weights[number] !== 0) entry(key)[at + 1] = weights[number];
  });
  return { pairs, triples: space.lexicon.triples };
}

/** Symbols that any weight or mask needs, with their ids in the model. */
function collectSymbols(space, weights, pairs, triples) {
  const used = new Set();
  for (const key of pairs.keys()) used.add(Math.floor(key / MAX_ID)).add(key % MAX_ID);
  for (const key of triples.keys()) used.add(key % MAX_ID);
  for (const group of SYMBOL_COLUMNS) {
    for (const [key, number] of space.entries(group)) if (weights[number] !== 0) used.add(key);
  }
  const list = [];
  for (const [symbol, id] of space.symbolIds.entries())
    if (id > END_ID && used.has(id)) list.push({ symbol, id });
  // Symbols of many pairs first: the distances between their ids are small then, and take one byte.
  const degree = new Map();
  for (const key of pairs.keys()) degree.set(key % MAX_ID, (degree.get(key % MAX_ID) ?? 0) + 1);
  list.sort((a, b) => (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0) || a.symbol - b.symbol);
  const ids = new Map(list.map(({ id }, index) => [id, index + END_ID + 1]));
  return { list, idOf: (id) => (id <= END_ID ? id : ids.get(id)) };
}

function columnOf(space, weights, group, place) {
  const entries = [];
  for (const [key, number] of space.entries(group)) {
    if (weights[number] !== 0) entries.push([place(key), weights[number]]);
  }
  return entries.sort((a, b) => a[0] - b[0]);
}

function writePairs(bytes, pairs, symbols) {
  const rows = Array.from(pairs, ([key, value]) => ({
    left: symbols.idOf(Math.floor(key / MAX_ID)),
    right: symbols.idOf(key % MAX_ID),
    value,
  }));
  rows.sort((a, b) => a.left - b.left || a.right - b.right);
  const order = new Map(rows.map(({ left, right }, index) => [left * MAX_ID + right, index]));
  writeVarint(bytes, rows.length);
  let at = 0;
  for (let left = 0; left < symbols.list.length + END_ID + 1; left++) {
    let end = at;
    while (end < rows.length && rows[end].left === left) end++;
    writeVarint(bytes, end - at);
    for (let last = 0; at < end; at++) {
      const { right, value } = rows[at];
      writeVarint(bytes, right - last);
      last = right;
      const [mask, ...three] = value;
      bytes.push(three.reduce((head, weight, bit) => head | (weight === 0 ? 0 : 32 << bit), mask));
      for (const weight of three) if (weight !== 0) bytes.push(weight & 255);
    }
  }
  return order;
}

function writeTriples(bytes, triples, symbols, order) {
  const rows = Array.from(triples, ([key, mask]) => {
    const first = symbols.idOf(Math.floor(key / MAX_ID / MAX_ID));
    const second = symbols.idOf(Math.floor(key / MAX_ID) % MAX_ID);
    return { pair: order.get(first * MAX_ID + second), third: symbols.idOf(key % MAX_ID), mask };
  });
  rows.sort((a, b) => a.pair - b.pair || a.third - b.third);
  writeVarint(bytes, rows.length);
  let last = 0;
  for (const { pair, third, mask } of rows) {
    writeVarint(bytes, pair - last);
    writeVarint(bytes, third);
    bytes.push(mask);
    last = pair;
  }
}

function writeSparse(bytes, entries) {
  let last = -1;
  for (const [at, value] of entries) {
    writeVarint(bytes, at - last);
    bytes.push(value & 255);
    last = at;
  }
  writeVarint(bytes, 0);
}

function writeUint32(bytes, value) {
  for (let shift = 24; shift >= 0; shift -= 8) bytes.push((value >>> shift) & 255);
}

function writeVarint(bytes, value) {
  while (value >= 128) {
    bytes.push((value % 128) + 128);
    value = Math.floor(value / 128);
  }
  bytes.push(value);
}
