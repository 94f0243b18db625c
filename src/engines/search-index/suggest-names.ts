import MiniSearch from 'minisearch';
import type { DocumentId } from '../../model/document-id.ts';
import type { KnownDocument } from '../../model/known-document.ts';
import { foldDiacritics } from '../../text/fold-diacritics.ts';

/** Something that a person may be about to type. */
export interface SuggestibleName {
  /** As it is shown and put into the box. */
  readonly text: string;
  /** Other names by which it is found. */
  readonly aliases: readonly string[];
  /** Tells apart what shares a number: title and year of the document. */
  readonly detail: string | null;
  /** `null` for a plain word. */
  readonly document: DocumentId | null;
  /** Articles that cite the document or hold the word: of two names that fit alike, the better known comes first. */
  readonly articles: number;
}

export interface NameSuggestion extends Pick<SuggestibleName, 'text' | 'detail' | 'document' | 'articles'> {
  readonly score: number;
}

/** A document as the archive cites it. */
export interface CitedDocument {
  readonly document: DocumentId;
  /** Its most frequent spelling; shown where the registry does not know the document. */
  readonly surface: string;
  readonly articles: number;
}

/** What `createNameSuggester` gives. */
export interface NameSuggester {
  /**
   * Names that begin like what was typed, best first: all its words, the last of them as a prefix, in any order, with or
   * without diacritics, a word of four letters or more with one wrong letter.
   */
  suggest(typed: string, options?: SuggestOptions): readonly NameSuggestion[];
}

export interface SuggestOptions {
  /** Default 8. */
  readonly limit?: number;
  /** How many of the words a name must have; default all. `most`: half of them. */
  readonly words?: 'all' | 'most';
}

const DEFAULT_LIMIT = 8;
/** A shorter word with a wrong letter is another word: "chi" and "che". */
const MIN_FUZZY_LETTERS = 4;
/** What is called by the words outranks what a wrong letter or a mere prefix brought. */
const WEIGHTS = { fuzzy: 0.3, prefix: 0.6 };
/** A name spelled with the very marks that were typed. */
const SAME_MARKS_BOOST = 2;
/** A number is the surest part of a name: "chỉ thị 05" means a 5, not any directive. */
const NUMBER_BOOST = 2;

/** Names of what the registry knows and of what the archive cites; each document once. */
export function documentNames(
  known: readonly KnownDocument[],
  cited: readonly CitedDocument[] = [],
): SuggestibleName[] {
  const articles = new Map(cited.map((one) => [one.document, one.articles]));
  const named = known.map((document) => ({
    text: nameOf(document),
    detail: [document.title, document.issuedOn?.slice(0, 4)].filter(Boolean).join(', ') || null,
    aliases: [...document.aliases, document.title ?? ''].filter((name) => name !== ''),
    document: document.id,
    articles: articles.get(document.id) ?? 0,
  }));
  const knownIds = new Set(known.map(({ id }) => id));
  const others = cited
    .filter(({ document }) => !knownIds.has(document))
    .map((one) => ({
      text: one.surface,
      detail: null,
      aliases: [],
      document: one.document,
      articles: one.articles,
    }));
  return [...named, ...others];
}

/** A constitution has no number: people call it by its year. */
function nameOf({ type, official, aliases }: KnownDocument): string {
  if (official !== '') return `${type} ${official}`.trim();
  return aliases.find((name) => /\d/u.test(name)) ?? aliases[0] ?? type;
}

/** MiniSearch over names. It needs nothing of Node: a page in a browser can hold one. */
export function createNameSuggester(names: readonly SuggestibleName[]): NameSuggester {
  const index = new MiniSearch<SuggestibleName & { readonly id: number }>({
    fields: ['text', 'aliases'],
    extractField: (name, field) => {
      const value = name[field as keyof typeof name];
      return (Array.isArray(value) ? value.join(' ') : value) as string;
    },
    tokenize: nameTokens,
    processTerm: (term) => term,
  });
  index.addAll(names.map((name, id) => ({ ...name, id })));
  const spelled = names.map(({ text, aliases }) =>
    [text, ...aliases].join(' ').normalize('NFC').toLowerCase(),
  );

  return {
    suggest: (typed, { limit = DEFAULT_LIMIT, words = 'all' } = {}) => {
      const marked = markedWords(typed);
      const needed = nameTokens(typed).length / 2;
      return index
        .search(typed, {
          combineWith: words === 'all' ? 'AND' : 'OR',
          prefix: (_term, at, terms) => at === terms.length - 1,
          fuzzy: (term) => (term.length >= MIN_FUZZY_LETTERS && !/\d/u.test(term) ? 1 : false),
          weights: WEIGHTS,
          boost: { text: 2 },
          boostTerm: (term) => (/\d/u.test(term) ? NUMBER_BOOST : 1),
          boostDocument: (id: number) =>
            Math.log2(2 + names[id]!.articles) *
            (marked.length > 0 && marked.every((word) => spelled[id]!.includes(word)) ? SAME_MARKS_BOOST : 1),
        })
        .filter(({ queryTerms }) => words === 'all' || queryTerms.length >= needed)
        .map(({ id, score }) => ({ name: names[id as number]!, score }))
        .sort((a, b) => b.score - a.score || (a.name.text < b.name.text ? -1 : 1))
        .slice(0, limit)
        .map(({ name: { text, detail, document, articles }, score }) => ({
          text,
          detail,
          document,
          articles,
          score,
        }));
    },
  };
}

/** Words of a name, folded; the parts of a code are words, and `05` is `5`. */
function nameTokens(name: string): string[] {
  return foldDiacritics(name.normalize('NFC'))
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/^0+(?=\d)/u, ''))
    .filter((word) => word !== '');
}

/** Words typed with marks, in lower case. */
const markedWords = (typed: string): string[] =>
  typed
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => foldDiacritics(word) !== word);
