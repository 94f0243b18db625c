// The whole crawl beside a bare loop and Crawlee, over the same site on loopback: `npm run bench:crawl -- --pages 5000`.
// Peers are installed into a temporary folder. Ratios travel; absolute figures are this machine's.
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
  for (const name of names) {
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
const rateOf = (name) => rows.find((row) => row.name === name);
const [bare, crawlee, ours] = ['bare', 'crawlee', 'tracuu'].map(rateOf);
if (ours !== undefined) {
  const speed = (row) => row.done / row.seconds;
  if (crawlee)
    process.stdout.write(
      `beside Crawlee: ${(speed(ours) / speed(crawlee)).toFixed(2)} x pages/s, ${(ours.cpuMsPerPage / crawlee.cpuMsPerPage).toFixed(2)} x CPU a page\n`,
    );
  if (bare)
    process.stdout.write(`beside the bare loop: ${(speed(ours) / speed(bare)).toFixed(2)} x pages/s\n`);
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
