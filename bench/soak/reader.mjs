/**
 * One reader of a soak: node --expose-gc reader.mjs FOLDER SEED, until SIGTERM. Asks whatever a person may ask, in chance
 * order, and holds each answer against what the batches must give. The first wrong answer ends it with code 1.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { backupArchive, citeDirective, exportTable, openArchive, searchArchive } from '../../dist/index.js';
import { createSqliteArchive } from '../../dist/engines/sqlite/sqlite-archive.js';
import { openDatabase } from '../../dist/engines/sqlite/sqlite-database.js';
import { createRandom } from '../search/make-articles.mjs';
import { createLedger, documentOf, idOf, isWhole, sizeOf, wordOf } from './made-batches.mjs';

const [folder, seed] = process.argv.slice(2);
const random = createRandom(Number(seed));
const pick = (count) => Math.floor(random() * count);
const ledger = createLedger();
const asked = {};
let isStopping = false;
process.once('SIGTERM', () => (isStopping = true));

let workspace = openArchive(folder);
/** The last batch that this reader has seen; a later reading never shows less. */
let seen = 0;

/** The batch that counts belong to: a transaction is seen whole or not at all. */
function batchOf({ articles, mentions }) {
  const batch = ledger.batchAt(articles, 0);
  assert.notEqual(batch, undefined, `${articles} articles: a transaction was seen half`);
  assert.equal(mentions, ledger.after(batch).mentions, `mentions after batch ${batch}`);
  return batch;
}

function checkArticle({ article, mentions, version }) {
  assert.ok(isWhole(article.text), `the text of ${article.id} is torn`);
  const revision = Number(/ bản (\d+) /u.exec(article.text)[1]);
  assert.equal(version, revision + 1, `version of ${article.id}`);
  assert.equal(mentions.length, 1 + (Number(article.id.slice(4)) % 3), `mentions of ${article.id}`);
  for (const { mention } of mentions)
    assert.equal(
      article.text.slice(mention.start, mention.end),
      mention.surface,
      `a mention of ${article.id}`,
    );
}

const questions = {
  counts() {
    const batch = batchOf(workspace.archive.counts());
    assert.ok(batch >= seen, `batch ${batch} was seen after batch ${seen}`);
    seen = batch;
  },
  article() {
    const { articles } = ledger.after(seen);
    if (articles > 0) checkArticle(workspace.archive.readArticle(idOf(1 + pick(articles))));
  },
  versions() {
    const { articles } = ledger.after(seen);
    if (articles === 0) return;
    for (const { text } of workspace.archive.readVersions(idOf(1 + pick(articles)))) assert.ok(isWhole(text));
  },
  async search(engine = 'auto') {
    if (seen === 0) return;
    const batch = 1 + pick(seen);
    const { total, hits } = await searchArchive(workspace, wordOf(batch), {
      engine,
      limit: 20,
      facets: ['site'],
    });
    assert.equal(total, sizeOf(batch), `articles with ${wordOf(batch)}, by ${engine}`);
    for (const { snippet, highlights } of hits)
      assert.ok(highlights.some(({ start, end }) => snippet.slice(start, end) === wordOf(batch)));
  },
  searchFts: () => questions.search('fts5'),
  async rank() {
    const { total, hits } = await searchArchive(workspace, `từ${pick(300)} từ${pick(300)}`, { limit: 10 });
    assert.equal(hits.length, Math.min(10, total));
  },
  cites() {
    if (seen === 0) return;
    const batch = 1 + pick(seen);
    const { citations } = citeDirective(workspace, documentOf(batch));
    assert.equal(new Set(citations.map(({ article }) => article.id)).size, sizeOf(batch), documentOf(batch));
    for (const { snippet, highlights, surface } of citations)
      assert.ok(highlights.some(({ start, end }) => snippet.slice(start, end) === surface));
  },
  months() {
    if (seen === 0) return;
    const counts = workspace.archive.countCitations({ documents: [documentOf(1 + pick(seen))], by: 'month' });
    assert.ok(counts.length > 0);
  },
  /** Rows that are left in the middle, while the collector runs. */
  exported() {
    let left = pick(300);
    for (const row of exportTable(workspace, 'articles')) {
      assert.ok(isWhole(row.text), `the exported text of ${row.id} is torn`);
      if (left === 150) globalThis.gc();
      if (--left < 0) break;
    }
  },
  reopened() {
    workspace.close();
    if (random() < 0.5) globalThis.gc();
    workspace = openArchive(folder);
  },
  copied() {
    const copy = join(folder, `copy-${seed}.db`);
    backupArchive(folder, copy);
    const archive = createSqliteArchive(openDatabase(copy, { mode: 'read' }), copy);
    batchOf(archive.counts());
    assert.deepEqual(archive.check(), []);
    archive.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true });
  },
};

/** How often each is asked, of 1,000. */
const SHARES = {
  counts: 190,
  article: 250,
  versions: 60,
  search: 130,
  searchFts: 130,
  rank: 40,
  cites: 110,
  months: 60,
  exported: 15,
  reopened: 15,
};

function choose() {
  let left = pick(1000);
  for (const [name, share] of Object.entries(SHARES)) {
    left -= share;
    if (left < 0) return name;
  }
  return 'counts';
}

const COPY_EVERY_MS = 240_000;
let copyAt = performance.now() + COPY_EVERY_MS * random();
while (!isStopping) {
  const isDue = performance.now() > copyAt;
  if (isDue) copyAt += COPY_EVERY_MS;
  const name = isDue ? 'copied' : choose();
  await questions[name]();
  asked[name] = (asked[name] ?? 0) + 1;
  await wait(5);
}
workspace.close();
process.stdout.write(`${JSON.stringify({ seen, asked })}\n`);
