import { TracuuError } from '../../base/tracuu-error.ts';
import type { SqliteDatabase } from '../sqlite/sqlite-transaction.ts';
import { knownNumbers } from './article-numbers.ts';
import { splitNumbers } from './split-numbers.ts';

/** Articles whose token streams are read together: as many as stay in the processor's cache. */
const STREAMS_AT_ONCE = 64;

/** Numbers of articles; `undefined` for one that is not there. */
type Numbers = readonly (number | undefined)[];

/** What is made of streams that lie one behind the other: an entry for each, in their order. */
type ReadStreams<Read> = (streams: Uint8Array) => readonly Read[];

/** Articles with their token streams in the same order; nulls where there is none. */
interface StreamsRow {
  /** Their numbers with commas between. */
  readonly held: string | null;
  readonly streams: Uint8Array | null;
}

/** Reads the token streams (`encodeTokenStream`) of many articles. */
export class ArticleStreams {
  readonly #database: SqliteDatabase;
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#statements = prepareStatements(database);
  }

  /**
   * What `read` makes of each article, in the order asked for; one that is not there is left out.
   *
   * @throws TracuuError `archive-corrupt`
   */
  *read<Read>(
    articleIds: readonly string[],
    read: ReadStreams<Read>,
  ): Generator<{ readonly id: string } & Read> {
    for (let from = 0; from < articleIds.length; from += STREAMS_AT_ONCE) {
      const ids = articleIds.slice(from, from + STREAMS_AT_ONCE);
      const known = knownNumbers(this.#database);
      let numbers: Numbers = ids.map((id) => known.get(id) ?? this.#numberOf(id));
      let byNumber = this.#readNumbered(numbers, read);
      if (byNumber.size < ids.length) {
        // One that is known may be that of an article which was removed and added again.
        numbers = ids.map((id) => this.#numberOf(id));
        byNumber = this.#readNumbered(numbers, read);
      }
      for (const [index, id] of ids.entries()) {
        const found = byNumber.get(numbers[index]);
        if (found !== undefined) yield { id, ...found };
      }
    }
  }

  #readNumbered<Read>(numbers: Numbers, read: ReadStreams<Read>): Map<number | undefined, Read> {
    const { held, streams } = this.#statements.streams.get(JSON.stringify(numbers)) as StreamsRow;
    const found = splitNumbers(held);
    const all = streams === null ? [] : readWhole(streams, read);
    if (all?.length !== found.length) {
      throw new TracuuError(
        'archive-corrupt',
        `the tokens of an article among those numbered ${found.join(', ')} are damaged; restore a backup`,
      );
    }
    return new Map(found.map((number, index) => [number, all[index]!]));
  }

  #numberOf(articleId: string): number | undefined {
    return (this.#statements.number.get(articleId) as { number: number } | undefined)?.number;
  }
}

/** `undefined` where a stream says that it is longer than all of them are. */
function readWhole<Read>(streams: Uint8Array, read: ReadStreams<Read>): readonly Read[] | undefined {
  try {
    return read(streams);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function prepareStatements(database: SqliteDatabase) {
  return {
    number: database.prepare('SELECT number FROM index_articles WHERE article_id = ?'),
    // In one row: to make a row and a buffer of its own took three times as long as to find an article's tokens.
    streams:
      database.prepare(`SELECT group_concat(number) AS held, CAST(group_concat(tokens, '') AS BLOB) AS streams
      FROM article_tokens WHERE number IN (SELECT value FROM json_each(?))`),
  };
}
