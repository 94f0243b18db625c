import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readPageFile } from '../../../src/engines/read-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracuu-read-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function save(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const PAGE = new TextEncoder().encode('<h1>Sơ kết Chỉ thị 05-CT/TW</h1>');

describe('a page file', () => {
  it.each([
    ['plain', 'page.html', PAGE],
    ['packed', 'page.html.gz', gzipSync(PAGE)],
    ['packed under a plain name', 'packed.html', gzipSync(PAGE)],
  ])('%s gives its bytes', (_, name, bytes) => {
    expect(Buffer.from(readPageFile(save(name, bytes)).bytes).equals(Buffer.from(PAGE))).toBe(true);
  });

  it('that unpacks to more than the limit is named with the limit', () => {
    const bomb = save('bomb.html.gz', gzipSync(new Uint8Array(3 * 1024 * 1024)));
    expect(() => readPageFile(bomb, 2 * 1024 * 1024)).toThrow(
      expect.objectContaining({
        code: 'too-large',
        message: `${bomb} unpacks to more than the 2 MiB of a page; split it or leave it out`,
      }),
    );
  });

  it('that is cut short is damaged, not shorter', () => {
    const cut = save('cut.html.gz', gzipSync(PAGE).subarray(0, 20));
    expect(() => readPageFile(cut)).toThrow(expect.objectContaining({ code: 'not-readable' }));
  });
});
