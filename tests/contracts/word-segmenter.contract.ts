import { describe, expect, test } from 'vitest';
import { normalizeText } from '../../src/text/normalize-text.ts';
import type { WordSegmenter } from '../../src/text/word-segmenter.ts';

const TEXTS = [
  '',
  ' \n\t ',
  'Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị về "đẩy mạnh học tập".',
  'Nghị định 13/2023/NĐ-CP; xem https://vanban.chinhphu.vn/?id=1, hoặc hoi@a.gov.vn…',
  'TP.HCM\n\nQuận 1: hòa hoà,,, -- 🎉 日本語 Ελλάς',
  'chính '.repeat(300),
];

/** What every engine behind the port must do. */
export function describeWordSegmenter(name: string, create: () => Promise<WordSegmenter>): void {
  describe(`WordSegmenter: ${name}`, () => {
    test.each(TEXTS)('covers every character that is not white space once: %j', async (text) => {
      const segmenter = await create();
      const normalized = normalizeText(text);
      const offsets = segmenter.segment(normalized);
      let covered = '';
      let last = 0;
      for (let index = 0; index < offsets.length; index += 2) {
        expect(offsets[index]).toBeGreaterThanOrEqual(last);
        last = offsets[index + 1]!;
        const word = normalized.slice(offsets[index], last);
        expect(word).toMatch(/^\S(?:[^]*\S)?$/u);
        covered += word.replace(/\s/gu, '');
      }
      expect(covered).toBe(normalized.replace(/\s/gu, ''));
    });

    test('keeps codes, dates and addresses whole', async () => {
      const segmenter = await create();
      const text = normalizeText('Theo 05-CT/TW ngày 15/5/2016 và www.a.vn/b');
      const offsets = segmenter.segment(text);
      const words = new Set<string>();
      for (let index = 0; index < offsets.length; index += 2) {
        words.add(text.slice(offsets[index], offsets[index + 1]));
      }
      expect([...words]).toEqual(expect.arrayContaining(['05-CT/TW', '15/5/2016', 'www.a.vn/b']));
    });

    test('has an id for the index manifest', async () => {
      expect((await create()).id).toMatch(/^[a-z]+\/[\w.]+$/u);
    });
  });
}
