import type { TermGroup } from '../engine/search-plan.ts';
import type { ArticleTokens, FieldTokens } from '../tokens/article-tokens.ts';
import { findOccurrences } from './find-occurrences.ts';
import { logLikelihood, logRatio } from './log-likelihood.ts';
import { readWords } from './read-words.ts';

export interface CollocateOptions {
  /** Words to each side of an occurrence; default 5, the usual window of corpus linguistics. */
  readonly window?: number | undefined;
  /** Fewest times beside the node; default 3. */
  readonly minCount?: number | undefined;
  readonly limit?: number | undefined;
}

/** A word that stands beside the node more often than chance would have it. */
export interface Collocate {
  /** Syllables joined by `_`. */
  readonly word: string;
  /** Times inside a window, and of these left and right of the node. */
  readonly count: number;
  readonly left: number;
  readonly right: number;
  /** Times in all texts. */
  readonly frequency: number;
  /** Dunning's G², inside the windows against outside. */
  readonly logLikelihood: number;
  /** Binary logarithm of how many times more frequent inside. */
  readonly logRatio: number;
}

export interface CollocateReport {
  /** Times that the node was found. */
  readonly occurrences: number;
  /** Words inside the windows, and in all texts. */
  readonly windowWords: number;
  readonly words: number;
  /** Highest G² first; only words more frequent inside than outside. */
  readonly collocates: readonly Collocate[];
}

const DEFAULT_WINDOW = 5;
const DEFAULT_MIN_COUNT = 3;
const DEFAULT_LIMIT = 50;

interface Count {
  left: number;
  right: number;
}

/**
 * The words that keep company with `node` (one group a syllable) in the texts of `articles`. A word inside the windows of
 * two occurrences counts once, for the nearer one. Titles are left out: they have no neighbours beyond their own end.
 */
export function countCollocates(
  articles: Iterable<ArticleTokens>,
  node: readonly TermGroup[],
  options: CollocateOptions = {},
): CollocateReport {
  const window = options.window ?? DEFAULT_WINDOW;
  const frequencies = new Map<string, number>();
  const beside = new Map<string, Count>();
  const sums = { occurrences: 0, windowWords: 0, words: 0 };
  for (const { text } of articles) addText(text, { node, window, frequencies, beside, sums });
  const collocates = [...beside]
    .map(([word, count]) => toCollocate(word, count, frequencies.get(word) ?? 0, sums))
    .filter(({ count, logRatio: ratio }) => count >= (options.minCount ?? DEFAULT_MIN_COUNT) && ratio > 0)
    .sort((a, b) => b.logLikelihood - a.logLikelihood || (a.word < b.word ? -1 : 1));
  return { ...sums, collocates: collocates.slice(0, options.limit ?? DEFAULT_LIMIT) };
}

interface Tables {
  readonly node: readonly TermGroup[];
  readonly window: number;
  readonly frequencies: Map<string, number>;
  readonly beside: Map<string, Count>;
  readonly sums: { occurrences: number; windowWords: number; words: number };
}

function addText(text: FieldTokens, { node, window, frequencies, beside, sums }: Tables): void {
  const words = readWords(text);
  sums.words += words.length;
  for (const { word } of words) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  const spans = findOccurrences(text, node);
  sums.occurrences += spans.length;
  for (const [index, side] of sidesOf(words, spans, window)) {
    const { word } = words[index]!;
    const count = beside.get(word) ?? { left: 0, right: 0 };
    count[side]++;
    beside.set(word, count);
    sums.windowWords++;
  }
}

/** Which words stand in a window, and on which side of the occurrence that is nearest to them. */
function sidesOf(
  words: readonly { readonly start: number; readonly end: number }[],
  spans: readonly { readonly start: number; readonly end: number }[],
  window: number,
): Map<number, keyof Count> {
  const nearest = new Map<number, { side: keyof Count; distance: number }>();
  const inside = new Set<number>();
  let first = 0;
  for (const { start, end } of spans) {
    while (first < words.length && words[first]!.end <= start) first++;
    let last = first;
    for (; last < words.length && words[last]!.start < end; last++) inside.add(last);
    for (let distance = 1; distance <= window; distance++) {
      note(nearest, first - distance, { side: 'left', distance }, words.length);
      note(nearest, last - 1 + distance, { side: 'right', distance }, words.length);
    }
  }
  return new Map(
    [...nearest].filter(([index]) => !inside.has(index)).map(([index, { side }]) => [index, side]),
  );
}

function note(
  nearest: Map<number, { side: keyof Count; distance: number }>,
  index: number,
  place: { side: keyof Count; distance: number },
  length: number,
): void {
  if (index < 0 || index >= length) return;
  const known = nearest.get(index);
  if (known === undefined || place.distance < known.distance) nearest.set(index, place);
}

function toCollocate(
  word: string,
  { left, right }: Count,
  frequency: number,
  sums: Tables['sums'],
): Collocate {
  const count = left + right;
  const inside = { count, total: sums.windowWords };
  const outside = { count: frequency - count, total: sums.words - sums.windowWords };
  return {
    word,
    count,
    left,
    right,
    frequency,
    logLikelihood: round(logLikelihood(inside, outside)),
    logRatio: round(logRatio(inside, outside)),
  };
}

const round = (value: number): number => Number(value.toFixed(2));
