import { readFileSync } from 'node:fs';

/**
 * A sentence with its gold words.
 * @typedef {{ id: string, text: string, words: { start: number, end: number }[] }} GoldSentence
 */

/**
 * Reads CoNLL-U. Words are laid over the sentence's text by their characters, as the treebank's spaces inside and
 * between words do not always agree with its text.
 * @param {string} path
 * @returns {GoldSentence[]}
 */
export function readConllu(path) {
  const sentences = [];
  for (const block of readFileSync(path, 'utf8').split(/\n\s*\n/u)) {
    const lines = block.split('\n');
    const forms = lines.filter((line) => /^\d+\t/u.test(line)).map((line) => line.split('\t')[1] ?? '');
    if (forms.length === 0) continue;
    const id = /^# sent_id = (.*)$/mu.exec(block)?.[1] ?? '';
    sentences.push(layWords(id, forms));
  }
  return sentences;
}

/** Words joined by spaces: the treebank is written with spaces around punctuation. */
function layWords(id, forms) {
  let text = '';
  const words = [];
  for (const raw of forms) {
    const form = raw.normalize('NFC').trim().replace(/\s+/gu, ' ');
    if (text !== '') text += ' ';
    words.push({ start: text.length, end: text.length + form.length });
    text += form;
  }
  return { id, text, words };
}
