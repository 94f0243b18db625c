import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { normalizeText } from '../../src/text/normalize-text.ts';
import { segmentWords, type Word } from '../../src/text/segment-words.ts';

const DATA = new URL('../../../shared/data/segmentation/', import.meta.url);
const hasData = existsSync(DATA);
if (!hasData)
  process.stderr.write('skipped: ../shared/data/segmentation is missing, so no treebank was scored\n');

/**
 * Floors for the shipped weights: below what bench/segmentation measures, above every peer. Test was never trained
 * on; train and dev were, so that dev tells only that nothing broke.
 */
const FLOORS = [
  { part: 'test', asItStands: 98.5, lowerCased: 97.8 },
  { part: 'dev', asItStands: 98.3, lowerCased: 97.5 },
];

/** Forms of words; the text is the forms with a space between. */
function readTreebank(part: string): string[][] {
  const source = readFileSync(new URL(`vi_vtb-ud-${part}.conllu`, DATA), 'utf8');
  return source
    .split(/\n\n+/u)
    .map((block) =>
      Array.from(block.matchAll(/^\d+\t([^\t]+)\t/gmu), (match) => match[1]!.normalize('NFC').trim()),
    )
    .filter((forms) => forms.length > 0);
}

/** `start:end` among the letters without white space, in NFC. */
function spansOf(words: readonly string[]): string[] {
  let at = 0;
  return words.map((word) => {
    const start = at;
    at += word.normalize('NFC').replace(/\s+/gu, '').length;
    return `${start}:${at}`;
  });
}

const textsOf = (words: readonly Word[]): string[] => words.map(({ text }) => text);

function wordF1(sentences: readonly string[][], recase: (text: string) => string): number {
  let right = 0;
  let total = 0;
  for (const forms of sentences) {
    const wanted = new Set(spansOf(forms));
    const found = spansOf(textsOf(segmentWords(recase(forms.join(' ')))));
    right += found.filter((span) => wanted.has(span)).length;
    total += wanted.size + found.length;
  }
  return (200 * right) / total;
}

/** Tone marks where the old style puts them: hoà → hòa. */
function withOldTones(text: string): string {
  return text.replace(/(?<![qQ])(o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])(?![\p{L}])/giu, (group) => {
    const [first = '', second = ''] = Array.from(group);
    const tone = second.normalize('NFD').slice(1);
    return (first + tone).normalize('NFC') + second.normalize('NFD').charAt(0);
  });
}

describe.skipIf(!hasData)('segmentation of UD_Vietnamese-VTB', () => {
  test.each(FLOORS)('word F1 on $part is at least $asItStands', ({ part, asItStands, lowerCased }) => {
    const sentences = readTreebank(part);
    expect(wordF1(sentences, (text) => text)).toBeGreaterThanOrEqual(asItStands);
    expect(wordF1(sentences, (text) => text.toLowerCase())).toBeGreaterThanOrEqual(lowerCased);
  });

  test('is the same for NFC and NFD, and for old and new places of the tone mark', () => {
    const different: string[] = [];
    for (const part of ['train', 'dev', 'test']) {
      for (const forms of readTreebank(part)) {
        const text = normalizeText(forms.join(' '));
        const wanted = spansOf(textsOf(segmentWords(text))).join(' ');
        for (const variant of [text.normalize('NFD'), withOldTones(text)]) {
          const words = segmentWords(variant);
          if (spansOf(textsOf(words)).join(' ') !== wanted) different.push(variant);
          expect(words.every(({ start, end, text: surface }) => variant.slice(start, end) === surface)).toBe(
            true,
          );
        }
      }
    }
    expect(different).toEqual([]);
  });
});
