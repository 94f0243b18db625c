import type { IndexDocument } from '../../search/engine/index-document.ts';
import type {
  EngineAnswer,
  FacetCount,
  FacetField,
  WritableSearchEngine,
} from '../../search/engine/search-engine.ts';
import type { PlanNode } from '../../search/engine/search-plan.ts';
import { BestHits } from './best-hits.ts';
import { isExactPlan, matchPlan } from './match-plan.ts';
import { createScorer, type IndexStatistics } from './score-plan.ts';
import { MAX_SEGMENT_ARTICLES, mergeSegments, Segment, type SegmentArticle } from './segment.ts';
import { facetValues } from '../../search/engine/match-facts.ts';

/** Part of the manifest: an index that another version of the files or of MiniSearch wrote is not opened. */
export const SEGMENTED_INDEX_ID = 'minisearch/7';

const CANDIDATE_BATCH = 1_000;

/**
 * A segment that was written with fewer articles takes the next ones; a larger one is left alone, so that the change of
 * one article rewrites a file of 4 MB at most.
 */
const MAX_OPEN_ARTICLES = MAX_SEGMENT_ARTICLES / 10;

/** Half-empty segments are merged when there are more: every query asks every segment. */
const MAX_SMALL_SEGMENTS = 8;

interface Place {
  readonly segment: Segment;
  readonly slot: number;
}

/**
 * MiniSearch behind the port: in memory, in segments. It needs nothing of Node, so that a page in a browser can hold one.
 *
 * Postings carry no positions: for a phrase or a NEAR the hits are those that hold all its words in one field, and
 * `isExact` is false.
 */
export class SegmentedIndex implements WritableSearchEngine {
  readonly id: string = SEGMENTED_INDEX_ID;
  #segments: Segment[];
  /** The segment that takes the next article. */
  #open: Segment | undefined;
  readonly #places = new Map<string, Place>();
  /** Of tokens that were asked for since the last change. */
  readonly #frequencies = new Map<string, number>();

  constructor(segments: readonly Segment[] = []) {
    this.#segments = [...segments];
    for (const segment of segments) this.#learnPlaces(segment);
    this.#chooseOpen();
  }

  /** In the order in which they were begun. */
  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Articles held. */
  get size(): number {
    return this.#places.size;
  }

  put(documents: readonly IndexDocument[]): Promise<void> {
    this.#frequencies.clear();
    for (const document of documents) this.#put(document);
    return Promise.resolve();
  }

  remove(ids: readonly string[]): Promise<void> {
    this.#frequencies.clear();
    for (const id of ids) this.#remove(id);
    return Promise.resolve();
  }

  search(plan: PlanNode, { limit }: { readonly limit: number }): Promise<EngineAnswer> {
    const statistics = this.#statistics();
    const best = new BestHits(limit);
    let total = 0;
    for (const segment of this.#segments) {
      const scoreOf = createScorer(plan, segment, statistics);
      for (const slot of matchPlan(plan, segment)) {
        total++;
        best.add(segment.articleAt(slot)!.id, scoreOf(slot));
      }
    }
    return Promise.resolve({ isExact: isExactPlan(plan), total, hits: best.toArray() });
  }

  async *readCandidates(plan: PlanNode): AsyncGenerator<readonly string[]> {
    const ids = [...this.#matches(plan)].map(({ id }) => id).sort();
    for (let at = 0; at < ids.length; at += CANDIDATE_BATCH) yield ids.slice(at, at + CANDIDATE_BATCH);
  }

  countFacet(plan: PlanNode, field: FacetField): Promise<readonly FacetCount[]> {
    const counts = new Map<string, number>();
    for (const { facts } of this.#matches(plan)) {
      for (const value of facetValues(facts, field)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const facets = [...counts].map(([value, articles]) => ({ value, articles }));
    return Promise.resolve(facets.sort((a, b) => b.articles - a.articles || (a.value < b.value ? -1 : 1)));
  }

  count(): Promise<number> {
    return Promise.resolve(this.size);
  }

  /**
   * Merges half-empty segments where there are many, and drops what removed articles have left. Whoever writes the
   * segments to disk calls it first.
   */
  settle(): void {
    const small = this.#segments.filter(({ live }) => live * 2 < MAX_SEGMENT_ARTICLES);
    const worn = this.#segments.filter(({ live, slots }) => live * 2 < slots);
    const merged = new Set([...worn, ...(small.length > MAX_SMALL_SEGMENTS ? small : [])]);
    if (merged.size > 0) {
      const bins = mergeInBins([...merged]);
      this.#segments = [...this.#segments.filter((segment) => !merged.has(segment)), ...bins];
      for (const segment of bins) this.#learnPlaces(segment);
    }
    this.#chooseOpen();
  }

  *#matches(plan: PlanNode): Generator<SegmentArticle> {
    for (const segment of this.#segments)
      for (const slot of matchPlan(plan, segment)) yield segment.articleAt(slot)!;
  }

  #put(document: IndexDocument): void {
    const held = this.#places.get(document.id);
    if (held !== undefined && held.segment.articleAt(held.slot)!.sequence > document.sequence) return;
    this.#remove(document.id);
    const segment = this.#openSegment();
    this.#places.set(document.id, { segment, slot: segment.add(document) });
  }

  #remove(id: string): void {
    const held = this.#places.get(id);
    if (held === undefined) return;
    held.segment.remove(held.slot);
    this.#places.delete(id);
  }

  #openSegment(): Segment {
    if (this.#open === undefined || this.#open.isFull) {
      this.#open = new Segment();
      this.#segments.push(this.#open);
    }
    return this.#open;
  }

  #chooseOpen(): void {
    this.#open = this.#segments.find(({ slots, isFull }) => slots < MAX_OPEN_ARTICLES && !isFull);
  }

  #learnPlaces(segment: Segment): void {
    for (let slot = 0; slot < segment.slots; slot++) {
      const article = segment.articleAt(slot);
      if (article !== undefined) this.#places.set(article.id, { segment, slot });
    }
  }

  #statistics(): IndexStatistics {
    return {
      articles: this.size,
      syllables: this.#segments.reduce((sum, { syllables }) => sum + syllables, 0),
      articleFrequency: (token) => {
        const known = this.#frequencies.get(token);
        if (known !== undefined) return known;
        const frequency = this.#segments.reduce((sum, segment) => sum + segment.articleFrequency(token), 0);
        this.#frequencies.set(token, frequency);
        return frequency;
      },
    };
  }
}

/** Merges small segments into as few as hold them. */
function mergeInBins(segments: readonly Segment[]): Segment[] {
  const bins: Segment[][] = [];
  let articles = Number.POSITIVE_INFINITY;
  for (const segment of segments.filter(({ live }) => live > 0)) {
    if (articles + segment.live > MAX_SEGMENT_ARTICLES) {
      bins.push([]);
      articles = 0;
    }
    bins.at(-1)!.push(segment);
    articles += segment.live;
  }
  return bins.map(mergeSegments);
}
