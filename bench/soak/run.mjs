/**
 * One writer and four readers on one archive, each a process of its own, for as long as asked:
 *
 *     npm run soak -- [--minutes 30] [--rate 20] [--readers 4] [--folder DIR]
 *
 * `--rate` is articles a second. Fails (exit code 1) when a process dies, an answer is wrong or torn, a database is
 * "locked", what is in the archive at the end is not what was written, or memory or open files grow. Linux only: memory
 * and open files are read from /proc. The processes run at low priority and leave a busy machine to others.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { constants, loadavg, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, URL } from 'node:url';
import { parseArgs } from 'node:util';
import { checkWorkspace, openArchive } from '../../dist/index.js';
import { createLedger } from './made-batches.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    rate: { type: 'string', default: '20' },
    readers: { type: 'string', default: '4' },
    folder: { type: 'string' },
  },
});
const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'tracuu-soak-'));
const totalMs = Number(values.minutes) * 60_000;
const SAMPLE_MS = 5_000;
/** A process may end the run with so much more than it had after a third of it: caches of SQLite fill, heaps breathe. */
const MAX_GROWTH = 1.25;
const SLACK_MB = 48;

function start(script, args) {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--expose-gc', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const started = {
    name: `${script} ${args.slice(1).join(' ')}`,
    child,
    said: '',
    failed: '',
    ended: undefined,
    samples: [],
  };
  // The writer says much: its last lines are enough.
  child.stdout
    .setEncoding('utf8')
    .on('data', (chunk) => (started.said = (started.said + chunk).slice(-2000)));
  child.stderr.setEncoding('utf8').on('data', (chunk) => (started.failed += chunk));
  child.once('close', (code, signal) => (started.ended = { code, signal }));
  return started;
}

function sample({ child, samples }) {
  try {
    const kb = Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]);
    samples.push({ mb: kb / 1024, files: readdirSync(`/proc/${child.pid}/fd`).length });
  } catch {
    // It has ended; that is told elsewhere.
  }
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Medians of the second and the last third: what it had once warm, and at the end. */
function growthOf({ samples }, value) {
  const third = Math.floor(samples.length / 3);
  const part = (from, to) => median(samples.slice(from, to).map(value));
  return { warm: part(third, 2 * third), end: part(2 * third, samples.length) };
}

const faults = [];
const startedAt = new Date();
const writer = start('writer.mjs', [folder, values.rate]);
await once(writer.child.stdout, 'data');
const readers = Array.from({ length: Number(values.readers) }, (_value, at) =>
  start('reader.mjs', [folder, String(at + 1)]),
);
const all = [writer, ...readers];
const deadline = performance.now() + totalMs;
while (performance.now() < deadline && all.every(({ ended }) => ended === undefined)) {
  await wait(Math.min(SAMPLE_MS, deadline - performance.now()));
  for (const one of all) sample(one);
}
for (const one of all) {
  if (one.ended !== undefined)
    faults.push(`${one.name} ended early: ${JSON.stringify(one.ended)} ${one.failed.slice(-2000)}`);
  else {
    const closed = once(one.child, 'close');
    one.child.kill('SIGTERM');
    await closed;
    if (one.ended.code !== 0)
      faults.push(`${one.name} ended badly: ${JSON.stringify(one.ended)} ${one.failed.slice(-2000)}`);
  }
}

const batches = Number(writer.said.trim().split('\n').at(-1));
const expected = createLedger().after(batches);
const workspace = openArchive(folder);
const counts = workspace.archive.counts();
for (const name of ['articles', 'mentions'])
  if (counts[name] !== expected[name])
    faults.push(`${counts[name]} ${name} in the archive, ${expected[name]} were written`);
const searchable = await workspace.fts.count();
if (searchable !== expected.articles)
  faults.push(`${searchable} articles can be searched, ${expected.articles} were written`);
faults.push(...workspace.archive.check());
workspace.close();
for (const { ok, subject, message } of await checkWorkspace(folder))
  if (!ok) faults.push(`${subject} ${message}`);

const processes = all.map((one) => {
  const [memory, files] = [growthOf(one, ({ mb }) => mb), growthOf(one, ({ files: open }) => open)];
  if (memory.end > memory.warm * MAX_GROWTH + SLACK_MB)
    faults.push(`${one.name} grew from ${memory.warm.toFixed(0)} to ${memory.end.toFixed(0)} MB`);
  if (files.end > files.warm + 8)
    faults.push(`${one.name} holds ${files.end} files open, before ${files.warm}`);
  const peakMb = Math.round(Math.max(...one.samples.map(({ mb }) => mb)));
  return {
    name: one.name,
    warmMb: Math.round(memory.warm),
    endMb: Math.round(memory.end),
    peakMb,
    openFiles: files.end,
  };
});
const asked = {};
for (const { said } of readers) {
  for (const [name, count] of Object.entries(JSON.parse(said.trim().split('\n').at(-1) || '{}').asked ?? {}))
    asked[name] = (asked[name] ?? 0) + count;
}
const summary = {
  startedAt: startedAt.toISOString(),
  minutes: Number(((Date.now() - startedAt.getTime()) / 60_000).toFixed(1)),
  load: loadavg()[0],
  batches,
  ...counts,
  databaseMb: Math.round(statSync(join(folder, 'tracuu.db')).size / 2 ** 20),
  questions: Object.values(asked).reduce((sum, count) => sum + count, 0),
  asked,
  processes,
  faults,
};
process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
if (values.folder === undefined && faults.length === 0) rmSync(folder, { recursive: true });
process.exitCode = faults.length === 0 ? 0 : 1;
