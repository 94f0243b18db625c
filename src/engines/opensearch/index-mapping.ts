import { issuersOf, placesAbove } from '../../search/engine/match-facts.ts';
import type { IndexDocument } from '../../search/engine/index-document.ts';
import { encodeToken } from './encode-token.ts';

/** Written to the mapping; raise it with every change of fields, and an older index is built anew. */
export const ENGINE_ID = 'opensearch/2';

/** The name under which an archive's index is searched, where no other is given. */
export const OPENSEARCH_INDEX = 'tracuu';

/** One mention as directive queries count it. `section` is its heading. */
export interface CitedMention {
  /** What it names and, where that is a set, the members. */
  readonly documents: readonly string[];
  /** UTF-16 code units into the article's text. */
  readonly start: number;
  readonly end: number;
  readonly place: string | null;
  readonly section: string | null;
}

/** An article with what it cites. Without `mentions` it is found by words and facts all the same. */
export interface CitingDocument extends IndexDocument {
  readonly mentions?: readonly CitedMention[];
}

export interface IndexShape {
  /** Parts that may lie on different nodes; fixed for the life of a generation. */
  readonly shards: number;
  /** Further copies of each part. At least 1, or a node's death takes articles with it. */
  readonly replicas: number;
}

/** One shard holds some ten million articles of 500 words; copies: one, as a cluster has at least two nodes. */
export const DEFAULT_SHAPE: IndexShape = { shards: 1, replicas: 1 };

const keyword = { type: 'keyword' } as const;
/** Whole numbers that are read back, never searched. */
const position = { type: 'integer', index: false } as const;
/** Tokens are ours: the analyzer only parts them where we put spaces. */
const tokens = { type: 'text', analyzer: 'whitespace' } as const;
/** Words only raise the score or are looked up: nobody asks for their positions. */
const words = { ...tokens, index_options: 'freqs' } as const;

/** What a generation is created with. `meta` is kept with it: who made it and how far it has come. */
export function describeIndex({ shards, replicas }: IndexShape, meta: object): object {
  return {
    settings: {
      number_of_shards: shards,
      number_of_replicas: replicas,
      // Who writes asks for a refresh when they want to read; others see a change within this time.
      refresh_interval: '5s',
      // An article may cite some thousand documents; the default of 10,000 is for all nested fields together.
      'mapping.nested_objects.limit': 50_000,
    },
    mappings: {
      dynamic: 'strict',
      _meta: meta,
      // The archive holds the articles; a second copy would only be carried about.
      _source: { enabled: false },
      properties: {
        id: keyword,
        title: tokens,
        title_words: words,
        text: tokens,
        text_words: words,
        weighed: words,
        site: keyword,
        kind: keyword,
        published_on: keyword,
        month: keyword,
        places: keyword,
        places_within: keyword,
        documents: keyword,
        issuers: keyword,
        mentions: {
          type: 'nested',
          properties: {
            article: keyword,
            documents: keyword,
            start: position,
            end: position,
            place: keyword,
            places_within: keyword,
            section: keyword,
            site: keyword,
            month: keyword,
            year: keyword,
            published_on: keyword,
          },
        },
      },
    },
  };
}

/** A heading is a group's name in an answer; what is longer than Lucene's terms allow is cut (32,766 bytes). */
const LONGEST_HEADING = 1_000;

/** An article as its fields. Facts of the article are repeated in its mentions, so that these are counted alone. */
export function toFields({ id, tokens: { title, text }, facts, mentions = [] }: CitingDocument): object {
  const month = facts.publishedOn?.slice(0, 7) ?? null;
  const own = { site: facts.site, month, published_on: facts.publishedOn };
  return {
    id,
    title: joinTokens(title.syllables),
    title_words: joinTokens(title.words),
    text: joinTokens(text.syllables),
    text_words: joinTokens(text.words),
    // Fields are weighed together before frequencies are damped, as our own ranking does: a word of the title counts as three.
    weighed: joinTokens([...title.syllables, ...title.syllables, ...title.syllables, ...text.syllables]),
    ...own,
    kind: facts.kind,
    places: facts.places,
    places_within: [...new Set(facts.places.flatMap(placesAbove))],
    documents: facts.documents,
    issuers: [...new Set(facts.documents.flatMap(issuersOf))],
    mentions: mentions.map(({ section, ...mention }) => ({
      ...mention,
      places_within: mention.place === null ? [] : placesAbove(mention.place),
      section: section?.slice(0, LONGEST_HEADING) ?? null,
      article: id,
      year: month?.slice(0, 4) ?? null,
      ...own,
    })),
  };
}

const joinTokens = (list: readonly string[]): string => list.map(encodeToken).join(' ');
