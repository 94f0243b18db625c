import { isVietnameseSyllable } from '../spelling/is-vietnamese-syllable.ts';

/** How much a text looks like Vietnamese that was decoded rightly. */
export interface VietnameseJudgement {
  /** Words of ASCII letters alone. */
  readonly plain: number;
  /** Words with marks that are syllables. A single letter is none: a lone `©` or `»` becomes one by chance. */
  readonly valid: number;
  /** Different words among them. */
  readonly distinct: number;
  /** Words with marks, or with signs between their letters, that are none. */
  readonly invalid: number;
}

/** More words than this tell nothing new. */
const MAX_WORDS = 2000;
/** A word, with signs that wrong decoding leaves inside or at its end: `Ch¸nh`, `Viá»‡t`. */
const WORD =
  /[\p{L}\p{M}\xa1-\xbf\x80-\x9f\u0192\u02c6\u02dc\u2020-\u2022\u2030\u2039\u203a\u20ac\u2122\ufffd]+/gu;
const ASCII = /^[\0-\x7f]+$/u;
/** Signs that stand beside words in clean text too: quotes, ordinals, bullets. */
const EDGE_SIGNS = /^[«»¡¿•·°ªº©®]+|[«»•·°ªº©®™²³]+$/gu;

export function judgeVietnamese(text: string): VietnameseJudgement {
  let plain = 0;
  let valid = 0;
  const distinct = new Set<string>();
  let invalid = 0;
  let words = 0;
  for (const match of text.matchAll(WORD)) {
    if (++words > MAX_WORDS) break;
    const word = match[0].length > 40 ? match[0].slice(0, 40) : match[0].replace(EDGE_SIGNS, '');
    if (word === '') continue;
    if (ASCII.test(word)) plain++;
    else if (!isVietnameseSyllable(word)) invalid++;
    else if (word.length > 1) {
      valid++;
      distinct.add(word.toLowerCase());
    }
  }
  return { plain, valid, distinct: distinct.size, invalid };
}

/** Above 0 for text that is rather Vietnamese than not; comparable between decodings of the same bytes. */
export function vietnameseScore({ valid, invalid }: VietnameseJudgement): number {
  return valid - 2 * invalid;
}
