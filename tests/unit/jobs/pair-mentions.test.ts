import { describe, expect, test } from 'vitest';
import { pairMentions } from '../../../src/jobs/ingest/pair-mentions.ts';
import { findMentions } from '../../../src/references/find-mentions.ts';
import { builtinRegistry } from '../../../src/references/registry/builtin-registry.ts';
import { resolveMentions } from '../../../src/references/resolve-mentions.ts';
import { normalizeText } from '../../../src/text/normalize-text.ts';

const text = normalizeText('Thực hiện Chỉ thị 05-CT/TW, Kế hoạch 12-KH/TU và Nghị quyết 18-NQ/TW.');
const found = findMentions(text);
const context = { text, publishedOn: '2019-01-28', place: null, sections: [], registry: builtinRegistry() };
const mentions = resolveMentions(found, context);

describe('pairMentions', () => {
  test('gives each record its mention', () => {
    expect(found).toHaveLength(3);
    const pairs = pairMentions(found, mentions);
    expect(pairs.map(({ mention }) => mention?.surface)).toEqual(found.map(({ surface }) => surface));
  });

  test.each([0, 1, 2])(
    'leaves record %i without a meaning where the resolver has none, and moves no other',
    (at) => {
      const answered = mentions.filter((_, index) => index !== at);
      const expected = found.map(({ surface }, index) => (index === at ? undefined : surface));
      expect(pairMentions(found, answered).map(({ mention }) => mention?.surface)).toEqual(expected);
    },
  );
});
