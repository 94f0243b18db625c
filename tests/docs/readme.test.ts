import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, tracuu } from '../support/run-tracuu.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** Examples that say what they print: code blocks after a `run` mark. */
const examples = Array.from(readme.matchAll(/<!-- run -->\s+```ts\n([\s\S]*?)```/gu), ([, code]) => code!);

describe('README.md', () => {
  test.each(examples.map((code, index) => [index + 1, code]))(
    'example %i prints what its comments say',
    (_index, code) => {
      const output = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
        cwd: ROOT,
        encoding: 'utf8',
      });
      // console.log breaks a long array over several lines; the comments do not.
      const expected = Array.from(code.matchAll(/^\/\/ (.*)$/gmu), ([, comment]) => comment!);
      expect(expected.length).toBeGreaterThan(0);
      expect(output.replace(/\n\s*/gu, ' ').replaceAll('[ ', '[ ').trim()).toBe(expected.join(' '));
    },
  );

  test('names only commands and options that exist', async () => {
    const lines = Array.from(readme.matchAll(/^npx tracuu (\w+)(.*)$/gmu));
    expect(lines.length).toBeGreaterThan(5);
    for (const [, command, rest] of lines) {
      const { stdout, code } = await tracuu([command!, '--help']);
      expect(code).toBe(0);
      for (const [option] of rest!.replace(/#.*/u, '').matchAll(/--[a-z-]+/gu))
        expect(stdout).toContain(option);
    }
  });
});
