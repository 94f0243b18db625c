import { describe, expect, test } from 'vitest';
import { createSqliteArchive } from '../../../src/engines/sqlite/sqlite-archive.ts';
import { openDatabase } from '../../../src/engines/sqlite/sqlite-database.ts';
import { inTransaction } from '../../../src/engines/sqlite/sqlite-transaction.ts';
import { PostingsTable } from '../../../src/engines/sqlite-index/postings-table.ts';
import { makeArticle, makeCommit, makeMention } from '../../support/articles.ts';

const open = () => openDatabase(':memory:', { mode: 'write' });
const postingsOf = (text: string) => ({ text, title: '', facts: '' });

describe('postings', () => {
  test('of the pages of a transaction are one segment, whatever else it writes', () => {
    const database = open();
    const archive = createSqliteArchive(database, ':memory:');
    const segments = (): number => {
      const row: unknown = database
        .prepare('SELECT COUNT(DISTINCT segid) AS n FROM article_search_idx')
        .get();
      return (row as { n: number }).n;
    };
    const page = (number: number) => {
      const text = `Bài ${number} quán triệt Chỉ thị 05-CT/TW ở từ${number}.`;
      const url = `https://bao.example/${number}`;
      return makeCommit(makeArticle({ id: `sha-${number}`, url, text }), [
        makeMention(text, 'Chỉ thị 05-CT/TW', 'vn:tw:ct:k12:5'),
      ]);
    };
    const before = segments();
    archive.transaction(() => {
      for (let number = 0; number < 8; number++) archive.commit(page(number));
    });
    expect(segments() - before).toBe(1);
  });

  test('change in the order in which they were asked to, also when there are many', () => {
    const database = open();
    const postings = new PostingsTable(database);
    const found = (code: string): number[] => {
      const rows: unknown = database
        .prepare('SELECT rowid FROM article_search WHERE article_search MATCH ? ORDER BY rowid')
        .all(code);
      return (rows as { rowid: number }[]).map(({ rowid }) => rowid);
    };
    inTransaction(database, () => {
      for (let number = 1; number <= 100; number++) postings.add(number, postingsOf('1'));
      postings.delete(1);
      postings.delete(100);
      postings.add(100, postingsOf('2'));
    });
    expect(found('1')).toEqual(Array.from({ length: 98 }, (_, at) => at + 2));
    expect(found('2')).toEqual([100]);
    inTransaction(database, () => {
      postings.add(1, postingsOf('1'));
      postings.clear();
      postings.add(7, postingsOf('3'));
    });
    expect([found('1'), found('2'), found('3')]).toEqual([[], [], [7]]);
  });

  test('that waited in a transaction that came to nothing never come', () => {
    const database = open();
    const postings = new PostingsTable(database);
    expect(() =>
      inTransaction(database, () => {
        postings.add(1, postingsOf('1'));
        throw new Error('rolled back');
      }),
    ).toThrow('rolled back');
    inTransaction(database, () => {
      postings.add(2, postingsOf('2'));
    });
    expect(database.prepare('SELECT rowid FROM article_search').all()).toEqual([{ rowid: 2 }]);
  });
});
