import { describeTokens, Shape, SHAPES } from './describe-tokens.ts';
import type { TokenColumns } from './scan-tokens.ts';
import {
  END_ID,
  findPair,
  findSymbolId,
  findTriple,
  PAIR_CAN_END,
  PAIR_CAN_GO_ON,
  PAIR_IS_WORD,
  PAIR_MASK_BITS,
  START_ID,
  type SegmenterModel,
} from './segmenter-model.ts';

/** Work space for one piece of text; grows and is used again. */
export interface GapBuffers {
  symbols: Uint32Array;
  shapes: Uint8Array;
  /** With two entries for the borders: the token `i` is at `i + 1`. */
  ids: Uint16Array;
  pairs: Int32Array;
  triples: Uint8Array;
  /** Weight for joining, and for joining after a joined gap. */
  weights: Int32Array;
  chains: Int32Array;
  /** Bit 0: the best way to "not joined" came from "joined"; bit 1: the best way to "joined" did. */
  backs: Uint8Array;
  joins: Uint8Array;
}

const FIRST_CAPACITY = 1024;

export function createGapBuffers(capacity: number = FIRST_CAPACITY): GapBuffers {
  return {
    symbols: new Uint32Array(capacity),
    shapes: new Uint8Array(capacity),
    ids: new Uint16Array(capacity),
    pairs: new Int32Array(capacity),
    triples: new Uint8Array(capacity),
    weights: new Int32Array(capacity),
    chains: new Int32Array(capacity),
    backs: new Uint8Array(capacity),
    joins: new Uint8Array(capacity),
  };
}

/** For each gap between two tokens 1 where they are parts of one word; valid until the next call with `buffers`. */
export function joinGaps(
  model: SegmenterModel,
  text: string,
  tokens: TokenColumns,
  buffers: GapBuffers,
): Uint8Array {
  const { count } = tokens;
  // Two borders on the left (token -1 is at 1), two on the right.
  if (buffers.joins.length < count + 4) Object.assign(buffers, createGapBuffers((count + 4) * 2));
  describeTokens(text, tokens, buffers.symbols, buffers.shapes);
  lookUp(model, count, buffers);
  weigh(model, tokens, buffers);
  decode(count - 1, buffers);
  return buffers.joins;
}

/** Ids, pairs and triples; index 0 stands for the border, `i + 1` for token `i`. */
function lookUp(model: SegmenterModel, count: number, buffers: GapBuffers): void {
  const { symbols, ids, pairs, triples } = buffers;
  ids[0] = START_ID;
  for (let index = 0; index < count; index++) ids[index + 1] = findSymbolId(model, symbols[index]!);
  ids[count + 1] = END_ID;
  // pairs[i] is the pair of ids i and i + 1; triples[i] the triple that begins with id i.
  for (let index = 0; index <= count; index++) {
    const left = ids[index]!;
    const right = ids[index + 1]!;
    pairs[index] = left === 0 || right === 0 ? 0 : findPair(model, left, right);
  }
  pairs[count + 1] = 0;
  for (let index = 0; index <= count; index++) {
    const canBe = (pairs[index]! & PAIR_CAN_GO_ON) !== 0 && (pairs[index + 1]! & PAIR_CAN_END) !== 0;
    triples[index] = canBe ? findTriple(model, ids[index]!, ids[index + 1]!, ids[index + 2]!) : 0;
  }
}

function weigh(model: SegmenterModel, tokens: TokenColumns, buffers: GapBuffers): void {
  const { ids, pairs, triples, shapes, weights, chains } = buffers;
  const gaps = tokens.count - 1;
  let far = Shape.textStart as number;
  for (let gap = 0; gap < gaps; gap++) {
    const left = shapes[gap]!;
    const right = shapes[gap + 1]!;
    const after = gap + 2 < tokens.count ? shapes[gap + 2]! : Shape.textEnd;
    const before = pairs[gap]!;
    const pair = pairs[gap + 1]!;
    const next = pairs[gap + 2]!;
    const mask = pair & PAIR_MASK_BITS;
    const maskBefore = before & PAIR_MASK_BITS;
    const maskNext = next & PAIR_MASK_BITS;
    const tripleBefore = triples[gap]!;
    const triple = triples[gap + 1]!;
    const wordBefore = (before & PAIR_IS_WORD) !== 0 ? 1 : 0;
    const wordNext = (next & PAIR_IS_WORD) !== 0 ? 1 : 0;
    const isGlued = tokens.ends[gap] === tokens.starts[gap + 1] ? 1 : 0;
    const atGap = left * SHAPES + right;
    const nearby = wordBefore * 8 + wordNext * 4 + (tripleBefore !== 0 ? 2 : 0) + (triple !== 0 ? 1 : 0);
    weights[gap] =
      ((pair << 19) >> 24) +
      ((next << 11) >> 24) +
      ((before << 3) >> 24) +
      model.left[ids[gap + 1]!]! +
      model.right[ids[gap + 2]!]! +
      model.farLeft[ids[gap]!]! +
      model.farRight[ids[gap + 3]!]! +
      model.glue[isGlued * SHAPES * SHAPES + atGap]! +
      model.shapes[(far * SHAPES * SHAPES + atGap) * SHAPES + after]! +
      model.masks[mask * 16 + nearby]! +
      model.maskTriples[(mask * 32 + maskBefore) * 32 + maskNext]! +
      model.tripleMasks[tripleBefore * 16 + triple]! +
      model.maskShapes[mask * SHAPES * SHAPES + atGap]!;
    const isWord = (pair & PAIR_IS_WORD) !== 0 ? 2 : 0;
    chains[gap] =
      model.chainRight[ids[gap + 2]!]! +
      model.chainLeft[ids[gap]!]! +
      model.chainShapes[far * SHAPES * SHAPES + atGap]! +
      model.chainMasks[(isWord + wordBefore) * 16 + tripleBefore]!;
    far = left;
  }
}

/** Viterbi over two states. */
function decode(gaps: number, buffers: GapBuffers): void {
  const { weights, chains, backs, joins } = buffers;
  if (gaps <= 0) return;
  let apart = 0;
  let joined = weights[0]!;
  for (let gap = 1; gap < gaps; gap++) {
    const chain = joined + chains[gap]!;
    const isChain = chain > apart;
    const wasJoined = joined > apart;
    backs[gap] = (wasJoined ? 1 : 0) | (isChain ? 2 : 0);
    const best = wasJoined ? joined : apart;
    joined = weights[gap]! + (isChain ? chain : apart);
    apart = best;
  }
  let state = joined > apart ? 1 : 0;
  for (let gap = gaps - 1; gap >= 0; gap--) {
    joins[gap] = state;
    state = (backs[gap]! >> state) & 1;
  }
}
