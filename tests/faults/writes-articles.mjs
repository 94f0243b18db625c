// Writes articles one by one until it is killed, and says after each that it is written: node writes-articles.mjs FOLDER FROM
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createSqliteArchive } from '../../dist/engines/sqlite/sqlite-archive.js';
import { openDatabase } from '../../dist/engines/sqlite/sqlite-database.js';

const [folder, from] = process.argv.slice(2);
const file = join(folder, 'tracuu.db');
const archive = createSqliteArchive(openDatabase(file, { mode: 'write' }), file);

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

for (let number = Number(from); ; number++) {
  const { result } = archive.commit(makePage(number));
  if (result !== 'new') throw new Error(`article ${number} is ${result}`);
  writeSync(1, `${number}\n`);
}
