import type { ArticleTokens } from '../tokens/article-tokens.ts';
import { logLikelihood, logRatio } from './log-likelihood.ts';
import { readWords } from './read-words.ts';

export interface KeynessOptions {
  /** Fewest times in the set; default 3. */
  readonly minCount?: number | undefined;
  /** Keep words with at least this G²; default 6.63 (p < 0.01 with one degree of freedom). */
  readonly minLogLikelihood?: number | undefined;
  readonly limit?: number | undefined;
}

/** A word that one set of texts uses more, or less, than another. */
export interface Keyword {
  /** Syllables joined by `_`. */
  readonly word: string;
  readonly count: number;
  readonly referenceCount: number;
  /** Per million words. */
  readonly perMillion: number;
  readonly referencePerMillion: number;
  /** Dunning's G². */
  readonly logLikelihood: number;
  /** Above 0: more frequent in the set; below: in the reference. */
  readonly logRatio: number;
}

export interface KeynessReport {
  readonly words: number;
  readonly referenceWords: number;
  /** Highest G² first. */
  readonly keywords: readonly Keyword[];
}

const DEFAULT_MIN_COUNT = 3;
const DEFAULT_MIN_LOG_LIKELIHOOD = 6.63;
const DEFAULT_LIMIT = 50;

/** Compares the words of a set of texts with those of a reference; titles are left out. */
export function compareWords(
  set: Iterable<ArticleTokens>,
  reference: Iterable<ArticleTokens>,
  options: KeynessOptions = {},
): KeynessReport {
  const one = countWords(set);
  const other = countWords(reference);
  const minCount = options.minCount ?? DEFAULT_MIN_COUNT;
  const minLogLikelihood = options.minLogLikelihood ?? DEFAULT_MIN_LOG_LIKELIHOOD;
  const keywords = [...new Set([...one.counts.keys(), ...other.counts.keys()])]
    .map((word) => toKeyword(word, one, other))
    .filter(({ count, referenceCount }) => Math.max(count, referenceCount) >= minCount)
    .filter((keyword) => keyword.logLikelihood >= minLogLikelihood)
    .sort((a, b) => b.logLikelihood - a.logLikelihood || (a.word < b.word ? -1 : 1));
  return {
    words: one.total,
    referenceWords: other.total,
    keywords: keywords.slice(0, options.limit ?? DEFAULT_LIMIT),
  };
}

interface WordCounts {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

function countWords(articles: Iterable<ArticleTokens>): WordCounts {
  const counts = new Map<string, number>();
  let total = 0;
  for (const { text } of articles) {
    for (const { word } of readWords(text)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      total++;
    }
  }
  return { counts, total };
}

function toKeyword(word: string, one: WordCounts, other: WordCounts): Keyword {
  const inSet = { count: one.counts.get(word) ?? 0, total: one.total };
  const inReference = { count: other.counts.get(word) ?? 0, total: other.total };
  return {
    word,
    count: inSet.count,
    referenceCount: inReference.count,
    perMillion: perMillion(inSet.count, inSet.total),
    referencePerMillion: perMillion(inReference.count, inReference.total),
    logLikelihood: Number(logLikelihood(inSet, inReference).toFixed(2)),
    logRatio: Number(logRatio(inSet, inReference).toFixed(2)),
  };
}

const perMillion = (count: number, total: number): number =>
  total === 0 ? 0 : Number(((count / total) * 1e6).toFixed(2));
