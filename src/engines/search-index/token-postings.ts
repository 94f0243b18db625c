import MiniSearch from 'minisearch';
import type { ArticleTokens, FieldTokens } from '../../search/tokens/article-tokens.ts';

/** Where a token stands: occurrences by slot. */
export type Postings = ReadonlyMap<number, number>;

/** A token and its postings in titles and texts, flat: slot, less the slot before it, and occurrences, in turn. */
export type TokenRow = readonly [token: string, title: readonly number[], text: readonly number[]];

interface Row {
  /** Counted from 0 without gaps, so that MiniSearch's own short ids are the same. */
  readonly id: number;
  readonly tokens: ArticleTokens;
}

const TITLE = 0;
const TEXT = 1;
export const NO_POSTINGS: Postings = new Map();

/**
 * MiniSearch's inverted index, asked by token.
 *
 * MiniSearch scores every document of every term before it intersects them: at 100,000 articles three words took 83 ms
 * (p95, 2 shared cores). The index below it is a radix tree of maps, open to subclasses, in which the rarest word's
 * articles are looked up one by one.
 */
export class TokenPostings extends MiniSearch<Row> {
  #size = 0;

  constructor() {
    super({
      fields: ['title', 'text'],
      storeFields: [],
      extractField: (row, field) =>
        field === 'id' ? row.id : joinTokens(row.tokens[field as keyof ArticleTokens]),
      tokenize: (tokens) => (tokens === '' ? [] : tokens.split(' ')),
      // Tokens are made by us: MiniSearch must not lower-case or drop any.
      processTerm: (token) => token,
      autoVacuum: false,
    });
  }

  /** Postings held, a token counted once for each article and field that it stands in. */
  get size(): number {
    return this.#size;
  }

  /** Adds the next article and gives its slot. */
  append(tokens: ArticleTokens): number {
    const slot = this._nextId;
    this.add({ id: slot, tokens });
    for (const length of this._fieldLength.get(slot) ?? []) this.#size += length;
    // MiniSearch keeps these for its own ranking; ours counts syllables alone.
    this._fieldLength.delete(slot);
    return slot;
  }

  title(token: string): Postings {
    return this._index.get(token)?.get(TITLE) ?? NO_POSTINGS;
  }

  text(token: string): Postings {
    return this._index.get(token)?.get(TEXT) ?? NO_POSTINGS;
  }

  /** Every token with the postings that `slotOf` keeps; a token without any is left out. */
  *rows(slotOf: (slot: number) => number | undefined): Generator<TokenRow> {
    for (const [token, fields] of this._index) {
      const title = flatten(fields.get(TITLE) ?? NO_POSTINGS, slotOf);
      const text = flatten(fields.get(TEXT) ?? NO_POSTINGS, slotOf);
      if (title.length + text.length > 0) yield [token, title, text];
    }
  }

  /** Fills an empty index with `rows` over the slots 0 to `slots` - 1. A token may come in several rows. */
  load(slots: number, rows: Iterable<TokenRow>): void {
    for (const [token, title, text] of rows) {
      const fields = this._index.fetch(token, () => new Map<number, Map<number, number>>());
      this.#loadField(fields, TITLE, title);
      this.#loadField(fields, TEXT, text);
    }
    for (let slot = 0; slot < slots; slot++) {
      this._documentIds.set(slot, slot);
      this._idToShortId.set(slot, slot);
    }
    this._nextId = slots;
    this._documentCount = slots;
  }

  #loadField(fields: Map<number, Map<number, number>>, field: number, flat: readonly number[]): void {
    if (flat.length === 0) return;
    let postings = fields.get(field);
    if (postings === undefined) fields.set(field, (postings = new Map<number, number>()));
    let slot = 0;
    for (let at = 0; at < flat.length; at += 2) {
      slot += flat[at]!;
      postings.set(slot, flat[at + 1]!);
    }
    this.#size += flat.length / 2;
  }
}

function joinTokens({ syllables, words }: FieldTokens): string {
  return words.length === 0 ? syllables.join(' ') : `${syllables.join(' ')} ${words.join(' ')}`;
}

function flatten(postings: Postings, slotOf: (slot: number) => number | undefined): number[] {
  const flat: number[] = [];
  let before = 0;
  for (const [from, occurrences] of postings) {
    const slot = slotOf(from);
    if (slot === undefined) continue;
    flat.push(slot - before, occurrences);
    before = slot;
  }
  return flat;
}
