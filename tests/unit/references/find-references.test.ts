import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtinRegistry } from '../../../src/references/registry/builtin-registry.ts';
import { findReferences, type FindReferencesOptions } from '../../../src/references/find-references.ts';
import { resolveDirectiveQuery } from '../../../src/references/directive-query.ts';

/** Mentions of `text` as `surface = document`; the only line here that knows the API. */
const documentsIn = (text: string, options: FindReferencesOptions = {}): string[] =>
  findReferences(text, options).map((mention) => `${mention.surface} = ${mention.document}`);

const SEED = '../shared/data/seed-bulletin.txt';

describe('findReferences', () => {
  test.each([undefined, '2019-01-28'])(
    'reads nine mentions of four documents in the seed bulletin (%s)',
    (publishedOn) => {
      if (!existsSync(SEED)) {
        process.stdout.write(`skipped: ${SEED} is not there\n`);
        return;
      }
      const text = readFileSync(SEED, 'utf8');
      const starts = ['Quận 1:', 'Quận 6:', 'Quận 8:'].map((heading) => text.indexOf(heading));
      const sections = ['hcm/quan-1', 'hcm/quan-6', 'hcm/quan-8'].map((place, index) => ({
        heading: null,
        place,
        publishedOn: null,
        start: starts[index]!,
        end: starts[index + 1] ?? text.length,
      }));
      const counts: Record<string, number> = {};
      for (const mention of findReferences(text, { sections, publishedOn: publishedOn ?? null })) {
        expect(text.slice(mention.start, mention.end)).toBe(mention.surface);
        counts[mention.document] = (counts[mention.document] ?? 0) + 1;
      }
      expect(counts).toEqual({
        'vn:qu.hcm.quan-1:kh:_:138': 1,
        'vn:qh14:nq:y2017:54': 1,
        'vn:tw:nq:k12:4': 3,
        'vn:tw:ct:k12:5': 4,
      });
    },
  );

  test.each<[string, string, FindReferencesOptions, string[]]>([
    [
      'takes a Party document from its date when the registry does not know it',
      'Công văn số 8011-CV/BTCTW, ngày 27/02/2025',
      {},
      ['Công văn số 8011-CV/BTCTW = vn:btctw:cv:k13:8011'],
    ],
    [
      'leaves the year open where nothing tells it',
      'theo Quyết định số 291/QĐ-TTg của Thủ tướng Chính phủ',
      {},
      ['Quyết định số 291/QĐ-TTg = vn:ttg:qd:_:291'],
    ],
    ['finds no count', 'chậm hơn kế hoạch 10 phút, thông báo 150 người', {}, []],
  ])('%s', (_name, text, options, expected) => {
    expect(documentsIn(text, options)).toEqual(expected);
  });
});

describe('resolveDirectiveQuery', () => {
  const queries = [
    '05-CT/TW',
    'chi thi 05',
    'Chỉ thị số 05',
    'Chỉ thị số 05'.normalize('NFD'),
    'vn:tw:ct:k12:5',
  ];
  test.each(queries)('%s names Directive 05 of the twelfth term', (query) => {
    expect(resolveDirectiveQuery(query, builtinRegistry()).documents).toEqual(['vn:tw:ct:k12:5']);
  });

  test('lists other terms that share the number', () => {
    const { documents, others } = resolveDirectiveQuery('35-CT/TW', builtinRegistry());
    expect(documents).toEqual(['vn:tw:ct:k13:35']);
    expect(others).toContain('vn:tw:ct:k12:35');
  });

  const landLaws = ['vn:qh15:luat:y2024:31', 'vn:qh13:luat:y2013:45', 'vn:qh11:luat:y2003:13'];
  test.each([
    ['Luật Đất đai', landLaws],
    ['luat dat dai', landLaws],
    ['LUẬT ĐẤT ĐAI', landLaws],
    ['Luật Đất đai'.normalize('NFD'), landLaws],
    ['Luật Đất đai 2013', ['vn:qh13:luat:y2013:45']],
    ['luat dat dai nam 2013', ['vn:qh13:luat:y2013:45']],
    ['BLHS', ['vn:qh13:luat:y2015:100', 'vn:qh10:luat:y1999:15']],
    ['khoan 10', ['vn:tw:nq:k6:10']],
  ])('%s names all documents of that name, newest first, and no others', (query, documents) => {
    expect(resolveDirectiveQuery(query, builtinRegistry())).toEqual({ documents, others: [], partial: null });
  });
});
