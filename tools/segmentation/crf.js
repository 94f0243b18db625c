/**
 * A conditional random field with two states per gap, trained by AdaGrad. A label of 2 is not known: the gradient
 * then compares the expectation under the known labels with the one under none.
 */

/** Below this a gradient is not worth the work of its features. */
const MIN_GRADIENT = 1e-3;
const NEVER = -1e9;

/**
 * @param {ReturnType<typeof import('./features.js').featurize>[]} sentences
 * @param {number} size number of features
 * @param {{ epochs: number, rate: number, decay: number, prior?: Float64Array, damping: number, seed?: number }} options
 *   `decay` pulls each weight that is touched towards `prior`; `damping` is AdaGrad's first sum of squares.
 * @returns {Float64Array} the weights
 */
export function trainField(sentences, size, options) {
  const { epochs, rate, decay, prior, damping, seed = 1 } = options;
  const weights = new Float64Array(size);
  if (prior !== undefined) weights.set(prior.subarray(0, size));
  const home = weights.slice();
  const squares = new Float64Array(size).fill(damping);
  const update = (features, from, to, gradient) => {
    for (let at = from; at < to; at++) {
      const feature = features[at];
      const step = gradient - decay * (weights[feature] - home[feature]);
      squares[feature] += step * step;
      weights[feature] += (rate * step) / Math.sqrt(squares[feature]);
    }
  };

  const random = createRandom(seed);
  const order = sentences.map((_, index) => index);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const sentence = sentences[index];
      if (sentence.gaps === 0) continue;
      const { gapGradients, chainGradients } = gradientsOf(sentence, weights);
      for (let gap = 0; gap < sentence.gaps; gap++) {
        if (Math.abs(gapGradients[gap]) > MIN_GRADIENT) {
          update(
            sentence.gapFeatures,
            sentence.gapOffsets[gap],
            sentence.gapOffsets[gap + 1],
            gapGradients[gap],
          );
        }
        if (Math.abs(chainGradients[gap]) > MIN_GRADIENT) {
          update(
            sentence.chainFeatures,
            sentence.chainOffsets[gap],
            sentence.chainOffsets[gap + 1],
            chainGradients[gap],
          );
        }
      }
    }
  }
  return weights;
}

/** Known label (or its expectation) minus the model's expectation, for each gap and each pair of gaps. */
function gradientsOf(sentence, weights) {
  const { gaps, labels, weight = 1 } = sentence;
  const scores = scoresOf(sentence, weights);
  const free = marginals(gaps, scores, undefined);
  const known = labels.includes(2) ? marginals(gaps, scores, labels) : undefined;
  const gapGradients = new Float64Array(gaps);
  const chainGradients = new Float64Array(gaps);
  for (let gap = 0; gap < gaps; gap++) {
    const label = known === undefined ? labels[gap] : known.joined[gap];
    const chain = known === undefined ? (gap > 0 ? labels[gap] * labels[gap - 1] : 0) : known.chained[gap];
    gapGradients[gap] = weight * (label - free.joined[gap]);
    chainGradients[gap] = weight * (chain - free.chained[gap]);
  }
  return { gapGradients, chainGradients };
}

function scoresOf(sentence, weights) {
  const { gaps, gapFeatures, gapOffsets, chainFeatures, chainOffsets } = sentence;
  const gapScores = new Float64Array(gaps);
  const chainScores = new Float64Array(gaps);
  for (let gap = 0; gap < gaps; gap++) {
    let sum = 0;
    for (let at = gapOffsets[gap]; at < gapOffsets[gap + 1]; at++) sum += weights[gapFeatures[at]];
    gapScores[gap] = sum;
    sum = 0;
    for (let at = chainOffsets[gap]; at < chainOffsets[gap + 1]; at++) sum += weights[chainFeatures[at]];
    chainScores[gap] = sum;
  }
  return { gapScores, chainScores };
}

/** Probabilities that a gap is joined, and that it and the one before are, given the labels that are known. */
function marginals(gaps, { gapScores, chainScores }, labels) {
  const forwardApart = new Float64Array(gaps);
  const forwardJoined = new Float64Array(gaps);
  const backwardApart = new Float64Array(gaps);
  const backwardJoined = new Float64Array(gaps);
  const apartScore = (gap) => (labels !== undefined && labels[gap] === 1 ? NEVER : 0);
  const joinedScore = (gap) => (labels !== undefined && labels[gap] === 0 ? NEVER : gapScores[gap]);
  forwardApart[0] = apartScore(0);
  forwardJoined[0] = joinedScore(0);
  for (let gap = 1; gap < gaps; gap++) {
    forwardApart[gap] = apartScore(gap) + logSum(forwardApart[gap - 1], forwardJoined[gap - 1]);
    forwardJoined[gap] =
      joinedScore(gap) + logSum(forwardApart[gap - 1], forwardJoined[gap - 1] + chainScores[gap]);
  }
  for (let gap = gaps - 2; gap >= 0; gap--) {
    const apart = apartScore(gap + 1) + backwardApart[gap + 1];
    const joined = joinedScore(gap + 1) + backwardJoined[gap + 1];
    backwardApart[gap] = logSum(apart, joined);
    backwardJoined[gap] = logSum(apart, joined + chainScores[gap + 1]);
  }
  const total = logSum(forwardApart[gaps - 1], forwardJoined[gaps - 1]);
  const joined = new Float64Array(gaps);
  const chained = new Float64Array(gaps);
  for (let gap = 0; gap < gaps; gap++) {
    joined[gap] = Math.exp(forwardJoined[gap] + backwardJoined[gap] - total);
    if (gap === 0) continue;
    const both = forwardJoined[gap - 1] + chainScores[gap] + joinedScore(gap) + backwardJoined[gap];
    chained[gap] = Math.exp(both - total);
  }
  return { joined, chained };
}

function logSum(a, b) {
  const high = a > b ? a : b;
  const distance = a > b ? b - a : a - b;
  return distance < -30 ? high : high + Math.log1p(Math.exp(distance));
}

/** The best labels (Viterbi). */
export function decodeField(sentence, weights) {
  const { gaps } = sentence;
  const labels = new Uint8Array(gaps);
  if (gaps === 0) return labels;
  const { gapScores, chainScores } = scoresOf(sentence, weights);
  const backs = new Uint8Array(gaps);
  let apart = 0;
  let joined = gapScores[0];
  for (let gap = 1; gap < gaps; gap++) {
    const chain = joined + chainScores[gap];
    backs[gap] = (joined > apart ? 1 : 0) | (chain > apart ? 2 : 0);
    const best = Math.max(joined, apart);
    joined = gapScores[gap] + Math.max(chain, apart);
    apart = best;
  }
  let state = joined > apart ? 1 : 0;
  for (let gap = gaps - 1; gap >= 0; gap--) {
    labels[gap] = state;
    state = (backs[gap] >> state) & 1;
  }
  return labels;
}

/** A linear congruential generator (Numerical Recipes), so that training gives the same weights everywhere. */
function createRandom(seed) {
  let state = (seed * 7919 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x100000000;
  };
}

function shuffle(items, random) {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [items[at], items[other]] = [items[other], items[at]];
  }
}
