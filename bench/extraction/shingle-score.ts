/**
 * The scoring of scrapinghub's article-extraction-benchmark (MIT), written anew from its definition:
 * multisets of 4-grams of `\w+` tokens; precision and recall are means over pages, F1 is made of the two means.
 */
export interface PageScore {
  readonly precision: number | null;
  readonly recall: number | null;
  /** Same tokens in the same order. */
  readonly exact: boolean;
}

export interface SetScore {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly exact: number;
}

const NGRAM = 4;

/** Python's `\w`: letters, marks that are alphanumeric, digits and the underscore. */
const TOKEN = /[\p{L}\p{N}_]+/gu;

export function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

export function scorePage(expected: string, found: string): PageScore {
  const expectedTokens = tokensOf(expected);
  const foundTokens = tokensOf(found);
  const wanted = shingles(expectedTokens);
  const got = shingles(foundTokens);
  let hits = 0;
  for (const [shingle, count] of got.counts) hits += Math.min(count, wanted.counts.get(shingle) ?? 0);
  return {
    precision: got.total === 0 ? null : hits / got.total,
    recall: wanted.total === 0 ? null : hits / wanted.total,
    exact:
      expectedTokens.length === foundTokens.length &&
      expectedTokens.every((token, at) => token === foundTokens[at]),
  };
}

export function scoreSet(pages: readonly PageScore[]): SetScore {
  const precision = mean(pages.flatMap((page) => (page.precision === null ? [] : [page.precision])));
  const recall = mean(pages.flatMap((page) => (page.recall === null ? [] : [page.recall])));
  return {
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    precision,
    recall,
    exact: mean(pages.map((page) => (page.exact ? 1 : 0))),
  };
}

function shingles(tokens: readonly string[]): { counts: Map<string, number>; total: number } {
  const counts = new Map<string, number>();
  let total = 0;
  for (let at = 0; at < Math.max(1, tokens.length - NGRAM + 1); at += 1) {
    const shingle = tokens.slice(at, at + NGRAM).join(' ');
    if (shingle === '') continue;
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
    total += 1;
  }
  return { counts, total };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
