/**
 * Trains the builtin word segmenter and writes its weights.
 *
 *   npm run build
 *   node tools/train-segmenter.js [--data DIR] [--silver DIR] [--dev] [--write]
 *
 * --data DIR    UD_Vietnamese-VTB and the word lists (default ../shared/data/segmentation)
 * --silver DIR  sentences.txt with pyvi.txt and underthesea.txt beside it, from tools/segmentation/label-silver.py
 * --dev         trains on train alone and scores dev: for choosing features and options
 * --write       writes src/text/segmenter/segmenter-weights-data.ts
 *
 * The test part of the treebank is not read here; bench/segmentation scores it.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { URL } from 'node:url';
import { parseArgs } from 'node:util';
import { readConllu } from './segmentation/corpus.js';
import { decodeField, trainField } from './segmentation/crf.js';
import { createSymbolIds, FeatureSpace, featurize } from './segmentation/features.js';
import { readLexicon } from './segmentation/lexicon.js';
import { packModel, quantize } from './segmentation/pack.js';
import { goldTokens, silverTokens, tokensOf } from './segmentation/tokens.js';

/** Chosen on dev with training on train alone (docs/text.md). */
const OPTIONS = {
  silverSentences: 60_000,
  silver: { epochs: 4, rate: 0.1, decay: 3e-3, damping: 1e-3 },
  /** Of a silver sentence in small letters or in capitals. */
  silverVariantWeight: 0.4,
  gold: { epochs: 6, rate: 0.1, decay: 3e-2, damping: 0.1 },
  goldVariantWeight: 0.1,
  /** Orders of the gold sentences over which the weights are averaged. */
  seeds: [1, 2, 3],
  quantization: {
    scale: 16,
    minimum: {
      ...{ left: 0.3, right: 0.3, farLeft: 0.3, farRight: 0.3, chainLeft: 0.3, chainRight: 0.3 },
      other: 0.45,
    },
  },
};
const VERSION = 'builtin/1';

/** Half of the silver sentences are seen in small letters too, one of six in capitals. */
const RECASINGS = [
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  undefined,
  (text) => text.toLowerCase(),
  undefined,
  (text) => text.toLowerCase(),
];

const { values: flags } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/segmentation' },
    silver: { type: 'string' },
    dev: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const symbolIds = createSymbolIds();
const lexicon = readLexicon([join(flags.data, 'vnvocab.txt'), join(flags.data, 'pyvi-words.txt')], symbolIds);
const space = new FeatureSpace(lexicon, symbolIds);
const treebank = (part) => readConllu(join(flags.data, `vi_vtb-ud-${part}.conllu`));

const prior = flags.silver === undefined ? undefined : trainOnSilver(flags.silver);
const gold = [...treebank('train'), ...(flags.dev ? [] : treebank('dev'))].flatMap((sentence) =>
  variants(sentence),
);
const weights = averageOverSeeds(gold, grown(prior));
const quantized = quantize(space, weights, OPTIONS.quantization);
if (flags.dev) reportDev();
const binary = packModel(space, quantized);
console.log(`${binary.length} bytes, ${space.size} features, ${lexicon.pairs.size} pairs of the word lists`);
if (flags.write) writeWeights(binary);

function trainOnSilver(folder) {
  const teachers = ['pyvi.txt', 'underthesea.txt', 'rdrsegmenter.txt']
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path));
  const sentences = [];
  for (const tokens of silverTokens(join(folder, 'sentences.txt'), teachers, OPTIONS.silverSentences)) {
    sentences.push(featurize(tokens, space));
    const recase = RECASINGS[sentences.length % RECASINGS.length];
    if (recase === undefined) continue;
    const variant = featurize(recased(tokens, recase(tokens.text)), space);
    sentences.push({ ...variant, weight: OPTIONS.silverVariantWeight });
  }
  console.log(`${sentences.length} silver sentences`);
  return trainField(sentences, space.size, OPTIONS.silver);
}

/** The same labels for the same tokens in other letters; a sentence whose tokens change with its letters stays. */
function recased(tokens, text) {
  const other = tokensOf(text);
  return other.count === tokens.count ? { ...other, labels: tokens.labels } : tokens;
}

/** The sentence as it stands, in small letters, and in capitals as a heading: words are the same in all three. */
function variants(sentence) {
  const others = [sentence.text.toLowerCase(), sentence.text.toUpperCase()]
    .filter((text) => text.length === sentence.text.length)
    .map((text) => ({ ...featurize(goldTokens(sentence, text), space), weight: OPTIONS.goldVariantWeight }));
  return [featurize(goldTokens(sentence), space), ...others];
}

function averageOverSeeds(sentences, start) {
  const average = new Float64Array(space.size);
  for (const seed of OPTIONS.seeds) {
    const trained = trainField(sentences, space.size, { ...OPTIONS.gold, prior: start, seed });
    for (let feature = 0; feature < average.length; feature++) {
      average[feature] += trained[feature] / OPTIONS.seeds.length;
    }
  }
  return average;
}

function reportDev() {
  space.frozen = true;
  const cases = {
    'as it stands': (text) => text,
    'small letters': (text) => text.toLowerCase(),
    capitals: (text) => text.toUpperCase(),
  };
  for (const [name, recase] of Object.entries(cases)) {
    const dev = treebank('dev').map((sentence) =>
      featurize(goldTokens(sentence, recase(sentence.text)), space),
    );
    console.log(`dev, ${name}: word F1 ${wordF1(dev, weights)}, quantized ${wordF1(dev, quantized)}`);
  }
}

/** The weights of an earlier training in a space that has grown since. */
function grown(earlier) {
  if (earlier === undefined) return undefined;
  const all = new Float64Array(space.size);
  all.set(earlier);
  return all;
}

function wordF1(sentences, model) {
  let right = 0;
  let found = 0;
  let wanted = 0;
  for (const sentence of sentences) {
    const labels = decodeField(sentence, model);
    let foundStart = 0;
    let wantedStart = 0;
    for (let token = 0; token <= sentence.gaps; token++) {
      const endsFound = token === sentence.gaps || labels[token] === 0;
      const endsWanted = token === sentence.gaps || sentence.labels[token] === 0;
      if (endsFound && endsWanted && foundStart === wantedStart) right++;
      if (endsFound) found++;
      if (endsWanted) wanted++;
      if (endsFound) foundStart = token + 1;
      if (endsWanted) wantedStart = token + 1;
    }
  }
  return ((200 * right) / (found + wanted)).toFixed(2);
}

function writeWeights(bytes) {
  const base64 = Buffer.from(bytes).toString('base64');
  const lines = base64.match(/.{1,4000}/gu).map((line) => `  '${line}'`);
  const source = [
    '// Made by tools/train-segmenter.js; README.md beside this file names its sources and licences.',
    `export const SEGMENTER_ID = '${VERSION}';`,
    'export const SEGMENTER_WEIGHTS: string = [',
    `${lines.join(',\n')},`,
    "].join('');",
    '',
  ].join('\n');
  writeFileSync(new URL('../src/text/segmenter/segmenter-weights-data.ts', import.meta.url), source);
}
