import { isKnownField, misspelledField } from './query-fields.ts';
import type { TextSpan } from '../../model/text-span.ts';
import type { WordSegmenter } from '../../text/word-segmenter.ts';
import type { FactTest } from '../engine/search-plan.ts';
import type { DirectiveFinder, NamedDirective, NameFinder, QueryWord, UnknownName } from './query-ast.ts';
import { QueryError } from './query-error.ts';
import { didYouMean, readFact, TEXT_FIELDS, type FactField, type TextField } from './read-fact.ts';
import { readWords, withMatch, type WordChunk } from './read-words.ts';

/** A piece of a query. Offsets into the normalized query. */
export type QueryToken = TextSpan &
  (
    | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'everything' }
    | { readonly kind: 'near'; readonly distance: number }
    | { readonly kind: 'field'; readonly field: TextField }
    | { readonly kind: 'fact'; readonly tests: readonly FactTest[]; readonly unknown?: UnknownName }
    /** One word, or the several of a code or a quoted phrase. */
    | { readonly kind: 'words'; readonly words: readonly QueryWord[] }
    /** With its words, should they be wanted after all. */
    | { readonly kind: 'directive'; readonly directive: NamedDirective; readonly words: readonly QueryWord[] }
  );

export interface LexOptions {
  readonly segmenter: WordSegmenter;
  readonly directives: DirectiveFinder;
  readonly names: NameFinder;
}

/** Syllables between the operands of NEAR without a number. */
const DEFAULT_DISTANCE = 10;
/** An article is a few hundred syllables long: what stands farther apart is found by AND. */
const MAX_DISTANCE = 100;

const SPACE = /\s/u;
const OPENING_QUOTE = /["“”„«»]/u;
const CHUNK = /[^\s()"“”„«»]+/uy;
const FIELD = /([a-z]+):/uy;
/** `-word`, but not `-`, `--` and `- word`. */
const MINUS = /-(?=[\p{L}\p{N}"“„«(*])/uy;

/**
 * Cuts a normalized query into tokens. Plain words in a row are read together, as an article is, and directives are
 * looked for in them, except behind `title:` and `text:`, where words are words.
 *
 * @throws QueryError
 */
export function lexQuery(query: string, options: LexOptions): QueryToken[] {
  const tokens: QueryToken[] = [];
  // For each open parenthesis whether it belongs to a text field.
  const groups: boolean[] = [];
  let at = 0;
  while (at < query.length) {
    if (SPACE.test(query[at]!)) {
      at++;
      continue;
    }
    const last = tokens.at(-1);
    const isBehindField = last?.kind === 'field' && last.end === at;
    const isWordsOnly = isBehindField || groups.includes(true);
    const read = readToken(query, at, { ...options, isWordsOnly, isBehindField });
    for (const token of read.tokens) {
      if (token.kind === 'open') groups.push(isBehindField);
      else if (token.kind === 'close') groups.pop();
      tokens.push(token);
    }
    at = read.end;
  }
  return tokens;
}

interface ReadOptions extends LexOptions {
  readonly isWordsOnly: boolean;
  readonly isBehindField: boolean;
}

interface ReadTokens {
  readonly tokens: readonly QueryToken[];
  readonly end: number;
}

function readToken(query: string, at: number, options: ReadOptions): ReadTokens {
  const char = query[at]!;
  if (char === '(' || char === ')')
    return one({ kind: char === '(' ? 'open' : 'close', start: at, end: at + 1 });
  if (OPENING_QUOTE.test(char)) return readQuoted(query, at, options);
  if (matchAt(MINUS, query, at) !== undefined) return one({ kind: 'not', start: at, end: at + 1 });
  const chunk = matchAt(CHUNK, query, at)!;
  const operator = readOperator(query, chunk);
  if (operator !== undefined) return one(operator);
  const field = options.isBehindField ? undefined : readField(query, at, options);
  if (field !== undefined) return field;
  return readPlainWords(query, at, options);
}

const one = (token: QueryToken): ReadTokens => ({ tokens: [token], end: token.end });

interface Chunk extends TextSpan {
  readonly text: string;
  readonly groups: readonly string[];
}

function matchAt(pattern: RegExp, query: string, at: number): Chunk | undefined {
  pattern.lastIndex = at;
  const match = pattern.exec(query);
  if (match === null) return undefined;
  return { text: match[0], groups: match.slice(1), start: at, end: at + match[0].length };
}

/** Capital letters only: `and` is a word. */
function readOperator(query: string, { text, start, end }: Chunk): QueryToken | undefined {
  if (text === 'AND' || text === 'OR' || text === 'NOT') {
    return { kind: text.toLowerCase() as 'and' | 'or' | 'not', start, end };
  }
  if (text === '*') return { kind: 'everything', start, end };
  if (text === 'NEAR') return { kind: 'near', distance: DEFAULT_DISTANCE, start, end };
  if (!text.startsWith('NEAR/')) return undefined;
  const distance = Number(text.slice(5));
  if (/^\d{1,9}$/u.test(text.slice(5)) && distance <= MAX_DISTANCE)
    return { kind: 'near', distance, start, end };
  throw new QueryError(
    query,
    start + 5,
    `NEAR takes the number of syllables that may stand between, 0 to ${MAX_DISTANCE}, as in NEAR/5`,
  );
}

function readField(query: string, at: number, options: ReadOptions): ReadTokens | undefined {
  const match = matchAt(FIELD, query, at);
  if (match === undefined) return undefined;
  const name = match.groups[0]!;
  const next = query[match.end];
  const isFollowed = next !== undefined && !SPACE.test(next);
  if (!isKnownField(name)) {
    const meant = isFollowed ? misspelledField(name) : undefined;
    if (meant === undefined) return undefined;
    throw new QueryError(
      query,
      at,
      `there is no field "${name}"; "${meant}:" was meant? In quotes it is a word`,
    );
  }
  if (!isFollowed || next === ')') {
    throw new QueryError(
      query,
      at,
      `${name}: is followed by nothing; write what to look for right behind the colon`,
    );
  }
  if ((TEXT_FIELDS as readonly string[]).includes(name)) {
    return one({ kind: 'field', field: name as TextField, start: at, end: match.end });
  }
  return readFactField(query, { name: name as FactField, start: at, valueAt: match.end }, options);
}

function readFactField(
  query: string,
  { name, start, valueAt }: { readonly name: FactField; readonly start: number; readonly valueAt: number },
  { directives, names }: ReadOptions,
): ReadTokens {
  if (query[valueAt] === '(') {
    throw new QueryError(
      query,
      valueAt,
      `${name}: takes one value; join several with OR: (${name}:a OR ${name}:b)`,
    );
  }
  const isQuoted = OPENING_QUOTE.test(query[valueAt]!);
  const { content, end } = isQuoted
    ? quotedContent(query, valueAt)
    : { content: matchAt(CHUNK, query, valueAt)!.text, end: matchAt(CHUNK, query, valueAt)!.end };
  const value = content.trim();
  if (value === '')
    throw new QueryError(query, valueAt, `${name}: is followed by empty quotes; write a value in them`);
  if (name !== 'doc') {
    const read = readFact(name, value, names);
    if ('fault' in read) throw new QueryError(query, valueAt, read.fault);
    return one({ kind: 'fact', ...read, start, end });
  }
  const documents = directives.resolve(value);
  if (documents.length === 0) {
    const meant = didYouMean(names.suggest('doc', value));
    const wayOut = 'write it as doc:"Chỉ thị 05-CT/TW", doc:05-CT/TW or doc:vn:tw:ct:k12:5';
    throw new QueryError(
      query,
      valueAt,
      `"${value}" names no directive that is known here; ${meant}${wayOut}`,
    );
  }
  return one({ kind: 'directive', directive: { surface: value, documents }, words: [], start, end });
}

/** A quote that is never closed ends with the query: the plain user's slip must not cost an answer. */
function quotedContent(query: string, at: number): { readonly content: string; readonly end: number } {
  for (let index = at + 1; index < query.length; index++) {
    if (OPENING_QUOTE.test(query[index]!)) return { content: query.slice(at + 1, index), end: index + 1 };
  }
  return { content: query.slice(at + 1), end: query.length };
}

function readQuoted(query: string, at: number, options: ReadOptions): ReadTokens {
  const { content, end } = quotedContent(query, at);
  const words = Array.from(content.matchAll(/\S+/gu)).some(([text]) => SUFFIX.test(text))
    ? Array.from(content.matchAll(/\S+/gu)).flatMap(({ 0: text, index }) =>
        readChunk(
          query,
          { text, start: at + 1 + index, end: at + 1 + index + text.length, groups: [] },
          options,
        ),
      )
    : readWords(content, options.segmenter).flatMap((chunk) => chunk.words);
  if (words.length === 0) return { tokens: [], end };
  const found = options.isWordsOnly ? undefined : options.directives.find(content.trim())[0];
  if (found?.start === 0 && found.end === content.trim().length) {
    return one({
      kind: 'directive',
      directive: { surface: found.surface, documents: found.documents },
      words,
      start: at,
      end,
    });
  }
  return one({ kind: 'words', words, start: at, end });
}

/** `chi*`, `chi~`, `chi~2`. */
const SUFFIX = /[*~]\d*$/u;

/** The words of a chunk that may end in a star or a tilde. */
function readChunk(query: string, { text, start }: Chunk, { segmenter }: LexOptions): readonly QueryWord[] {
  const star = text.indexOf('*');
  const [, stem, mark, edits] = /^(.*?)([*~])(\d*)$/u.exec(text) ?? [];
  if (star >= 0 && star < text.length - 1 && /[\p{L}\p{N}]/u.test(text.slice(star))) {
    throw new QueryError(query, start + star, 'a star stands for the end of a word only, as in chi*');
  }
  const typed = (stem ?? text).replace(/[*~]+$/u, '');
  const words = readWords(typed, segmenter).flatMap((chunk) => chunk.words);
  if (mark === undefined || words.length === 0) return words;
  if (mark === '*') return withMatch(words, 'prefix', typed);
  if (edits === '' || edits === '1') return withMatch(words, { edits: 1 }, typed);
  if (edits === '2') return withMatch(words, { edits: 2 }, typed);
  throw new QueryError(
    query,
    start + stem!.length,
    'a word may differ by one or two letters: word~ or word~2',
  );
}

/** Reads plain words as far as they go, and the directives among them. */
function readPlainWords(query: string, at: number, options: ReadOptions): ReadTokens {
  const first = matchAt(CHUNK, query, at)!;
  if (SUFFIX.test(first.text) || first.text.includes('*')) {
    const words = readChunk(query, first, options);
    const { start, end } = first;
    return { tokens: words.length === 0 ? [] : [{ kind: 'words', words, start, end }], end };
  }
  const end = options.isBehindField ? first.end : endOfPlainWords(query, first);
  const text = query.slice(at, end);
  const chunks = readWords(text, options.segmenter);
  const found = options.isWordsOnly ? [] : options.directives.find(text);
  const tokens: QueryToken[] = found.map((directive) => ({
    kind: 'directive',
    directive: { surface: directive.surface, documents: directive.documents },
    words: chunks.filter((chunk) => overlaps(chunk, directive)).flatMap(({ words }) => words),
    start: at + directive.start,
    end: at + directive.end,
  }));
  for (const chunk of chunks) {
    if (chunk.words.length === 0 || found.some((directive) => overlaps(chunk, directive))) continue;
    tokens.push({ kind: 'words', words: chunk.words, start: at + chunk.start, end: at + chunk.end });
  }
  return { tokens: tokens.sort((a, b) => a.start - b.start), end };
}

const overlaps = (a: WordChunk, b: TextSpan): boolean => a.start < b.end && b.start < a.end;

function endOfPlainWords(query: string, first: TextSpan): number {
  let { end } = first;
  for (;;) {
    let at = end;
    while (at < query.length && SPACE.test(query[at]!)) at++;
    const chunk = matchAt(CHUNK, query, at);
    if (chunk === undefined || !isPlain(query, chunk)) return end;
    end = chunk.end;
  }
}

function isPlain(query: string, chunk: Chunk): boolean {
  if (chunk.text.includes('*') || SUFFIX.test(chunk.text)) return false;
  if (/^(?:AND|OR|NOT|NEAR(?:\/.*)?)$/u.test(chunk.text)) return false;
  if (matchAt(MINUS, query, chunk.start) !== undefined) return false;
  const field = matchAt(FIELD, query, chunk.start)?.groups[0];
  return field === undefined || (!isKnownField(field) && misspelledField(field) === undefined);
}
