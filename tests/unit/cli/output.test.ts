import { describe, expect, test } from 'vitest';
import { formatTable, toCsvCell } from '../../../src/cli/output.ts';
import { VERSION } from '../../../src/cli/version.ts';
import packageJson from '../../../package.json' with { type: 'json' };

describe('toCsvCell', () => {
  test.each([
    ['nothing for null', null, ''],
    ['a number as it is', -5, '-5'],
    ['plain words as they are', 'Chỉ thị 05', 'Chỉ thị 05'],
    ['quotes around a comma', 'a, b', '"a, b"'],
    ['quotes doubled', 'a "b"', '"a ""b"""'],
    ['quotes around a line break', 'a\nb', '"a\nb"'],
    ['an apostrophe before what a spreadsheet would run', '=SUM(A1)', "'=SUM(A1)"],
  ])('%s', (_name, value, expected) => {
    expect(toCsvCell(value)).toBe(expected);
  });
});

describe('formatTable', () => {
  const columns = [
    { name: 'place', value: (row: { place: string }) => row.place, width: 8 },
    { name: 'text', value: (row: { text: string | null }) => row.text },
  ];
  test('aligns columns, cuts what is too wide, and fits the terminal', () => {
    const rows = [
      { place: 'hcm', text: 'một\nhai' },
      { place: 'hcm/quan-10', text: 'một câu dài hơn chỗ còn lại ở đây' },
    ];
    expect(formatTable(rows, columns, 30).split('\n')).toEqual([
      'place     text',
      '────────  ────────────────────',
      'hcm       một hai',
      'hcm/qua…  một câu dài hơn chỗ…',
      '',
    ]);
  });

  test('keeps what is marked in sight', () => {
    const text = `${'đầu '.repeat(20)}ĐÂY ${'cuối '.repeat(20)}`;
    const start = text.indexOf('ĐÂY');
    const marked = [{ name: 'text', value: () => text, marks: () => [{ start, end: start + 3 }] }];
    const [, , line] = formatTable([{}], marked, 30).split('\n');
    expect(line).toMatch(/^….*ĐÂY.*…$/u);
    expect(line).toHaveLength(30);
  });
});

test('the version printed is that of the package', () => {
  expect(VERSION).toBe(packageJson.version);
});
