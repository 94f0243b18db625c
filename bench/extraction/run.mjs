// Compares tracuu with other extractors: `npm run build && node bench/extraction/run.mjs`.
// The peers are installed into a temporary folder, never into this package. Needs ../shared/data, npm, python3.
import { execFileSync } from 'node:child_process';
import { Buffer } from 'node:buffer';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import ts from 'typescript';
import { loadScrapinghub, loadVietnamese } from './load-gold.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const NPM_PEERS = {
  readability: ['@mozilla/readability@0.6', 'linkedom@0.18'],
  defuddle: ['defuddle@0.19', 'linkedom@0.18'],
  extractus: ['@extractus/article-extractor@8'],
  postlight: ['@postlight/parser@2'],
};
const EXTRACTORS = ['tracuu', ...Object.keys(NPM_PEERS), 'trafilatura'];

const chosen = process.argv.slice(2);
refuseUnknown(chosen);
const names = chosen.length > 0 ? chosen : EXTRACTORS;
const peers = process.env.TRACUU_BENCH_PEERS ?? mkdtempSync(join(tmpdir(), 'tracuu-bench-'));
const { scorePage, scoreSet } = await loadScoring();
const sets = { scrapinghub: loadScrapinghub(), vietnamese: loadVietnamese() };

const rows = [];
for (const name of names) {
  let python;
  try {
    python = preparePeer(name);
  } catch (error) {
    console.error(`skipped: ${name} could not be installed (${error.message})`);
    continue;
  }
  const row = { extractor: name };
  for (const [set, pages] of Object.entries(sets)) {
    if (pages.length === 0) continue;
    const run = runExtractor(name, python, set, pages);
    Object.assign(row, set === 'scrapinghub' ? scoreTexts(pages, run) : scoreVietnamese(pages, run));
  }
  rows.push(row);
}
console.log(
  `scrapinghub: ${sets.scrapinghub.length} pages; Vietnamese (vn-): ${sets.vietnamese.length} pages`,
);
console.table(rows);

/** Anything but the names of extractors ends the run with one line that says what there is. */
function refuseUnknown(args) {
  const usage = `usage: node bench/extraction/run.mjs [${EXTRACTORS.join('|')}]…   without a name: all of them`;
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    process.exit(0);
  }
  const unknown = args.find((name) => !EXTRACTORS.includes(name));
  if (unknown === undefined) return;
  console.error(`no extractor is called "${unknown}"; ${usage}`);
  process.exit(2);
}

/** The scoring is TypeScript, as the tests use it too; Node 20 does not read that. */
async function loadScoring() {
  const source = readFileSync(join(HERE, 'shingle-score.ts'), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
}

function preparePeer(name) {
  mkdirSync(peers, { recursive: true });
  if (name === 'tracuu') mkdirSync(join(peers, name), { recursive: true });
  if (name in NPM_PEERS) {
    const folder = join(peers, name);
    if (!existsSync(folder)) {
      mkdirSync(folder);
      // postlight names a fork on GitHub of difflib; the package of the registry does the same.
      const manifest = { private: true, type: 'module', overrides: { difflib: '0.2.4' } };
      writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
      const args = [
        'install',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        '--loglevel=error',
        ...NPM_PEERS[name],
      ];
      execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    }
  }
  if (name !== 'trafilatura') return null;
  const venv = join(peers, 'trafilatura');
  if (!existsSync(venv)) {
    execFileSync('python3', ['-m', 'venv', venv]);
    execFileSync(
      join(venv, 'bin/pip'),
      ['install', '--quiet', '--disable-pip-version-check', 'trafilatura', 'lxml_html_clean'],
      { stdio: 'inherit' },
    );
  }
  return join(venv, 'bin/python');
}

/** One process for each extractor and set, so that CPU time and peak memory are its own. */
function runExtractor(name, python, set, pages) {
  const input = join(peers, `${set}.jsonl`);
  const output = join(peers, `${set}.${name}.json`);
  writeFileSync(input, pages.map(({ id, url, html }) => JSON.stringify({ id, url, html })).join('\n'));
  const dist = new URL('../../dist/', import.meta.url).href;
  const script = python === null ? 'run-extractor.mjs' : 'run_trafilatura.py';
  copyFileSync(join(HERE, script), join(peers, name, script));
  const args = [join(peers, name, script), name, dist, input, output];
  execFileSync(python ?? process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  return JSON.parse(readFileSync(output, 'utf8'));
}

function scoreTexts(pages, run) {
  const score = scoreSet(pages.map((page) => scorePage(page.text, run.articles[page.id]?.text ?? '')));
  const megabytes = pages.reduce((sum, page) => sum + Buffer.byteLength(page.html), 0) / 1e6;
  return {
    F1: round(score.f1),
    P: round(score.precision),
    R: round(score.recall),
    exact: round(score.exact),
    'pages/CPU s': Math.round(pages.length / run.cpuSeconds),
    'MB/CPU s': Math.round((10 * megabytes) / run.cpuSeconds) / 10,
    'peak MB': Math.round(run.peakMegabytes),
  };
}

function scoreVietnamese(pages, run) {
  const found = (page) => run.articles[page.id] ?? {};
  const share = (asked, holds) =>
    round(asked.length === 0 ? Number.NaN : asked.filter(holds).length / asked.length);
  const score = scoreSet(pages.map((page) => scorePage(page.text, found(page).text ?? '')));
  const byline = (page) => page.authors.length > 0;
  return {
    'vn-F1': round(score.f1),
    'vn-P': round(score.precision),
    'vn-R': round(score.recall),
    'vn-exact': round(score.exact),
    'lead kept': share(
      pages.filter((page) => page.lead !== null),
      (page) => plain(found(page).text).includes(plain(page.lead)),
    ),
    'byline leaked': share(pages.filter(byline), (page) => leaksByline(page, found(page).text ?? '')),
    author: share(pages.filter(byline), (page) =>
      page.authors.every((name) => plain(found(page).byline).includes(plain(name))),
    ),
    date: share(
      pages.filter((page) => page.date !== null),
      (page) => (found(page).date ?? '').slice(0, 10) === page.date,
    ),
  };
}

/** The author's name as a line of its own, at either end of the text. */
function leaksByline(page, text) {
  const lines = text
    .split(/\n+/u)
    .map(plain)
    .filter((line) => line !== '');
  return [...lines.slice(0, 3), ...lines.slice(-3)].some((line) =>
    page.authors.some((name) => line.length < 60 && line.includes(plain(name))),
  );
}

function plain(text) {
  return (text ?? '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function round(value) {
  return Math.round(value * 1000) / 1000;
}
