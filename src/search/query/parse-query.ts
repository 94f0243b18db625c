import { normalizeText } from '../../text/normalize-text.ts';
import type { WordSegmenter } from '../../text/word-segmenter.ts';
import type { FactTest, SearchField } from '../engine/search-plan.ts';
import { lexQuery, type QueryToken } from './lex-query.ts';
import {
  NO_DIRECTIVES,
  NO_NAMES,
  type DirectiveFinder,
  type NamedDirective,
  type NameFinder,
  type ParsedQuery,
  type QueryNode,
  type QueryWord,
  type UnknownName,
} from './query-ast.ts';
import { QueryError } from './query-error.ts';

/** Longest query in UTF-16 code units. A paragraph pasted into the box fits. */
export const MAX_QUERY_UNITS = 4000;
/** Most syllables of a query; each is looked up and may stand for 64 spellings. */
export const MAX_QUERY_WORDS = 256;
/** Deepest parentheses. Engines walk plans by recursion, and SQLite nests expressions at most 1,000 deep. */
export const MAX_QUERY_DEPTH = 32;
/** Most operands in a row of NEAR. */
const MAX_NEAR_OPERANDS = 6;

export interface ParseQueryOptions {
  readonly segmenter: WordSegmenter;
  /** Default: no directive is recognised, and `doc:` names none. */
  readonly directives?: DirectiveFinder;
  /** Default: bodies and places are known by their codes alone. */
  readonly names?: NameFinder;
  /** Reads plain words in a row as a phrase, as a concordance does. Default false. */
  readonly wordsInRow?: boolean;
}

/**
 * Reads a query; see docs/search.md for the language. An empty one asks for everything.
 *
 * @throws QueryError (`bad-query`) with the place and the way out; no string makes it throw anything else
 */
export function parseQuery(query: string, options: ParseQueryOptions): ParsedQuery {
  // Before normalizing, which takes time in proportion.
  if (query.length > 4 * MAX_QUERY_UNITS) throw tooLong(query);
  const text = normalizeText(query).trim();
  if (text.length > MAX_QUERY_UNITS) throw tooLong(text);
  const { segmenter, directives = NO_DIRECTIVES, names = NO_NAMES, wordsInRow = false } = options;
  // "05 -CT/TW" alone is a directive before its dash is an operator.
  const whole = directives.find(text)[0];
  if (whole?.start === 0 && whole.end === text.length) {
    const { surface, documents } = whole;
    return {
      text,
      node: { kind: 'directive', documents },
      directives: [{ surface, documents }],
      unknown: [],
    };
  }
  const tokens = lexQuery(text, { segmenter, directives, names });
  if (tokens.length === 0) return { text, node: { kind: 'everything' }, directives: [], unknown: [] };
  return new QueryParser(text, tokens, wordsInRow).parse();
}

const tooLong = (query: string): QueryError =>
  new QueryError(
    query.slice(0, MAX_QUERY_UNITS),
    MAX_QUERY_UNITS,
    `the query is longer than ${MAX_QUERY_UNITS} characters; look for fewer words`,
  );

/** Precedence climbing over tokens: OR, AND, NOT, NEAR, then what stands alone. */
class QueryParser {
  readonly #query: string;
  readonly #tokens: readonly QueryToken[];
  readonly #wordsInRow: boolean;
  readonly #directives: NamedDirective[] = [];
  readonly #unknown: UnknownName[] = [];
  #at = 0;
  #depth = 0;
  #words = 0;

  constructor(query: string, tokens: readonly QueryToken[], wordsInRow: boolean) {
    this.#query = query;
    this.#tokens = tokens;
    this.#wordsInRow = wordsInRow;
  }

  parse(): ParsedQuery {
    const node = this.#either('any');
    const rest = this.#tokens[this.#at];
    if (rest !== undefined)
      throw this.#fault(rest, 'this parenthesis closes none; take it out, or put it in quotes');
    return { text: this.#query, node, directives: this.#directives, unknown: this.#unknown };
  }

  #either(field: SearchField): QueryNode {
    const children = [this.#all(field)];
    while (this.#take('or') !== undefined) children.push(this.#all(field));
    return children.length === 1 ? children[0]! : { kind: 'or', children };
  }

  #all(field: SearchField): QueryNode {
    const children = [this.#unary(field)];
    for (;;) {
      const isJoined = this.#take('and') !== undefined;
      const next = this.#tokens[this.#at];
      if (!isJoined && (next === undefined || next.kind === 'or' || next.kind === 'close')) break;
      const before = children.at(-1)!;
      const child = this.#unary(field);
      const row = !isJoined && this.#wordsInRow ? joinWords(before, child) : undefined;
      if (row === undefined) children.push(child);
      else children[children.length - 1] = row;
    }
    return children.length === 1 ? children[0]! : { kind: 'and', children };
  }

  #unary(field: SearchField): QueryNode {
    const not = this.#take('not');
    if (not === undefined) return this.#near(field);
    return this.#nested(not, () => {
      this.#expectSomething(not);
      return { kind: 'not', child: this.#unary(field) };
    });
  }

  #near(field: SearchField): QueryNode {
    const start = this.#at;
    const first = this.#primary(field);
    const near = this.#tokens[this.#at];
    if (near?.kind !== 'near') return first;
    const operands = [this.#nearOperand(start, first)];
    const fields = [fieldOf(first)];
    const { distance } = near;
    for (let operator = this.#take('near'); operator !== undefined; operator = this.#take('near')) {
      if (operator.kind === 'near' && operator.distance !== distance) {
        throw this.#fault(operator, `one row of NEAR has one distance; write NEAR/${distance} here, too`);
      }
      if (operands.length === MAX_NEAR_OPERANDS) {
        throw this.#fault(operator, `NEAR joins at most ${MAX_NEAR_OPERANDS} words or phrases`);
      }
      this.#expectSomething(operator);
      const at = this.#at;
      const operand = this.#primary(field);
      operands.push(this.#nearOperand(at, operand));
      fields.push(fieldOf(operand));
    }
    // `title:a NEAR b` looks for both in the title: they could not stand near each other otherwise.
    return { kind: 'near', field: fields.find((one) => one !== 'any') ?? field, distance, operands };
  }

  #nearOperand(at: number, node: QueryNode): readonly QueryWord[] {
    if (node.kind === 'word') return [node.word];
    if (node.kind === 'phrase') return node.words;
    const token = this.#tokens[at]!;
    if (node.kind === 'directive' && token.kind === 'directive' && token.words.length > 0) {
      this.#directives.pop();
      return token.words;
    }
    throw this.#fault(token, 'NEAR stands between words or "quoted phrases" only');
  }

  #primary(field: SearchField): QueryNode {
    const token = this.#tokens[this.#at];
    if (token === undefined) return { kind: 'everything' };
    this.#at++;
    switch (token.kind) {
      case 'open':
        return this.#nested(token, () => this.#group(token, field));
      case 'field':
        return this.#nested(token, () => {
          this.#expectSomething(token);
          return this.#primary(token.field);
        });
      case 'words':
        return this.#wordsOf(token, field);
      case 'directive':
        this.#directives.push(token.directive);
        return { kind: 'directive', documents: token.directive.documents };
      case 'fact':
        if (token.unknown !== undefined) this.#unknown.push(token.unknown);
        return anyOfTests(token.tests);
      case 'everything':
        return { kind: 'everything' };
      case 'not':
        this.#at--;
        return this.#unary(field);
      case 'close':
        throw this.#fault(token, 'this parenthesis closes none; take it out, or put it in quotes');
      default: {
        const name = this.#query.slice(token.start, token.end);
        throw this.#fault(token, `${name} has nothing before it; in small letters or in quotes it is a word`);
      }
    }
  }

  #group(open: QueryToken, field: SearchField): QueryNode {
    const next = this.#tokens[this.#at];
    if (next?.kind === 'close') throw this.#fault(open, 'these parentheses hold nothing; take them out');
    this.#expectSomething(open);
    const node = this.#either(field);
    if (this.#take('close') !== undefined) return node;
    throw this.#fault(open, 'this parenthesis is never closed; add the missing ")"');
  }

  #wordsOf(token: QueryToken & { readonly kind: 'words' }, field: SearchField): QueryNode {
    this.#words += token.words.length;
    if (this.#words > MAX_QUERY_WORDS) {
      throw this.#fault(token, `the query has more than ${MAX_QUERY_WORDS} words; look for fewer`);
    }
    const [first, ...others] = token.words;
    if (others.length === 0) return { kind: 'word', field, word: first! };
    return { kind: 'phrase', field, words: token.words };
  }

  /** Recursion is bounded here, whatever it is that nests. */
  #nested(token: QueryToken, read: () => QueryNode): QueryNode {
    if (++this.#depth > MAX_QUERY_DEPTH) {
      throw this.#fault(token, `the query nests deeper than ${MAX_QUERY_DEPTH} levels; write it flatter`);
    }
    const node = read();
    this.#depth--;
    return node;
  }

  #expectSomething(before: QueryToken): void {
    const next = this.#tokens[this.#at];
    if (next !== undefined && next.kind !== 'close') return;
    const name = this.#query.slice(before.start, before.end);
    if (before.kind === 'open')
      throw this.#fault(before, 'this parenthesis is never closed; add the missing ")"');
    throw this.#fault(before, `${name} has nothing behind it; in small letters or in quotes it is a word`);
  }

  #take(kind: QueryToken['kind']): QueryToken | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== kind) return undefined;
    this.#at++;
    if (kind === 'and' || kind === 'or') this.#expectSomething(token);
    return token;
  }

  #fault(token: QueryToken, message: string): QueryError {
    return new QueryError(this.#query, token.start, message);
  }
}

function anyOfTests(tests: readonly FactTest[]): QueryNode {
  const children = tests.map((test): QueryNode => ({ kind: 'fact', test }));
  return children.length === 1 ? children[0]! : { kind: 'or', children };
}

/** Two neighbours of plain words as one phrase; `undefined` where either is something else. */
function joinWords(before: QueryNode, after: QueryNode): QueryNode | undefined {
  const words = [before, after].map((node) =>
    node.kind === 'word' ? [node.word] : node.kind === 'phrase' ? node.words : undefined,
  );
  const [first, second] = words;
  if (first === undefined || second === undefined || fieldOf(before) !== fieldOf(after)) return undefined;
  return { kind: 'phrase', field: fieldOf(before), words: [...first, ...second] };
}

const fieldOf = (node: QueryNode): SearchField => ('field' in node ? node.field : 'any');
