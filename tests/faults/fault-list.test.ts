import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FAULTS, renderFaultTable } from './fault-list.ts';

const DOCUMENT = new URL('../../docs/crawl-faults.md', import.meta.url);
const BEGIN = '<!-- faults -->\n\n';
const END = '\n\n<!-- end of faults -->';

const withoutPadding = (table: string): string => table.replace(/ +\|/gu, ' |').replace(/-{3,}/gu, '---');

describe('the list of faults', () => {
  test.each(FAULTS.flatMap(({ fault, tests }) => tests.map((name) => [fault, name] as const)))(
    '%s is proved by %s',
    (_fault, name) => {
      const [file, title] = [name.slice(0, name.indexOf(': ')), name.slice(name.indexOf(': ') + 2)];
      expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toContain(title);
    },
  );

  test('docs/crawl-faults.md is this list (UPDATE_GOLDEN=1 writes it)', () => {
    const text = readFileSync(DOCUMENT, 'utf8');
    const [before, rest = ''] = text.split(BEGIN);
    const [table = '', after] = rest.split(END);
    if (process.env['UPDATE_GOLDEN'] === '1') {
      writeFileSync(DOCUMENT, `${before}${BEGIN}${renderFaultTable()}${END}${after}`);
    } else expect(withoutPadding(table)).toBe(renderFaultTable());
  });
});
