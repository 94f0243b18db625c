import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeHtmlBytes, decodeTextBytes } from '../../src/text/encoding/decode-bytes.ts';
import { repairMojibake } from '../../src/text/encoding/repair-mojibake.ts';
import { normalizeText } from '../../src/text/normalize-text.ts';
import { encodeAs } from '../unit/text/legacy-encoders.ts';

const DATA = new URL('../../../shared/data/', import.meta.url).pathname;
const hasData = existsSync(DATA);
if (!hasData)
  process.stderr.write('skipped: ../shared/data is missing, so no charset was detected in real text\n');

const SAMPLE_CHARS = 200;
/** Detection of 200-character samples; the issue asks for 99 %. */
const MIN_DETECTED_PERCENT = 99;

function treebankSentences(): string[] {
  const folder = join(DATA, 'segmentation');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.conllu'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.startsWith('# text'))
    .map((line) => normalizeText(line.slice(line.indexOf('=') + 1).trim()));
}

function samples(): string[] {
  const text = treebankSentences()
    .join(' ')
    .replace(/[–—“”‘’…]/gu, '-');
  const found: string[] = [];
  for (let start = 0; start + SAMPLE_CHARS <= text.length; start += SAMPLE_CHARS) {
    found.push(text.slice(start, start + SAMPLE_CHARS));
  }
  return found;
}

function pages(): Uint8Array[] {
  const vietnamese = join(DATA, 'pages/vn');
  const foreign = join(DATA, 'pages/scrapinghub/html');
  return [vietnamese, foreign].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.html.gz'))
      .map((name) => gunzipSync(readFileSync(join(folder, name)))),
  );
}

describe.skipIf(!hasData)('charsets in real text', () => {
  test.each(['tcvn3', 'vni-windows', 'viscii', 'windows-1258', 'viqr'])('detects %s', (charset) => {
    let right = 0;
    let wrong = 0;
    for (const sample of samples()) {
      const bytes = encodeAs(sample, charset);
      if (bytes === undefined) continue;
      if (decodeTextBytes(bytes).encoding === charset) right++;
      else wrong++;
    }
    expect(right).toBeGreaterThan(1000);
    expect((100 * right) / (right + wrong)).toBeGreaterThanOrEqual(MIN_DETECTED_PERCENT);
  });

  test('changes no clean sentence', () => {
    const sentences = treebankSentences();
    expect(sentences.filter((sentence) => repairMojibake(sentence).encoding !== null)).toEqual([]);
    expect(repairMojibake(sentences.join('\n')).encoding).toBeNull();
    const encoder = new TextEncoder();
    expect(
      sentences.filter((sentence) => decodeTextBytes(encoder.encode(sentence)).encoding !== 'utf-8'),
    ).toEqual([]);
  });

  test('changes no clean page', () => {
    const changed = pages().filter((page) => {
      const decoded = decodeHtmlBytes(page);
      return decoded.diagnostics.some(({ code }) => code === 'mojibake');
    });
    expect(changed).toHaveLength(0);
  }, 120_000);
});
