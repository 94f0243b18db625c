import { decodeAs } from './decode-as.ts';
import { judgeVietnamese, vietnameseScore, type VietnameseJudgement } from './judge-vietnamese.ts';

/** Charsets in which Vietnamese was written before Unicode, and that bytes can be tried in. */
const BYTE_CHARSETS = ['tcvn3', 'vni-windows', 'windows-1258', 'viscii'] as const;

export interface CharsetGuess {
  readonly encoding: string;
  /** Estimated probability, 0 to 1. */
  readonly confidence: number;
}

const SAMPLE_BYTES = 32_768;
/** Two or three words can be syllables by chance, and a title is repeated. */
const MIN_DISTINCT = 4;
const MIN_VALID_SHARE = 0.8;

/** Which old Vietnamese charset `bytes`, which are not UTF-8, are in; `undefined` where they are no Vietnamese. */
export function detectLegacyCharset(bytes: Uint8Array): CharsetGuess | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const guesses = BYTE_CHARSETS.map((encoding) => {
    const judgement = judgeVietnamese(decodeAs(sample, encoding));
    return { encoding, judgement, score: vietnameseScore(judgement) };
  }).sort((a, b) => b.score - a.score);
  const [best, second] = guesses;
  if (best === undefined || !isConvincing(best.judgement)) return undefined;
  const margin = (best.score - Math.max(0, second?.score ?? 0)) / Math.max(1, best.score);
  return { encoding: best.encoding, confidence: confidenceOf(best.judgement, margin) };
}

export function isConvincing({ valid, distinct, invalid, plain }: VietnameseJudgement): boolean {
  // Three words of five carry a mark in Vietnamese; markup around them is plain.
  return distinct >= MIN_DISTINCT && valid >= (valid + invalid) * MIN_VALID_SHARE && valid * 40 >= plain;
}

export function confidenceOf({ valid, invalid }: VietnameseJudgement, margin: number): number {
  const share = valid / (valid + invalid);
  return Math.round(Math.min(0.99, share * (0.6 + 0.4 * margin) * (1 - 0.5 / valid)) * 100) / 100;
}
