import type { NormalizedText } from '../../model/normalized-text.ts';
import type { TextSpan } from '../../model/text-span.ts';
import { exactTerms, forEachWord, KnownWords, type ExactTerm } from '../../text/search-terms.ts';
import { canonicalizeSpelling } from '../../text/spelling/canonicalize-spelling.ts';
import type { WordSegmenter } from '../../text/word-segmenter.ts';
import type { ArticleTokens, FieldTokens } from './article-tokens.ts';

/** Names the rules below; an index and its queries must agree on it. Raise it with every change of tokens. */
export const ANALYZER_VERSION = 'terms/2';

/** Longest token in UTF-16 code units. A run of letters beyond it is data, not a word, and engines limit their terms. */
export const MAX_TOKEN_UNITS = 256;

/** What an index manifest records as its analyzer. */
export const analyzerId = (segmenter: WordSegmenter): string => `${ANALYZER_VERSION}+${segmenter.id}`;

/** A syllable token at its place; offsets are UTF-16 code units into the text that was analysed. */
export interface PlacedSyllable extends TextSpan {
  readonly token: string;
}

/**
 * The tokens of an article, as every engine, the lexicon and the ranking see them. Pure: the same strings and segmenter
 * give the same tokens. Title and text are taken as an `Article` holds them, NFC and normalized.
 */
export function analyzeArticle(title: string | null, text: string, segmenter: WordSegmenter): ArticleTokens {
  return tokensOfWords(title, text, segmentArticle(title, text, segmenter));
}

/** Where an article's words stand, as its segmenter gives them: each one's start and end in UTF-16 code units. */
export interface ArticleWords {
  readonly title: Uint32Array;
  readonly text: Uint32Array;
}

export const segmentArticle = (
  title: string | null,
  text: string,
  segmenter: WordSegmenter,
): ArticleWords => ({
  title: segmenter.segment((title ?? '') as NormalizedText),
  text: segmenter.segment(text as NormalizedText),
});

/** The tokens of an article whose words are known. */
export const tokensOfWords = (title: string | null, text: string, words: ArticleWords): ArticleTokens => ({
  title: fieldTokens(title ?? '', words.title),
  text: fieldTokens(text, words.text),
});

function fieldTokens(text: string, offsets: Uint32Array): FieldTokens {
  const syllables: string[] = [];
  const words: string[] = [];
  forEachWord(text, offsets, knownTokens, (tokens) => {
    for (const syllable of tokens.syllables) syllables.push(syllable);
    if (tokens.word !== undefined) words.push(tokens.word);
  });
  return { syllables, words };
}

/** The tokens of one word. */
interface WordTokens {
  readonly syllables: readonly string[];
  /** Where it has several syllables. */
  readonly word: string | undefined;
}

const knownTokens = new KnownWords((terms): WordTokens => {
  // `TP.` is a word of one syllable with a mark behind it: its syllable says the same.
  const word = terms.length > 2 ? terms.find(({ kind }) => kind === 'word') : undefined;
  const syllables = terms.filter(({ kind }) => kind === 'syllable');
  return { syllables: syllables.map(toToken), word: word && toToken(word) };
});

/** The syllables of one text with their places, in order: `analyzeArticle` says the same without places. */
export function placeSyllables(text: string, segmenter: WordSegmenter): PlacedSyllable[] {
  return exactTerms(text as NormalizedText, segmenter)
    .filter(({ kind }) => kind === 'syllable')
    .map((term) => ({ start: term.start, end: term.end, token: toToken(term) }));
}

/**
 * Places syllables that were analysed before, some thirty times as fast as analysing the text again. `undefined` where
 * they are not the syllables of this text: then `placeSyllables` is right.
 */
export function alignSyllables(text: string, tokens: readonly string[]): PlacedSyllable[] | undefined {
  // Unit for unit: canonical spelling changes no length, and where a capital does, nothing is aligned.
  const canonical = canonicalizeSpelling(text);
  if (canonical.length !== text.length) return undefined;
  const placed: PlacedSyllable[] = [];
  let at = 0;
  for (const token of tokens) {
    const start = canonical.indexOf(token, at);
    // Between two syllables stand marks and spaces only.
    if (start < 0 || LETTER_OR_DIGIT.test(canonical.slice(at, start))) return undefined;
    at = start + token.length;
    placed.push({ start, end: at, token });
  }
  return LETTER_OR_DIGIT.test(canonical.slice(at)) ? undefined : placed;
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Tokens hold no white space, whatever stood in the text: engines keep them in rows separated by spaces. */
const toToken = ({ exact }: ExactTerm): string => limited(exact.replace(/\s+/gu, '_'));

const limited = (token: string): string =>
  token.length <= MAX_TOKEN_UNITS ? token : token.slice(0, MAX_TOKEN_UNITS).replace(/[\ud800-\udbff]$/u, '');
