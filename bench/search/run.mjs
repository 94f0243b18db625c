/**
 * Engines side by side over generated articles, each phase in a process of its own:
 *
 *     npm run bench:search -- --articles 100000 [--runs 3] [--engines stock,segmented,fts5,lancedb] [--queries 500]
 *
 * LanceDB is installed from npm into `--lancedb DIR` (a temporary folder unless given). Times of one machine mean little:
 * what is compared are ratios of one run to one another, and their medians over the runs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath, stderr, stdout, version } from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import { parseArgs } from 'node:util';
import { TOKENS_PER_ARTICLE } from './make-articles.mjs';

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '3' },
    queries: { type: 'string', default: '500' },
    engines: { type: 'string', default: 'stock,segmented,fts5,lancedb' },
    tokens: { type: 'string', default: String(TOKENS_PER_ARTICLE) },
    updates: { type: 'string', default: '30' },
    lancedb: { type: 'string' },
    folder: { type: 'string' },
  },
});
const articles = Number(values.articles);
const home = values.folder ?? mkdtempSync(join(tmpdir(), 'tracuu-bench-'));
const MEASURE = fileURLToPath(new URL('measure.mjs', import.meta.url));
/** An increment of LanceDB takes seconds. */
const MAX_UPDATES = { lancedb: 3 };

function measure(engine, phase) {
  const folder = join(home, engine);
  mkdirSync(folder, { recursive: true });
  const updates = MAX_UPDATES[engine] ?? Number(values.updates);
  const options = { engine, phase, folder, articles, updates };
  const job = JSON.stringify({ ...options, queries: Number(values.queries), tokens: Number(values.tokens) });
  const flags = engine === 'fts5' || engine === 'lancedb' ? [] : ['--max-old-space-size=16000'];
  const child = spawnSync(execPath, [...flags, MEASURE, job], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...env, RUST_LOG: 'error', LANCE_LOG: 'error' },
  });
  if (child.status === 0) return JSON.parse(child.stdout);
  const complaint = child.stderr.trim().split('\n').slice(-6).join('\n');
  return { failed: `${child.signal ?? child.status}: ${complaint}` };
}

function run(engine) {
  rmSync(join(home, engine), { recursive: true, force: true });
  const row = { engine, load: loadavg()[0] };
  for (const phase of ['build', 'query', 'update']) {
    Object.assign(row, measure(engine, phase));
    if (row.failed !== undefined) break;
    if (phase === 'build') row.diskMb = sizeOf(join(home, engine)) / 2 ** 20;
  }
  stderr.write(`${JSON.stringify(row)}\n`);
  return row;
}

function sizeOf(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

function installLanceDb() {
  const folder = values.lancedb ?? join(home, 'npm');
  if (!existsSync(join(folder, 'node_modules', '@lancedb'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '@lancedb/lancedb@0.37'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (npm.status !== 0) return false;
  }
  env.LANCEDB = folder;
  return true;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const COLUMNS = [
  'documentsPerSecond',
  'documentsPerCpuSecond',
  'diskMb',
  'firstMs',
  'firstCpuMs',
  'p50Ms',
  'p95Ms',
  'p50CpuMs',
  'p95CpuMs',
  'rssMb',
  'peakMb',
  'updateMs',
  'updateCpuMs',
];

let engines = values.engines.split(',');
if (engines.includes('lancedb') && !installLanceDb()) {
  stderr.write('skipped: lancedb (npm could not install it)\n');
  engines = engines.filter((engine) => engine !== 'lancedb');
}
const runs = Array.from({ length: Number(values.runs) }, () => engines.map(run));
if (values.folder === undefined) rmSync(home, { recursive: true });

stdout.write(
  `${articles} articles of ${values.tokens} tokens, ${runs.length} runs, Node ${version}, ${cpus().length} cores\n`,
);
stdout.write(`\nmedians\n${['engine', ...COLUMNS].join('\t')}\n`);
for (const [at, engine] of engines.entries()) {
  const cells = COLUMNS.map((column) =>
    median(runs.map((rows) => rows[at][column] ?? Number.NaN)).toFixed(2),
  );
  stdout.write(`${[engine, ...cells].join('\t')}\n`);
}
if (engines.includes('stock')) {
  stdout.write(`\nmedians of ratios to stock MiniSearch\n${['engine', ...COLUMNS].join('\t')}\n`);
  const stock = engines.indexOf('stock');
  for (const [at, engine] of engines.entries()) {
    const cells = COLUMNS.map((column) =>
      median(runs.map((rows) => rows[at][column] / rows[stock][column])).toFixed(3),
    );
    stdout.write(`${[engine, ...cells].join('\t')}\n`);
  }
}
const hits = new Set(
  runs
    .flat()
    .filter(({ engine }) => engine !== 'lancedb')
    .map((row) => row.hits),
);
stdout.write(
  `\nhits of all queries: ${[...hits].join(', ')}${hits.size === 1 ? ' on every engine but LanceDB, which gives 200 at most' : ' DIFFER'}\n`,
);
