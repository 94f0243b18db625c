/**
 * Indexes changes without end until it is killed: `node index-writer.mjs FOLDER`, from the built package. After each save
 * it prints the sequence that is on disk. Change n puts `id<n % 60>` with the word `change<n>`, or removes that article
 * where n is divisible by 11, so that what an index of sequence n must hold can be told without it.
 */
import process from 'node:process';
import { openIndexFolder, saveIndexFolder } from '../../dist/engines/search-index/index-folder.js';
import { SegmentedIndex } from '../../dist/engines/search-index/segmented-index.js';

const [folder] = process.argv.slice(2);
const field = (text) => ({ syllables: text.split(' '), words: [] });
const facts = { site: null, publishedOn: null, kind: 'article', places: [], documents: [] };

function open() {
  try {
    const { index, manifest } = openIndexFolder(folder, 'test/1');
    return { index, sequence: manifest.sequence };
  } catch (error) {
    if (error.code !== 'index-missing') throw error;
    return { index: new SegmentedIndex(), sequence: 0 };
  }
}

let { index, sequence } = open();
process.stdout.write(`${sequence}\n`);
for (;;) {
  for (let more = 1 + (sequence % 5); more > 0; more--) {
    sequence++;
    const id = `id${sequence % 60}`;
    if (sequence % 11 === 0) await index.remove([id]);
    else {
      const tokens = {
        title: field('tiêu đề'),
        text: field(`change${sequence} ${'dài '.repeat(3000)}`.trim()),
      };
      await index.put([{ id, sequence, tokens, facts }]);
    }
  }
  saveIndexFolder(folder, index, { analyzer: 'test/1', sequence });
  process.stdout.write(`${sequence}\n`);
  // Some writers read their own files again, as the next job would.
  if (sequence % 7 === 0) ({ index, sequence } = open());
}
