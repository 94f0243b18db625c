// The whole crawl beside a bare loop and Crawlee, over the same site on loopback: `npm run bench:crawl -- --pages 5000`.
// Peers are installed into a temporary folder. Ratios travel; absolute figures are this machine's, and change on a shared one
// from minute to minute: with `--rounds N` each crawler runs N times, in turn, and ratios are those of the rounds together.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
};
const pages = Number(option('pages', 5_000));
const hosts = Number(option('hosts', 8));
const rounds = Number(option('rounds', 1));
const names = option('only', 'bare,crawlee,tracuu-inline,tracuu').split(',');
const here = fileURLToPath(new URL('.', import.meta.url));
const peers = option('peers', join(tmpdir(), 'tracuu-bench-crawl'));

if (names.some((name) => name === 'bare' || name === 'crawlee') && !existsSync(join(peers, 'node_modules'))) {
  execFileSync('mkdir', ['-p', peers]);
  writeFileSync(join(peers, 'package.json'), '{"private": true}');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', 'crawlee@3', 'undici@7', 'htmlparser2@10'], {
    cwd: peers,
    stdio: 'inherit',
  });
}

const server = spawn(process.execPath, [join(here, 'site-server.mjs'), String(pages), String(hosts)], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const origins = await new Promise((resolve) =>
  server.stdout.once('data', (line) => resolve(String(line).trim())),
);
const rows = [];
try {
  for (const name of Array.from({ length: rounds }, () => names).flat()) {
    const folder = mkdtempSync(join(tmpdir(), 'tracuu-bench-'));
    try {
      // Crawlee keeps every page for the minute of its time limit, 4 GB of them on a fast machine.
      const output = execFileSync(
        process.execPath,
        [
          ...(name === 'crawlee' ? ['--max-old-space-size=12000'] : []),
          join(here, 'crawlers.mjs'),
          name,
          origins,
          String(pages),
          folder,
          peers,
        ],
        { maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const result = JSON.parse(String(output).trim().split('\n').at(-1));
      rows.push(result);
      process.stdout.write(describe(result));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
} finally {
  server.kill();
}
const [bare, crawlee, ours] = ['bare', 'crawlee', 'tracuu'].map((name) =>
  rows.filter((row) => row.name === name),
);
const times = (ratio) => `${ratio.toFixed(2)} x`;
if (ours.length > 0 && crawlee.length > 0) {
  const [speed, cpu] = [speedOf, cpuOf].map((of) => times(of(ours) / of(crawlee)));
  process.stdout.write(`beside Crawlee: ${speed} pages/s, ${cpu} CPU a page\n`);
}
if (ours.length > 0 && bare.length > 0) {
  const each =
    rounds > 1
      ? ` (${ours.map((row, at) => (speedOf([row]) / speedOf([bare[at]])).toFixed(2)).join(', ')})`
      : '';
  process.stdout.write(`beside the bare loop: ${times(speedOf(ours) / speedOf(bare))} pages/s${each}\n`);
}

/** Of all rounds: pages by the seconds that all of them took. */
function speedOf(runs) {
  const sum = (key) => runs.reduce((total, row) => total + row[key], 0);
  return sum('done') / sum('seconds');
}

function cpuOf(runs) {
  return runs.reduce((total, row) => total + row.cpuMsPerPage, 0) / runs.length;
}

function describe({ name, done, seconds, cpuMsPerPage, peakRssMb, samples }) {
  const line = `${name.padEnd(14)} ${done} pages  ${(done / seconds).toFixed(0)} pages/s  ${cpuMsPerPage.toFixed(1)} ms CPU a page  ${peakRssMb} MB at most\n`;
  const way = samples.map((sample, index) => {
    const before = samples[index - 1] ?? { done: 0, seconds: 0, cpuMs: 0 };
    const pages = sample.done - before.done;
    const rate = pages / (sample.seconds - before.seconds);
    const cpu = (sample.cpuMs - before.cpuMs) / pages;
    return `  ${sample.done}: ${rate.toFixed(0)} pages/s, ${cpu.toFixed(1)} ms CPU a page, ${sample.rssMb} MB`;
  });
  return `${line}${way.length > 12 ? way.filter((_, index) => index % Math.ceil(way.length / 12) === 0).join('\n') : way.join('\n')}\n`;
}
