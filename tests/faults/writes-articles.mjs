/**
 * Writes articles until it is killed, 1 to 6 in each transaction, and says after each of these which was its last:
 * `node writes-articles.mjs FOLDER FROM`. Now and then it makes the index tables anew and says the same number again. Another
 * thread folds the log in all the while, beside it or between two transactions.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setImmediate as turn } from 'node:timers/promises';
import { createCheckpointer } from '../../dist/engines/sqlite/checkpointer.js';
import { createSqliteArchive } from '../../dist/engines/sqlite/sqlite-archive.js';
import { openDatabase } from '../../dist/engines/sqlite/sqlite-database.js';
import { rebuildIndexTables } from '../../dist/engines/sqlite-index/article-indexer.js';

const [folder, from] = process.argv.slice(2);
const file = join(folder, 'tracuu.db');
const database = openDatabase(file, { mode: 'write' });
const archive = createSqliteArchive(database, file);
const logger = {
  warn: (message) => {
    throw new Error(message);
  },
};
const checkpointer = createCheckpointer({ database, file, logger, minPages: 50 });

const DOCUMENT = 'vn:tw:ct:k12:5';
const SURFACE = 'Chỉ thị 05-CT/TW';

/** Articles differ by their words, or the archive would take them for reprints. */
function makePage(number) {
  const own = Array.from({ length: 40 }, (_value, index) => `từ${(number * 37 + index * index) % 997}`);
  const text = `${SURFACE} bài ${number} ${own.join(' ')}`;
  const article = {
    id: `sha-${String(number).padStart(8, '0')}`,
    url: `https://a.example/${number}`,
    canonicalUrl: null,
    site: 'a.example',
    kind: 'article',
    title: `Bài ${number}`,
    lead: null,
    byline: null,
    publishedAt: '2019-01-28',
    modifiedAt: null,
    category: null,
    tags: [],
    language: 'vi',
    text,
    sections: [{ heading: null, place: 'hcm/quan-1', start: 0, end: text.length }],
    images: [],
    capture: null,
    diagnostics: [],
  };
  const mention = {
    start: 0,
    end: SURFACE.length,
    surface: SURFACE,
    type: 'ct',
    number: '5',
    period: 'k12',
    issuer: 'tw',
    document: DOCUMENT,
    method: 'explicit',
    confidence: 1,
    candidates: [],
    pins: [],
    antecedent: null,
    group: null,
    relation: null,
    flags: [],
  };
  const split = (words) => ({ syllables: words.toLowerCase().match(/[\p{L}\p{N}]+/gu), words: [] });
  return {
    capture: null,
    article,
    mentions: [{ mention, found: {} }],
    tokens: { title: split(article.title), text: split(text) },
    storedAt: '2026-01-01T00:00:00.000Z',
  };
}

/** Articles of the transaction that begins with article `first`; the test reckons with the same. */
const batchSize = (first) => 1 + ((first * 7) % 6);

let first = Number(from);
for (let batch = 1; ; batch++) {
  const last = first + batchSize(first) - 1;
  archive.transaction(() => {
    for (let number = first; number <= last; number++) {
      const { result } = archive.commit(makePage(number));
      if (result !== 'new') throw new Error(`article ${number} is ${result}`);
    }
  });
  writeSync(1, `${last}\n`);
  checkpointer.start();
  await (batch % 2 === 0 ? checkpointer.idle() : turn());
  if (batch % 5 === 0) {
    rebuildIndexTables(database);
    writeSync(1, `${last}\n`);
  }
  first = last + 1;
}
