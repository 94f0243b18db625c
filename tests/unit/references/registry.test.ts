import { describe, expect, test } from 'vitest';
import { parseDocumentId } from '../../../src/model/document-id.ts';
import { annotate } from '../../../src/references/annotate.ts';
import { explainMention } from '../../../src/references/explain-mention.ts';
import { findReferences } from '../../../src/references/find-references.ts';
import { builtinRegistry } from '../../../src/references/registry/builtin-registry.ts';
import { createRegistry } from '../../../src/references/registry/registry.ts';
import { slugOf } from '../../../src/references/lexer/phrase-trie.ts';
import { PROVINCES, PROVINCES_AFTER_MERGER } from '../../../src/references/tables/places-table.ts';
import { validateRegistry } from '../../../src/references/registry/validate-registry.ts';

describe('builtinRegistry', () => {
  test('holds full, well-formed ids with a date that fits their period', () => {
    for (const document of builtinRegistry().documents) {
      const parts = parseDocumentId(document.id);
      expect(parts, document.id).toBeDefined();
      if (parts?.period.startsWith('y') === true && document.issuedOn !== null) {
        expect(document.issuedOn.slice(0, 4), document.id).toBe(parts.period.slice(1));
      }
      expect(document.source, document.id).not.toBe('');
    }
  });

  test('knows the members of a nickname', () => {
    expect(builtinRegistry().byAlias('BỘ TỨ TRỤ CỘT')[0]?.members).toHaveLength(4);
  });
});

describe('the gazetteer', () => {
  test('gives each of the 63 old provinces to one of the 34 of today', () => {
    const old = Object.values(PROVINCES_AFTER_MERGER).flat().sort();
    expect(Object.keys(PROVINCES_AFTER_MERGER)).toHaveLength(34);
    expect(old).toEqual(
      PROVINCES.map((name) => (name === 'Hồ Chí Minh' ? 'hcm' : slugOf(name)))
        .concat('hcm')
        .sort(),
    );
  });

  test.each([
    ['2025-06-30', 'vn:tu.binh-duong:ct:t2020:7'],
    ['2025-10-30', 'vn:tu.hcm:ct:t2025:7'],
  ])('a document of %s is of the province of that day', (day, document) => {
    const [, month, date] = day.split('-');
    const text = `Chỉ thị 07-CT/TU ngày ${date ?? ''}/${month ?? ''}/2025`;
    expect(findReferences(text, { place: 'binh-duong' })[0]?.document).toBe(document);
  });
});

describe('validateRegistry', () => {
  test('reads a table and JSON lines alike', () => {
    const table =
      'id\tofficial\tdate\taliases\nvn:tu.hcm:ct:t2020:12\t12-CT/TU\t2021-05-01\tChỉ thị 12; CT12\n';
    const json =
      '{"id":"vn:tu.hcm:ct:t2020:12","official":"12-CT/TU","issuedOn":"2021-05-01","aliases":["Chỉ thị 12","CT12"]}';
    expect(validateRegistry(table)).toEqual(validateRegistry(json));
    expect(validateRegistry(table).errors).toEqual([]);
  });

  test.each([
    ['an id in another form', 'id\n12-CT/TU', 2, /is no document id/u],
    ['an unknown part', 'id\nvn:tu.hcm:ct:_:12', 2, /unknown part/u],
    ['a date in another form', 'id\tdate\nvn:tw:ct:k12:5\t15/5/2016', 2, /YYYY-MM-DD/u],
    ['a document named twice', 'id\nvn:tw:ct:k12:5\nvn:tw:ct:k12:5', 3, /line 2 already/u],
    ['a table without ids', 'number\n5', 1, /no column "id"/u],
    ['a line that is no JSON', '{"id":"vn:tw:ct:k12:5"}\n{', 2, /not JSON/u],
  ])('names the line of %s', (_name, text, line, message) => {
    const [error] = validateRegistry(text).errors;
    expect(error?.line).toBe(line);
    expect(error?.message).toMatch(message);
  });

  test('a user’s document resolves what the builtin registry leaves open', () => {
    const text = 'theo tinh thần Chỉ thị 12-CT/TU';
    const { documents } = validateRegistry('id\tdate\nvn:tu.hcm:ct:t2020:12\t2021-05-01');
    const registry = createRegistry([...builtinRegistry().documents, ...documents]);
    const options = { publishedOn: '2022-01-01', place: 'hcm' };
    expect(findReferences(text, options)[0]?.document).toBe('vn:tu.hcm:ct:_:12');
    expect(findReferences(text, { ...options, registry })[0]?.document).toBe('vn:tu.hcm:ct:t2020:12');
  });
});

describe('explainMention', () => {
  test.each([
    ['Chỉ thị 05-CT/TW ngày 15/5/2016', null, /its own words/u],
    ['Chỉ thị 35-CT/TW', '2019-12-01', /nearest in the registry on or before 2019-12-01/u],
    ['Khoán 10', null, /people call 10-NQ\/TW of 1988-04-05 by this name/u],
    ['Quyết định 291/QĐ-TTg', null, /the year or term cannot be told/u],
  ])('gives one sentence for %s', (text, publishedOn, sentence) => {
    const mentions = findReferences(text, { publishedOn });
    const explained = explainMention(mentions[0]!, { mentions, registry: builtinRegistry(), publishedOn });
    expect(explained).toMatch(sentence);
    expect(explained.endsWith('.')).toBe(true);
  });
});

describe('annotate', () => {
  test('escapes the text and links mentions', () => {
    const text = '<b>Chỉ thị 05-CT/TW</b> & "Khoán 10"';
    const html = annotate(text, findReferences(text), { linkTo: ({ document }) => `/d/${document}?a="b"` });
    expect(html).toContain(
      '&lt;b&gt;<a class="directive" data-document="vn:tw:ct:k12:5" href="/d/vn:tw:ct:k12:5?a=&quot;b&quot;">',
    );
    expect(html).not.toContain('<b>');
  });

  test('drops a link that would run a script', () => {
    const text = 'Khoán 10';
    expect(annotate(text, findReferences(text), { linkTo: () => 'javascript:alert(1)' })).not.toContain(
      'href',
    );
  });
});
