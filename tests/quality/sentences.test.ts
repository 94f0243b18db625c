import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { normalizeText } from '../../src/text/normalize-text.ts';
import { splitSentences } from '../../src/text/split-sentences.ts';

/** The issue asks for 0.98 on hard sentences. */
const MIN_F1 = 0.98;
const MIN_SENTENCES = 400;
const LINE_BREAK = '⏎';
const NO_SPACE = '⊕';

interface GoldText {
  readonly text: string;
  readonly sentences: readonly string[];
}

/** One sentence a line, an empty line between texts; ⏎ stands for a line break, ⊕ for a missing space. */
function readGold(): GoldText[] {
  const source = readFileSync(new URL('sentences.gold.txt', import.meta.url), 'utf8');
  return source
    .trim()
    .split(/\n{2,}/u)
    .map((block) => {
      const lines = block.split('\n');
      const joined = lines
        .map((line, index) => (index === 0 || /^[⏎⊕]/u.test(line) ? line : ` ${line}`))
        .join('');
      const plain = (line: string): string => line.replaceAll(NO_SPACE, '').replaceAll(LINE_BREAK, '\n');
      return { text: plain(joined), sentences: lines.map((line) => plain(line).trim()) };
    });
}

describe('sentences', () => {
  test('are found in our own hard texts', () => {
    const missed: string[] = [];
    let right = 0;
    let found = 0;
    let wanted = 0;
    for (const { text, sentences } of readGold()) {
      const normalized = normalizeText(text);
      const split = splitSentences(normalized).map(({ start, end }) => normalized.slice(start, end));
      const hits = split.filter((sentence) => sentences.includes(sentence)).length;
      right += hits;
      found += split.length;
      wanted += sentences.length;
      if (hits < sentences.length) missed.push(`${sentences.join(' | ')}\n  found: ${split.join(' | ')}`);
    }
    const f1 = (2 * right) / (found + wanted);
    process.stderr.write(`sentences: F1 ${f1.toFixed(4)} on ${wanted}\n`);
    expect(wanted).toBeGreaterThanOrEqual(MIN_SENTENCES);
    expect(f1, missed.join('\n')).toBeGreaterThanOrEqual(MIN_F1);
  });
});
