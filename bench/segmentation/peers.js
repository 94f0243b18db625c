import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL, URL } from 'node:url';
import { createVntkWordSegmenter } from '../../dist/engines/vntk-word-segmenter.js';
import { createWordSegmenter } from '../../dist/text/segmenter/create-word-segmenter.js';

/**
 * A segmenter under test: takes lines, gives for each its words as `[start, end]` among the characters that are not
 * white space, and the processor's seconds it took (of the clock for programs that are run as such).
 * @typedef {{ name: string, segment: (lines: string[]) => { words: [number, number][][], seconds: number } }} Peer
 */

const PYTHON_PEERS = ['pyvi', 'underthesea'];
const SCRIPT = fileURLToPath(new URL('peer.py', import.meta.url));

/**
 * All peers that can be had. Each absent one is said in one line.
 * @param {string} folder for the virtual environment and the files that are exchanged
 * @param {(message: string) => void} say
 * @returns {Promise<Peer[]>}
 */
export async function findPeers(folder, say) {
  mkdirSync(folder, { recursive: true });
  const peers = [offsetPeer('tracuu', createWordSegmenter())];
  const python = preparePython(folder, say);
  for (const name of PYTHON_PEERS) if (python !== undefined) peers.push(pythonPeer(name, python, folder));
  const vntk = await loadVntk(folder, say);
  if (vntk !== undefined) peers.push(offsetPeer('vntk', vntk));
  const rdr = process.env.RDRSEGMENTER;
  if (rdr !== undefined && compileRdr(rdr, folder)) peers.push(rdrPeer(rdr, folder));
  else
    say('absent: RDRsegmenter (set RDRSEGMENTER to a checkout of datquocnguyen/RDRsegmenter; needs javac)');
  const coccoc = process.env.COCCOC_TOKENIZER;
  if (coccoc !== undefined && existsSync(coccoc)) peers.push(coccocPeer(coccoc));
  else say('absent: coccoc-tokenizer (set COCCOC_TOKENIZER to its command "tokenizer")');
  return peers;
}

/** The project's own vntk where it is installed and compiled, else one installed beside the other peers. */
async function loadVntk(folder, say) {
  const own = await createVntkWordSegmenter().catch(() => undefined);
  if (own !== undefined) return own;
  const home = join(folder, 'vntk');
  if (!existsSync(join(home, 'node_modules/vntk'))) {
    mkdirSync(home, { recursive: true });
    const manifest = { private: true, allowScripts: { crfsuite: true, fasttext: true } };
    writeFileSync(join(home, 'package.json'), JSON.stringify(manifest));
    spawnSync('npm', ['install', '--silent', 'vntk@1.4'], { cwd: home });
  }
  const entry = pathToFileURL(join(home, 'node_modules/vntk/index.js')).href;
  return createVntkWordSegmenter(entry).catch(() =>
    say('absent: vntk (npm could not install or compile it)'),
  );
}

/** Installs the peers from PyPI into an environment of their own; `undefined` where that fails. */
function preparePython(folder, say) {
  const python = join(folder, 'venv/bin/python');
  const run = (command, args) => spawnSync(command, args, { encoding: 'utf8' }).status === 0;
  if (!existsSync(python) && !run('python3', ['-m', 'venv', join(folder, 'venv')])) {
    say('absent: pyvi and underthesea (no python3 with venv)');
    return undefined;
  }
  if (run(python, ['-c', 'import pyvi, underthesea'])) return python;
  if (run(python, ['-m', 'pip', 'install', '--quiet', ...PYTHON_PEERS])) return python;
  say('absent: pyvi and underthesea (pip could not install them)');
  return undefined;
}

function offsetPeer(name, segmenter) {
  return {
    name,
    segment: (lines) => {
      // Weights are loaded and code is compiled before the clock starts.
      for (const line of lines.slice(0, name === 'vntk' ? 1 : 20_000)) segmenter.segment(line);
      const start = process.cpuUsage();
      const offsets = lines.map((line) => segmenter.segment(line));
      const { user, system } = process.cpuUsage(start);
      const seconds = (user + system) / 1e6;
      return { words: lines.map((line, index) => withoutSpaces(line, offsets[index])), seconds };
    },
  };
}

function withoutSpaces(line, offsets) {
  const before = new Uint32Array(line.length + 1);
  for (let index = 0; index < line.length; index++) {
    before[index + 1] = before[index] + (/\s/u.test(line.charAt(index)) ? 0 : 1);
  }
  const words = [];
  for (let index = 0; index < offsets.length; index += 2) {
    words.push([before[offsets[index]], before[offsets[index + 1]]]);
  }
  return words;
}

function pythonPeer(name, python, folder) {
  return {
    name,
    segment: (lines) => {
      const [source, target] = [join(folder, 'in.txt'), join(folder, 'out.txt')];
      writeFileSync(source, lines.join('\n'));
      const result = spawnSync(python, [SCRIPT, name, source, target], { encoding: 'utf8' });
      if (result.status !== 0) throw new Error(`${name}: ${result.stderr}`);
      return { words: joinedWords(readFileSync(target, 'utf8').split('\n')), seconds: Number(result.stdout) };
    },
  };
}

function compileRdr(checkout, folder) {
  const sources = [
    join(checkout, 'RDRsegmenter.java'),
    fileURLToPath(new URL('SegmentLines.java', import.meta.url)),
  ];
  const args = ['-encoding', 'UTF-8', '-cp', checkout, '-sourcepath', checkout, '-d', folder, ...sources];
  return spawnSync('javac', args).status === 0;
}

/** It looks for its vocabulary and its rules in the working directory. */
function rdrPeer(checkout, folder) {
  return {
    name: 'RDRsegmenter',
    segment: (lines) => {
      const options = { cwd: checkout, input: lines.join('\n'), encoding: 'utf8', maxBuffer: 1 << 28 };
      const result = spawnSync('java', ['-cp', [folder, checkout].join(delimiter), 'SegmentLines'], options);
      if (result.status !== 0) throw new Error(`RDRsegmenter: ${result.stderr}`);
      return {
        words: joinedWords(result.stdout.split('\n').slice(0, lines.length)),
        seconds: Number(result.stderr),
      };
    },
  };
}

function coccocPeer(command) {
  return {
    name: 'coccoc',
    segment: (lines) => {
      const start = performance.now();
      const result = spawnSync(command, ['-k'], {
        input: lines.join('\n'),
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      });
      const seconds = (performance.now() - start) / 1000;
      // It prints the syllables of a word with spaces, and words with tabs.
      const words = result.stdout
        .split('\n')
        .slice(0, lines.length)
        .map((line) => line.split('\t').map(lengthOf));
      return { words: words.map(spansOf), seconds };
    },
  };
}

/** Lines whose words have spaces between them and `_` inside. */
function joinedWords(lines) {
  return lines.map((line) => spansOf(line.split(' ').map(lengthOf)));
}

function lengthOf(word) {
  return word.normalize('NFC').replace(/[\s_]/gu, '').length;
}

function spansOf(lengths) {
  let at = 0;
  return lengths.filter((length) => length > 0).map((length) => [at, (at += length)]);
}
