import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { ROOT } from '../support/run-tracuu.ts';

/** Runs a script in a fresh process and gives back what it printed. */
const run = (script: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT, encoding: 'utf8' });

describe('the package', () => {
  test('holds the build, the demo site and what a reader needs, and nothing else', () => {
    const json = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const answer = JSON.parse(json) as Record<string, Packed> | Packed[];
    const [{ files } = { files: [] }] = Object.values(answer);
    const places = new Set(
      files.map(({ path }) => path.replace(/^(bin|config|dist|fixtures\/site)\/.*/u, '$1')),
    );
    expect([...places].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'README.vi.md',
      'bin',
      'config',
      'dist',
      'fixtures/site',
      'package.json',
    ]);
    expect(files.map(({ path }) => path)).not.toContain('dist/.tsbuildinfo');
  });

  test('imports without reading a file, opening a socket or printing a word', () => {
    const output = run(`
      import fs from 'node:fs';
      import net from 'node:net';
      import { syncBuiltinESMExports } from 'node:module';
      const touched = [];
      for (const [name, module] of Object.entries({ fs, promises: fs.promises, net })) {
        for (const [key, value] of Object.entries(module)) {
          if (typeof value !== 'function' || !/^(?:open|read|write|mkdir|stat|lstat|access|exists|connect|createConnection|createServer)/u.test(key)) continue;
          module[key] = (...args) => { touched.push(name + '.' + key + ' ' + String(args[0])); return value.apply(module, args); };
        }
      }
      syncBuiltinESMExports();
      await import('tracuu');
      // Node's own loader reads the modules themselves.
      const others = touched.filter((line) => !/\\.(?:js|cjs|mjs|json|wasm)$|node_modules|package\\.json/u.test(line));
      process.stdout.write(JSON.stringify(others));
    `);
    expect(JSON.parse(output)).toEqual([]);
  });

  test('has one entry for its types and its code', () => {
    expect(Object.keys(packageJson.exports)).toEqual(['.', './package.json']);
    expect(run("const t = await import('tracuu'); process.stdout.write(typeof t.openArchive)")).toBe(
      'function',
    );
  });
});

interface Packed {
  readonly files: readonly { readonly path: string }[];
}
