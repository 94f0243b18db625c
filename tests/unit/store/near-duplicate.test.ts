import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hammingDistance,
  NEAR_DUPLICATE_BITS,
  simhash,
  simhashBands,
  textResemblance,
} from '../../../src/store/near-duplicate.ts';

/** The article of a fixture page, without tags and without what stands around it. */
function articleText(name: string): string {
  const html = readFileSync(new URL(`../../../fixtures/site/articles/${name}`, import.meta.url), 'utf8');
  const start = Math.max(html.indexOf('class="content"'), html.indexOf('class="news-body"'));
  const end = html.indexOf('text-align: right', start);
  return html.slice(html.indexOf('>', start) + 1, html.lastIndexOf('<', end)).replace(/<[^>]*>/gu, ' ');
}

const articles = (): string[] =>
  [
    '1201',
    '1202',
    '1203',
    '1204',
    '1205',
    '1206',
    '1210',
    '1211',
    '1212',
    '1213',
    '1214',
    '1215',
    '1216',
  ].map((id) => articleText(`${id}.html`));

describe('simhash', () => {
  test('stays what archives hold: fingerprints are compared with those of former versions', () => {
    expect(simhash('Ban Thường vụ Thành ủy ban hành Chỉ thị 05-CT/TW về học tập và làm theo Bác')).toBe(
      0xf7822aa6cf944d23n,
    );
    expect(simhash('một hai')).toBe(0xcf61b893190234ean);
    expect(simhash('東京 の 天気 𠮷野家 abc')).toBe(0xc35c46310b5b8ban);
    expect(simhash('!!!')).toBe(0n);
  });

  test('a print view and a reprint are near-duplicates of their article', () => {
    expect(
      hammingDistance(simhash(articleText('1201.html')), simhash(articleText('1201.print.html'))),
    ).toBeLessThanOrEqual(NEAR_DUPLICATE_BITS);
    expect(
      hammingDistance(simhash(articleText('1205.html')), simhash(articleText('2205.html'))),
    ).toBeLessThanOrEqual(NEAR_DUPLICATE_BITS);
  });

  test('resemblance tells a reprint from another article', () => {
    expect(textResemblance(articleText('1205.html'), articleText('2205.html'))).toBeGreaterThan(0.9);
    expect(textResemblance(articleText('1211.html'), articleText('1211.r2.html'))).toBeGreaterThan(0.5);
    expect(textResemblance(articleText('1205.html'), articleText('1203.html'))).toBeLessThan(0.1);
    expect([
      textResemblance('', ''),
      textResemblance('một', ''),
      textResemblance('một hai', 'Một, hai'),
    ]).toEqual([1, 0, 1]);
  });

  test('different articles of one site are far apart', () => {
    const prints = articles().map(simhash);
    const distances = prints.flatMap((a, index) => prints.slice(index + 1).map((b) => hammingDistance(a, b)));
    expect(Math.min(...distances)).toBeGreaterThan(10);
  });

  test.each([
    ['case', (text: string) => text.toUpperCase()],
    ['spacing', (text: string) => text.replace(/ /gu, '\n\t ')],
    ['punctuation', (text: string) => text.replace(/,/gu, ' ;')],
    ['NFD', (text: string) => text.normalize('NFD')],
  ])('%s changes nothing', (_name, change) => {
    const text = 'Sinh hoạt chi bộ theo chuyên đề, đang trở thành nền nếp ở nhiều đảng bộ quận của Thành phố';
    expect(simhash(change(text))).toBe(simhash(text));
  });

  test('short texts', () => {
    expect(simhash('')).toBe(0n);
    expect(simhash('… – "')).toBe(0n);
    expect(simhash('Chỉ thị')).not.toBe(simhash('Nghị quyết'));
  });

  test('two fingerprints within three bits share a band', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 2n ** 64n - 1n),
        fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: 3 }),
        (a, bits) => {
          const b = bits.reduce((value, bit) => value ^ (1n << BigInt(bit)), a);
          expect(hammingDistance(a, b)).toBe(bits.length);
          const bandsOfB = simhashBands(b);
          expect(simhashBands(a).some((band, index) => band === bandsOfB[index])).toBe(true);
        },
      ),
    );
  });
});
