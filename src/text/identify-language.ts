import { foldDiacritics } from './fold-diacritics.ts';
import { FUNCTION_WORDS, SCRIPT_LANGUAGES } from './language-words-table.ts';

export interface LanguageGuess {
  /** BCP 47; `null` where the text is too short or of no language that is known here. */
  readonly language: string | null;
  /** Estimated probability that `language` is right, 0 to 1. */
  readonly confidence: number;
}

const UNKNOWN: LanguageGuess = { language: null, confidence: 0 };
/** More text than this tells nothing new. */
const MAX_UNITS = 20_000;
const LETTERS = /[\p{L}\p{M}]+/gu;
/** Letters that only Vietnamese has, or that no other language uses together with its own words. */
const VIETNAMESE_LETTER = /[ơưđăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/u;
/** A third to a half of all syllables of Vietnamese have such a letter; names in foreign news are far below. */
const SURE_SHARE = 0.2;
const MIN_SHARE = 0.08;
/** Function words make up a third of running text; two in a hundred can be names and loans. */
const MIN_FUNCTION_SHARE = 0.06;
const MIN_SCRIPT_SHARE = 0.3;

let languagesByWord: Map<string, string[]> | undefined;

/**
 * The language of a text: Vietnamese (also without diacritics), the scripts of Asia, and the larger languages in
 * Latin letters. No model: letters, scripts and function words. Looks at the first 20,000 code units; never throws.
 */
export function identifyLanguage(text: string): LanguageGuess {
  const sample = text.slice(0, MAX_UNITS).normalize('NFC').toLowerCase();
  const words = sample.match(LETTERS) ?? [];
  if (words.length === 0) return UNKNOWN;

  const share = words.filter((word) => VIETNAMESE_LETTER.test(word)).length / words.length;
  if (share >= SURE_SHARE)
    return { language: 'vi', confidence: Math.min(0.99, 0.6 + share + words.length / 100) };
  const script = identifyScript(sample, words);
  if (script !== undefined) return script;
  const guess = identifyByFunctionWords(words);
  if (share >= MIN_SHARE && guess.confidence < 0.5) return { language: 'vi', confidence: 0.6 };
  return guess;
}

function identifyScript(sample: string, words: readonly string[]): LanguageGuess | undefined {
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  for (const [language, pattern] of SCRIPT_LANGUAGES) {
    const share = (sample.match(pattern)?.length ?? 0) / letters;
    // Kana and the letters of Ukrainian are a small part of their texts, but no other text has them.
    const needed = language === 'ja' || language === 'uk' ? 0.04 : MIN_SCRIPT_SHARE;
    if (share >= needed) return { language, confidence: Math.min(0.98, 0.7 + share / 3) };
  }
  return undefined;
}

function identifyByFunctionWords(words: readonly string[]): LanguageGuess {
  const index = (languagesByWord ??= buildIndex());
  const counts = new Map<string, number>();
  for (const word of words) {
    for (const language of index.get(word) ?? index.get(foldDiacritics(word)) ?? []) {
      counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  const [best, second] = [...counts].sort((a, b) => b[1] - a[1]);
  if (best === undefined || best[1] < 2 || best[1] / words.length < MIN_FUNCTION_SHARE) return UNKNOWN;
  const margin = (best[1] - (second?.[1] ?? 0)) / best[1];
  return {
    language: best[0],
    confidence: Math.min(0.97, 0.4 + margin / 2 + Math.min(0.2, words.length / 200)),
  };
}

function buildIndex(): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const [language, words] of FUNCTION_WORDS) {
    for (const word of words.split(' ')) index.set(word, [...(index.get(word) ?? []), language]);
  }
  return index;
}
