import type { ArticleTokens } from '../../model/article-tokens.ts';
import type { ArticleFacts, IndexDocument } from '../../search/engine/index-document.ts';
import { inTransaction, type SqliteDatabase } from '../sqlite/sqlite-transaction.ts';
import { FactsTable } from './facts-table.ts';
import { ArticleCounts, FORGET_COUNTS } from './article-counts.ts';
import { decodeTokenStream, encodeTokenStream, type TokenStream } from './token-stream.ts';
import { decodeVarints, encodeVarints } from './varints.ts';
import { toCodes } from './posting-codes.ts';
import { PostingsTable } from './postings-table.ts';
import { SYLLABLE, VocabularyTable, WORD } from './vocabulary-table.ts';

/** Keeps vocabulary, statistics and postings true to the articles, inside the caller's transaction where there is one. */
export interface IndexWriter {
  readonly facts: FactsTable;
  /** Adds articles; one with a known id replaces the former unless its `sequence` is lower. */
  put(documents: readonly IndexDocument[]): void;
  /** Replaces facts alone. An article whose tokens are not made yet waits for analysis, and no search finds it. */
  putFacts(article: Omit<IndexDocument, 'tokens'>): void;
  remove(ids: readonly string[]): void;
  /** Forgets every token, as before another analyzer makes them anew; facts stay. */
  clearTokens(): void;
  /** Makes the postings of all articles anew from their stored tokens, and counts again. */
  rebuild(): void;
}

/** A row of `index_articles` with the tokens beside it. */
interface HeldRow {
  readonly number: number;
  readonly sequence: number;
  readonly tokens: Uint8Array | null;
}

export function createIndexWriter(database: SqliteDatabase): IndexWriter {
  const statements = prepareStatements(database);
  const vocabulary = new VocabularyTable(database);
  const facts = new FactsTable(database);
  const counts = new ArticleCounts(database);
  const postings = new PostingsTable(database);
  const tables: Tables = { statements, vocabulary, facts, counts, postings };

  const putOne = (document: IndexDocument): void => {
    const held = statements.held.get(document.id) as HeldRow | undefined;
    if (held !== undefined && held.sequence > document.sequence) return;
    if (held !== undefined) withdraw(tables, held);
    const number = writeRow(tables, document, held);
    const stream = enterTokens(vocabulary, document.tokens);
    const tokens = encodeTokenStream(stream);
    statements.writeTokens.run(number, tokens);
    if (held !== undefined) counts.change(number, tokens, 1);
    post(tables, number, { stream, facts: document.facts });
  };

  return {
    facts,
    put: (documents) => {
      inTransaction(database, () => {
        for (const document of documents) putOne(document);
        vocabulary.flush();
        counts.flush();
      });
    },
    putFacts: (article) => {
      inTransaction(database, () => {
        replaceFacts(tables, article);
      });
    },
    remove: (ids) => {
      inTransaction(database, () => {
        for (const id of ids) {
          const held = statements.held.get(id) as HeldRow | undefined;
          if (held === undefined) continue;
          withdraw(tables, held);
          statements.deleteRow.run(held.number);
        }
        counts.flush();
      });
    },
    clearTokens: () => {
      inTransaction(database, () => {
        postings.clear();
        database.exec(CLEAR_TOKENS);
        counts.flush();
      });
    },
    rebuild: () => {
      inTransaction(database, () => {
        rebuildPostings(database, tables);
      });
    },
  };
}

interface Tables {
  readonly statements: ReturnType<typeof prepareStatements>;
  readonly vocabulary: VocabularyTable;
  readonly facts: FactsTable;
  readonly counts: ArticleCounts;
  readonly postings: PostingsTable;
}

/** Takes an article's tokens out of the postings and counts; its row stays. */
function withdraw({ statements, counts, postings }: Tables, { number, tokens }: HeldRow): void {
  if (tokens === null) return;
  const stream = decodeTokenStream(tokens);
  counts.change(number, tokens, -1);
  counts.changeTotals(-1, -lengthOf(stream));
  postings.delete(number);
  statements.deleteTokens.run(number);
}

function replaceFacts(tables: Tables, article: Omit<IndexDocument, 'tokens'>): void {
  const held = tables.statements.held.get(article.id) as HeldRow | undefined;
  const number = writeRow(tables, article, held);
  if (held === undefined || held.tokens === null) return;
  tables.postings.delete(number);
  writePostings(tables, number, { stream: decodeTokenStream(held.tokens), facts: article.facts });
}

function writeRow(
  { statements, facts }: Tables,
  article: Omit<IndexDocument, 'tokens'>,
  held: HeldRow | undefined,
): number {
  const { id, sequence } = article;
  const { publishedOn, site } = article.facts;
  const siteId = site === null ? null : facts.enter('site', site);
  const factIds = encodeVarints(facts.enterFacts(article.facts));
  if (held === undefined) {
    return Number(statements.insertRow.run(id, sequence, publishedOn, siteId, factIds).lastInsertRowid);
  }
  statements.updateRow.run(sequence, publishedOn, siteId, factIds, held.number);
  return held.number;
}

/** What an article is found by. */
interface Posted {
  readonly stream: TokenStream;
  readonly facts: ArticleFacts;
}

function post(tables: Tables, number: number, posted: Posted): void {
  writePostings(tables, number, posted);
  tables.counts.changeTotals(1, lengthOf(posted.stream));
}

function writePostings({ postings, facts }: Tables, number: number, posted: Posted): void {
  const { titleSyllables, titleWords, textSyllables, textWords } = posted.stream;
  postings.add(number, {
    text: toCodes(textSyllables, textWords),
    title: toCodes(titleSyllables, titleWords),
    facts: facts.postingsOf(posted.facts).join(' '),
  });
}

const lengthOf = ({ titleSyllables, textSyllables }: TokenStream): number =>
  titleSyllables.length + textSyllables.length;

function enterTokens(vocabulary: VocabularyTable, { title, text }: ArticleTokens): TokenStream {
  return {
    titleSyllables: vocabulary.enter(title.syllables, SYLLABLE),
    titleWords: vocabulary.enter(title.words, WORD),
    textSyllables: vocabulary.enter(text.syllables, SYLLABLE),
    textWords: vocabulary.enter(text.words, WORD),
  };
}

/** Ids stay: what a reader remembers of the vocabulary stays true. */
const CLEAR_TOKENS = `
  DELETE FROM article_tokens;
  UPDATE index_state SET articles = 0, syllables = 0;
  ${FORGET_COUNTS}
`;

function rebuildPostings(database: SqliteDatabase, tables: Tables): void {
  const { statements, facts, counts, postings } = tables;
  postings.clear();
  database.exec('UPDATE index_state SET articles = 0, syllables = 0');
  // Numbers first: a statement that reads the table while another writes beside it may see either.
  for (const { number } of statements.numbers.all() as { number: number }[]) {
    const row = statements.row.get(number) as StoredRow;
    const stream = decodeTokenStream(row.tokens);
    post(tables, number, { stream, facts: facts.toFacts(decodeVarints(row.facts), row.publishedOn) });
  }
  counts.recount();
}

interface StoredRow {
  readonly facts: Uint8Array;
  readonly publishedOn: string | null;
  readonly tokens: Uint8Array;
}

function prepareStatements(database: SqliteDatabase) {
  return {
    held: database.prepare(`SELECT number, sequence, tokens FROM index_articles
      LEFT JOIN article_tokens USING (number) WHERE article_id = ?`),
    row: database.prepare(`SELECT facts, published_on AS publishedOn, tokens FROM index_articles
      JOIN article_tokens USING (number) WHERE number = ?`),
    numbers: database.prepare('SELECT number FROM article_tokens ORDER BY number'),
    insertRow: database.prepare(
      'INSERT INTO index_articles (article_id, sequence, published_on, site, facts) VALUES (?, ?, ?, ?, ?)',
    ),
    updateRow: database.prepare(
      'UPDATE index_articles SET sequence = ?, published_on = ?, site = ?, facts = ? WHERE number = ?',
    ),
    deleteRow: database.prepare('DELETE FROM index_articles WHERE number = ?'),
    writeTokens: database.prepare('INSERT INTO article_tokens (number, tokens) VALUES (?, ?)'),
    deleteTokens: database.prepare('DELETE FROM article_tokens WHERE number = ?'),
  };
}
