import type { ArticleFacts, IndexDocument } from '../../search/engine/index-document.ts';
import { TokenPostings, type TokenRow } from './token-postings.ts';

/** An article as a segment knows it beside its tokens. */
export interface SegmentArticle {
  readonly id: string;
  readonly sequence: number;
  /** Of title and text: the length that ranking knows. */
  readonly syllables: number;
  readonly facts: ArticleFacts;
}

/** A segment as it is written to disk. Slots of removed articles stay, empty, so that slots keep their numbers. */
export interface SegmentData {
  readonly articles: readonly (SegmentArticle | null)[];
  readonly tokens: readonly TokenRow[];
}

/** More articles than this make a file that is slow to write and to read for the change of one. */
export const MAX_SEGMENT_ARTICLES = 10_000;

/**
 * JSON of one segment must stay below the longest string (about 536 million code units). A posting takes 4 to 12 of them;
 * 10,000 articles of 522 tokens have 3 million postings.
 */
export const MAX_SEGMENT_POSTINGS = 20_000_000;

/**
 * A part of an index: up to 10,000 articles that are searched, written and read together. Articles are added to its end;
 * a removed one leaves an empty slot, and its postings go when the segment is merged.
 */
export class Segment {
  readonly postings: TokenPostings = new TokenPostings();
  readonly #articles: (SegmentArticle | undefined)[] = [];
  readonly #removed = new Set<number>();
  #live = 0;
  #syllables = 0;

  /** Postings are taken as they come; those of one token may lie in several rows. */
  static from(data: {
    readonly articles: SegmentData['articles'];
    readonly tokens: Iterable<TokenRow>;
  }): Segment {
    const segment = new Segment();
    segment.postings.load(data.articles.length, data.tokens);
    for (const article of data.articles) segment.#push(article ?? undefined);
    return segment;
  }

  /** Articles held. */
  get live(): number {
    return this.#live;
  }

  /** Slots used, those of removed articles included. */
  get slots(): number {
    return this.#articles.length;
  }

  /** Syllables of the articles held. */
  get syllables(): number {
    return this.#syllables;
  }

  get isFull(): boolean {
    return this.slots >= MAX_SEGMENT_ARTICLES || this.postings.size >= MAX_SEGMENT_POSTINGS;
  }

  /** `undefined` where the article was removed. */
  articleAt(slot: number): SegmentArticle | undefined {
    return this.#articles[slot];
  }

  /** Gives the slot. */
  add({ id, sequence, tokens, facts }: IndexDocument): number {
    const slot = this.postings.append(tokens);
    const syllables = tokens.title.syllables.length + tokens.text.syllables.length;
    this.#push({ id, sequence, syllables, facts });
    return slot;
  }

  remove(slot: number): void {
    const article = this.#articles[slot];
    if (article === undefined) return;
    this.#articles[slot] = undefined;
    this.#removed.add(slot);
    this.#live--;
    this.#syllables -= article.syllables;
  }

  /** Slots of removed articles, ascending. */
  removedSlots(): number[] {
    return [...this.#removed].sort((a, b) => a - b);
  }

  /** Articles held that have `token` in title or text. */
  articleFrequency(token: string): number {
    const title = this.postings.title(token);
    const text = this.postings.text(token);
    let frequency = text.size;
    for (const slot of title.keys()) if (!text.has(slot)) frequency++;
    for (const slot of this.#removed) if (title.has(slot) || text.has(slot)) frequency--;
    return frequency;
  }

  toData(): SegmentData {
    const rows = this.postings.rows((slot) => (this.#articles[slot] === undefined ? undefined : slot));
    return { articles: this.#articles.map((article) => article ?? null), tokens: [...rows] };
  }

  #push(article: SegmentArticle | undefined): void {
    const slot = this.#articles.push(article) - 1;
    if (article === undefined) {
      this.#removed.add(slot);
      return;
    }
    this.#live++;
    this.#syllables += article.syllables;
  }
}

/** One segment of what several hold; removed articles are gone. */
export function mergeSegments(segments: readonly Segment[]): Segment {
  const articles: SegmentArticle[] = [];
  const slotMaps = segments.map((segment) => {
    const slotBySlot: (number | undefined)[] = [];
    for (let slot = 0; slot < segment.slots; slot++) {
      const article = segment.articleAt(slot);
      slotBySlot.push(article === undefined ? undefined : articles.push(article) - 1);
    }
    return slotBySlot;
  });
  function* rows(): Generator<TokenRow> {
    for (const [at, segment] of segments.entries()) {
      yield* segment.postings.rows((slot) => slotMaps[at]![slot]);
    }
  }
  return Segment.from({ articles, tokens: rows() });
}
