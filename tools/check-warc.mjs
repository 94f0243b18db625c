// Crawls the demo site and lets independent programs check the WARC files that came of it: warcio of PyPI and warcio of
// npm, each in a temporary folder. What cannot be installed here is skipped in one visible line.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tracuu-warc-'));
const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: folder, encoding: 'utf8', ...options });

/** Counts records by type, as the checker under test reads them. */
const PYTHON_COUNT = `
import collections, json, sys
from warcio.archiveiterator import ArchiveIterator
counts = collections.Counter()
for path in sys.argv[1:]:
    with open(path, 'rb') as stream:
        for record in ArchiveIterator(stream):
            counts[record.rec_type] += 1
            record.content_stream().read()
print(json.dumps(counts))
`;

const NODE_COUNT = `
import { createReadStream } from 'node:fs';
import { WARCParser } from 'warcio';
const counts = {};
for (const path of process.argv.slice(2)) {
  for await (const record of new WARCParser(createReadStream(path))) {
    counts[record.warcType] = (counts[record.warcType] ?? 0) + 1;
    for await (const _chunk of record) ;
  }
}
console.log(JSON.stringify(counts));
`;

let failures = 0;
const report = (name, passed, detail) => {
  console.log(`${passed ? 'ok     ' : 'FAULT  '} ${name}: ${detail}`);
  if (!passed) failures += 1;
};

try {
  const data = join(folder, 'data');
  // The second night has corrections and 304s: revisit records.
  for (let night = 0; night < 2; night += 1)
    execFileSync(process.execPath, [join(root, 'bin/tracuu.js'), 'demo', '--data', data], {
      stdio: 'ignore',
    });
  const files = readdirSync(join(data, 'warc'))
    .filter((name) => name.endsWith('.warc.gz'))
    .map((name) => join(data, 'warc', name));
  if (files.length === 0) throw new Error('the demo wrote no WARC file');
  checkWithPython(files);
  checkWithNode(files);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures > 0 ? 1 : 0;

function checkWithPython(files) {
  const target = join(folder, 'python');
  const env = { ...process.env, PYTHONPATH: target };
  const installed = run('python3', ['-m', 'pip', 'install', '--quiet', '--target', target, 'warcio']);
  if (installed.status !== 0) {
    console.error('skipped: warcio of PyPI cannot be installed here');
    return;
  }
  const checked = run('python3', ['-m', 'warcio.cli', 'check', '-v', ...files], { env });
  const digests = (checked.stdout.match(/digest pass/gu) ?? []).length;
  report(
    'warcio check (PyPI)',
    checked.status === 0 && digests > 0,
    `${digests} digests pass${checked.stderr}`,
  );
  const counted = run('python3', ['-c', PYTHON_COUNT, ...files], { env });
  report('warcio reads (PyPI)', hasAllTypes(counted), counted.stdout.trim() + counted.stderr);
}

function checkWithNode(files) {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const installed = run('npm', ['install', '--silent', '--no-audit', '--no-fund', 'warcio@2']);
  if (installed.status !== 0) {
    console.error('skipped: warcio of npm cannot be installed here');
    return;
  }
  writeFileSync(join(folder, 'count.js'), NODE_COUNT);
  const counted = run(process.execPath, ['count.js', ...files]);
  report('warcio reads (npm)', hasAllTypes(counted), counted.stdout.trim() + counted.stderr);
}

/** Every kind of record that a crawl writes was found. */
function hasAllTypes({ status, stdout }) {
  if (status !== 0) return false;
  const counts = JSON.parse(stdout);
  return ['warcinfo', 'request', 'response', 'revisit'].every((type) => counts[type] > 0);
}
