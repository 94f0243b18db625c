import { describe, expect, test } from 'vitest';
import { findReferences, type FindReferencesOptions } from '../../../src/references/find-references.ts';

/** Mentions of `text` as `surface = document`; the only line here that knows the API. */
const documentsIn = (text: string, options: FindReferencesOptions): string[] =>
  findReferences(text, options).map((mention) => `${mention.surface} = ${mention.document}`);

type Row = [name: string, text: string, options: FindReferencesOptions, expected: string[]];

describe('which document a mention means', () => {
  test.each<Row>([
    [
      'a document dated by an earlier year alone is nearer than one of a former term',
      'Thực hiện Nghị quyết 10-NQ/TW.',
      { publishedOn: '2019-01-01' },
      ['Nghị quyết 10-NQ/TW = vn:tw:nq:k12:10'],
    ],
  ])('%s', (_name, text, options, expected) => {
    expect(documentsIn(text, options)).toEqual(expected);
  });
});

describe('scores', () => {
  test.each(['Nghị quyết 10-NQ/TW', 'Nghị quyết 26-NQ/TW', 'Nghị quyết 3', 'Luật Đất đai', 'Chỉ thị 19'])(
    'the document of %s never scores below another candidate, and scores have three decimals',
    (text) => {
      for (const publishedOn of [null, '1999-06-01', '2011-05-05', '2019-01-01', '2026-01-01']) {
        for (const { document, confidence, candidates } of findReferences(text, { publishedOn })) {
          expect(candidates[0]).toEqual({ document, score: confidence });
          for (const { score } of candidates) {
            expect(score).toBeLessThanOrEqual(confidence);
            expect(String(score).length).toBeLessThanOrEqual('0.123'.length);
          }
        }
      }
    },
  );

  test('a flag is given once', () => {
    const [mention] = findReferences('Quyết định số 05-CT/TƯ của Thành ủy TP. Hồ Chí Minh');
    expect(mention?.flags).toEqual(['typo-code']);
  });
});
