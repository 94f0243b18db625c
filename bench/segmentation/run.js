/**
 * Scores the builtin segmenter and its peers on a treebank, by character offsets over all words.
 *
 *   npm run build && node bench/segmentation/run.js [--data DIR] [--part test] [--speed] [--work DIR]
 *
 * --data DIR   UD_Vietnamese-VTB (default ../shared/data/segmentation)
 * --part NAME  train, dev or test, or the path of a CoNLL-U file (default test)
 * --speed      syllables per second of all, in turns, instead of scores
 * --work DIR   where peers are installed (default: a folder among the temporary files)
 *
 * The shipped weights were trained on train and dev, so that only test tells anything about them. The peers were
 * trained by their authors on larger parts of the same treebank, perhaps with its test part.
 */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConllu } from '../../tools/segmentation/corpus.js';
import { spansWithoutSpaces, wordF1 } from '../../tools/segmentation/score.js';
import { findPeers } from './peers.js';

const BOOTSTRAP_ROUNDS = 1000;
const SPEED_ROUNDS = 5;
/** The treebank is repeated until there are this many syllables for us, fewer for slower peers. */
const SPEED_SYLLABLES = { tracuu: 2_000_000, coccoc: 2_000_000, vntk: 2000 };
const OTHER_SPEED_SYLLABLES = 40_000;

const { values: flags } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/segmentation' },
    part: { type: 'string', default: 'test' },
    speed: { type: 'boolean', default: false },
    work: { type: 'string', default: join(tmpdir(), 'tracuu-segmentation-bench') },
  },
});

const path = flags.part.endsWith('.conllu') ? flags.part : join(flags.data, `vi_vtb-ud-${flags.part}.conllu`);
if (!existsSync(path)) {
  console.log(`skipped: ${path} is missing`);
  process.exit(0);
}
const sentences = readConllu(path);
const lines = sentences.map((sentence) => sentence.text);
const peers = await findPeers(flags.work, (message) => console.log(message));
if (flags.speed) reportSpeed();
else reportScores();

function reportScores() {
  const gold = sentences.map(({ text, words }) => spansWithoutSpaces(text, words));
  const scores = new Map(peers.map((peer) => [peer.name, scoresOf(peer, lines, gold)]));
  const ours = scores.get('tracuu');
  const samples = bootstrapSamples(sentences.length);
  console.log(
    `${sentences.length} sentences, ${gold.flat().length} words; 95 % intervals of ${BOOTSTRAP_ROUNDS} samples`,
  );
  for (const [name, list] of scores) {
    const [low, high] = interval(samples.map((sample) => wordF1(sample.map((index) => list[index]))));
    const differences = samples.map(
      (sample) => wordF1(sample.map((index) => ours[index])) - wordF1(sample.map((index) => list[index])),
    );
    const [least, most] = interval(differences);
    const ahead = name === 'tracuu' ? '' : `   tracuu minus it ${least.toFixed(2)} to ${most.toFixed(2)}`;
    console.log(
      `${name.padEnd(14)} word F1 ${wordF1(list).toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})${ahead}`,
    );
  }
  const lower = scoresOf(
    peers[0],
    lines.map((line) => line.toLowerCase()),
    gold,
  );
  console.log(`${'tracuu'.padEnd(14)} word F1 ${wordF1(lower).toFixed(2)} in small letters`);
}

function scoresOf(peer, texts, gold) {
  return peer.segment(texts).words.map((words, index) => {
    const right = new Set(gold[index]);
    const found = words.map(([start, end]) => `${start}:${end}`);
    return {
      right: found.filter((span) => right.has(span)).length,
      found: found.length,
      wanted: gold[index].length,
    };
  });
}

/** Sentences drawn with replacement, the same for all peers. */
function bootstrapSamples(count) {
  let state = 20261123;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x100000000;
  };
  return Array.from({ length: BOOTSTRAP_ROUNDS }, () =>
    Array.from({ length: count }, () => Math.floor(random() * count)),
  );
}

function interval(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[Math.floor(sorted.length * 0.025)], sorted[Math.floor(sorted.length * 0.975)]];
}

/** Each peer in turn, several times, so that a busy moment of the machine hits all. */
function reportSpeed() {
  const best = new Map();
  for (let round = 0; round < SPEED_ROUNDS; round++) {
    for (const peer of peers) {
      const texts = repeated(SPEED_SYLLABLES[peer.name] ?? OTHER_SPEED_SYLLABLES);
      const syllables = texts.reduce((sum, text) => sum + text.split(' ').length, 0);
      const speed = syllables / peer.segment(texts).seconds;
      best.set(peer.name, [...(best.get(peer.name) ?? []), speed]);
    }
  }
  const ours = median(best.get('tracuu'));
  for (const [name, speeds] of best) {
    const speed = median(speeds);
    const ratio = name === 'tracuu' ? '' : `   tracuu is ${(ours / speed).toFixed(1)} times as fast`;
    console.log(`${name.padEnd(14)} ${Math.round(speed).toLocaleString('en')} syllables/s${ratio}`);
  }
}

function repeated(syllables) {
  const texts = [];
  for (let count = 0, index = 0; count < syllables; index++) {
    const line = lines[index % lines.length];
    texts.push(line);
    count += line.split(' ').length;
  }
  return texts;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
