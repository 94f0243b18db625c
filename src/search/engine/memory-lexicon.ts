import { foldDiacritics } from '../../text/fold-diacritics.ts';
import { withinEdits } from '../query/within-edits.ts';
import type { ArticleTokens, FieldTokens } from '../tokens/article-tokens.ts';
import type { ArticleFacts, IndexDocument } from './index-document.ts';
import type { CorpusStatistics, FieldCounts, KeptTokens, Lexicon, TokenCounts } from './lexicon.ts';

/** A lexicon in memory: for tests, for notebooks, and for a search while there is no index yet. */
export class MemoryLexicon implements Lexicon {
  readonly #documents = new Map<string, IndexDocument>();
  readonly #frequencies = new Map<string, number>();
  readonly #byFolded = new Map<string, Set<string>>();
  /** Tokens that occur as syllables, with the articles in which they do: a word may be spelled like one. */
  readonly #syllables = new Map<string, number>();
  #syllableCount = 0;

  /** Adds articles; one with a known id replaces the former unless its `sequence` is lower. */
  put(documents: readonly IndexDocument[]): void {
    for (const document of documents) {
      const held = this.#documents.get(document.id);
      if (held !== undefined && held.sequence > document.sequence) continue;
      if (held !== undefined) this.#count(held, -1);
      this.#documents.set(document.id, document);
      this.#count(document, 1);
    }
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) {
      const held = this.#documents.get(id);
      if (held === undefined) continue;
      this.#count(held, -1);
      this.#documents.delete(id);
    }
  }

  statistics(): CorpusStatistics {
    return { articles: this.#documents.size, syllables: this.#syllableCount };
  }

  articleFrequency(token: string): number {
    return this.#frequencies.get(token) ?? 0;
  }

  spellings(folded: string): readonly string[] {
    return this.#mostFrequentFirst([...(this.#byFolded.get(folded) ?? [])]);
  }

  withPrefix(
    prefix: string,
    options: { readonly folded: boolean; readonly limit: number },
  ): readonly string[] {
    const key = options.folded ? foldDiacritics(prefix) : prefix;
    const found = [...this.#syllables.keys()].filter((token) =>
      (options.folded ? foldDiacritics(token) : token).startsWith(key),
    );
    return this.#mostFrequentFirst(found).slice(0, options.limit);
  }

  similar(folded: string, options: { readonly edits: number; readonly limit: number }): readonly string[] {
    const nearest = new Map<string, number>();
    for (const token of this.#syllables.keys()) {
      const edits = withinEdits(foldDiacritics(token), folded, options.edits);
      if (edits !== undefined) nearest.set(token, edits);
    }
    return this.#mostFrequentFirst([...nearest.keys()])
      .sort((a, b) => nearest.get(a)! - nearest.get(b)!)
      .slice(0, options.limit);
  }

  tokensOf(articleId: string): ArticleTokens | undefined {
    return this.#documents.get(articleId)?.tokens;
  }

  factsOf(articleId: string): ArticleFacts | undefined {
    return this.#documents.get(articleId)?.facts;
  }

  *countTokens(tokens: readonly string[], articleIds: readonly string[]): Generator<TokenCounts> {
    const places = new Map(tokens.map((token, place) => [token, place]));
    for (const id of articleIds) {
      const document = this.#documents.get(id);
      if (document === undefined) continue;
      const { title, text } = document.tokens;
      yield {
        id,
        length: title.syllables.length + text.syllables.length,
        title: countField(title, places),
        text: countField(text, places),
      };
    }
  }

  *tokensAmong(tokens: readonly string[], articleIds: readonly string[]): Generator<KeptTokens> {
    const wanted = new Set(tokens);
    const keep = (list: readonly string[]): string[] => list.map((token) => (wanted.has(token) ? token : ''));
    const keepField = ({ syllables, words }: FieldTokens): FieldTokens => ({
      syllables: keep(syllables),
      words: keep(words),
    });
    for (const id of articleIds) {
      const held = this.tokensOf(id);
      if (held !== undefined)
        yield { id, tokens: { title: keepField(held.title), text: keepField(held.text) } };
    }
  }

  #mostFrequentFirst(tokens: string[]): string[] {
    const count = (token: string): number => this.#frequencies.get(token)!;
    return tokens.sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
  }

  #count({ tokens: { title, text } }: IndexDocument, by: 1 | -1): void {
    this.#syllableCount += by * (title.syllables.length + text.syllables.length);
    const syllables = new Set([...title.syllables, ...text.syllables]);
    for (const syllable of syllables) addTo(this.#syllables, syllable, by);
    for (const token of new Set([...syllables, ...title.words, ...text.words])) {
      const count = addTo(this.#frequencies, token, by);
      const folded = foldDiacritics(token);
      const spellings = this.#byFolded.get(folded);
      if (count === 0) spellings!.delete(token);
      else if (spellings === undefined) this.#byFolded.set(folded, new Set([token]));
      else spellings.add(token);
    }
  }
}

function countField(field: FieldTokens, places: ReadonlyMap<string, number>): FieldCounts {
  const count = (tokens: readonly string[]): number[] => {
    const counts = new Array<number>(places.size).fill(0);
    for (const token of tokens) {
      const place = places.get(token);
      if (place !== undefined) counts[place]!++;
    }
    return counts;
  };
  return { syllables: count(field.syllables), words: count(field.words) };
}

/** Adds and drops what comes to nothing. */
function addTo(counts: Map<string, number>, token: string, by: number): number {
  const count = (counts.get(token) ?? 0) + by;
  if (count === 0) counts.delete(token);
  else counts.set(token, count);
  return count;
}
