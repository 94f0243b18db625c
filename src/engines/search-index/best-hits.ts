import type { EngineHit } from '../../search/engine/search-engine.ts';

/** Scores that differ by less are equal: they come from sums in another order. */
const SCORE_DECIMALS = 1e9;

/** Keeps the best of many hits without sorting them all. */
export class BestHits {
  readonly #limit: number;
  readonly #hits: EngineHit[] = [];
  /** No hit below this can be among the best. */
  #threshold = Number.NEGATIVE_INFINITY;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(id: string, score: number): void {
    const rounded = Math.round(score * SCORE_DECIMALS) / SCORE_DECIMALS;
    if (rounded < this.#threshold) return;
    this.#hits.push({ id, score: rounded });
    if (this.#hits.length >= 4 * this.#limit + 64) this.#cut();
  }

  /** Best first, equal scores in order of id. */
  toArray(): readonly EngineHit[] {
    this.#cut();
    return this.#hits;
  }

  #cut(): void {
    this.#hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    if (this.#hits.length <= this.#limit) return;
    this.#hits.length = this.#limit;
    this.#threshold = this.#hits.at(-1)?.score ?? Number.POSITIVE_INFINITY;
  }
}
