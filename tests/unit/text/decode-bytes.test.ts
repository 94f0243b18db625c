import { describe, expect, test } from 'vitest';
import {
  decodeHtmlBytes,
  decodeHtmlPieces,
  decodeTextBytes,
} from '../../../src/text/encoding/decode-bytes.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf16 = (text: string, mark = ''): Uint8Array => new Uint8Array(Buffer.from(mark + text, 'utf16le'));
const codesOf = (decoded: { diagnostics: readonly { code: string }[] }): string[] =>
  decoded.diagnostics.map(({ code }) => code);

/** "Chỉ thị số" in windows-1258: vowels with circumflex or horn are letters, tones stand behind them. */
const CP1258 = latin('Ch\u0069\xd2 thi\xf2 s\xf4\xec');

describe('decodeHtmlBytes', () => {
  test('reads UTF-8 without any declaration', () => {
    expect(decodeHtmlBytes(utf8('<p>Chỉ thị</p>'))).toMatchObject({
      text: '<p>Chỉ thị</p>',
      encoding: 'utf-8',
    });
  });

  test.each([
    ['markup', '<p>Chỉ thị số 05-CT/TW 😀</p>\n'],
    ['text without a tag', 'Chỉ thị số 05-CT/TW 😀 '],
  ])('reads a long page of %s in pieces that are cut between characters', (_name, part) => {
    for (let shift = 0; shift < 5; shift += 1) {
      const html = `${'a'.repeat(shift)}${part.repeat(4_000)}`;
      const { pieces } = decodeHtmlPieces(utf8(html));
      expect(pieces.length).toBeGreaterThan(2);
      expect(pieces.join('')).toBe(html);
      expect(pieces.some((piece) => /[\ud800-\udbff]$/u.test(piece))).toBe(false);
    }
  });

  test('lets valid UTF-8 win over a wrong declaration, and says so', () => {
    const decoded = decodeHtmlBytes(utf8('<meta charset=iso-8859-1>Chỉ thị'));
    expect(decoded).toMatchObject({ text: '<meta charset=iso-8859-1>Chỉ thị', encoding: 'utf-8' });
    expect(codesOf(decoded)).toEqual(['wrong-charset']);
  });

  test('takes the header before <meta>', () => {
    const decoded = decodeHtmlBytes(CP1258, { contentType: 'text/html; charset="Windows-1258"' });
    expect(decoded).toMatchObject({ text: 'Chỉ thị số', encoding: 'windows-1258' });
  });

  test('takes <meta> where there is no header', () => {
    const page = new Uint8Array([
      ...utf8('<meta http-equiv=x content="text/html; charset=windows-1258">'),
      ...CP1258,
    ]);
    expect(decodeHtmlBytes(page).text.endsWith('Chỉ thị số')).toBe(true);
  });

  test('reads all of windows-1252, which Node 20 does not', () => {
    const decoded = decodeHtmlBytes(latin('\x80 \x85 \x93caf\xe9\x94'), {
      contentType: 'text/html;charset=latin1',
    });
    expect(decoded.text).toBe('€ … “café”');
  });

  test('keeps UTF-8 with a broken sequence', () => {
    const bytes = new Uint8Array([...utf8('Chỉ thị số năm về việc '.repeat(10)), 0xff, ...utf8(' được')]);
    const decoded = decodeHtmlBytes(bytes);
    expect(decoded.encoding).toBe('utf-8');
    expect(codesOf(decoded)).toEqual(['broken-utf-8']);
  });

  test('says that a charset is unknown', () => {
    expect(codesOf(decodeHtmlBytes(utf8('abc'), { contentType: 'text/html; charset=x-klingon' }))).toEqual([
      'unknown-charset',
    ]);
  });
});

describe('decodeTextBytes', () => {
  test.each([
    ['UTF-8 with a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, ...utf8('Đảng')]), 'utf-8'],
    ['UTF-16 with a byte order mark', utf16('Đảng', '\ufeff'), 'utf-16le'],
    ['UTF-16 without one', utf16('Đảng ủy khối doanh nghiệp'), 'utf-16le'],
  ])('reads %s', (_name, bytes, encoding) => {
    const decoded = decodeTextBytes(bytes);
    expect(decoded.encoding).toBe(encoding);
    expect(decoded.text.startsWith('Đảng')).toBe(true);
  });

  test.each([
    ['PNG', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
    ['noise with zeros', Uint8Array.from({ length: 500 }, (_, index) => (index * 7) % 64)],
  ])('does not read %s', (_name, bytes) => {
    const decoded = decodeTextBytes(bytes);
    expect(decoded).toMatchObject({ text: '', encoding: 'binary' });
    expect(codesOf(decoded)).toEqual(['binary']);
  });

  test('reads nothing from nothing', () => {
    expect(decodeTextBytes(new Uint8Array())).toMatchObject({ text: '', encoding: 'utf-8' });
  });
});
