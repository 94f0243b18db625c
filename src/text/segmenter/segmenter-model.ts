import { SHAPES } from './describe-tokens.ts';

/** Ids below this one are no symbols of the model. */
export const UNKNOWN_ID = 0;
export const START_ID = 1;
export const END_ID = 2;
const FIRST_SYMBOL_ID = 3;

/** A pair's value: bits 0-4 its mask, then three signed bytes: its weight at the gap, right of a gap, left of one. */
export const PAIR_MASK_BITS = 31;
/** The pair, or a longer word that begins or goes on with it, is in a word list. */
export const PAIR_IS_WORD = 3;
export const PAIR_CAN_GO_ON = 12;
export const PAIR_CAN_END = 24;

const MAGIC = 0x54435331;
const FLAG_BITS = 5;

/** Weights of the segmenter, in sixteenths of a nat; a positive weight speaks for one word on both sides of a gap. */
export interface SegmenterModel {
  readonly symbolSlots: Uint32Array;
  readonly symbolIds: Uint16Array;
  /** By id, for gap weights: of the token left of the gap, right of it, one further to the left, one further right. */
  readonly left: Int8Array;
  readonly right: Int8Array;
  readonly farLeft: Int8Array;
  readonly farRight: Int8Array;
  /** By id, for two joined gaps in a row: of the token on the right, of the one on the left. */
  readonly chainRight: Int8Array;
  readonly chainLeft: Int8Array;
  /** By glue and the shapes at the gap. */
  readonly glue: Int8Array;
  /** By four shapes around the gap. */
  readonly shapes: Int8Array;
  /** By the masks of the pair and whether its neighbours and the triples are in the lists. */
  readonly masks: Int8Array;
  /** By the masks of three pairs in a row. */
  readonly maskTriples: Int8Array;
  /** By the masks of both triples. */
  readonly tripleMasks: Int8Array;
  /** By mask and the shapes at the gap. */
  readonly maskShapes: Int8Array;
  readonly chainShapes: Int8Array;
  readonly chainMasks: Int8Array;
  readonly pairKeys: Uint32Array;
  readonly pairValues: Int32Array;
  readonly tripleKeys: Uint32Array;
  readonly tripleThirds: Uint16Array;
  readonly tripleMaskValues: Uint8Array;
}

type DenseTable =
  'glue' | 'shapes' | 'masks' | 'maskTriples' | 'tripleMasks' | 'maskShapes' | 'chainShapes' | 'chainMasks';
type SymbolColumn = 'left' | 'right' | 'farLeft' | 'farRight' | 'chainRight' | 'chainLeft';

/** Lengths of the dense tables, in the order in which the binary holds them. */
export const DENSE_LENGTHS: Readonly<Record<DenseTable, number>> = {
  glue: 2 * SHAPES ** 2,
  shapes: SHAPES ** 4,
  masks: 32 * 16,
  maskTriples: 32 ** 3,
  tripleMasks: 256,
  maskShapes: 32 * SHAPES ** 2,
  chainShapes: SHAPES ** 3,
  chainMasks: 64,
};
export const SYMBOL_COLUMNS: readonly SymbolColumn[] = [
  'left',
  'right',
  'farLeft',
  'farRight',
  'chainRight',
  'chainLeft',
];

/** Reads the binary that `tools/train-segmenter.js` writes; its README gives the layout. */
export function readSegmenterModel(bytes: Uint8Array): SegmenterModel {
  const reader = new ByteReader(bytes);
  if (reader.uint32() !== MAGIC) throw new Error('the weights of the builtin segmenter are damaged');
  const symbolCount = reader.varint();
  const idCount = symbolCount + FIRST_SYMBOL_ID;
  const symbolTable = readSymbols(reader, symbolCount);
  const columns = Object.fromEntries(SYMBOL_COLUMNS.map((name) => [name, reader.sparse(idCount)]));
  const dense = Object.fromEntries(
    Object.entries(DENSE_LENGTHS).map(([name, length]) => [name, reader.sparse(length)]),
  );
  const pairs = readPairs(reader, idCount);
  return {
    ...symbolTable,
    ...columns,
    ...dense,
    ...pairs,
    ...readTriples(reader, pairs.order),
  } as unknown as SegmenterModel;
}

/** Slot of `symbol` in a table of open addressing; its id is there, or `UNKNOWN_ID`. */
export function findSymbolId(model: SegmenterModel, symbol: number): number {
  const { symbolSlots, symbolIds } = model;
  const mask = symbolSlots.length - 1;
  let slot = symbol & mask;
  for (;;) {
    const found = symbolSlots[slot]!;
    if (found === symbol) return symbolIds[slot]!;
    if (found === 0) return UNKNOWN_ID;
    slot = (slot + 1) & mask;
  }
}

export function findPair(model: SegmenterModel, left: number, right: number): number {
  const { pairKeys } = model;
  const key = (left << 16) | right;
  const mask = pairKeys.length - 1;
  let slot = hashKey(key) & mask;
  for (;;) {
    const found = pairKeys[slot]! | 0;
    if (found === key) return model.pairValues[slot]!;
    if (found === 0) return 0;
    slot = (slot + 1) & mask;
  }
}

export function findTriple(model: SegmenterModel, first: number, second: number, third: number): number {
  const { tripleKeys, tripleThirds } = model;
  const key = (first << 16) | second;
  const mask = tripleKeys.length - 1;
  let slot = (hashKey(key) + Math.imul(third, 0x9e3779b1)) & mask;
  for (;;) {
    const found = tripleKeys[slot]! | 0;
    if (found === key && tripleThirds[slot] === third) return model.tripleMaskValues[slot]!;
    if (found === 0) return 0;
    slot = (slot + 1) & mask;
  }
}

function hashKey(key: number): number {
  const mixed = Math.imul(key, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** A power of two that leaves a table at least half empty. */
function slotCount(entries: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, entries) * 2));
}

function readSymbols(reader: ByteReader, count: number): Pick<SegmenterModel, 'symbolSlots' | 'symbolIds'> {
  const symbolSlots = new Uint32Array(slotCount(count));
  const symbolIds = new Uint16Array(symbolSlots.length);
  const mask = symbolSlots.length - 1;
  for (let index = 0; index < count; index++) {
    const symbol = reader.uint32();
    let slot = symbol & mask;
    while (symbolSlots[slot] !== 0) slot = (slot + 1) & mask;
    symbolSlots[slot] = symbol;
    symbolIds[slot] = index + FIRST_SYMBOL_ID;
  }
  return { symbolSlots, symbolIds };
}

interface PairTable extends Pick<SegmenterModel, 'pairKeys' | 'pairValues'> {
  /** Keys in the order of the binary; triples refer to it. */
  readonly order: Uint32Array;
}

function readPairs(reader: ByteReader, idCount: number): PairTable {
  const count = reader.varint();
  const order = new Uint32Array(count);
  const pairKeys = new Uint32Array(slotCount(count));
  const pairValues = new Int32Array(pairKeys.length);
  const mask = pairKeys.length - 1;
  let index = 0;
  for (let left = 0; left < idCount; left++) {
    let right = 0;
    for (let rest = reader.varint(); rest > 0; rest--) {
      right += reader.varint();
      const key = (left << 16) | right;
      let slot = hashKey(key) & mask;
      while (pairKeys[slot] !== 0) slot = (slot + 1) & mask;
      pairKeys[slot] = key;
      pairValues[slot] = reader.pairValue();
      order[index++] = key;
    }
  }
  return { pairKeys, pairValues, order };
}

function readTriples(
  reader: ByteReader,
  order: Uint32Array,
): Pick<SegmenterModel, 'tripleKeys' | 'tripleThirds' | 'tripleMaskValues'> {
  const count = reader.varint();
  const tripleKeys = new Uint32Array(slotCount(count));
  const tripleThirds = new Uint16Array(tripleKeys.length);
  const tripleMaskValues = new Uint8Array(tripleKeys.length);
  const mask = tripleKeys.length - 1;
  let pair = 0;
  for (let index = 0; index < count; index++) {
    pair += reader.varint();
    const third = reader.varint();
    const key = order[pair]!;
    let slot = (hashKey(key) + Math.imul(third, 0x9e3779b1)) & mask;
    while (tripleKeys[slot] !== 0) slot = (slot + 1) & mask;
    tripleKeys[slot] = key;
    tripleThirds[slot] = third;
    tripleMaskValues[slot] = reader.byte();
  }
  return { tripleKeys, tripleThirds, tripleMaskValues };
}

class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    return this.#bytes[this.#at++]!;
  }

  uint32(): number {
    return ((this.byte() << 24) | (this.byte() << 16) | (this.byte() << 8) | this.byte()) >>> 0;
  }

  /** Seven bits a byte, lowest first. */
  varint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }

  /** Non-zero entries as distance from the one before and value; a distance of 0 ends them. */
  sparse(length: number): Int8Array {
    const values = new Int8Array(length);
    let index = -1;
    for (;;) {
      const step = this.varint();
      if (step === 0) return values;
      index += step;
      values[index] = this.byte();
    }
  }

  /** A byte of mask (5 bits) and flags of the weights that follow (3 bits). */
  pairValue(): number {
    const head = this.byte();
    let value = head & PAIR_MASK_BITS;
    for (let weight = 0; weight < 3; weight++) {
      if ((head & (1 << (FLAG_BITS + weight))) !== 0) value |= this.byte() << (FLAG_BITS + weight * 8);
    }
    return value;
  }
}
