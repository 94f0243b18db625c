import { Shape, SHAPES } from '../../dist/text/segmenter/describe-tokens.js';
import { NumberIndex } from './number-index.js';
import { pairKey, tripleKey } from './lexicon.js';
import { UNKNOWN_ID, START_ID, END_ID } from '../../dist/text/segmenter/segmenter-model.js';

const TEXT_START = Shape.textStart;
const TEXT_END = Shape.textEnd;
const IS_WORD = 3;

/**
 * Names of the feature groups. The first list weighs joining at a gap, the second joining at two gaps in a row.
 * `src/text/segmenter/join-gaps.ts` adds up the same features.
 */
export const GAP_GROUPS = [
  ...['left', 'right', 'farLeft', 'farRight', 'pair', 'pairRight', 'pairLeft'],
  ...['glue', 'shapes', 'masks', 'maskTriples', 'tripleMasks', 'maskShapes'],
];
export const CHAIN_GROUPS = ['chainRight', 'chainLeft', 'chainShapes', 'chainMasks'];

/** Numbers all features of all groups from 0 in order of arrival. */
export class FeatureSpace {
  constructor(lexicon, symbolIds) {
    this.lexicon = lexicon;
    this.symbolIds = symbolIds;
    this.size = 0;
    this.groups = new Map(
      [...GAP_GROUPS, ...CHAIN_GROUPS].map((name) => [name, { index: new NumberIndex(), numbers: [] }]),
    );
    this.frozen = false;
  }

  number(group, key) {
    const { index, numbers } = this.groups.get(group);
    index.frozen = this.frozen;
    const before = index.size;
    const at = index.number(key);
    if (index.size > before) numbers.push(this.size++);
    return at < 0 ? -1 : numbers[at];
  }

  /** Pairs of key and feature number of a group. */
  *entries(group) {
    const { index, numbers } = this.groups.get(group);
    for (const [key, at] of index.entries()) yield [key, numbers[at]];
  }
}

/** Ids in the trainer: those of the model for the borders, then symbols in order of arrival. */
export function createSymbolIds() {
  const ids = new NumberIndex(1 << 17);
  // Symbols are 16 and more, so that these keys only hold the places of the model's own ids.
  for (const id of [UNKNOWN_ID, START_ID, END_ID]) ids.number(id);
  return ids;
}

/**
 * Features of each gap of a sentence as numbers of `space`, in one flat list with offsets.
 * @param {import('./tokens.js').Tokens} tokens
 * @param {FeatureSpace} space
 */
export function featurize(tokens, space) {
  const { count, shapes, starts, ends } = tokens;
  const { lexicon } = space;
  const ids = Int32Array.from(tokens.symbols, (symbol) => space.symbolIds.number(symbol));
  const idAt = (index) => (index < 0 ? START_ID : index >= count ? END_ID : ids[index]);
  const shapeAt = (index) => (index < 0 ? TEXT_START : index >= count ? TEXT_END : shapes[index]);
  const maskAt = (index) =>
    index < 0 || index + 1 >= count ? 0 : (lexicon.pairs.get(pairKey(ids[index], ids[index + 1])) ?? 0);
  const tripleAt = (index) =>
    index < 0 || index + 2 >= count
      ? 0
      : (lexicon.triples.get(tripleKey(ids[index], ids[index + 1], ids[index + 2])) ?? 0);

  const gapFeatures = [];
  const chainFeatures = [];
  const gapOffsets = [0];
  const chainOffsets = [0];
  const add = (list, group, key) => {
    const number = space.number(group, key);
    if (number >= 0) list.push(number);
  };
  for (let gap = 0; gap + 1 < count; gap++) {
    const [far, left, right, after] = [idAt(gap - 1), idAt(gap), idAt(gap + 1), idAt(gap + 2)];
    const [maskBefore, mask, maskNext] = [maskAt(gap - 1), maskAt(gap), maskAt(gap + 1)];
    const [tripleBefore, triple] = [tripleAt(gap - 1), tripleAt(gap)];
    const isGlued = ends[gap] === starts[gap + 1] ? 1 : 0;
    const wordBefore = (maskBefore & IS_WORD) !== 0 ? 1 : 0;
    const wordNext = (maskNext & IS_WORD) !== 0 ? 1 : 0;
    const atGap = shapeAt(gap) * SHAPES + shapeAt(gap + 1);
    const threeShapes = shapeAt(gap - 1) * SHAPES * SHAPES + atGap;
    add(gapFeatures, 'left', left);
    add(gapFeatures, 'right', right);
    add(gapFeatures, 'farLeft', far);
    add(gapFeatures, 'farRight', after);
    add(gapFeatures, 'pair', pairKey(left, right));
    add(gapFeatures, 'pairRight', pairKey(right, after));
    add(gapFeatures, 'pairLeft', pairKey(far, left));
    add(gapFeatures, 'glue', isGlued * SHAPES * SHAPES + atGap);
    add(gapFeatures, 'shapes', threeShapes * SHAPES + shapeAt(gap + 2));
    add(
      gapFeatures,
      'masks',
      mask * 16 + wordBefore * 8 + wordNext * 4 + (tripleBefore ? 2 : 0) + (triple ? 1 : 0),
    );
    add(gapFeatures, 'maskTriples', (mask * 32 + maskBefore) * 32 + maskNext);
    add(gapFeatures, 'tripleMasks', tripleBefore * 16 + triple);
    add(gapFeatures, 'maskShapes', mask * SHAPES * SHAPES + atGap);
    gapOffsets.push(gapFeatures.length);
    if (gap > 0) {
      const isWord = (mask & IS_WORD) !== 0 ? 2 : 0;
      add(chainFeatures, 'chainRight', right);
      add(chainFeatures, 'chainLeft', far);
      add(chainFeatures, 'chainShapes', threeShapes);
      add(chainFeatures, 'chainMasks', (isWord + wordBefore) * 16 + tripleBefore);
    }
    chainOffsets.push(chainFeatures.length);
  }
  return {
    gaps: Math.max(0, count - 1),
    labels: tokens.labels,
    gapFeatures: Int32Array.from(gapFeatures),
    gapOffsets: Int32Array.from(gapOffsets),
    chainFeatures: Int32Array.from(chainFeatures),
    chainOffsets: Int32Array.from(chainOffsets),
  };
}
