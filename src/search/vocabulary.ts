import { foldDiacritics } from '../text/fold-diacritics.ts';

/**
 * Which spellings of a folded token an index has seen, and how often.
 *
 * It only grows: a spelling whose last article was replaced finds nothing, which is harmless, and goes with the
 * next rebuild.
 */
export class Vocabulary {
  readonly #counts = new Map<string, number>();
  readonly #byFolded = new Map<string, string[]>();

  constructor(entries: Iterable<readonly [token: string, count: number]> = []) {
    for (const [token, count] of entries) this.#see(token, count);
  }

  /** Counts the tokens of one article. */
  add(tokens: readonly string[]): void {
    for (const token of tokens) this.#see(token, 1);
  }

  /** Most frequent first; equally frequent ones in order of code units. */
  spellings(folded: string): string[] {
    const count = (token: string): number => this.#counts.get(token)!;
    return [...(this.#byFolded.get(folded) ?? [])].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
  }

  toJSON(): [token: string, count: number][] {
    return [...this.#counts];
  }

  #see(token: string, times: number): void {
    const seen = this.#counts.get(token);
    this.#counts.set(token, (seen ?? 0) + times);
    if (seen !== undefined) return;
    const folded = foldDiacritics(token);
    const spellings = this.#byFolded.get(folded);
    if (spellings === undefined) this.#byFolded.set(folded, [token]);
    else spellings.push(token);
  }
}
