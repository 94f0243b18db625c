import { canonicalizeTone } from '../canonicalize-tone.ts';

const FINAL_Y: Readonly<Record<string, string>> = { y: 'i', ỳ: 'ì', ý: 'í', ỷ: 'ỉ', ỹ: 'ĩ', ỵ: 'ị' };
/** Syllables that end in y alone after a consonant: kỹ, lý, Mỹ, sỹ, quý, hy, tỷ, vỹ. `tuý`, `ngày` are no variants. */
const OPEN_Y = /(?<![\p{L}\p{M}\p{N}])(h|k|l|m|qu|s|t|v|th|đ|n|p|b|d|r|x)([yỳýỷỹỵ])(?![\p{L}\p{M}\p{N}])/gu;

/**
 * One spelling for a word that is written in several: lower case, tone marks in the new place, i for y where
 * both are in use (kỹ thuật, kĩ thuật). For matching only. Takes NFC text; idempotent.
 */
export function canonicalizeSpelling(text: string): string {
  const lower = canonicalizeTone(text.toLowerCase());
  return lower.replace(OPEN_Y, (_match, onset: string, vowel: string) => onset + FINAL_Y[vowel]!);
}
