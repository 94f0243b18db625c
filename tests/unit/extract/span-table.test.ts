import { expect, test } from 'vitest';
import { SpanTable } from '../../../src/extract/page/span-table.ts';

const keep = (table: SpanTable<string>, text: string): void => {
  table.keep(text, 0, text.length, () => ({ written: text, read: text }));
};
const find = (table: SpanTable<string>, text: string): string | undefined => table.find(text, 0, text.length);

test('what comes twice is kept, what comes once or is long is not', () => {
  const table = new SpanTable<string>(5);
  keep(table, 'once');
  expect(find(table, 'once')).toBeUndefined();
  keep(table, 'twice');
  keep(table, 'twice');
  expect(find(table, 'twice')).toBe('twice');
  keep(table, 'longer');
  keep(table, 'longer');
  expect(find(table, 'longer')).toBeUndefined();
});

test('each stretch is found or was told to be dropped, however many there are', () => {
  const dropped = new Set<string>();
  const table = new SpanTable<string>(20, (read) => dropped.add(read));
  const texts = Array.from({ length: 40_000 }, (_, number) => `div id="${number}"`);
  for (const text of texts) {
    keep(table, text);
    keep(table, text);
  }
  const found = texts.filter((text) => find(table, text) !== undefined);
  expect(found.length).toBeGreaterThan(1_000);
  expect(dropped.size).toBeGreaterThan(1_000);
  expect(found.filter((text) => dropped.has(text))).toEqual([]);
  expect(found.length + dropped.size).toBe(texts.length);
});
