// The one writer of a soak: node writer.mjs FOLDER ARTICLES_PER_SECOND, until SIGTERM; prints each batch that it has written.
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { openArchive, syncIndex } from '../../dist/index.js';
import { correctedBy, createLedger, makePage, sizeOf } from './made-batches.mjs';

/** Batches after which the writer closes the archive and opens it again, as one night follows another. */
const NIGHT = 400;

const [folder, rate] = process.argv.slice(2);
const ledger = createLedger();
/** Article -> its batch and revision, for corrections. */
const written = new Map();
let workspace = openArchive(folder, { mode: 'write' });
let isStopping = false;
process.once('SIGTERM', () => (isStopping = true));

function expectResult(page, expected) {
  const { result } = workspace.archive.commit(page);
  if (result !== expected) throw new Error(`${page.article.id} is ${result}, not ${expected}`);
}

/** All of a batch in one transaction, as a crawl commits what has come. */
function writeBatch(batch) {
  const first = ledger.after(batch - 1).articles + 1;
  workspace.archive.transaction(() => {
    for (let number = first; number < first + sizeOf(batch); number++) {
      expectResult(makePage({ number, batch, revision: 0 }, workspace.segmenter), 'new');
      written.set(number, { batch, revision: 0 });
    }
    const corrected = correctedBy(batch, ledger);
    if (corrected === undefined) return;
    const { batch: its, revision } = written.get(corrected);
    expectResult(
      makePage({ number: corrected, batch: its, revision: revision + 1 }, workspace.segmenter),
      'changed',
    );
    written.set(corrected, { batch: its, revision: revision + 1 });
  });
}

const startedAt = performance.now();
for (let batch = 1; !isStopping; batch++) {
  writeBatch(batch);
  process.stdout.write(`${batch}\n`);
  if (batch % 50 === 0) await syncIndex(workspace);
  if (batch % NIGHT === 0) {
    workspace.close();
    workspace = openArchive(folder, { mode: 'write' });
  }
  const dueAt = startedAt + (ledger.after(batch).changes / Number(rate)) * 1000;
  await wait(Math.max(0, dueAt - performance.now()));
}
await syncIndex(workspace);
workspace.close();
